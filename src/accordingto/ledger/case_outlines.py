"""Cases counted and found by where and when they are: for maps and calendars of all of them.

All is counted by the store. What is asked of records (a source, a word, whether a person stands for
it) is asked of the incidents of a case; days, country and kind are asked of what most of its texts
say, and a toll of the largest lower bound that somebody gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
    true,
)

from accordingto.errors import FilterError
from accordingto.ledger.case_tables import case_accounts, case_digests, case_outlines
from accordingto.ledger.filters import NO_FILTERS, Filters, check_filters
from accordingto.ledger.listing import select_latest
from accordingto.ledger.listings import Listing

C = case_outlines.c
Condition = ColumnElement[bool]


MOST_INCIDENTS = 5_000
"""The latest incidents that are looked at where something is asked of incidents."""


class Selection(NamedTuple):
    """Cases that are as filters ask."""

    condition: Condition
    is_cut: bool
    """More incidents than can be looked at are as filters ask: of these, the latest are meant."""


class Box(NamedTuple):
    """A part of the world, in degrees; it does not reach over the date line."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What most texts of a case say of it."""

    code: str
    accounts: int
    kind: str
    first_day: str | None
    last_day: str | None
    place: str | None
    gazetteer_name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None
    at_facility: int
    """1 where some account puts it at a hospital, a clinic or a shelter."""
    killed: int | None
    """The largest number of people killed that somebody gives, as a lower bound."""


class Point(NamedTuple):
    """Cases at one pair of coordinates, known as exactly as each other."""

    lat: float
    lon: float
    where_prec: int
    cases: int


class Area(NamedTuple):
    """Cases of which no more is known than an area, or not even that."""

    country: str | None
    place: str | None
    where_prec: int | None
    cases: int


class Unit(StrEnum):
    """What cases are counted by; as long as its first days are of an ISO day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Span(NamedTuple):
    """Cases that begin in one unit of time and may have ended in another."""

    first: str
    last: str
    cases: int
    told_killed: int
    """Cases in which somebody gives a number of people killed."""
    killed_10: int
    """Cases in which somebody gives ten or more."""
    killed_100: int


_LETTERS = {Unit.DAY: 10, Unit.MONTH: 7, Unit.YEAR: 4}


def select_cases(connection: Connection, filters: Filters) -> Selection:
    """Return which cases are as filters ask.

    Raises FilterError as `case_listing.find_cases` does.
    """
    if filters.as_of is not None:
        raise FilterError("cases are kept as they are known now; expected no --as-of")
    check_filters(filters, Listing.CASES)
    told = list(_of_outlines(filters))
    rest = replace(filters, first_day=None, last_day=None, country=(), kind=(), min_toll=None)
    is_cut = False
    if rest != NO_FILTERS:
        days = replace(rest, first_day=filters.first_day, last_day=filters.last_day)
        codes = list(connection.scalars(_codes(connection, days)))
        is_cut = len(codes) == MOST_INCIDENTS
        told.append(C.code.in_(set(codes)))
    return Selection(and_(true(), *told), is_cut)


def _of_outlines(filters: Filters) -> Iterable[Condition]:
    if filters.first_day is not None:
        yield C.last_day >= filters.first_day.isoformat()
    if filters.last_day is not None:
        yield C.first_day <= filters.last_day.isoformat()
    if filters.country:
        yield C.country.in_(filters.country)
    if filters.kind:
        yield C.kind.in_(filters.kind)
    if filters.min_toll is not None:
        yield C.killed >= filters.min_toll


def _codes(connection: Connection, filters: Filters) -> Select[tuple[str]]:
    records = select_latest(connection, Listing.INCIDENTS, filters, MOST_INCIDENTS).subquery()
    return (
        select(case_accounts.c.code)
        .select_from(records)
        .join(case_digests, case_digests.c.reading_id == records.c.reading_id)
        .join(
            case_accounts,
            (case_accounts.c.digest_id == case_digests.c.id)
            & (case_accounts.c.record == records.c.record),
        )
    )


def count_cases_where(connection: Connection, *conditions: Condition) -> int:
    """Return how many cases meet conditions."""
    asked = select(func.count()).select_from(case_outlines).where(*conditions)
    return int(connection.execute(asked).scalar_one())


def count_points(connection: Connection, condition: Condition) -> list[Point]:
    """Return how many cases there are at each pair of coordinates."""
    asked = (
        select(C.lat, C.lon, C.where_prec, func.count())
        .where(condition)
        .group_by(C.lat, C.lon, C.where_prec)
    )
    return [Point(lat, lon, prec or 1, n) for lat, lon, prec, n in connection.execute(asked)]


def count_areas(connection: Connection, condition: Condition, limit: int) -> list[Area]:
    """Return the areas that cases are told to be in, most cases first."""
    name = func.coalesce(C.gazetteer_name, C.place)
    number = func.count()
    asked = (
        select(C.country, name, C.where_prec, number)
        .where(condition)
        .group_by(C.country, name, C.where_prec)
        .order_by(number.desc(), C.country, name, C.where_prec)
        .limit(limit)
    )
    return [Area(*row) for row in connection.execute(asked)]


def count_countries(connection: Connection, condition: Condition) -> dict[str, int]:
    """Return how many cases are told to be in each country, and no more exactly."""
    asked = (
        select(C.country, func.count())
        .where(condition, C.where_prec == COUNTRY, C.country.is_not(None))
        .group_by(C.country)
    )
    return {str(country): int(number) for country, number in connection.execute(asked)}


COUNTRY = 6
"""The code of UCDP GED for what is known to be in a country."""


def within(box: Box) -> Condition:
    """Return the condition for those with coordinates in a part of the world."""
    return and_(C.lat.between(box.south, box.north), C.lon.between(box.west, box.east))


def with_point(*, is_exact: bool) -> Condition:
    """Return the condition for those whose coordinates are shown.

    `is_exact`: also of what happened at a hospital, a clinic or a shelter.
    """
    return C.lat.is_not(None) if is_exact else and_(C.lat.is_not(None), C.at_facility == 0)


def without_point(*, is_exact: bool) -> Condition:
    """Return the condition for all others."""
    return C.lat.is_(None) if is_exact else or_(C.lat.is_(None), C.at_facility == 1)


def find_latest(connection: Connection, condition: Condition, limit: int) -> list[Outline]:
    """Return cases, the latest first."""
    asked = _outlines().where(condition).order_by(C.first_day.desc(), C.code).limit(limit)
    return _as_outlines(connection.execute(asked).all())


def find_by_day(connection: Connection, condition: Condition, limit: int) -> list[Outline]:
    """Return cases in the order of their days; those of which no day is told are left out."""
    asked = (
        _outlines()
        .where(condition, C.first_day.is_not(None))
        .order_by(C.first_day, C.code)
        .limit(limit)
    )
    return _as_outlines(connection.execute(asked).all())


def count_spans(connection: Connection, condition: Condition, unit: Unit) -> list[Span]:
    """Return how many cases begin and end in which units of time, in order."""
    letters = _LETTERS[unit]
    first = func.substr(C.first_day, 1, letters)
    last = func.substr(C.last_day, 1, letters)
    asked = (
        select(
            first,
            last,
            func.count(),
            func.count(C.killed),
            *(_at_least(number) for number in (10, 100)),
        )
        .where(condition, C.first_day.is_not(None))
        .group_by(first, last)
        .order_by(first, last)
    )
    return [Span(*row) for row in connection.execute(asked)]


def _at_least(number: int) -> ColumnElement[int]:
    return func.count(func.nullif(C.killed >= number, literal_column("FALSE")))


def which_of(connection: Connection, codes: Iterable[str], condition: Condition) -> set[str]:
    """Return which of some cases meet a condition."""
    asked = select(C.code).where(C.code.in_(sorted(codes)), condition)
    return set(connection.scalars(asked))


def in_area(name: str) -> Condition:
    """Return the condition for those that are told to be in an area of this name."""
    return func.coalesce(C.gazetteer_name, C.place) == name


def first_and_last_day(
    connection: Connection, condition: Condition
) -> tuple[str | None, str | None]:
    """Return the first and the last day that cases are told to be on."""
    asked = select(func.min(C.first_day), func.max(C.last_day)).where(condition)
    row = connection.execute(asked).one()
    return row[0], row[1]


def without_days(condition: Condition) -> Condition:
    """Return the condition for those of which no day is told."""
    return and_(condition, C.first_day.is_(None))


def touching(condition: Condition, first: str, last: str) -> Condition:
    """Return the condition for those that may have been on one of these days."""
    return and_(condition, C.last_day >= first, C.first_day <= last)


def _outlines() -> Select[tuple[object, ...]]:
    return select(*(case_outlines.c[name] for name in Outline.__dataclass_fields__))


def _as_outlines(rows: Sequence[Row[tuple[object, ...]]]) -> list[Outline]:
    return [Outline(**row._mapping) for row in rows]
