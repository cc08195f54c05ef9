"""`changes`: two editions side by side on the command line."""

import json

import pytest
from typer.testing import CliRunner

from accordingto.api.exporting import export
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.errors import AccordingtoError
from accordingto.ledger.ledger import Ledger, Opening
from tests.formats.exchanges import exchange_ledger
from tests.ledger.incoming import keep, make_incoming

LATER = "Shelling killed 21 people in Marenna on Friday, the Ossen Health Ministry said."


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """A snapshot, and the ledger with one report more."""
    home = tmp_path_factory.mktemp("editions")
    where = exchange_ledger(home)
    export("snapshot", where, home / "may", include_unreviewed=True, log=False)
    with Ledger.open(where, Opening.CHANGE) as ledger:
        keep(ledger, make_incoming(LATER, given_id="n1", published="2024-03-17"))
        corroborate_pending(ledger)
    return str(home / "may"), str(where)


def run(*arguments):
    return CliRunner().invoke(app, ["changes", *map(str, arguments)])


def test_text_says_what_changed_and_who_says_so(editions):
    result = run(*editions, "--width", "80")
    assert result.exit_code == ExitCode.ALL_READ
    assert "killed, people: 14 to 17 → 14 to 21" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    ("name", "start"), [("c.html", "<!doctype html>"), ("c.json", '{"cautions')]
)
def test_the_form_is_that_of_the_output(editions, tmp_path, name, start):
    result = run(*editions, "--output", tmp_path / name)
    assert result.exit_code == ExitCode.ALL_READ
    assert "1 case changed" in result.stderr
    page = (tmp_path / name).read_text(encoding="utf-8")
    assert start in page
    if name.endswith("json"):
        assert json.loads(page)["summary"] == "1 case changed"


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (("{may}", "{war}", "--reviewed"), "expected the same of both editions", ExitCode.USAGE),
        (("{home}", "{war}"), "expected a folder that", ExitCode.MISCONFIGURED),
        (("{war}", "{home}/none"), "no ledger at this path", ExitCode.MISCONFIGURED),
        (
            ("{war}", "{war}", "-o", "{home}/no/such"),
            "cannot be written to",
            ExitCode.MISCONFIGURED,
        ),
    ],
)
def test_what_cannot_be_compared_is_one_line(editions, tmp_path, arguments, told, code):
    may, war = editions
    result = run(*(one.format(may=may, war=war, home=tmp_path) for one in arguments))
    assert told in result.output + str(result.exception)
    assert result.exit_code == code or isinstance(result.exception, AccordingtoError)
