from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest import worksheets
from accordingto.ingest.workbooks import Workbook
from accordingto.ingest.worksheets import column_of, read_rows
from accordingto.ingest.xml_parts import BadPartError
from tests.ingest.workbook_parts import make_sheet, make_workbook

VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.text(st.characters(codec="utf-8", exclude_characters="_"), max_size=8).filter(
        lambda text: (
            not text.startswith("=") and not openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.search(text)
        )
    )
)


def rows(raw):
    workbook = Workbook(BytesIO(raw))
    return list(read_rows(workbook, workbook.sheets[0]))


@given(st.lists(st.lists(VALUES, max_size=4), max_size=4))
def test_what_another_program_writes_is_read(table):
    found = {row.number: row.cells for row in rows(make_workbook(*table))}
    for number, row in enumerate(table, start=1):
        wanted = [None if value == "" else _as_xml(value) for value in row]
        while wanted and wanted[-1] is None:
            wanted.pop()
        assert list(found.get(number, ())) == wanted


def _as_xml(value):
    """XML knows one line end."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def test_formula_stands_beside_its_last_value():
    raw = make_sheet(
        '<row r="3"><c r="B3"><f>SUM(A1:A2)</f><v>12</v></c>'
        '<c r="D3" t="str"><f>HYPERLINK("http://x")</f><v>click</v></c></row>'
    )
    [row] = rows(raw)
    assert (row.number, row.cells) == (3, (None, 12, None, "click"))
    assert row.formulas == ((1, "=SUM(A1:A2)"), (3, '=HYPERLINK("http://x")'))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><v>1e400</v></c>", "1e400"),
        ("<c><v>12345678901234567890</v></c>", "12345678901234567890"),
        ("<c><v>nan</v></c>", "nan"),
        ("<c><v>true</v></c>", "true"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="d"><v>2016-09-23</v></c>', "2016-09-23"),
        ('<c t="b"><v>0</v></c>', False),
        ("<c><v>" + "9" * 5000 + "</v></c>", "9" * 5000),
    ],
)
def test_odd_cells_are_kept(cell, value):
    assert [row.cells for row in rows(make_sheet(f"<row>{cell}</row>"))] == [(value,)]


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="9999999999"><c><v>1</v></c></row>' * 2,
        '<row r="5"><c><v>1</v></c></row><row r="4"><c><v>2</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row><c r="ZZZZZZ1"><v>1</v></c></row>',
        '<row><c r="XFE1"><v>1</v></c></row>',
        '<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
    ],
)
def test_places_that_no_sheet_has_end_the_reading_and_not_the_memory(xml):
    try:
        found = rows(make_sheet(xml))
    except BadPartError:
        return
    assert [row.number for row in found] == [1, 2]


def test_rows_before_the_break_are_read():
    workbook = Workbook(BytesIO(make_sheet("<row><c><v>1</v></c></row>" * 9 + "<row><x")))
    found = []
    with pytest.raises(BadPartError):
        found.extend(read_rows(workbook, workbook.sheets[0]))
    assert len(found) == 9


def test_row_longer_than_memory_bears_is_refused(monkeypatch):
    monkeypatch.setattr(worksheets, "MAX_LINE", 100)
    with pytest.raises(BadPartError, match="more than 100"):
        rows(make_sheet("<row>" + "<c><v>1234567890</v></c>" * 11 + "</row>"))


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383), ("É", -1), ("", -1)]
)
def test_columns_are_counted(letters, number):
    assert column_of(letters) == number
