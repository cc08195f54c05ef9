from io import BytesIO

import openpyxl
import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.errors import ConfigurationError, StoreError
from tests.ingest.workbook_parts import make_workbook

URL = "https://a.example/1"
SHEET = f'Code,Date,"Source URL",Note\r\nS-1,2024-03-14, {URL} ,"a, b"\r\nS-2,,,=1+1\r\n'
ENTRY = f"""schema = 1
[[entry]]
kind = "post"
received = 2024-03-14
url = "{URL}"
quote = "Ten dead."
[[entry.figures]]
state = "killed"
low = 10
high = 10
words = "Ten"
"""


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def where(tmp_path):
    """A ledger with an entry at an address, and a sheet that names it."""
    (tmp_path / "cases.csv").write_text(SHEET, newline="")
    (tmp_path / "e.toml").write_text(ENTRY)
    where = tmp_path / "war.ledger"
    run("enter", tmp_path / "e.toml", "-l", where, "--by", "Mira")
    run("import", tmp_path / "cases.csv", "-l", where)
    return where


def test_sheet_is_given_back_with_what_was_added(where, tmp_path):
    out = tmp_path / "out.csv"
    result = run("export", "--sheet", "cases", "-l", where, "-o", out)
    assert result.exit_code == ExitCode.ALL_READ
    head, first, second = out.read_bytes().decode().split("\r\n")[:3]
    assert head.startswith('Code,Date,"Source URL",Note,accordingto: reports,')
    assert first.startswith(f'S-1,2024-03-14, {URL} ,"a, b",')
    assert (
        "killed Ten (according to a source that is not named, in a.example, entered by Mira)"
        in (first.replace('"', ""))
    )
    assert second == "S-2,,,'=1+1,,,,"
    assert "4 columns added, 3 cells filled" in result.stderr


def test_what_was_given_back_is_known_when_it_comes_in_again(where, tmp_path):
    out = tmp_path / "out.csv"
    run("export", "--sheet", "cases", "-l", where, "-o", out)
    result = run("import", out, "-l", where, "--name", "cases")
    assert "nothing has changed since version 1" in result.stderr


def test_workbook_is_given_back_with_its_formulas_as_text(tmp_path):
    where, sheet, out = (tmp_path / name for name in ("war.ledger", "s.xlsx", "out.xlsx"))
    sheet.write_bytes(make_workbook(["Code", "Date", "Killed"], ["S-1", "2024-03-14", "=1+1"]))
    run("import", sheet, "-l", where)
    result = run("export", "--sheet", "s", "-l", where, "-o", out)
    assert "1 formula became text" in result.stderr
    cell = openpyxl.load_workbook(out).active["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "nothing has changed" in run("import", out, "-l", where, "--name", "s").stderr
    run("export", "--sheet", "s", "-l", where, "-o", out, "--keep-formulas")
    assert openpyxl.load_workbook(BytesIO(out.read_bytes())).active["C2"].data_type == "f"


def test_older_version_can_be_asked_for(where, tmp_path):
    (tmp_path / "cases.csv").write_text(SHEET.replace("a, b", "c"), newline="")
    run("import", tmp_path / "cases.csv", "-l", where)
    out = tmp_path / "out.csv"
    run("export", "--sheet", "cases", "-l", where, "-o", out, "--sheet-version", "1")
    assert b"a, b" in out.read_bytes()


def test_sheet_that_is_not_there_is_told(where, tmp_path):
    result = run("export", "--sheet", "x", "-l", where, "-o", tmp_path / "out.csv")
    assert isinstance(result.exception, StoreError)
    assert "expected one of 'cases'" in str(result.exception)
    assert not (tmp_path / "out.csv").exists()


def test_file_that_cannot_be_written_is_told(where, tmp_path):
    out = tmp_path / "none" / "out.csv"
    result = run("export", "--sheet", "cases", "-l", where, "-o", out)
    assert isinstance(result.exception, ConfigurationError)
