"""How many reports were read, of which days, from whom and about where: what a zero means."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from accordingto.ledger.record_tables import incidents
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import publications, quarantine, readings

MOST_LOOKED_AT = 10_000
"""Reports of which it is told who published them, where they are about, and whether they tell of an
incident; of more, only how many there are on which days."""
C = search_rows.c


class OnDay(NamedTuple):
    """Reports of a day or month of publication."""

    day: str
    reports: int


class Told(NamedTuple):
    """Reports of a day or month, of one publisher or about one country."""

    name: str
    day: str
    reports: int


class Failed(NamedTuple):
    """What is in quarantine."""

    stage: str
    code: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was read of some days."""

    days: tuple[OnDay, ...]
    """Days or months on which reports were published, in order."""
    reports: int
    telling: tuple[OnDay, ...] | None
    """Of these, reports that tell of an incident; None of too many to look at."""
    publishers: tuple[Told, ...] | None
    countries: tuple[Told, ...] | None
    """Reports that tell of an incident in a country, by its code."""
    languages: tuple[tuple[str, int], ...] | None


def known_days(connection: Connection) -> tuple[str | None, str | None]:
    """Return the first and last day on which a report was published."""
    asked = select(func.min(C.sort), func.max(C.sort)).where(*_reports(), C.sort != "")
    row = connection.execute(asked).one()
    return row[0], row[1]


def read_coverage(connection: Connection, first: date, last: date, letters: int) -> Coverage:
    """Return what was read of some days: by day where `letters` is 10, by month where it is 7."""
    here = and_(*_reports(), C.sort >= first.isoformat(), C.sort <= last.isoformat())
    day = func.substr(C.sort, 1, letters)
    days = _by(connection, day, here)
    number = sum(one.reports for one in days)
    if number > MOST_LOOKED_AT:
        return Coverage(
            days=days, reports=number, telling=None, publishers=None, countries=None, languages=None
        )
    is_telling = exists().where(incidents.c.reading_id == C.reading_id)
    telling = _by(connection, day, and_(here, is_telling))
    return Coverage(
        days=days,
        reports=number,
        telling=telling,
        publishers=_publishers(connection, day, here),
        countries=_countries(connection, day, here),
        languages=_languages(connection, here),
    )


def count_undated(connection: Connection) -> int:
    """Return how many reports have no day of publication."""
    asked = select(func.count()).where(*_reports(), C.sort == "")
    return int(connection.execute(asked).scalar_one())


def count_failures(connection: Connection) -> tuple[Failed, ...]:
    """Return what could not be taken in, read or stored and is not mended, by where it failed."""
    number = func.count()
    asked = (
        select(quarantine.c.stage, quarantine.c.code, number)
        .where(quarantine.c.resolved_at.is_(None))
        .group_by(quarantine.c.stage, quarantine.c.code)
        .order_by(number.desc(), quarantine.c.stage, quarantine.c.code)
    )
    return tuple(Failed(*row) for row in connection.execute(asked))


def _reports() -> tuple[ColumnElement[bool], ...]:
    return C.what == "report", C.is_now == 1


def _by(
    connection: Connection, day: ColumnElement[str], where: ColumnElement[bool]
) -> tuple[OnDay, ...]:
    asked = select(day, func.count()).where(where).group_by(day).order_by(day)
    return tuple(OnDay(str(when), int(number)) for when, number in connection.execute(asked))


def _publishers(
    connection: Connection, day: ColumnElement[str], here: ColumnElement[bool]
) -> tuple[Told, ...]:
    name = publications.c.publisher
    asked = (
        select(name, day, func.count())
        .join_from(search_rows, publications, publications.c.id == C.publication_id)
        .where(here)
        .group_by(name, day)
        .order_by(name, day)
    )
    return tuple(Told(*row) for row in connection.execute(asked))


def _countries(
    connection: Connection, day: ColumnElement[str], here: ColumnElement[bool]
) -> tuple[Told, ...]:
    name = incidents.c.country
    asked = (
        select(name, day, func.count(C.reading_id.distinct()))
        .join_from(search_rows, incidents, incidents.c.reading_id == C.reading_id)
        .where(here, name.is_not(None))
        .group_by(name, day)
        .order_by(name, day)
    )
    return tuple(Told(*row) for row in connection.execute(asked))


def _languages(connection: Connection, here: ColumnElement[bool]) -> tuple[tuple[str, int], ...]:
    number = func.count()
    asked = (
        select(func.coalesce(readings.c.language, ""), number)
        .join_from(search_rows, readings, readings.c.id == C.reading_id, isouter=True)
        .where(here)
        .group_by(readings.c.language)
        .order_by(number.desc(), readings.c.language)
    )
    return tuple((str(name), int(many)) for name, many in connection.execute(asked))
