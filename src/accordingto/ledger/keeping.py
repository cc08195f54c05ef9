"""Readings into the ledger, beside those before, with the rows by which they are found."""

from sqlalchemy import Connection, bindparam, delete, select

from accordingto.ledger.blobs import keep_blob
from accordingto.ledger.decision_tables import decision_targets
from accordingto.ledger.publications import Kept
from accordingto.ledger.readings import ReadyReading, make_ready
from accordingto.ledger.record_tables import RECORD_TABLES
from accordingto.ledger.rows import Value, add_row, add_rows, find_id
from accordingto.ledger.search_index import add_rows_of, has_rows, settle_publication
from accordingto.ledger.store_tables import current_readings, readings, texts
from accordingto.records.readings import Reading

# Made once: making a statement takes as long as running it.
_HIDE = delete(current_readings).where(
    current_readings.c.publication_id == bindparam("publication")
)
_DECIDED_ON = (
    select(decision_targets.c.id)
    .join(texts, texts.c.sha256 == decision_targets.c.text_sha256)
    .where(texts.c.id == bindparam("text"))
    .limit(1)
)


def keep_reading(
    connection: Connection, kept: Kept, reading: Reading | ReadyReading, now: str
) -> bool:
    """Keep a reading of a publication beside those before, as the current one; tell if it is new.

    One of the same reader, version and model, of the same text, title and date is known already,
    and left as it is.
    """
    ready = reading if isinstance(reading, ReadyReading) else make_ready(reading)
    same: dict[str, Value] = {
        "publication_id": kept.publication_id,
        "head_sha256": kept.head_sha256,
        "reader": ready.reader,
        "version": ready.version,
        "model_hash": ready.model_hash,
    }
    if find_id(connection, readings, **same) is not None:
        return False
    row = same | {
        "arrival_id": kept.arrival_id,
        "text_id": kept.text_id,
        "blob_id": keep_blob(connection, ready.data),
        "language": ready.language,
        "published_from": ready.published_from,
        "published_to": ready.published_to,
        "read_at": now,
    }
    reading_id = add_row(connection, readings, row)
    for table in RECORD_TABLES:
        rows = ready.rows.get(table.name, ())
        if rows:
            add_rows(connection, table, [{"reading_id": reading_id, **row} for row in rows])
    _show(connection, kept.publication_id, reading_id)
    if has_rows(connection, kept.publication_id) or _is_decided_on(connection, kept.text_id):
        settle_publication(connection, kept.publication_id)
    else:
        add_rows_of(connection, kept.publication_id, reading_id, ready.search, now[:10])
    return True


def point_at(connection: Connection, publication_id: int, reading_id: int) -> None:
    """Make a known reading the current one of its publication."""
    _show(connection, publication_id, reading_id)
    settle_publication(connection, publication_id)


def _show(connection: Connection, publication_id: int, reading_id: int) -> None:
    connection.execute(_HIDE, {"publication": publication_id})
    row = {"publication_id": publication_id, "reading_id": reading_id}
    add_rows(connection, current_readings, [row])


def _is_decided_on(connection: Connection, text_id: int) -> bool:
    return connection.execute(_DECIDED_ON, {"text": text_id}).scalar() is not None
