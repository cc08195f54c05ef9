"""What waits for a person's look: lanes of records, the most doubtful or the weightiest first."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import merge
from itertools import islice, product

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    exists,
    func,
    or_,
    select,
    tuple_,
)

from accordingto.errors import FilterError
from accordingto.ledger.columns import MOST
from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.listing import Found, as_found, branches_of
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.reviews import Status
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import publications, texts
from accordingto.records.values import BlameMode

COUNTED = 2_000
"""Records up to which a lane is counted."""
_ANY_MODE = tuple(mode.value for mode in BlameMode)
C = search_rows.c


class Lane(StrEnum):
    """Why records wait."""

    FIRST = "first"
    """Nobody has decided on them."""
    SECOND = "second"
    """Others have decided on them, and the reviewer has not."""
    BLIND = "blind"
    """The reviewer has not decided on them, whatever others have."""
    UNSURE = "unsure"
    """Somebody looked and was unsure, and nobody has decided."""
    DISPUTED = "disputed"
    """People decided at odds: a third decision settles both."""


class Order(StrEnum):
    """What comes first."""

    DOUBT = "doubt"
    """What the reader is least sure of."""
    WEIGHT = "weight"
    """What most people, civilians and contested accounts hang on."""


class Kinds(StrEnum):
    """What is gone through."""

    ALL = "all"
    FIGURES = "figures"
    INCIDENTS = "incidents"
    BLAME = "blame"
    """Incidents for which somebody is held responsible."""
    STATEMENTS = "statements"
    AGREEMENTS = "agreements"


_LISTINGS = {
    Kinds.ALL: (Listing.FIGURES, Listing.INCIDENTS, Listing.STATEMENTS, Listing.AGREEMENTS),
    Kinds.BLAME: (Listing.INCIDENTS,),
}
_STATUSES = {
    Lane.FIRST: (Status.UNREVIEWED,),
    Lane.UNSURE: (Status.UNREVIEWED,),
    Lane.DISPUTED: (Status.DISPUTED,),
    Lane.SECOND: (Status.ACCEPTED, Status.CORRECTED, Status.REJECTED),
    Lane.BLIND: tuple(Status),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reviewer wants to go through."""

    reviewer: str
    kinds: Kinds = Kinds.ALL
    lane: Lane = Lane.FIRST
    order: Order = Order.DOUBT
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of what waits."""

    rows: tuple[Found, ...]
    next: int | None
    """What to give as `after` for the next page; None when this is the last one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much waits."""

    number: int
    is_more: bool
    """There are more than were counted."""


def find_waiting(
    connection: Connection, wanted: Wanted, *, limit: int = 20, after: int | None = None
) -> Waiting:
    """Return a page of what waits, by indexes alone.

    `after` is the row that was last on the page before, whatever became of it since. Raises
    FilterError when a filter does not go with what is asked for, or there is no such row.
    """
    place = None if after is None else _place(connection, wanted.order, after)
    column = C[wanted.order.value]
    parts = []
    for asked in _branches(connection, wanted):
        ordered = asked.order_by(column.desc(), C.record.desc(), C.id.desc()).limit(limit + 1)
        if place is not None:
            own = tuple_(column, C.record, C.id)
            ordered = ordered.where(column <= place[0], own < tuple_(*place))
        rows = connection.execute(ordered).mappings()
        parts.append([(_key(row, wanted.order), as_found(row)) for row in rows])
    found = [
        row for _, row in islice(merge(*parts, key=lambda one: one[0], reverse=True), limit + 1)
    ]
    shown = found[:limit]
    return Waiting(tuple(shown), shown[-1].id if len(found) > limit else None)


def _key(row: RowMapping, order: Order) -> tuple[int, str, int]:
    """Return by what rows are ordered: of two alike, by ids that no decision changes."""
    return row[order.value], row["record"], row["id"]


def count_waiting(connection: Connection, wanted: Wanted) -> Counted:
    """Return how much waits; it is not counted to the end where there is very much."""
    total = 0
    for asked in _branches(connection, wanted):
        some = asked.with_only_columns(C.id).limit(COUNTED + 1 - total).subquery()
        total += connection.scalar(select(func.count()).select_from(some)) or 0
        if total > COUNTED:
            return Counted(COUNTED, is_more=True)
    return Counted(total, is_more=False)


def _branches(connection: Connection, wanted: Wanted) -> Iterator[Select[tuple[object, ...]]]:
    """Yield queries that share no row, each a range of the index of the order."""
    filters = _filters(wanted)
    own = tuple(_beside(wanted))
    column = C[wanted.order.value]
    for listing, status in product(_listings(wanted), _STATUSES[wanted.lane]):
        review = ReviewFilter.REJECTED if status is Status.REJECTED else None
        narrowed, is_few = replace(filters, review=review), wanted.lane is Lane.UNSURE
        for branch in branches_of(connection, listing, narrowed, is_few=is_few):
            yield branch.where(C.status == status.value, column >= 0, *own)


def _listings(wanted: Wanted) -> Sequence[Listing]:
    known = _LISTINGS.get(wanted.kinds)
    return (Listing(wanted.kinds.value),) if known is None else known


def _filters(wanted: Wanted) -> Filters:
    """Return the filters of records; what people made of them is told by the lane."""
    filters = wanted.filters
    if filters.review is not None or filters.as_of is not None:
        raise FilterError(
            "--reviewed, --unreviewed, --rejected and --as-of do not go with a queue; expected a "
            "lane, which says what people made of its records"
        )
    if wanted.kinds is Kinds.BLAME and not filters.blame:
        filters = replace(filters, blame=_ANY_MODE)
    return filters


def _beside(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked of the rows of reviews."""
    here = exists().where(reviews.c.reading_id == C.reading_id, reviews.c.record == C.record)
    if wanted.lane is Lane.FIRST:
        yield ~here.where(reviews.c.unsure != "[]")
    elif wanted.lane is Lane.UNSURE:
        yield C.id.in_(_unsure())
    elif wanted.lane is not Lane.DISPUTED:
        name = json.dumps(wanted.reviewer, ensure_ascii=False)
        readers = reviews.c.readers.contains(name, autoescape=True)
        unsure = reviews.c.unsure.contains(name, autoescape=True)
        yield ~here.where(or_(readers, unsure))


def _unsure() -> Select[int]:
    """Return the query for the rows of which somebody is unsure, however many others there are."""
    rows = search_rows.alias("unsure_rows")
    return (
        select(rows.c.id)
        .join(
            reviews,
            (reviews.c.record == rows.c.record) & (reviews.c.reading_id == rows.c.reading_id),
        )
        .where(reviews.c.status == Status.UNREVIEWED.value, reviews.c.unsure != "[]")
    )


def _place(connection: Connection, order: Order, row: int) -> tuple[int, str, int]:
    asked = select(C[order.value], C.record).where(C.id == row)
    found = connection.execute(asked).first() if 0 < row < MOST else None
    if found is None or found[0] is None:
        raise FilterError(
            f"there is no record {row} to go on after; expected what the page before told"
        )
    return found[0], found[1], row


def find_row(connection: Connection, reading_id: int | None, record: str) -> Found | None:
    """Return the row of a record of a reading as it stands; None where there is none."""
    asked = select(search_rows).where(
        C.record == record,
        C.reading_id == reading_id,
        C.is_now == 1,
        C.doubt.is_not(None),
    )
    row = connection.execute(asked).mappings().first()
    return None if row is None else as_found(row)


def find_status(connection: Connection, row: int) -> Status | None:
    """Return what people made of the record of a row; None for what a person entered."""
    value = connection.scalar(select(C.status).where(C.id == row))
    return Status(value) if value in set(Status) else None


def find_publication(connection: Connection, text_sha256: str, record: str) -> str | None:
    """Return the key of a publication with a record, by its text's hash; None where none has it."""
    asked = (
        select(publications.c.key)
        .join(texts, texts.c.id == publications.c.text_id)
        .join(search_rows, C.publication_id == publications.c.id)
        .where(texts.c.sha256 == text_sha256, C.record == record, C.is_now == 1)
        .order_by(publications.c.id)
    )
    return connection.scalars(asked).first()
