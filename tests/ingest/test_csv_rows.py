import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest import csv_rows as csv_module
from accordingto.ingest.csv_rows import CsvReader, CsvRow
from accordingto.ingest.lines import LineReader

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1)


def read(raw, **options):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return list(CsvReader(LineReader(BytesIO(raw), "t.csv"), "t.csv", **options))


def cells(rows):
    return [row.cells for row in rows if isinstance(row, CsvRow)]


def codes(rows):
    return [(row.code, row.line) for row in rows if isinstance(row, IngestError)]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_python_writes_is_read_with_its_very_bytes(rows):
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    raw = written.getvalue().encode()
    found = read(raw, delimiter=",")
    assert cells(found) == [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert all(row.raw in raw for row in found)


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("id,text", ","),
        ("id;text;date", ";"),
        ('"a,b,c";text', ";"),
        ("id\ttext", "\t"),
        ("id|text", "|"),
        ("text", ","),
    ],
)
def test_delimiter_is_told_by_the_first_line(first, delimiter):
    assert CsvReader(LineReader(BytesIO(first.encode()), "t"), "t").delimiter == delimiter


@pytest.mark.parametrize("said", ["sep=;\r\n", "\ufeffsep=;\n", "SEP=;\n"])
def test_delimiter_that_excel_says_is_taken(said):
    assert cells(read(said + "a,b;c\n")) == [("a,b", "c")]


def test_row_knows_its_first_line_and_blank_rows_are_nothing():
    rows = read('id,text\n\n1,"a\nb"\n,,\n2,c')
    assert [(row.number, row.cells) for row in rows] == [
        (1, ("id", "text")),
        (3, ("1", "a\nb")),
        (6, ("2", "c")),
    ]
    assert rows[1].raw == b'1,"a\nb"\n'


def test_stray_quotation_mark_is_read_as_excel_would_and_marked():
    _, odd, good = read('id,text\n1,"shells" fell, he said\n2,b\n')
    assert odd.cells == ("1", "shells fell", " he said")
    assert odd.has_stray_quote
    assert (good.cells, good.has_stray_quote) == (("2", "b"), False)


def test_quotation_mark_that_is_never_closed_costs_its_own_row_only():
    rows = read('id,text\n1,"never closed\n2,b\n3,c\n')
    assert cells(rows) == [("id", "text"), ("2", "b"), ("3", "c")]
    assert codes(rows) == [("broken_csv", 2)]


def test_row_longer_than_memory_bears_is_given_up(monkeypatch):
    monkeypatch.setattr(csv_module, "MAX_LINE", 40)
    rows = read('id,text\n1,"never closed\n' + "2,b\n" * 20)
    assert cells(rows) == [("id", "text")] + [("2", "b")] * 20
    assert codes(rows) == [("broken_csv", 2)]


def test_line_that_cannot_be_read_does_not_take_its_neighbours_along():
    rows = read(b'id,text\n1,"a\nb\x81\n2,c\n')
    assert cells(rows) == [("id", "text"), ("2", "c")]
    assert codes(rows) == [("broken_csv", 2), ("not_utf8", 3)]


def test_file_with_the_line_ends_of_an_old_macintosh_is_told():
    assert codes(read("id,text\r1,a\r2,b")) == [("broken_csv", 1)]


def test_long_field_and_zero_byte_are_read():
    long = "x" * 200_000
    assert cells(read(f"1,{long}\n2,a\0b\n")) == [("1", long), ("2", "a\0b")]


@given(st.text(st.sampled_from('ab,;"\n\r\t\0\ufeff=')))
def test_no_text_stops_the_reader(text):
    try:
        rows = read(text)
    except IngestError:
        return
    assert all(isinstance(row, CsvRow | IngestError) for row in rows)
