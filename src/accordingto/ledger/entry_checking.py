"""Checks of entries by hand and of users' own sheets: their rows say what their bytes say."""

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select

from accordingto.errors import ConfigurationError, IngestError, StoreError
from accordingto.ingest.mapping import TableOptions, parse_mapping
from accordingto.ingest.sheets import SHEET_TOOL, CaseSheet, read_case_bytes
from accordingto.ledger.blobs import read_blob
from accordingto.ledger.checks import Fault
from accordingto.ledger.entry_tables import entries, entry_media, sheet_claims, sheet_rows
from accordingto.ledger.plain import compact
from accordingto.ledger.sheets import StoredSheet, claim_values, list_sheets, row_values
from accordingto.ledger.store_tables import arrivals, blobs, readings
from accordingto.records.readings import ReaderInfo


def check_entries(connection: Connection) -> Iterator[Fault]:
    """Yield entries that say otherwise than the form that was filled in, or than their reading."""
    own = ("id", "entered_by", "kind", "received")
    asked = (
        select(
            *(entries.c[name] for name in own),
            readings.c.reader,
            readings.c.version,
            readings.c.model_hash,
            blobs.c.sha256,
        )
        .select_from(entries)
        .join(readings, readings.c.id == entries.c.reading_id)
        .outerjoin(arrivals, arrivals.c.id == readings.c.arrival_id)
        .outerjoin(blobs, blobs.c.id == arrivals.c.blob_id)
    )
    for row in connection.execute(asked.order_by(entries.c.id)).mappings().all():
        why = _fault_of_entry(connection, row)
        if why:
            yield Fault("entry", str(row["id"]), why)


def _fault_of_entry(connection: Connection, row: RowMapping) -> str | None:
    if row["sha256"] != row["model_hash"]:
        return "its reading names another form than the one that is kept"
    made_by = ReaderInfo.by_person(row["entered_by"], row["model_hash"])
    if (row["reader"], row["version"]) != (made_by.name, made_by.version):
        return "its reading was entered by somebody else"
    try:
        form = json.loads(read_blob(connection, row["sha256"]))
    except StoreError:
        return None  # told as bytes that are not as they were
    if (form.get("kind"), form.get("received")) != (row["kind"], row["received"]):
        return "its row says otherwise than its form"
    asked = select(entry_media.c.sha256).where(entry_media.c.entry_id == row["id"])
    kept = list(connection.scalars(asked.order_by(entry_media.c.seq)))
    if kept != [media.get("sha256", "") for media in form.get("media", ())]:
        return "its photos and documents are not those of its form"
    return None


def check_sheets(connection: Connection) -> Iterator[Fault]:
    """Yield sheets whose rows are not those that their file gives.

    Only of those that this version would read the same is that known.
    """
    try:
        found = list_sheets(connection)
    except StoreError as error:
        yield Fault("sheet", "", error.message)
        return
    for stored in found:
        is_ours = stored.tool == SHEET_TOOL
        why = _fault_of_sheet(connection, stored) if is_ours else None
        if why:
            yield Fault("sheet", f"{stored.name!r}, version {stored.version}", why)


def _fault_of_sheet(connection: Connection, stored: StoredSheet) -> str | None:
    try:
        sheet = _read_again(read_blob(connection, stored.sha256), stored)
        rows = [row for row in sheet.rows if not isinstance(row, IngestError)]
    except StoreError:
        return None  # told as bytes that are not as they were
    except (ConfigurationError, IngestError) as error:
        return f"its file cannot be read as it was: {error}"
    table = sheet.table
    form = (table.sheet, table.delimiter, table.header_row, compact(sheet.headers))
    if form != (stored.sheet, stored.delimiter, stored.header_row, compact(stored.headers)):
        return "its row says otherwise than its file"
    asked = select(sheet_rows).where(sheet_rows.c.sheet_id == stored.id)
    kept = connection.execute(asked.order_by(sheet_rows.c.number)).mappings().all()
    if len(kept) != len(rows):
        return f"it has {len(kept):,} rows; its file gives {len(rows):,}"
    for one, row in zip(kept, rows, strict=True):
        wanted = row_values(row)
        if {name: one[name] for name in wanted} != wanted:
            return f"row {row.number} says otherwise than its file"
        asked = select(sheet_claims).where(sheet_claims.c.row_id == one["id"])
        claims = connection.execute(asked.order_by(sheet_claims.c.seq)).mappings().all()
        wants = claim_values(row)
        if [
            {name: value for name, value in claim.items() if name not in {"id", "row_id"}}
            for claim in claims
        ] != wants:
            return f"the claims of row {row.number} are not those of its file"
    return None


def _read_again(raw: bytes, stored: StoredSheet) -> CaseSheet:
    mapping = parse_mapping(stored.mapping, Path("mapping"))
    return read_case_bytes(raw, stored.path, stored.form, TableOptions(mapping))
