import pytest
from sqlalchemy import LargeBinary, select, update

from accordingto.ingest.sheets import read_case_sheet
from accordingto.ledger.entries import store_entry
from accordingto.ledger.entry_checking import check_entries, check_sheets
from accordingto.ledger.entry_tables import entries, entry_media, sheet_claims, sheet_rows, sheets
from accordingto.ledger.sheets import store_sheet
from accordingto.ledger.verify import verify_ledger
from tests.ingest.forms import enter

SHEET = "Code,Date,Town,Killed,Source URL,Note\nS-1,2016-09-23,Dorrash,12,https://a.example,x\n"
# When and where something came, rows that lead to others, and what is not of the file or form.
UNCHECKED = {
    "entries": {"id", "publication_id", "reading_id", "entered_at", "source_name"},
    "entry_media": {"id", "entry_id", "seq", "file", "note"},
    "sheets": {"id", "blob_id", "name", "version", "path", "tool", "imported_by", "imported_at"},
    "sheet_rows": {"id", "sheet_id"},
    "sheet_claims": {"id", "row_id"},
}
UNCHECKED["sheets"] |= {"form", "encoding"}
COLUMNS = [
    (table, column.name)
    for table in (entries, entry_media, sheets, sheet_rows, sheet_claims)
    for column in table.c
    if column.name not in UNCHECKED[table.name]
]


@pytest.fixture
def filled(sqlite, tmp_path):
    (tmp_path / "s.csv").write_text(SHEET)
    sheet = read_case_sheet(tmp_path / "s.csv")
    form = {"figures": [{"state": "killed", "low": 1}], "media": [{"sha256": "ab" * 32}]}
    with sqlite.change() as connection:
        store_entry(connection, enter(**form), sqlite.now())
        store_sheet(connection, "ours", sheet, list(sheet.rows), sqlite.now())
    return sqlite


def faults(ledger):
    with ledger.look() as connection:
        return [*check_entries(connection), *check_sheets(connection)]


def test_what_was_kept_is_as_it_was(filled):
    assert faults(filled) == []
    assert list(verify_ledger(filled)) == []


@pytest.mark.parametrize(("table", "name"), COLUMNS, ids=lambda one: getattr(one, "name", one))
def test_changed_cell_is_found(filled, table, name):
    column = table.c[name]
    assert not isinstance(column.type, LargeBinary)
    with filled.change() as connection:
        before = connection.execute(select(column)).scalars().first()
        if name == "mapping":
            value = before.replace("Killed", "Note")
        elif isinstance(before, int):
            value = before + 1
        else:
            value = (before or "") + "x"
        connection.execute(update(table).values({name: value}))
    [fault] = faults(filled)
    assert fault.what in {"entry", "sheet"}
    assert fault in list(verify_ledger(filled))


def test_missing_rows_are_found(filled):
    with filled.change() as connection:
        connection.execute(sheet_claims.delete())
        connection.execute(sheet_rows.delete())
        connection.execute(entry_media.delete())
    assert len(faults(filled)) == 2


def test_sheet_that_another_version_read_is_left_alone(filled):
    with filled.change() as connection:
        connection.execute(update(sheets).values(tool="accordingto-sheets/0"))
        connection.execute(update(sheet_rows).values(code="x"))
    assert faults(filled) == []
