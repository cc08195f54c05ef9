import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from tests.ledger.warehouse import SHELLED, accept, fill_warehouse


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_REVIEWER", raising=False)
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    return where


def export(path, *arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments), "--ledger", str(path)])


def test_it_tells_that_nothing_is_reviewed_yet(path, tmp_path):
    result = export(path, "--to", "cases", "-o", tmp_path / "out")
    assert result.exit_code == ExitCode.ALL_READ
    assert "0 reviewed cases" in result.stderr
    assert "3 cases that no person reviewed: not in it; --include-unreviewed" in result.stderr


def test_it_tells_what_went_out(path, tmp_path):
    accept(path, SHELLED, "incident", "figure")
    result = export(path, "--to", "cases", "-o", tmp_path / "out", "--from", "2024-03")
    assert "1 reviewed case; cases.csv, datapackage.json" in " ".join(result.stderr.split())
    result = export(path, "--to", "cases", "-o", tmp_path / "out", "--include-unreviewed")
    assert "marked as unreviewed" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "expected either --to FORMAT or --sheet NAME"),
        (("--to", "cases", "--sheet", "s"), "expected either --to FORMAT or --sheet NAME"),
        (("--to", "pdf"), "is no format; expected one of"),
        (("--to", "cases", "--keep-formulas"), "go with --sheet"),
        (("--sheet", "s", "--place", "Homs"), "a sheet comes back whole"),
        (("--to", "cases", "--from", "2025", "--until", "2024"), "lies after --until"),
    ],
)
def test_what_cannot_be_meant_is_refused(path, tmp_path, arguments, told):
    result = export(path, *arguments, "-o", tmp_path / "out")
    assert result.exit_code == ExitCode.USAGE
    assert told in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_told(path, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Exception, match="is no folder; name a new or an empty folder"):
        raise export(path, "--to", "cases", "-o", tmp_path / "out").exception
