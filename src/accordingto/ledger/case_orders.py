"""Cases in an order that is worked through: a page at a time, by indexes alone."""

from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from accordingto.errors import FilterError
from accordingto.ledger.case_outlines import Outline
from accordingto.ledger.case_tables import case_outlines

C = case_outlines.c
Condition = ColumnElement[bool]


class CaseOrder(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    """What happened last."""
    DEADLIEST = "deadliest"
    """Of which somebody gives the highest number of people killed, as a lower bound."""
    CONTESTED = "contested"
    """Of which most counts of people killed stand against each other."""


_BY = {
    CaseOrder.NEWEST: C.first_day,
    CaseOrder.DEADLIEST: C.killed,
    CaseOrder.CONTESTED: C.differing,
}


def find_in_order(
    connection: Connection,
    condition: Condition,
    order: CaseOrder,
    limit: int,
    after: str = "",
) -> tuple[tuple[str, ...], str]:
    """Return a page of codes, and what to give as `after` for the next; empty for the last page.

    Cases of which nothing is known that they are ordered by come last. Raises FilterError when
    there is no case to go on after.
    """
    by: ColumnElement[object] = _BY[order]
    asked = select(C.code).where(condition)
    if after:
        asked = asked.where(_beyond(connection, by, after))
    ordered = asked.order_by(by.desc().nulls_last(), C.code.desc()).limit(limit + 1)
    codes = tuple(connection.scalars(ordered))
    return codes[:limit], codes[limit - 1] if len(codes) > limit else ""


def _beyond(connection: Connection, by: ColumnElement[object], after: str) -> Condition:
    row = connection.execute(select(by.label("by")).where(C.code == after)).first()
    if row is None:
        raise FilterError(
            f"there is no case {after[:80]!r} to go on after; expected what the page before told"
        )
    if row.by is None:
        return and_(by.is_(None), C.code < after)
    return or_(by < row.by, and_(by == row.by, C.code < after), by.is_(None))


def find_named(connection: Connection, codes: Collection[str]) -> dict[str, Outline]:
    """Return how cases are told, by their codes; those that are not there are left out."""
    columns = (C[name] for name in Outline.__dataclass_fields__)
    rows = connection.execute(select(*columns).where(named(codes)))
    return {row.code: Outline(**row._mapping) for row in rows}


def named(codes: Collection[str]) -> Condition:
    """Return the condition for cases by their codes."""
    return C.code.in_(sorted(codes))


def not_named(codes: Collection[str]) -> Condition:
    """Return the condition for all other cases."""
    return C.code.not_in(sorted(codes))
