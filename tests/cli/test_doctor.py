import json

import pytest
from typer.testing import CliRunner

from accordingto import __version__
from accordingto.api import installation
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.incoming import keep, make_incoming


def run(*arguments):
    return CliRunner().invoke(app, ["doctor", *map(str, arguments)])


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
    return where


def test_ledger_that_is_well_is_told_line_by_line(path):
    result = run("--ledger", path)
    assert result.exit_code == ExitCode.ALL_READ
    assert all(line.startswith(("well", "note")) for line in result.stdout.splitlines())
    assert "the place index is there" in result.stdout
    assert "all of 1 publications are read" in result.stdout
    assert not run("--ledger", path, "--quiet", "--quick").stdout


def test_what_has_to_be_seen_to_is_told(path):
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.exec_driver_sql("UPDATE blobs SET bytes = NULL")
    result = run("--ledger", path, "--quick", "--quiet")
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert "fault bytes" in result.stdout


def test_what_is_no_ledger_is_told(tmp_path):
    result = run("--ledger", tmp_path / "nowhere.ledger")
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert "fault ledger" in result.stdout
    assert "there is no ledger" in result.stdout


def test_without_a_ledger_the_installation_is_looked_at(monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    result = run()
    assert result.exit_code == ExitCode.ALL_READ
    named = [line[6:22].strip() for line in result.stdout.splitlines()]
    assert named[:2] == ["program", "SQLite"]
    assert named[-1] == "reader"
    assert {"search", "packages", "weights", "places", "extras", "disk", "folder"} <= set(named)


def test_the_variable_names_a_ledger(path, monkeypatch):
    monkeypatch.setenv("ACCORDINGTO_LEDGER", str(path))
    assert "all of 1 publications are read" in run("--quick").stdout


def test_what_was_found_is_written_as_json(tmp_path, monkeypatch):
    monkeypatch.setattr(installation, "WEIGHTS", tmp_path)
    result = run("--format", "json")
    told = json.loads(result.stdout)
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert (told["version"], told["faults"]) == (__version__, 1)
    (fault,) = (one for one in told["findings"] if one["health"] == "fault")
    assert fault["name"] == "weights"
    assert str(tmp_path) in fault["told"]
    quiet = json.loads(run("--format", "json", "--quiet").stdout)
    assert quiet["findings"] == [fault]
