"""Coverage: what was read, of which days, from whom, about where; so that a zero can be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from sqlalchemy import true

from accordingto.api.looking import Asked, make_filters
from accordingto.errors import GazetteerError
from accordingto.formats.country_names import country_name
from accordingto.ledger.case_outlines import Unit, count_spans, touching
from accordingto.ledger.coverage import (
    Failed,
    Told,
    count_failures,
    count_undated,
    known_days,
    read_coverage,
)
from accordingto.ledger.filters import check_filters
from accordingto.ledger.listings import Listing
from accordingto.web import day_axis
from accordingto.web.case_bars import make_bars
from accordingto.web.coverage_bars import HEIGHT, MOST_ROWS, ReadBar, Row, make_read_bars, make_rows
from accordingto.web.day_axis import WIDTH, Axis, Mark
from accordingto.web.desk import LookHere
from accordingto.web.narrowing import Word
from accordingto.web.views import Pages

PAGES = Pages("coverage")
_SHOWN = timedelta(days=730)
"""Up to the last report, where no days are asked for."""
_LETTERS = {day_axis.Unit.DAY: 10, day_axis.Unit.WEEK: 10, day_axis.Unit.MONTH: 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """What was read of some days."""

    first_day: str
    """As asked for."""
    last_day: str
    axis: Axis | None
    """None where no report with a day was read."""
    unit: str
    marks: tuple[Mark, ...]
    reports: int
    undated: int
    """Reports without a day of publication, of all."""
    most: int
    """Reports of the highest bar."""
    empty: int
    """Units of time of which no report was read."""
    bars: tuple[ReadBar, ...]
    publishers: tuple[Row, ...] | None
    """None where there are too many reports to look at each."""
    countries: tuple[Row, ...] | None
    languages: tuple[tuple[str, int], ...] | None
    failures: tuple[Failed, ...]
    moves: dict[str, str]
    width: float = WIDTH
    bar_height: float = HEIGHT
    most_rows: int = MOST_ROWS


@PAGES.view("/coverage", template="coverage.html", summary="What was read, and of what nothing was")
def show_coverage(
    connection: LookHere,
    first_day: Annotated[Word, Query(alias="from", description="A day, month or year.")] = "",
    last_day: Annotated[Word, Query(alias="to", description="A day, month or year.")] = "",
) -> CoveragePage:
    """Return how many reports were read by day of publication, publisher and country.

    Without days, of two years up to the last report. Raises FilterError for days that are none.
    """
    axis, known = _axis(first_day, last_day, known_days(connection))
    bars, rows = list[ReadBar](), None
    if axis is not None:
        rows = read_coverage(connection, axis.first, axis.last, _LETTERS.get(axis.unit, 7))
        dated = touching(true(), axis.first.isoformat(), axis.last.isoformat())
        cases = make_bars(count_spans(connection, dated, _unit(axis)), axis)
        bars = make_read_bars(rows, axis, cases)
    publishers = rows.publishers if rows else ()
    countries = rows.countries if rows else ()
    return CoveragePage(
        first_day=first_day,
        last_day=last_day,
        axis=axis,
        unit=axis.unit if axis else "",
        marks=tuple(axis.marks()) if axis else (),
        reports=rows.reports if rows else 0,
        undated=count_undated(connection),
        most=max((one.reports for one in bars), default=0),
        empty=sum(not one.reports for one in bars),
        bars=tuple(bars),
        publishers=_rows(publishers, axis, _publisher),
        countries=_rows(countries, axis, _country),
        languages=rows.languages if rows else (),
        failures=count_failures(connection),
        moves=_moves(axis, known) if axis else {},
    )


def _axis(
    first_day: str, last_day: str, known: tuple[str | None, str | None]
) -> tuple[Axis | None, tuple[str | None, str | None]]:
    filters = make_filters(Asked(first_day=first_day or None, last_day=last_day or None))
    check_filters(filters, Listing.REPORTS)
    last = filters.last_day or (date.fromisoformat(known[1]) if known[1] else None)
    if last is None:
        return None, known
    first = filters.first_day
    if first is None:
        since = date.fromisoformat(known[0]) if known[0] else last
        first = max(min(since, last), date.fromordinal(max(last.toordinal() - _SHOWN.days, 1)))
    return Axis(first=min(first, last), last=last), known


def _unit(axis: Axis) -> Unit:
    return {10: Unit.DAY, 7: Unit.MONTH}[_LETTERS.get(axis.unit, 7)]


def _rows(
    told: tuple[Told, ...] | None, axis: Axis | None, label: Callable[[str], str]
) -> tuple[Row, ...] | None:
    if told is None or axis is None:
        return None if told is None else ()
    return tuple(make_rows(told, axis, label))


def _publisher(name: str) -> str:
    return name or "publisher not given"


def _country(code: str) -> str:
    try:
        return country_name(code)
    except GazetteerError:
        return code


def _moves(axis: Axis, known: tuple[str | None, str | None]) -> dict[str, str]:
    moved = {
        "earlier": axis.moved(-0.5),
        "later": axis.moved(0.5),
        "nearer": axis.moved(0, 0.5),
        "farther": axis.moved(0, 2),
    }
    found = {
        name: f"/coverage?{urlencode({'from': one.first, 'to': one.last})}"
        for name, one in moved.items()
    }
    whole = {"from": known[0], "to": known[1]} if all(known) else {}
    return found | {"all": f"/coverage?{urlencode(whole)}"}
