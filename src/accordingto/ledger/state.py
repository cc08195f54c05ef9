"""What a ledger holds, as one hash, and when it last changed: what an export is an export of."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from accordingto.ledger.case_tables import case_accounts, case_codes, case_digests
from accordingto.ledger.decision_tables import chain_heads, decisions
from accordingto.ledger.entry_tables import sheets
from accordingto.ledger.ledger import read_about
from accordingto.ledger.redaction_tables import redactions
from accordingto.ledger.rows import stream
from accordingto.ledger.store_tables import (
    arrivals,
    blobs,
    current_readings,
    publications,
    readings,
    tombstones,
)

_TIMES = (
    arrivals.c.arrived_at,
    readings.c.read_at,
    decisions.c.time,
    redactions.c.made_at,
    sheets.c.imported_at,
    tombstones.c.made_at,
)
_SECONDS = len("2016-09-24T10:00:00")


@dataclass(frozen=True, slots=True)
class LedgerState:
    """A ledger as it is now."""

    ledger: str
    """Its random id."""
    sha256: str
    """Over current readings, decisions, names withheld, and cases: alike in two ledgers that hold
    the same, and another after every change of what can be shown."""
    as_of: str
    """When it last changed, UTC, to the second; the beginning of its time when it holds nothing."""


def read_state(connection: Connection) -> LedgerState:
    """Return what a ledger holds, as one hash, and when that last changed."""
    told = hashlib.sha256()
    for name, asked in _parts():
        told.update(f"{name}\n".encode())
        # Sorted here: servers do not agree on the order of letters.
        for line in sorted("\t".join(map(str, row.values())) for row in stream(connection, asked)):
            told.update(line.encode("utf-8", "backslashreplace") + b"\n")
    about = read_about(connection)
    times = (connection.scalar(select(func.max(column))) for column in _TIMES)
    last = max((time for time in times if time), default=about.get("made_at", ""))
    as_of = f"{last[:_SECONDS]}Z" if last else ""
    return LedgerState(about.get("ledger", ""), told.hexdigest(), as_of)


def _parts() -> Iterator[tuple[str, Select[tuple[str, ...]]]]:
    """Yield what is hashed: names and hashes that are the same in every ledger."""
    current = current_readings.join(readings, readings.c.id == current_readings.c.reading_id)
    current = current.join(publications, publications.c.id == readings.c.publication_id)
    current = current.join(blobs, blobs.c.id == readings.c.blob_id)
    key = publications.c.key
    yield "readings", select(key, blobs.c.sha256).select_from(current)
    yield "decisions", select(chain_heads.c.hash)
    yield "withheld", select(redactions.c.hash)
    kept = case_accounts.join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
    account = (case_accounts.c.code, case_digests.c.key, case_accounts.c.record)
    yield "cases", select(*account).select_from(kept)
    yield "codes", select(case_codes.c.code)
    # Sheets tell where pages were archived.
    kept_sheets = sheets.join(blobs, blobs.c.id == sheets.c.blob_id)
    columns = (sheets.c.name, sheets.c.version, blobs.c.sha256)
    yield "sheets", select(*columns).select_from(kept_sheets)
