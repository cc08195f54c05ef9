import json

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.entries import iterate_entries
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.readings import iterate_current
from accordingto.views.text import render_text

ENTRY = "schema = 1\n[[entry]]\nid = 'a'\nkind = 'call'\nreceived = 2024-03-12\nquote = 'Shells.'\n"
BAD = "[[entry]]\nkind = 'gossip'\nreceived = 2024-03-12\nquote = 'x'\n"


def run(*arguments):
    return CliRunner().invoke(app, ["enter", *map(str, arguments)])


@pytest.fixture
def form(tmp_path):
    path = tmp_path / "call.toml"
    path.write_text(ENTRY, encoding="utf-8")
    return path


def test_entry_is_kept_and_shown_as_entered_by_a_person(form, tmp_path):
    where = tmp_path / "war.ledger"
    result = run(form, "--ledger", where, "--by", "Mira Okello")
    assert result.exit_code == ExitCode.ALL_READ
    assert "1 entry kept in" in result.stderr
    with Ledger.open(where) as ledger, ledger.look() as connection:
        assert [entry.entered_by for entry in iterate_entries(connection)] == ["Mira Okello"]
        [stored] = iterate_current(connection)
    shown = render_text(stored.reading)
    assert "Entered by Mira Okello, a person; not read by machine." in shown
    assert "Read by machine" not in shown


def test_same_entry_again_is_known(form, tmp_path):
    for expected in ("new 1", "known already 1"):
        result = run(form, "--ledger", tmp_path / "war.ledger", "--by", "Mira")
        assert expected in result.stderr


def test_bad_entry_is_told_and_the_others_are_kept(form, tmp_path):
    form.write_text(ENTRY + BAD)
    result = run(form, tmp_path / "none.toml", "-l", tmp_path / "war.ledger", "--by", "Mira")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert f"refused: {form}, line 7: entry 2: kind: input should be 'call'" in result.stderr
    assert "none.toml: it cannot be opened" in result.stderr
    assert "refused 2" in result.stderr


def test_check_keeps_nothing(form, tmp_path):
    result = run(form, "--check", "--by", "Mira", "--ledger", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.ALL_READ
    assert "1 entry checked: well formed 1" in result.stderr
    assert not (tmp_path / "war.ledger").exists()


def test_entry_that_nobody_vouches_for_is_refused(form):
    result = run(form, "--check")
    assert result.exit_code == ExitCode.NOTHING_READ
    assert "nobody vouches for it" in result.stderr


def test_odd_day_is_told(form):
    form.write_text(ENTRY.replace("2024-03-12", "2924-03-12"))
    assert "a day of this entry is still to come" in run(form, "--check", "--by", "Mira").stderr


def test_blank_form_is_printed(tmp_path):
    result = run("--form")
    (tmp_path / "form.toml").write_text(result.stdout, encoding="utf-8")
    assert run(tmp_path / "form.toml", "--check", "--by", "Mira").exit_code == ExitCode.ALL_READ


def test_schema_of_the_form_is_printed():
    assert json.loads(run("--schema").stdout)["$id"] == "urn:accordingto:schema:entries:1"


@pytest.mark.parametrize("arguments", [[], ["x.toml"]])
def test_what_is_missing_is_a_usage_error(arguments, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    assert run(*arguments).exit_code == ExitCode.USAGE
