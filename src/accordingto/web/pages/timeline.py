"""The timeline: cases over days, and truces as bands that break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from sqlalchemy import Connection

from accordingto.ledger.case_outlines import (
    Span,
    Unit,
    count_cases_where,
    count_spans,
    find_by_day,
    find_latest,
    first_and_last_day,
    touching,
    without_days,
)
from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import Page, count_rows, find_page
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.records.values import Kind
from accordingto.web import day_axis
from accordingto.web.case_bars import HEIGHT, LANE, Bar, Lane, make_bars, make_lanes
from accordingto.web.case_lines import CaseLine, CasesAsked, CasesMeant
from accordingto.web.day_axis import WIDTH, Axis, Mark
from accordingto.web.deal_bands import Band, make_bands
from accordingto.web.deals import load_deals
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.sessions import Preferences
from accordingto.web.views import Pages

PAGES = Pages("timeline")
MOST_LANES = 120
"""Cases of which each is drawn by itself; more are counted in bars alone."""
MOST_STEPS = 60
"""Steps of deals of which the bands are drawn."""
MOST_UNDATED = 12
_GAP = 4
"""Years without a case, before which no days are shown until they are asked for."""
_COUNTED = {day_axis.Unit.MONTH: Unit.MONTH, day_axis.Unit.YEAR: Unit.YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Cases and deals over days."""

    asked: CasesAsked
    filters: list[tuple[str, str]]
    is_cut: bool
    is_empty: bool
    """No case at all is known."""
    axis: Axis | None
    """None where no day is known."""
    marks: tuple[Mark, ...]
    unit: str
    """What a bar stands for."""
    cases: int
    undated: int
    """Cases of which no day is told."""
    undated_listed: tuple[CaseLine, ...]
    most: int
    """Cases of the highest bar."""
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    lanes_height: float
    is_each_drawn: bool
    bands: tuple[Band, ...]
    steps: int
    """Steps of deals that are told of within these days."""
    moves: dict[str, str]
    """Addresses of the same with other days, by what they do."""
    kinds: tuple[Kind, ...] = tuple(Kind)
    width: float = WIDTH
    bar_height: float = HEIGHT
    lane: float = LANE
    most_lanes: int = MOST_LANES
    most_steps: int = MOST_STEPS


@PAGES.view("/timeline", template="timeline.html", summary="Cases and deals over days")
def show_timeline(
    connection: LookHere, session: SessionHere, asked: Annotated[CasesAsked, Query()]
) -> Timeline:
    """Return cases counted over days, each by itself where they are few, and deals beside them.

    Without `from` and `to` all days are shown. Raises FilterError for filters that cannot be meant.
    """
    filters = asked.filters()
    cases = asked.cases(connection, session.preferences)
    anytime = _anytime(connection, asked, session.preferences)
    undated = without_days(anytime.condition)
    axis = _axis(connection, cases, filters)
    dated = touching(cases.condition, *map(str, (axis.first, axis.last))) if axis else None
    number = 0 if dated is None else count_cases_where(connection, dated)
    is_each = 0 < number <= MOST_LANES
    bars, lanes, high = list[Bar](), list[Lane](), 0.0
    if axis is not None and dated is not None:
        unit = _COUNTED.get(axis.unit, Unit.DAY)
        bars = make_bars(count_spans(connection, dated, unit), axis)
        if is_each:
            found = find_by_day(connection, dated, MOST_LANES)
            lanes, high = make_lanes(cases.lines(found), axis)
    steps, bands = _bands(connection, asked, axis, session.preferences)
    return Timeline(
        asked=asked,
        filters=asked.filter_pairs(),
        is_cut=cases.is_cut,
        is_empty=not cases.is_any_known(),
        axis=axis,
        marks=tuple(axis.marks()) if axis else (),
        unit=axis.unit if axis else "",
        cases=number,
        undated=count_cases_where(connection, undated),
        undated_listed=anytime.lines(find_latest(connection, undated, MOST_UNDATED)),
        most=max((one.certain + one.possible for one in bars), default=0),
        bars=tuple(bars),
        lanes=tuple(lanes),
        lanes_height=high,
        is_each_drawn=is_each,
        bands=tuple(bands),
        steps=steps,
        moves=_moves(asked, axis, first_and_last_day(connection, anytime.condition))
        if axis
        else {},
    )


def _axis(connection: Connection, cases: CasesMeant, filters: Filters) -> Axis | None:
    """Return the days that are asked for; else those of the cases, without a few long before."""
    first, last = filters.first_day, filters.last_day
    if first is None or last is None:
        years = count_spans(connection, cases.condition, Unit.YEAR)
        known = first_and_last_day(connection, cases.condition)
        if first is None and known[0]:
            first = max(date.fromisoformat(known[0]), date(_since(years), 1, 1))
        if last is None and known[1]:
            last = date.fromisoformat(known[1])
    first, last = first or last, last or first
    return None if first is None or last is None else Axis(first=min(first, last), last=last)


def _since(years: Sequence[Span]) -> int:
    """Return the first year of the latest ones that follow each other without a long gap."""
    known = sorted({int(year) for one in years for year in (one.first, one.last)}, reverse=True)
    since = known[0] if known else date.min.year
    for year in known:
        if since - year > _GAP:
            break
        since = year
    return since


def _anytime(connection: Connection, asked: CasesAsked, preferences: Preferences) -> CasesMeant:
    """Return the cases that are meant, whatever days are asked for."""
    without = asked.model_copy(update={"first_day": "", "last_day": ""})
    return without.cases(connection, preferences)


def _bands(
    connection: Connection, asked: CasesAsked, axis: Axis | None, preferences: Preferences
) -> tuple[int, list[Band]]:
    if axis is None:
        return 0, []
    given = asked.filters()
    wanted = replace(
        given,
        first_day=axis.first,
        last_day=axis.last,
        kind=(),
        blame=(),
        min_toll=None,
        review=given.review if asked.machine or given.review else ReviewFilter.REVIEWED,
    )
    if preferences.is_blind:  # all are drawn, and nobody stands for them but who looks
        wanted = replace(wanted, review=None)
    number = count_rows(connection, Listing.AGREEMENTS, wanted)
    if not 0 < number <= MOST_STEPS:
        return number, []
    found = find_page(connection, Listing.AGREEMENTS, wanted, Page(limit=MOST_STEPS))
    deals = load_deals(connection, found.rows, preferences)
    return number, make_bands(deals, axis)


def _moves(
    asked: CasesAsked, axis: Axis | None, known: tuple[str | None, str | None]
) -> dict[str, str]:
    if axis is None:
        return {}
    moved = {
        "earlier": axis.moved(-0.5),
        "later": axis.moved(0.5),
        "nearer": axis.moved(0, 0.5),
        "farther": axis.moved(0, 2),
    }
    rest = [pair for pair in asked.filter_pairs() if pair[0] not in {"from", "to"}]
    found = {
        name: f"/timeline?{urlencode([*rest, ('from', one.first), ('to', one.last)])}"
        for name, one in moved.items()
    }
    whole = [*rest, ("from", known[0]), ("to", known[1])] if all(known) else rest
    return found | {"all": f"/timeline?{urlencode(whole)}"}
