"""The verb of a Python user who has pages archived and wants reports to say where."""

from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import IngestError
from accordingto.formats.auto_archiver import Archived, Unread, is_archive_table
from accordingto.formats.marks import NotTaken
from accordingto.ingest.mapping import TableKind, TableMapping, TableOptions
from accordingto.ingest.sheets import CaseRow, CaseSheet, read_case_sheet
from accordingto.ledger.archives import archive_rows, has_report
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.sheets import SheetKept, expect_sheet, store_sheet

__all__ = ["ArchivesKept", "import_archives"]

_AS_IT_STANDS = TableOptions(TableMapping(rows=TableKind.CASES))
"""No column of it says anything of a case."""


@dataclass(frozen=True, slots=True)
class ArchivesKept:
    """What became of a file of the Auto Archiver."""

    sheet: SheetKept
    tied: int
    """Rows with an archive of a page that a report of the ledger came from."""
    waiting: int
    """Rows with an archive of a page from which no report has come yet."""
    not_taken: tuple[NotTaken, ...]


def import_archives(
    path: str | Path, ledger: str | Path, *, name: str = "", by: str | None = None
) -> ArchivesKept:
    """Keep a file of the Auto Archiver, and tie its archives to reports by their addresses.

    Importing it again under its name makes a new version where something has changed. Raises
    IngestError when the file cannot be read or is another, StoreError when the ledger cannot be
    written to.
    """
    sheet = read_case_sheet(Path(path), _AS_IT_STANDS)
    if not is_archive_table(sheet.headers):
        told = ", ".join(str(one)[:30] for one in sheet.headers[:8])
        raise IngestError(
            f"its columns are {told}; expected those of the Auto Archiver: link and archive "
            "location, or status, metadata and media",
            path=str(path),
            code="no_column",
        )
    rows, odd = _rows(sheet)
    called = name or Path(path).stem
    with Ledger.open(ledger, Opening.CHANGE) as opened, opened.change() as connection:
        kept = store_sheet(connection, called, sheet, rows, opened.now(), by)
        stored = expect_sheet(connection, called, kept.version, opened.name)
        tied = waiting = 0
        for row in archive_rows(connection, stored):
            why = _fault(row.said)
            if why:
                odd.append(NotTaken(f"row {row.number:,}", why))
            elif isinstance(row.said, Archived) and has_report(connection, row.said.url):
                tied += 1
            else:
                waiting += 1
    return ArchivesKept(kept, tied, waiting, tuple(odd))


def _rows(sheet: CaseSheet) -> tuple[list[CaseRow], list[NotTaken]]:
    rows: list[CaseRow] = []
    odd: list[NotTaken] = []
    for row in sheet.rows:
        if isinstance(row, IngestError):
            odd.append(NotTaken(f"row {row.line:,}" if row.line else "a row", row.message))
        else:
            rows.append(row)
    return rows, odd


def _fault(said: Archived | Unread) -> str:
    if isinstance(said, Unread):
        return said.why
    if said.archives or said.hashes:
        return ""
    return f"nothing was archived ({said.status or 'no status'})"
