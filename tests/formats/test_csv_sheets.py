import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.formats.added_columns import AddedColumn
from accordingto.formats.csv_sheets import CsvForm, give_back_csv

COLUMN = AddedColumn("reports", {2: "3", 3: "=1+1"})
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=5)


def give_back(text, added=(COLUMN,), header_row=1, **form):
    raw = text if isinstance(text, bytes) else text.encode()
    return give_back_csv(raw, CsvForm(header_row, **form), added)


def cells(raw):
    return list(csv.reader(StringIO(raw.decode(), newline="")))


def test_own_cells_are_given_back_byte_for_byte():
    text = 'Code;"a ""b""";Note\r\nS-1; x ;"12, 13"\r\n'
    assert give_back(text).decode() == (
        'Code;"a ""b""";Note;accordingto: reports\r\nS-1; x ;"12, 13";3\r\n'
    )


def test_what_is_no_row_stays_as_it_is():
    text = "sep=,\n\nMy cases\nCode,Note\nS-1,x\n\n1,2,3,broken\n"
    given = give_back(text, [AddedColumn("n", {5: "7"})], header_row=4).decode()
    assert given == ("sep=,\n\nMy cases\nCode,Note,,,accordingto: n\nS-1,x,,,7\n\n1,2,3,broken,\n")


@pytest.mark.parametrize("cell", ["=1+1", "+44 1", "@x", "=cmd|'/c calc'!A0"])
def test_cells_that_would_be_run_get_an_apostrophe(cell):
    given = cells(give_back(f"Code,Note\nS-1,{cell}\nS-2,x\n"))
    assert given[1] == ["S-1", f"'{cell}", "3"]
    assert given[2] == ["S-2", "x", "'=1+1"]


def test_quoted_cell_that_would_be_run_keeps_its_marks():
    assert b'"\'=1,""2"""' in give_back('Code,Note\nS-1,"=1,""2"""\n')


def test_columns_of_an_earlier_time_are_replaced():
    once = give_back("Code,Note\nS-1,=1\n")
    twice = give_back_csv(once, CsvForm(1), [AddedColumn("reports", {2: "9"})])
    assert cells(twice) == [["Code", "Note", "accordingto: reports"], ["S-1", "''=1", "9"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encoding_stays_what_it_was(encoding):
    raw = "Code,Nöte\nS-1,ä\n".encode(encoding)
    given = give_back(raw)
    assert given[:2] == raw[:2]
    assert given.decode(encoding) == "Code,Nöte,accordingto: reports\nS-1,ä,3\n"


def test_row_in_another_encoding_stays_in_it():
    given = give_back("Code,Note\nS-1,ä\n".encode("cp1252"), [AddedColumn("n", {2: "обстрел"})])
    assert given.startswith(b"Code,Note,accordingto: n\nS-1,\xe4,\\u043e")


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=2, max_size=5))
def test_cells_and_their_columns_stay_together(table):
    table = [[f"c{place}" for place in range(3)], *(["x", *row] for row in table)]
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(table)
    given = cells(give_back(written.getvalue(), [AddedColumn("n", {})], delimiter=","))
    width = max(map(len, table))
    for before, after in zip(table, given, strict=True):
        assert len(after) == width + 1
        for one, other in zip(before, after, strict=False):
            assert other in {one, f"'{one}"}


def test_sheet_without_its_headers_is_refused():
    with pytest.raises(IngestError, match="row of headers"):
        give_back("Code\nx\n", header_row=9)
