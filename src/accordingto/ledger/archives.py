"""Where pages were archived, as sheets of the Auto Archiver say that were imported.

A sheet is kept byte for byte as any other; what it says of a page is found by the page's address,
so that a report that comes later has its archive too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from accordingto.formats.auto_archiver import Archived, Unread, is_archive_table, read_row
from accordingto.ledger.entry_tables import sheet_rows
from accordingto.ledger.page_addresses import plain_address, texts_at
from accordingto.ledger.plain import parse_object
from accordingto.ledger.sheets import StoredSheet, list_sheets


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """A row of a sheet, with what it says of a page."""

    number: int
    """Line or row of the file."""
    said: Archived | Unread


@dataclass(frozen=True, slots=True)
class Archives:
    """What is known of the archives of pages, by their addresses."""

    by_address: dict[str, tuple[Archived, ...]]

    def of(self, url: str) -> tuple[Archived, ...]:
        """Return what was archived of a page, in the order in which it was imported."""
        return self.by_address.get(plain_address(url), ()) if url else ()


def load_archives(connection: Connection) -> Archives:
    """Return all archives that sheets tell of; of each sheet, its newest version."""
    newest = {sheet.name: sheet for sheet in list_sheets(connection)}
    found: dict[str, list[Archived]] = {}
    for sheet in newest.values():
        if is_archive_table(sheet.headers):
            for row in archive_rows(connection, sheet):
                if isinstance(row.said, Archived) and (row.said.archives or row.said.hashes):
                    found.setdefault(plain_address(row.said.url), []).append(row.said)
    return Archives({url: tuple(dict.fromkeys(said)) for url, said in found.items()})


def archive_rows(connection: Connection, sheet: StoredSheet) -> Iterator[ArchiveRow]:
    """Yield the rows of a sheet, each with what it says."""
    asked = select(sheet_rows.c.number, sheet_rows.c.cells).where(sheet_rows.c.sheet_id == sheet.id)
    for row in connection.execute(asked.order_by(sheet_rows.c.number)):
        yield ArchiveRow(row.number, read_row(parse_object(row.cells)))


def has_report(connection: Connection, url: str) -> bool:
    """Tell whether a report of the ledger came from an address."""
    return bool(texts_at(connection, url))
