from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.decisions import read_heads
from accordingto.ledger.heads import render_heads
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.reviewing import refresh_reviews
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming


def run(*arguments):
    return CliRunner().invoke(app, ["verify", *map(str, arguments)])


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
        keep(ledger, make_incoming("Bombs fell on Dorrash.", given_id="r2"))
        decide(ledger)
    return where


def change(path, statement):
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.execute(text(statement))


def test_whole_ledger_is_told_with_what_was_read(path):
    result = run("--ledger", path)
    assert result.exit_code == ExitCode.ALL_READ
    assert "all is as it was kept" in result.stderr
    assert "2 publications, 2 texts, 4 blobs, 2 readings, 1 decision" in result.stderr


def test_first_fault_is_named(path):
    change(path, "UPDATE texts SET text = replace(text, 'Shelling', 'Sheiling')")
    change(path, "UPDATE figures SET low = 13")
    result = run("--ledger", path)
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert result.stderr.count("not as it was kept") == 1
    assert "not as it was kept: text" in result.stderr


def test_all_faults_are_named_when_asked(path):
    change(path, "UPDATE texts SET text = replace(text, 'Shelling', 'Sheiling')")
    change(path, "UPDATE figures SET low = 13")
    told = run("--ledger", path, "--all").stderr
    assert "not as it was kept: text" in told
    assert "of figures" in told


def test_quiet_run_tells_nothing_when_all_is_well(path):
    assert not run("--ledger", path, "--quiet").stderr


def test_tail_that_was_cut_is_seen_with_pinned_heads(path, tmp_path):
    heads = tmp_path / "heads.json"
    with Ledger.open(path, Opening.CHANGE) as ledger:
        decide(ledger, "reject")
        with ledger.look() as connection:
            heads.write_text(render_heads(read_heads(connection), ledger="x", time="2024"))
    assert run("--ledger", path, "--head", heads).exit_code == ExitCode.ALL_READ
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        cut(connection)
    alone = run("--ledger", path)
    assert alone.exit_code == ExitCode.ALL_READ, alone.stderr
    result = run("--ledger", path, "--head", heads)
    assert result.exit_code == ExitCode.NOT_AS_KEPT
    assert "decision" in result.stderr


def cut(connection):
    """Take the last entry away, as somebody would who can take the guards away too."""
    for table in ("decision_contents", "decision_steps", "decision_targets", "decisions"):
        connection.execute(text(f"DROP TRIGGER {table}_no_delete"))
        key = "id" if table == "decisions" else "decision_id"
        connection.execute(
            text(f"DELETE FROM {table} WHERE {key} = (SELECT max(id) FROM decisions)")  # noqa: S608
        )
    connection.execute(text("DELETE FROM chain_heads"))
    connection.execute(
        text(
            "INSERT INTO chain_heads (reviewer, seq, hash)"
            " SELECT reviewer, seq, hash FROM decisions"
        )
    )
    connection.execute(text("DELETE FROM reviews"))
    refresh_reviews(connection)


@pytest.mark.parametrize("name", ["nowhere.json", "diary.txt"])
def test_file_that_holds_no_heads_is_told(path, tmp_path, name):
    Path(tmp_path / "diary.txt").write_text("Dear diary")
    result = run("--ledger", path, "--head", tmp_path / name)
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert name in result.stderr


def test_ledger_that_is_not_there_is_told_and_not_made(tmp_path):
    result = run("--ledger", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "there is no ledger" in result.stderr
    assert list(tmp_path.iterdir()) == []
