from datetime import date

import openpyxl
import pytest

from accordingto.errors import ConfigurationError, IngestError
from accordingto.ingest.mapping import DateOrder, TableKind, TableMapping, TableOptions
from accordingto.ingest.sheets import MARK, is_added, plain_cell, read_case_sheet
from accordingto.records.values import State, Who
from tests.ingest.workbook_parts import make_sheet, make_workbook, save

SHEET = (
    "Code,Date,Town,Killed (min),Killed (max),Civilians injured,Source URL,Our note\n"
    'S-1,2016-09-23,Dorrash,10,12,at least 30,"https://a.example/1; https://b.example/2",x\n'
)


def read(tmp_path, content, name="s.csv", **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_case_sheet(path, TableOptions(**options))


def rows(sheet):
    return [row for row in sheet.rows if not isinstance(row, IngestError)]


def test_row_is_a_case_with_its_claims(tmp_path):
    [row] = rows(read(tmp_path, SHEET))
    assert (row.number, row.code, row.date_from, row.date_to) == (
        2,
        "S-1",
        "2016-09-23",
        "2016-09-23",
    )
    assert row.facts == {"place": "Dorrash"}
    assert row.urls == ("https://a.example/1", "https://b.example/2")
    killed, injured = row.claims
    assert (killed.state, killed.low, killed.high, killed.words) == (
        State.KILLED,
        10,
        12,
        "10 - 12",
    )
    assert (injured.who, injured.low, injured.high) == (Who.CIVILIAN, 30, None)
    assert injured.words == "at least 30"


def test_every_cell_is_kept_as_it_stands_and_in_its_order(tmp_path):
    [row] = rows(read(tmp_path, SHEET))
    assert list(row.cells) == SHEET.splitlines()[0].split(",")
    assert row.cells["Our note"] == "x"


def test_types_of_a_workbook_are_kept(tmp_path):
    raw = make_workbook(["Code", "Date", "Killed", "Done"], [7, date(2016, 9, 23), 12, True])
    [row] = rows(read(tmp_path, raw, "s.xlsx"))
    assert row.cells == {"Code": 7, "Date": "2016-09-23", "Killed": 12, "Done": True}
    assert (row.code, row.date_from, row.claims[0].low) == ("7", "2016-09-23", 12)


def test_formula_is_kept_beside_its_value(tmp_path):
    xml = (
        '<row><c t="inlineStr"><is><t>Date</t></is></c>'
        '<c t="inlineStr"><is><t>Killed</t></is></c></row>'
        "<row><c><v>1</v></c><c><f>SUM(A1:A9)</f><v>12</v></c></row>"
    )
    [row] = rows(read(tmp_path, make_sheet(xml), "s.xlsx"))
    assert row.cells["Killed"] == {"formula": "=SUM(A1:A9)", "value": 12}
    assert row.claims[0].high == 12
    assert plain_cell(row.cells["Killed"]) == "=SUM(A1:A9)"


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2016-09-23", ("2016-09-23", "2016-09-23")),
        ("23 September 2016", ("2016-09-23", "2016-09-23")),
        ("03/04/2016", (None, None)),
        ("September 2016", (None, None)),
        ("", (None, None)),
    ],
)
def test_day_is_known_only_where_the_cell_is_one_day(tmp_path, cell, days):
    [row] = rows(read(tmp_path, f"Code,Date\nS-1,{cell}\n"))
    assert (row.date_from, row.date_to) == days
    assert row.days_words == cell


def test_order_of_day_and_month_is_that_of_the_mapping(tmp_path):
    mapping = TableMapping(
        rows=TableKind.CASES, columns={"date_from": "Date"}, dates=DateOrder.DAY_FIRST
    )
    [row] = rows(read(tmp_path, "Code,Date\nS-1,03/04/2016\n", mapping=mapping))
    assert row.date_from == "2016-04-03"


def test_empty_cells_are_no_claims_and_no_zeros(tmp_path):
    one, two = rows(read(tmp_path, "Code,Date,Killed\nS-1,2016-09-23,\nS-2,2016-09-23,0\n"))
    assert one.claims == ()
    assert (two.claims[0].low, two.claims[0].high) == (0, 0)


def test_word_that_is_no_number_stays_a_word(tmp_path):
    [row] = rows(read(tmp_path, "Code,Date,Killed\nS-1,2016-09-23,dozens\n"))
    assert (row.claims[0].low, row.claims[0].high, row.claims[0].words) == (None, None, "dozens")


def test_columns_that_were_added_here_are_not_the_users(tmp_path):
    sheet = read(tmp_path, f"Code,Date,Note,{MARK}reports\nS-1,2016-09-23,'=1+1,2\n")
    [row] = rows(sheet)
    assert sheet.was_given_back
    assert row.cells == {"Code": "S-1", "Date": "2016-09-23", "Note": "=1+1"}
    assert sheet.headers == ("Code", "Date", "Note")
    assert is_added(f"{MARK}x")


def test_apostrophes_of_the_user_stay(tmp_path):
    [row] = rows(read(tmp_path, "Code,Date,Note\nS-1,2016-09-23,'=1+1\n"))
    assert row.cells["Note"] == "'=1+1"


def test_sheet_is_shown_by_its_guess(tmp_path):
    seen = []
    read(tmp_path, SHEET, on_table=seen.append)
    assert seen[0].is_guess
    assert seen[0].mapping.columns["code"] == "Code"
    assert seen[0].mapping.figures[0].low == "Killed (min)"


@pytest.mark.parametrize(
    ("content", "name"), [("x", "s.ods"), (b"PK\x03\x04", "s.xlsx"), ("", "s.csv")]
)
def test_what_is_no_sheet_is_refused(tmp_path, content, name):
    with pytest.raises(IngestError):
        read(tmp_path, content, name)


def test_mapping_that_does_not_fit_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match="accordingto add"):
        read(tmp_path, SHEET, mapping=TableMapping(columns={"text": "Code"}))
    mapping = TableMapping(rows=TableKind.CASES, columns={"code": "nowhere"})
    with pytest.raises(IngestError, match='no column "nowhere"'):
        read(tmp_path, SHEET, mapping=mapping)


def test_sheet_of_the_workbook_can_be_said(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Date"])
    workbook.create_sheet("Cases").append(["Date"])
    mapping = TableMapping(rows=TableKind.CASES, columns={}, sheet="Cases")
    assert read(tmp_path, save(workbook), "s.xlsx", mapping=mapping).table.sheet == "Cases"
