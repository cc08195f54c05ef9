import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.verify import verify_ledger
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

TEXT = "Shelling killed Ada Varn, 31, in Marenna on Friday, residents said."
WHO = ("--reviewer", "Odd", "--why", "asked for")


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        incoming = make_incoming(TEXT)
        keep(ledger, incoming)
        decide(ledger, text=incoming.report.sha256, kind="person")
    return where


def run(path, *arguments):
    return CliRunner().invoke(app, ["redact", "--ledger", str(path), *map(str, arguments)])


def log(path):
    return CliRunner().invoke(app, ["log", "--ledger", str(path), "--format", "json"]).stdout


def test_name_is_withheld_from_the_log_and_shown_again(path):
    assert "Ada Varn" in log(path)
    result = run(path, "--name", "Ada Varn", *WHO)
    assert result.exit_code == ExitCode.ALL_READ
    assert "withheld now by decision: 1 name" in result.stderr
    assert "Ada Varn" not in log(path)
    assert run(path, "--name", "Ada Varn", "--show", *WHO).exit_code == ExitCode.ALL_READ
    assert "Ada Varn" in log(path)


def test_rule_withholds_names(path):
    assert "1 name" in run(path, "--rule", "private", *WHO).stderr
    assert "Ada Varn" not in log(path)


def test_names_of_a_list_are_erased(path, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("# asked for in March\n\nAda Varn\n")
    result = run(path, "--list", names, "--erase", "--yes", *WHO)
    assert result.exit_code == ExitCode.ALL_READ
    assert "1 text of 1 publication" in result.stderr
    for file in tmp_path.glob("war.ledger*"):
        assert b"Varn" not in file.read_bytes()
    with Ledger.open(path) as ledger:
        assert list(verify_ledger(ledger)) == []
    assert "nothing was left to do" in run(path, "--finish").stderr


def test_name_that_is_misspelt_is_not_said_to_be_erased(path):
    result = run(path, "--name", "Ada Vahrn", "--erase", "--yes", *WHO)
    assert "these names stand in no text, sheet or decision" in result.stderr
    assert "erased:" not in result.stderr
    assert "Ada Varn" in log(path)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--name", "Ada Varn", "--erase", *WHO], "--yes"),
        (["--name", "Ada Varn", "--erase", "--show", *WHO], "one of them"),
        (["--name", "Ada Varn", "--reviewer", "Odd"], "--why"),
        (["--name", "Ada Varn", "--why", "x"], "no reviewer"),
        (["--name", "A", *WHO], "at least 3 letters"),
        (["--list", "nowhere.txt", *WHO], "nowhere.txt"),
        (list(WHO), "no name and no rule"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is(path, arguments, told):
    before = path.read_bytes()
    result = run(path, *arguments)
    assert result.exit_code == ExitCode.USAGE
    assert told in result.stderr
    assert path.read_bytes() == before
