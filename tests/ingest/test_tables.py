import json
from io import BytesIO

import openpyxl
import pytest

from accordingto.errors import IngestError
from accordingto.ingest.mapping import TableMapping
from accordingto.ingest.tables import open_csv, open_sheet
from tests.ingest.workbook_parts import make_sheet, make_workbook, pack, save

NOTHING = TableMapping()


def csv_table(text, said=NOTHING):
    raw = text if isinstance(text, bytes) else text.encode()
    return open_csv(BytesIO(raw), "t.csv", said)


def sheet_table(*rows, said=NOTHING):
    return open_sheet(BytesIO(make_workbook(*rows)), "t.xlsx", said)


def values(table):
    return [row.values for row in table.rows if not isinstance(row, IngestError)]


def codes(table):
    return [(row.code, row.line) for row in table.rows if isinstance(row, IngestError)]


def test_cells_are_named_by_the_headers():
    table = csv_table("id;text;\n1;a;x\n")
    assert table.names == ("id", "text", "column 3")
    [row] = table.rows
    assert (row.number, row.values) == (2, {"id": "1", "text": "a", "column 3": "x"})
    assert (row.raw, row.media_type) == (b"1;a;x\n", "text/csv-row")
    assert (table.about, table.delimiter) == ("semicolon-separated, UTF-8", ";")


def test_row_of_a_sheet_is_kept_as_json():
    table = sheet_table(["id", None, "text"], [1, 2.5, "a"], [3])
    assert values(table) == [{"id": 1, "column 2": 2.5, "text": "a"}, {"id": 3}]
    [row] = sheet_table(["text"], ["обстрел"]).rows
    assert json.loads(row.raw) == {"text": "обстрел"}
    assert row.media_type == "application/xlsx-row+json"


@pytest.mark.parametrize("make", [csv_table, lambda text: sheet_table(*_cells(text))])
def test_title_above_the_headers_is_passed_over(make):
    table = make("Reports of the week\nmade by hand\nid,text\n1,a\n")
    assert table.header_row == 3
    assert [row["text"] for row in values(table)] == ["a"]


def _cells(text):
    return [line.split(",") for line in text.splitlines()]


def test_row_of_the_headers_can_be_said():
    table = csv_table("x,text\nid,body\n1,a\n", TableMapping(header_row=2))
    assert values(table) == [{"id": "1", "body": "a"}]
    with pytest.raises(IngestError, match="row 9 is empty or not there"):
        csv_table("id,text\n", TableMapping(header_row=9))


def test_headers_are_found_by_the_mapping():
    said = TableMapping(columns={"text": "what"})
    assert values(csv_table("a title\nwhat,who\nb,c\n", said)) == [{"what": "b", "who": "c"}]


def test_row_with_more_cells_than_headers_is_refused():
    table = csv_table("id,text\n1,shells fell, he said\n2,b,\n")
    rows = list(table.rows)
    assert (rows[0].code, rows[0].line) == ("broken_csv", 2)
    assert rows[1].values == {"id": "2", "text": "b", "column 3": ""}


def test_zero_byte_costs_its_own_row_only():
    table = csv_table("id,text\n1,a\0b\n2,c\n")
    rows = list(table.rows)
    assert (rows[0].code, rows[1].values["text"]) == ("zero_byte", "c")


def test_row_in_another_encoding_is_read_with_a_problem():
    [row] = csv_table("id,text\n1,Überfall\n".encode("cp1252")).rows
    assert row.values["text"] == "Überfall"
    assert [problem.code for problem in row.problems] == ["read_as_windows_1252"]


def test_encoding_and_delimiter_can_be_said():
    said = TableMapping(encoding="windows-1251", delimiter="^")
    assert values(csv_table("id^text\n1^обстрел\n".encode("windows-1251"), said)) == [
        {"id": "1", "text": "обстрел"}
    ]


def test_sheet_can_be_said_and_the_others_are_told():
    workbook = openpyxl.Workbook()
    workbook.active.title = "Notes"
    workbook.create_sheet("Reports").append(["text"])
    raw = BytesIO(save(workbook))
    table = open_sheet(raw, "t.xlsx", TableMapping(sheet="Reports"))
    assert (table.sheet, table.passed) == ("Reports", ("Notes",))
    with pytest.raises(IngestError, match='no sheet "Cases"; expected one of "Notes", "Reports"'):
        open_sheet(raw, "t.xlsx", TableMapping(sheet="Cases"))


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_empty_table_is_refused(text):
    with pytest.raises(IngestError) as refused:
        csv_table(text)
    assert refused.value.code == "empty"


@pytest.mark.parametrize("raw", [pack({"a": "b"}), b"PK\x03\x04", b"id,text\n"])
def test_what_is_no_workbook_is_refused(raw):
    with pytest.raises(IngestError, match="expected a workbook as a spreadsheet saves it"):
        open_sheet(BytesIO(raw), "t.xlsx", NOTHING)


def test_sheet_that_breaks_off_is_told_by_its_row():
    cell = '<c t="inlineStr"><is><t>text</t></is></c>'
    raw = make_sheet(f"<row>{cell}</row><row>{cell}</row><row><c")
    table = open_sheet(BytesIO(raw), "t.xlsx", NOTHING)
    row, error = table.rows
    assert (row.number, error.code, error.line) == (2, "broken_xlsx", 3)
