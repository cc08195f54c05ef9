import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming


def run(*arguments):
    return CliRunner().invoke(app, ["merge", *map(str, arguments)])


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "there.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
        decide(ledger)
    return where


def test_what_came_over_is_told(path, tmp_path):
    result = run(path, "--ledger", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.ALL_READ
    assert "1 publication, 1 arrival, 1 reading, 1 decision" in result.stderr
    again = run(path, "--ledger", tmp_path / "war.ledger")
    assert "nothing; known already: 1 publication" in again.stderr


def test_branches_are_told(path, tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
        decide(ledger, "reject", why="wrong")
    told = run(path, "--ledger", tmp_path / "war.ledger").stderr
    assert "Odd's decisions come from 2 ledgers" in told


def test_damaged_ledger_is_refused(path, tmp_path):
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.exec_driver_sql("UPDATE figures SET low = 99")
    result = run(path, "--ledger", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert "took nothing" in result.stderr


def test_ledger_that_is_not_there_is_told(tmp_path):
    result = run(tmp_path / "nowhere.ledger", "--ledger", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "there is no ledger" in result.stderr
