import csv
from pathlib import Path

import frictionless
import openpyxl
import pytest

from accordingto.api.exporting import export
from accordingto.formats.claims_sheet import sheet_columns
from accordingto.formats.export_folder import load_columns
from tests.ledger.warehouse import LOOSE, SHELLED, accept, fill_warehouse

FORMULA = "=1+1 Brigade said that an air strike killed 5 people in Homs on Friday."


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where, FORMULA)
    return where


def rows(folder):
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def out(path, tmp_path):
    export("claims", path, tmp_path / "out", include_unreviewed=True)
    return tmp_path / "out"


def test_conflicting_figures_stand_side_by_side_with_quote_and_source(out):
    tolls = [row for row in rows(out) if row["claim"] == "toll" and row["place"] == ""]
    killed = [row for row in tolls if row["low"] in {"14", "17"}]
    assert [(row["low"], row["contested"], row["standing"]) for row in killed] == [
        ("14", "yes", "stands"),
        ("17", "yes", "stands"),
    ]
    assert [row["source"] for row in killed] == ["residents", "the Skerry Wire"]
    assert killed[0]["case"] == killed[1]["case"]
    assert killed[0]["quote"].startswith("Shelling killed 14 people in Marenna")
    assert tolls.index(killed[1]) - tolls.index(killed[0]) == 1


def test_blame_stands_with_its_mode_and_its_accuser_in_one_cell(out):
    (event,) = [row for row in rows(out) if row["blame"]]
    assert event["claim"] == "event"
    assert event["blame"] == "the Dorrash Guard: accused, according to The opposition"


def test_every_record_is_there_once(out):
    records = [(row["report"], row["record"]) for row in rows(out)]
    assert len(records) == len(set(records))
    kinds = {row["claim"] for row in rows(out) if row["case"] == ""}
    assert {"toll", "step"} <= kinds


def test_numbers_are_numbers_and_text_never_runs(out):
    sheet = openpyxl.load_workbook(out / "claims.xlsx")["claims"]
    names = [cell.value for cell in sheet[1]]
    assert names == [column.name for column in load_columns("claims_columns.toml")]
    by_name = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert all(row["low"].value is None or row["low"].data_type == "n" for row in by_name)
    assert all(cell.data_type != "f" for row in by_name for cell in row.values())
    (quote,) = [row["quote"].value for row in by_name if "Brigade" in row["quote"].value][:1]
    assert quote.startswith("=1+1 Brigade")
    assert "'=1+1 Brigade" in (out / "claims.csv").read_text(encoding="utf-8")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows(out) for cell in row.values())


def test_sheets_hold_the_same_rows(out):
    sheet = openpyxl.load_workbook(out / "claims.xlsx")["claims"]
    assert sheet.max_row - 1 == len(rows(out))
    assert openpyxl.load_workbook(out / "claims.xlsx")["about"]["A2"].value == "How to use it"


def test_another_reader_finds_the_table_valid(out):
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten()


def test_reviewed_figures_of_an_unreviewed_event_are_not_lost(path, tmp_path):
    accept(path, SHELLED, "figure")
    accept(path, LOOSE, "agreement")
    export("claims", path, tmp_path / "some")
    found = rows(tmp_path / "some")
    assert sorted((row["claim"], row["status"]) for row in found) == [
        ("step", "accepted"),
        ("toll", "accepted"),
    ]
    assert next(row for row in found if row["claim"] == "toll")["reviewed_by"] == "Odd"


def test_columns_that_are_there_to_be_changed_are_told():
    own = [column.name for column in sheet_columns() if column.is_own]
    assert own[:2] == ["decision", "reason"]
    assert "record" not in own


def test_every_column_is_documented():
    docs = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    for column in load_columns("claims_columns.toml"):
        assert f"| `{column.name}` | {column.about} | {column.source} |" in docs
