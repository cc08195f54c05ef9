"""Files of reference datasets in a ledger: kept byte for byte under a name, a version each.

They stand among the sheets, with no rows of their own: nothing in them is taken for anybody's
claim. Each time that one is compared with, it is read anew from its bytes.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from accordingto.errors import StoreError
from accordingto.formats.reference_columns import ColumnChoice
from accordingto.formats.reference_files import ReferenceFile, read_reference_bytes
from accordingto.ledger.blobs import keep_blob, read_blob
from accordingto.ledger.entry_tables import sheets
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.plain import compact, storable
from accordingto.ledger.rows import Value, add_row
from accordingto.ledger.sheets import StoredSheet, find_sheet

REFERENCE_TOOL = "reference/1"
"""Marks a sheet as a reference set: `verify` looks at its bytes alone."""


@dataclass(frozen=True, slots=True)
class ReferenceKept:
    """What became of a reference set that was imported."""

    name: str
    version: int
    is_new: bool
    """Else the newest version of that name has the same bytes."""
    file: ReferenceFile


def store_reference(
    connection: Connection, name: str, raw: bytes, file: ReferenceFile, now: str, by: str | None
) -> ReferenceKept:
    """Keep a file whole, as a new version of that name unless its bytes are those of the last.

    Raises StoreError when the name is that of a sheet of somebody's own.
    """
    last = find_sheet(connection, name)
    if last is not None and last.tool != REFERENCE_TOOL:
        raise StoreError(
            f"{name!r} is a sheet of cases in this ledger; expected another name for a reference "
            "set; give one with --name",
            ledger="ledger",
            code="no_sheet",
        )
    if last is not None and last.sha256 == hash_bytes(raw):
        return ReferenceKept(name, last.version, False, file)
    version = last.version + 1 if last else 1
    row: dict[str, Value] = {
        "name": storable(name),
        "version": version,
        "blob_id": keep_blob(connection, raw),
        "path": storable(file.path),
        "form": "csv",
        "sheet": None,
        "delimiter": None,
        "encoding": None,
        "mapping": json.dumps({"dataset": file.dataset.value}),
        "headers": compact(file.columns.header),
        "header_row": 1,
        "tool": REFERENCE_TOOL,
        "imported_by": by,
        "imported_at": now,
    }
    add_row(connection, sheets, row)
    return ReferenceKept(name, version, True, file)


def list_references(connection: Connection) -> list[str]:
    """Return the names of the reference sets of a ledger, sorted."""
    asked = select(sheets.c.name).where(sheets.c.tool == REFERENCE_TOOL).distinct()
    return sorted(connection.scalars(asked))


def find_reference(connection: Connection, name: str) -> StoredSheet | None:
    """Return the newest version of a reference set; None when there is none of that name."""
    named = (sheets.c.name == storable(name)) & (sheets.c.tool == REFERENCE_TOOL)
    version = connection.scalar(select(func.max(sheets.c.version)).where(named))
    return None if version is None else find_sheet(connection, name, version)


def load_reference(
    connection: Connection, stored: StoredSheet, choice: ColumnChoice, ledger: str = ""
) -> ReferenceFile:
    """Return a reference set, read from its bytes.

    Raises StoreError when these are not there as they were, IngestError when they cannot be read.
    """
    return read_reference_bytes(read_blob(connection, stored.sha256, ledger), stored.name, choice)
