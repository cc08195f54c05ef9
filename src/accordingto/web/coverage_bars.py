"""Reports over days: what was read, what tells of nothing, and days of which nothing was read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.ledger.coverage import Coverage, OnDay, Told
from accordingto.web.case_bars import Bar
from accordingto.web.day_axis import Axis

HEIGHT = 120.0
MOST_ROWS = 12
"""Publishers, or countries, of which each has a row; others are in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBar:
    """Reports published on some days."""

    first: date
    last: date
    x: float
    width: float
    reports: int
    """0: no report of these days was read, so that nothing can be said of them."""
    telling: int | None
    """Of them, those that tell of an incident; None where that was not looked at."""
    cases: int
    """Cases told to be on these days."""
    heights: tuple[float, float]
    """Of those that tell of an incident, and of the others, from the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Reports of some days in one row."""

    first: date
    last: date
    x: float
    width: float
    reports: int
    shade: float
    """0 to 1: how many, beside the most of any cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A publisher or a country over days."""

    name: str
    label: str
    reports: int
    cells: tuple[Cell, ...]
    """Of the days of which there are any."""


def make_read_bars(coverage: Coverage, axis: Axis, cases: Sequence[Bar]) -> list[ReadBar]:
    """Return a bar for each unit of an axis; those without a report are there too."""
    buckets = list(axis.buckets())
    reports = _sum(coverage.days, axis, buckets)
    telling = None if coverage.telling is None else _sum(coverage.telling, axis, buckets)
    unit = HEIGHT / max(max(reports, default=0), 1)
    found = []
    for number, (first, last) in enumerate(buckets):
        x, width = axis.span(first, last)
        told = telling[number] if telling is not None else None
        tall = told if told is not None else reports[number]
        found.append(
            ReadBar(
                first=first,
                last=last,
                x=x,
                width=width,
                reports=reports[number],
                telling=told,
                cases=cases[number].certain if number < len(cases) else 0,
                heights=(round(tall * unit, 2), round((reports[number] - tall) * unit, 2)),
            )
        )
    return found


def make_rows(told: Iterable[Told], axis: Axis, label: Callable[[str], str]) -> list[Row]:
    """Return a row for each name, those with most reports first."""
    buckets = list(axis.buckets())
    by_name: dict[str, list[OnDay]] = defaultdict(list)
    for one in told:
        by_name[one.name].append(OnDay(one.day, one.reports))
    counts = {name: _sum(days, axis, buckets) for name, days in by_name.items()}
    most = max((max(row) for row in counts.values()), default=0) or 1
    found = []
    for name, row in sorted(counts.items(), key=lambda one: (-sum(one[1]), one[0])):
        cells = tuple(
            Cell(
                first=first,
                last=last,
                x=axis.span(first, last)[0],
                width=axis.span(first, last)[1],
                reports=number,
                shade=round(0.25 + 0.75 * number / most, 2),
            )
            for (first, last), number in zip(buckets, row, strict=True)
            if number
        )
        found.append(Row(name=name, label=label(name), reports=sum(row), cells=cells))
    return found


def _sum(days: Iterable[OnDay], axis: Axis, buckets: Sequence[tuple[date, date]]) -> list[int]:
    starts = [first for first, _ in buckets]
    found = [0] * len(buckets)
    for one in days:
        day = max(date.fromisoformat((one.day + "-01-01")[:10]), axis.first)
        found[max(bisect_right(starts, day) - 1, 0)] += one.reports
    return found
