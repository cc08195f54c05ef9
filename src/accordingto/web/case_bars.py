"""Cases over days: counted in bars, or each drawn by itself where they are few."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.ledger.case_outlines import Span
from accordingto.web.case_lines import CaseLine
from accordingto.web.day_axis import WIDTH, Axis, Unit, end_of

HEIGHT = 150.0
"""Of the highest bar."""
_LEAST = 7.0
"""Units that a case takes at least, so that it can be seen and pointed at."""
LANE = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Cases of one unit of time."""

    first: date
    last: date
    x: float
    width: float
    certain: int
    """Cases told to be within these days."""
    told_10: int
    """Of them, those in which somebody gives 10 people killed or more."""
    told_100: int
    """Of them, those in which somebody gives 100 or more."""
    possible: int
    """Cases that may have been within these days, or on others: in each bar that they reach."""
    heights: tuple[float, float, float, float]
    """Of 100 or more, 10 or more, other certain ones, and possible ones, from the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One case, drawn by itself."""

    line: CaseLine
    x: float
    y: float
    width: float
    is_day: bool
    """Its day is known; else it was some time within this span."""
    weight: int
    """0, 1 for 10 or more and 2 for 100 or more people killed, as somebody says."""


def make_bars(spans: Iterable[Span], axis: Axis) -> list[Bar]:
    """Return a bar for each unit of an axis; no number is added to another but those of cases."""
    buckets = list(axis.buckets())
    starts = [first for first, _ in buckets]
    counts = [[0, 0, 0, 0] for _ in buckets]
    for span in spans:
        first, last = _first(span.first), _last(span.last)
        low, high = _at(starts, max(first, axis.first)), _at(starts, min(last, axis.last))
        if last < axis.first or first > axis.last:
            continue
        if low == high and axis.first <= first and last <= axis.last:
            for place, number in enumerate((span.cases, span.killed_10, span.killed_100)):
                counts[low][place] += number
        else:
            for number in range(low, high + 1):
                counts[number][3] += span.cases
    most = max((certain + possible for certain, _, _, possible in counts), default=0) or 1
    return [
        _bar(days, count, axis, HEIGHT / most) for days, count in zip(buckets, counts, strict=True)
    ]


def _bar(days: tuple[date, date], count: Sequence[int], axis: Axis, unit: float) -> Bar:
    x, width = axis.span(*days)
    certain, told_10, told_100, possible = count
    parts = (told_100, told_10 - told_100, certain - told_10, possible)
    return Bar(
        first=days[0],
        last=days[1],
        x=x,
        width=width,
        certain=certain,
        told_10=told_10,
        told_100=told_100,
        possible=possible,
        heights=tuple(round(part * unit, 2) for part in parts),  # type: ignore[arg-type]  # four
    )


def make_lanes(lines: Iterable[CaseLine], axis: Axis) -> tuple[list[Lane], float]:
    """Return cases one by one, none on another, and how high they are together."""
    ends: list[float] = []
    found = []
    for line in lines:
        first, last = (
            date.fromisoformat(line.first_day or ""),
            line.last_day or line.first_day or "",
        )
        x, width = axis.span(first, date.fromisoformat(last))
        width = max(width, _LEAST)
        x = min(x, WIDTH - width)
        lane = next((n for n, end in enumerate(ends) if end <= x), len(ends))
        ends[lane:] = [x + width + 2, *ends[lane + 1 :]]
        killed = line.killed or 0
        found.append(
            Lane(
                line=line,
                x=round(x, 2),
                y=lane * LANE,
                width=round(width, 2),
                is_day=line.first_day == line.last_day,
                weight=(killed >= 10) + (killed >= 100),
            )
        )
    return found, len(ends) * LANE


def _at(starts: Sequence[date], day: date) -> int:
    return max(bisect_right(starts, day) - 1, 0)


def _first(written: str) -> date:
    return date.fromisoformat((written + "-01-01")[:10])


def _last(written: str) -> date:
    first = _first(written)
    if len(written) == 10:
        return first
    return end_of(first, Unit.MONTH if len(written) == 7 else Unit.YEAR)
