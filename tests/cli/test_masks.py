"""A name that people decided to withhold, in the output of every command that looks at a ledger."""

import pytest
from sqlalchemy import insert, update
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.redaction import Decided, withhold
from accordingto.ledger.store_tables import texts, tombstones
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

TEXT = "Residents said shelling killed 12 people near the house of Ada Varn on Friday."
SHA = make_incoming(TEXT).report.sha256


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming(TEXT, title="Ada Varn's house hit"))
        decide(ledger, "note", kind="statement", text=SHA, why="ask Ada Varn's mother")
        withhold(ledger, Decided(names=("Ada Varn",), reviewer="Odd", why="her family asked"))
    return path


def run(path, *arguments):
    result = CliRunner().invoke(app, [*arguments, "--ledger", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("queued", [(), ("--queued",)])
def test_log_withholds_the_name(path, form, queued):
    output = run(path, "log", "--format", form, *queued).output
    assert "Varn" not in output
    assert queued or "mother" in output


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("listing", ["reports", "statements", "incidents"])
def test_show_withholds_the_name(path, form, listing):
    output = run(path, "show", listing, "--format", form).output
    assert "Varn" not in output
    assert "withheld" in output or listing == "incidents"


def test_who_keeps_a_ledger_is_not_told_the_name(path, tmp_path):
    for arguments in (
        ["verify", "--all"],
        ["doctor"],
        ["backup", str(tmp_path / "copy.ledger")],
        ["reread", "--dry-run"],
    ):
        result = run(path, *arguments)
        assert result.output, arguments
        assert "Varn" not in result.output, arguments
    assert "Varn" not in run(tmp_path / "other.ledger", "merge", str(path)).output


def test_verify_does_not_tell_the_words_that_are_gone(path):
    forged = TEXT.replace("house", "hovel")
    # Whoever changed the text has forged a tombstone for it.
    told = {"kind": "text", "sha256": SHA, "now_sha256": hash_text(forged), "spans": "[[0, 1]]"}
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.execute(update(texts).values(text=forged))
        connection.execute(insert(tombstones), told | {"reason": "asked", "made_at": "2024"})
    result = run(path, "verify", "--all")
    assert "not as it was kept: span" in result.output
    assert "Varn" not in result.output
