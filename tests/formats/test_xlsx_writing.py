import warnings
from io import BytesIO

import openpyxl
import pytest

from accordingto.formats.xlsx_writing import LONGEST, Sheet, SheetColumn, cut_cell, write_workbook
from accordingto.ingest.mapping import TableMapping
from accordingto.ingest.tables import open_sheet

COLUMNS = (SheetColumn(name="a", is_own=True, choices=("x", "y & z")), SheetColumn(name="b"))


def write(rows, columns=COLUMNS):
    stream = BytesIO()
    write_workbook(stream, [Sheet("one", columns, rows), Sheet("<two>", columns, [])])
    return stream.getvalue()


def read(raw):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(BytesIO(raw))


CELLS = [
    "=cmd|' /C calc'!A0",
    "@x",
    '  two\nlines\tand <&> "quotes" ',
    "\u202eright to left",
    12,
    -1.5,
    10**15 - 1,
]


@pytest.mark.parametrize("cell", CELLS)
def test_cells_come_back_as_they_were_and_never_as_formulas(cell):
    (found,) = list(read(write([[cell, None]]))["one"].iter_rows(min_row=2))
    assert found[0].value == cell
    assert found[0].data_type == ("s" if isinstance(cell, str) else "n")
    assert found[1].value is None


def test_our_own_reader_reads_it_too():
    raw = write([["=1+1", 2], ["_x0041_", "ü\n"]])
    table = open_sheet(BytesIO(raw), "t.xlsx", TableMapping(header_row=1))
    assert [dict(row.values) for row in table.rows] == [
        {"a": "=1+1", "b": 2},
        {"a": "_x0041_", "b": "ü\n"},
    ]


def test_what_no_cell_can_hold_is_cut_and_told():
    words = cut_cell("x" * 40_000)
    assert len(words) == LONGEST
    assert words.endswith("… [cut: 40,000 characters; the CSV beside this has all]")
    assert cut_cell("a\x00\x0b\ud800") == "a\ufffd\ufffd\ufffd"


def test_choices_are_offered():
    sheet = read(write([["x", 1]]))["one"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"x,y & z"', "A2")
    assert sheet.freeze_panes == "A2"


def test_it_is_the_same_bytes_each_time():
    assert write([["x", 1]]) == write([["x", 1]])
    assert write([]) != write([["x", 1]])


def test_columns_beyond_z_have_two_letters():
    columns = [SheetColumn(name=f"c{n}") for n in range(30)]
    sheet = read(write([list(range(30))], columns))["one"]
    assert [cell.value for cell in sheet[2]] == list(range(30))
    assert sheet.auto_filter.ref == "A1:AD2"


def test_numbers_that_no_spreadsheet_keeps_whole_stand_as_text():
    (found,) = list(read(write([[10**18 + 1, -(10**15)]]))["one"].iter_rows(min_row=2))
    assert [cell.value for cell in found] == ["1000000000000000001", "-1000000000000000"]
