"""Records and entries by the start of an id, as a person types it."""

import re
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Table,
    Text,
    and_,
    literal,
    select,
    union,
)

from accordingto.errors import JudgementError
from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.listings import What
from accordingto.ledger.record_tables import people
from accordingto.ledger.reviews import Status
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import (
    arrivals,
    current_readings,
    publications,
    readings,
    texts,
)
from accordingto.records.kinds import RecordKind

SHORTEST = 4
"""Digits of an id that have to be typed at least."""
_START = re.compile("[0-9a-f]{4,64}")
_TOLD = 5


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of a current reading, or one that a decision keeps beside it."""

    record: str
    kind: RecordKind
    reading_id: int
    report: str
    """Id of the report."""
    publication: str
    """Key of the publication."""
    text_sha256: str


def find_record(connection: Connection, start: str, publication: str = "") -> FoundRecord:
    """Return the one record whose id begins so, of a current reading.

    Several publications of one text share their records: the first of them is returned. A title
    may stand over several texts; then the start of a publication's key tells which is meant.

    Raises JudgementError when there is none, or more than one.
    """
    found = find_records(connection, start, publication)
    if not found:
        raise JudgementError(
            f"no record of a current reading begins with {start!r}; expected an id as `accordingto "
            "show` or a reading prints it"
        )
    if len({one.record for one in found}) > 1:
        told = ", ".join(f"{one.record} ({one.kind} of {one.report!r})" for one in found[:_TOLD])
        more = ", ..." if len(found) > _TOLD else ""
        raise JudgementError(
            f"{start!r} begins more than one record: {told}{more}; type more of the one you mean"
        )
    if len({one.text_sha256 for one in found}) > 1:
        told = ", ".join(f"{one.publication[:12]} ({one.report!r})" for one in found[:_TOLD])
        raise JudgementError(
            f"the title that holds {found[0].record} stands over several texts; say which with "
            f"--publication: {told}"
        )
    return found[0]


def find_records(connection: Connection, start: str, publication: str = "") -> list[FoundRecord]:
    """Return the records of current readings whose ids begin so, in the order of publications.

    Raises JudgementError when the start is none.
    """
    check_start(start)
    rows = _begun(start).subquery()
    asked = (
        select(
            rows.c.record,
            rows.c.kind,
            rows.c.reading_id,
            arrivals.c.report_id,
            publications.c.key,
            texts.c.sha256,
        )
        .join(current_readings, current_readings.c.reading_id == rows.c.reading_id)
        .join(readings, readings.c.id == rows.c.reading_id)
        .join(arrivals, arrivals.c.id == readings.c.arrival_id)
        .join(publications, publications.c.id == readings.c.publication_id)
        .join(texts, texts.c.id == readings.c.text_id)
        .where(publications.c.key.startswith(publication, autoescape=True))
        .order_by(publications.c.id, rows.c.record)
    )
    return [
        FoundRecord(record, RecordKind(kind), *rest)
        for record, kind, *rest in connection.execute(asked)
    ]


def is_start(typed: str) -> bool:
    """Tell whether this can be the start of an id."""
    return _START.fullmatch(typed) is not None


def check_start(start: str) -> None:
    """Raise JudgementError unless this can be the start of an id."""
    if not is_start(start):
        raise JudgementError(
            f"{start!r} is no start of an id; expected {SHORTEST} or more of its digits 0-9, a-f"
        )


def _begun(start: str) -> CompoundSelect[tuple[str, str, int]]:
    """Return the query for what begins so.

    Few tables have an index by id, since each makes adding slower: rows to search by stand for
    every record as it stands, people have their own, and what was decided on is in `reviews`, be
    it rejected, or kept beside the reading.
    """
    # Sources are actors. Told by what it is not, for SQLite takes the index of `what` otherwise.
    in_rows = and_(search_rows.c.is_now == 1, search_rows.c.what != What.SOURCE.value)
    decided = (reviews.c.status == Status.REJECTED.value) | (reviews.c.is_kept == 1)
    return union(
        _beginning(search_rows, start, search_rows.c.what).where(in_rows),
        _beginning(people, start, literal(RecordKind.PERSON.value, Text)),
        _beginning(reviews, start, reviews.c.kind).where(decided),
    )


def _beginning(table: Table, start: str, kind: ColumnElement[str]) -> Select[tuple[str, str, int]]:
    asked = select(table.c.record, kind.label("kind"), table.c.reading_id)
    # A range, not a pattern, so that an index can be used; `g` comes after all digits.
    return asked.where(table.c.record >= start, table.c.record < f"{start}g")
