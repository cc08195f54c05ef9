import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.incoming import keep, make_incoming


def run(*arguments):
    return CliRunner().invoke(app, ["backup", *map(str, arguments)])


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
    return where


def test_copy_is_told(path, tmp_path):
    result = run(tmp_path / "copy.ledger", "--ledger", path)
    assert result.exit_code == ExitCode.ALL_READ
    assert "copied and verified" in result.stderr
    assert "1 publication," in result.stderr
    assert "SHA-256 " in result.stderr
    result = run(tmp_path / "copy.ledger", "--ledger", path)
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "--force" in result.stderr
    assert not run(tmp_path / "copy.ledger", "--ledger", path, "--force", "--quiet").stderr


def test_copy_of_what_is_damaged_is_told(path, tmp_path):
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.exec_driver_sql("UPDATE figures SET low = 99")
    result = run(tmp_path / "copy.ledger", "--ledger", path)
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert "was not left there" in result.stderr
