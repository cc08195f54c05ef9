"""What people made of the records of current readings, as rows to search by.

Made from decisions and readings, and made anew whenever either changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from accordingto.errors import AccordingtoError
from accordingto.ledger.carrying import carry
from accordingto.ledger.case_reviews import check_case_reviews, refresh_case_reviews
from accordingto.ledger.case_rows import mark_stale
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import (
    DERIVED_TABLES,
    decision_targets,
)
from accordingto.ledger.decisions import read_standing, texts_decided_on, time_of
from accordingto.ledger.plain import compact
from accordingto.ledger.readings import StoredReading, as_stored, select_readings
from accordingto.ledger.reviews import Carried, Queued, Reviewed
from accordingto.ledger.rows import Value, find_id
from accordingto.ledger.search_index import settle_texts
from accordingto.ledger.standing import Recorded, Standing
from accordingto.ledger.store_tables import blobs, current_readings, readings, texts, tombstones
from accordingto.records.canonical import canonical_bytes
from accordingto.records.changes import record_to_plain
from accordingto.records.judgements import Decision

Rows = list[dict[str, Value]]


@dataclass(frozen=True, slots=True)
class ReviewedReading:
    """The current reading of a publication, with what people decided about it."""

    stored: StoredReading
    carried: Carried


def reviewed_readings(connection: Connection, text: str) -> Iterator[ReviewedReading]:
    """Yield the current readings of a text, named by its hash, with the decisions that hold."""
    standing = read_standing(connection, [text])
    for stored in current_readings_of(connection, text):
        yield ReviewedReading(stored, carry(stored.reading, standing))


def current_readings_of(connection: Connection, text: str) -> list[StoredReading]:
    """Return the current readings of all publications of a text, in order of publication."""
    asked = select_readings().join(current_readings, current_readings.c.reading_id == readings.c.id)
    rows = connection.execute(
        asked.where(texts.c.sha256 == text).order_by(readings.c.id)
    ).mappings()
    return [as_stored(row) for row in rows]


class CurrentReading(NamedTuple):
    """A current reading by its row, and what it is: of the same bytes and text, it is the same."""

    id: int
    text_sha256: str
    bytes_sha256: str


def find_current_readings(
    connection: Connection, hashes: Iterable[str]
) -> Iterator[CurrentReading]:
    """Yield the current readings of texts without reading them back."""
    asked = (
        select(readings.c.id, texts.c.sha256, blobs.c.sha256)
        .join(texts, texts.c.id == readings.c.text_id)
        .join(blobs, blobs.c.id == readings.c.blob_id)
        .join(current_readings, current_readings.c.reading_id == readings.c.id)
        .order_by(readings.c.id)
    )
    for part in in_parts(sorted(set(hashes))):
        rows = connection.execute(asked.where(texts.c.sha256.in_(part)))
        yield from map(CurrentReading._make, rows)


def read_back(connection: Connection, ids: Iterable[int]) -> Iterator[StoredReading]:
    """Yield readings by their rows. Raises StoreError when one cannot be read back."""
    for part in in_parts(sorted(set(ids))):
        asked = select_readings().where(readings.c.id.in_(part)).order_by(readings.c.id)
        yield from map(as_stored, connection.execute(asked).mappings())


def refresh_reviews(connection: Connection, only: Iterable[str] | None = None) -> None:
    """Make the rows anew for these texts, named by their hashes, or for all decided on.

    To be called when a decision is added, and when a text that was decided on gets a new current
    reading. Nothing is done for texts without decisions.
    """
    hashes = set(texts_decided_on(connection) if only is None else only)
    for text in sorted(_with_masked(connection, hashes)):
        _refresh(connection, text)


def is_decided_on(connection: Connection, text: str) -> bool:
    """Tell whether any decision is about a text, named by its hash."""
    return find_id(connection, decision_targets, text_sha256=text) is not None


def check_reviews(connection: Connection) -> Iterator[str]:
    """Yield where the rows are not what decisions and readings make them."""
    known: set[int] = set()
    decided_on = _with_masked(connection, set(texts_decided_on(connection)))
    for text in sorted(decided_on):
        try:
            derived = list(_derive(connection, text))
        except AccordingtoError as error:
            yield f"the reviews of the text {text} cannot be made again: {error}"
            continue
        for reading_id, *made in derived:
            known.add(reading_id)
            yield from _compare(connection, reading_id, made)
    for table in DERIVED_TABLES:
        asked = select(table.c.reading_id).distinct().order_by(table.c.reading_id)
        for stray in sorted(set(connection.scalars(asked)) - known):
            yield f"{table.name} has rows for the reading {stray}, which nobody decided on"
    yield from check_case_reviews(connection, decided_on)


def _compare(connection: Connection, reading_id: int, made: Sequence[Rows]) -> Iterator[str]:
    for table, rows in zip(DERIVED_TABLES, made, strict=True):
        asked = select(table).where(table.c.reading_id == reading_id).order_by(table.c.id)
        found = [dict(row) for row in connection.execute(asked).mappings()]
        if [{name: row[name] for name in row if name != "id"} for row in found] != rows:
            yield (
                f"the rows of {table.name} for the reading {reading_id} are not what decisions "
                "make them"
            )


def _refresh(connection: Connection, text: str) -> None:
    of_text = select(readings.c.id).join(texts).where(texts.c.sha256 == text)
    for table in DERIVED_TABLES:
        connection.execute(delete(table).where(table.c.reading_id.in_(of_text)))
    for _, *made in _derive(connection, text):
        for table, rows in zip(DERIVED_TABLES, made, strict=True):
            if rows:
                connection.execute(insert(table), rows)
    settle_texts(connection, [text])
    mark_stale(connection, [text])
    refresh_case_reviews(connection, text)


def _derive(connection: Connection, text: str) -> Iterator[tuple[int, Rows, Rows]]:
    """Yield the current readings of a text, with their rows of reviews and of the queue."""
    standing = read_standing(connection, [text])
    if not standing.entries:
        return
    for stored in current_readings_of(connection, text):
        carried = carry(stored.reading, standing)
        touched = (one for one in carried.records if one.decisions or one.notes)
        rows = [_review_row(stored.id, one, standing) for one in touched]
        yield stored.id, rows, [_queue_row(stored.id, item) for item in carried.queue]


def _review_row(reading_id: int, reviewed: Reviewed, standing: Standing) -> dict[str, Value]:
    people = dict.fromkeys(entry.judgement.reviewer for entry in reviewed.decisions)
    readers = standing.readers_before(reviewed.decisions)
    unsure = {e.judgement.reviewer for e in reviewed.notes if _is_unsure(e)}
    last = max(reviewed.decisions or reviewed.notes, key=lambda entry: entry.sort_key)
    stands_as = None
    if reviewed.record != reviewed.read:
        stands_as = canonical_bytes(record_to_plain(reviewed.record)).decode()
    return {
        "reading_id": reading_id,
        "record": reviewed.record.id,
        "kind": reviewed.kind.value,
        "in_headline": int(reviewed.in_title),
        "status": reviewed.status.value,
        "is_kept": int(reviewed.read is None),
        "stands_as": stands_as,
        "reviewers": compact(list(people)),
        "readers": compact(readers),
        "unsure": compact(sorted(unsure.difference(readers))),
        "decisions": compact([entry.hash for entry in reviewed.decisions]),
        "notes": compact([entry.hash for entry in reviewed.notes]),
        "time": time_of(last.judgement),
    }


def _is_unsure(entry: Recorded) -> bool:
    return entry.judgement.decision is Decision.UNSURE


def _queue_row(reading_id: int, item: Queued) -> dict[str, Value]:
    return {
        "reading_id": reading_id,
        "code": item.code.value,
        "decision": item.decision.hash,
        "record": item.record,
        "fields": compact(list(item.fields)),
    }


def _with_masked(connection: Connection, hashes: set[str]) -> set[str]:
    """Return hashes of texts, and those that they have since they were masked."""
    found, waiting = set(hashes), list(hashes)
    while waiting:
        asked = select(tombstones.c.now_sha256).where(
            tombstones.c.kind == "text", tombstones.c.sha256 == waiting.pop()
        )
        fresh = {now for now in connection.scalars(asked) if now} - found
        found |= fresh
        waiting += fresh
    return found
