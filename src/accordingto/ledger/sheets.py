"""Users' own sheets in the ledger: kept as they came, a version beside the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select

from accordingto.errors import StoreError
from accordingto.ingest.mapping import write_mapping
from accordingto.ingest.sheets import SHEET_TOOL, CaseRow, CaseSheet, plain_cell
from accordingto.ledger.blobs import keep_blob
from accordingto.ledger.entry_tables import sheet_claims, sheet_rows, sheets
from accordingto.ledger.plain import compact, parse_list, parse_object, storable, storable_number
from accordingto.ledger.rows import Value, add_row
from accordingto.ledger.store_tables import blobs
from accordingto.records.base import JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSheet:
    """A sheet as the ledger has it."""

    id: int
    """Row in this ledger."""
    name: str
    version: int
    sha256: str
    """Of the file, under which its bytes are kept."""
    path: str
    form: str
    sheet: str | None
    mapping: str
    headers: tuple[JsonValue, ...]
    header_row: int
    delimiter: str | None
    encoding: str | None
    tool: str
    imported_by: str | None
    imported_at: str


@dataclass(frozen=True, slots=True)
class SheetKept:
    """What became of a sheet that was imported."""

    name: str
    version: int
    is_new: bool
    """Nothing in it had changed since the version before."""
    rows: int
    cases: int
    """Different codes; rows without one are a case each."""
    claims: int


def store_sheet(
    connection: Connection,
    name: str,
    sheet: CaseSheet,
    rows: Sequence[CaseRow],
    now: str,
    by: str | None = None,
) -> SheetKept:
    """Keep a sheet whole, as a new version of that name unless nothing in it has changed."""
    last = find_sheet(connection, name)
    codes = {row.code or row.number for row in rows}
    claims = sum(len(row.claims) for row in rows)
    if last and _is_same(connection, last, sheet, rows):
        return SheetKept(name, last.version, False, len(rows), len(codes), claims)
    version = last.version + 1 if last else 1
    sheet_id = add_row(connection, sheets, _sheet_row(connection, name, version, sheet, now, by))
    for row in rows:
        _add_case(connection, sheet_id, row)
    return SheetKept(name, version, True, len(rows), len(codes), claims)


def list_sheets(connection: Connection) -> list[StoredSheet]:
    """Return every version of every sheet, in the order in which they came.

    Raises StoreError at one that cannot be read back.
    """
    asked = select(sheets, blobs.c.sha256).join(blobs, blobs.c.id == sheets.c.blob_id)
    return [_stored(row) for row in connection.execute(asked.order_by(sheets.c.id)).mappings()]


def find_sheet(connection: Connection, name: str, version: int | None = None) -> StoredSheet | None:
    """Return a sheet by its name: the newest version, or the one that is asked for."""
    asked = select(sheets, blobs.c.sha256).join(blobs, blobs.c.id == sheets.c.blob_id)
    asked = asked.where(sheets.c.name == storable(name))
    if version is not None:
        asked = asked.where(sheets.c.version == version)
    row = connection.execute(asked.order_by(sheets.c.version.desc()).limit(1)).mappings().first()
    return _stored(row) if row else None


def _stored(row: RowMapping) -> StoredSheet:
    found = dict(row)
    del found["blob_id"]
    try:
        headers = tuple(parse_list(found.pop("headers")))
    except ValueError as error:
        raise StoreError(
            f"the headers of sheet {found['name']!r}, version {found['version']}, cannot be read; "
            "expected them as they were kept; `accordingto verify` tells more",
            ledger="ledger",
            code="damaged",
        ) from error
    return StoredSheet(headers=headers, **found)


def expect_sheet(
    connection: Connection, name: str, version: int | None = None, ledger: str = ""
) -> StoredSheet:
    """Return a sheet by its name; raises StoreError, which names those there are."""
    found = find_sheet(connection, name, version)
    if found:
        return found
    names = connection.execute(select(sheets.c.name).distinct().order_by(sheets.c.name)).scalars()
    there = ", ".join(map(repr, names.all()))
    expected = f"one of {there}" if there else "one that `accordingto import` brought in; none is"
    which = f"{name!r}" if version is None else f"{name!r}, version {version}"
    raise StoreError(
        f"there is no sheet {which}; expected {expected}", ledger=ledger, code="no_sheet"
    )


def cells_of(connection: Connection, sheet_id: int) -> list[dict[str, JsonValue]]:
    """Return the cells of every row of a sheet, in order, by the names of their columns."""
    asked = select(sheet_rows.c.cells).where(sheet_rows.c.sheet_id == sheet_id)
    rows = connection.execute(asked.order_by(sheet_rows.c.number)).scalars()
    return [parse_object(cells) for cells in rows]


def _is_same(
    connection: Connection, last: StoredSheet, sheet: CaseSheet, rows: Sequence[CaseRow]
) -> bool:
    """Tell whether a sheet has the headers, the cells and the mapping of the version before."""
    if last.mapping != _mapping_of(sheet) or list(last.headers) != list(sheet.headers):
        return False
    kept = cells_of(connection, last.id)
    return [_compared(cells) for cells in kept] == [_compared(row.cells) for row in rows]


def _compared(cells: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: plain for name in cells if (plain := plain_cell(cells[name])) is not None}


def _mapping_of(sheet: CaseSheet) -> str:
    return write_mapping(sheet.mapping)


def _sheet_row(
    connection: Connection, name: str, version: int, sheet: CaseSheet, now: str, by: str | None
) -> dict[str, Value]:
    return {
        "name": storable(name),
        "version": version,
        "blob_id": keep_blob(connection, sheet.raw),
        "path": storable(sheet.path),
        "form": sheet.form,
        "sheet": sheet.table.sheet,
        "delimiter": sheet.table.delimiter,
        "encoding": sheet.mapping.encoding,
        "mapping": storable(_mapping_of(sheet)),
        "headers": compact(sheet.headers),
        "header_row": sheet.table.header_row,
        "tool": SHEET_TOOL,
        "imported_by": by,
        "imported_at": now,
    }


def _add_case(connection: Connection, sheet_id: int, row: CaseRow) -> None:
    row_id = add_row(connection, sheet_rows, {"sheet_id": sheet_id, **row_values(row)})
    claims = [{"row_id": row_id, **values} for values in claim_values(row)]
    if claims:
        connection.execute(insert(sheet_claims), claims)


def row_values(row: CaseRow) -> dict[str, Value]:
    """Return what the ledger has of a row, but for the sheet that it belongs to."""
    values: dict[str, Value] = {
        "number": row.number,
        "code": storable(row.code),
        "date_from": row.date_from,
        "date_to": row.date_to,
        "days_words": storable(row.days_words) or None,
        "urls": storable(compact(row.urls)),
        "cells": storable(compact(row.cells)),
    }
    for fact in ("place", "country", "kind", "actors", "sources", "grade"):
        words = row.facts.get(fact)
        values[fact] = storable(words) if words else None
    return values


def claim_values(row: CaseRow) -> list[dict[str, Value]]:
    """Return what the ledger has of the claims of a row."""
    return [
        {
            "seq": seq,
            "state": claim.state.value,
            "who": claim.who.value,
            "age": claim.age.value,
            "sex": claim.sex.value,
            "low": storable_number(claim.low),
            "high": storable_number(claim.high),
            "approximate": int(claim.approximate),
            "words": storable(claim.words),
        }
        for seq, claim in enumerate(row.claims)
    ]
