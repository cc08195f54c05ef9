"""An axis of days: which are shown, where each stands, and in what units they are counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WIDTH = 960.0
"""Of every timeline, in units of the drawing."""
MOST_BARS = 160


class Unit(StrEnum):
    """What is counted together."""

    DAY = "day"
    WEEK = "week"
    """From Monday."""
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line of the axis with its words."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days from the first to the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> Unit:
        """The smallest unit of which not too many bars are drawn."""
        if self.days <= 62:
            return Unit.DAY
        if self.days / 7 <= MOST_BARS:
            return Unit.WEEK
        return Unit.MONTH if self.days / 30 <= MOST_BARS else Unit.YEAR

    def x(self, day: date) -> float:
        """Return where a day begins."""
        inside = max(min((day - self.first).days, self.days), 0)
        return round(inside / self.days * WIDTH, 2)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Return where some days begin, and how wide they are, as far as they are shown."""
        x = self.x(first)
        end = WIDTH if last >= self.last else self.x(last + timedelta(days=1))
        return x, round(max(end - x, 0.0), 2)

    def touches(self, first: date | None, last: date | None) -> bool:
        """Tell whether some of these days are shown."""
        is_after = first is not None and first > self.last
        return not is_after and not (last is not None and last < self.first)

    def buckets(self) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each unit, cut at the ends of the axis."""
        day = self.first
        while day <= self.last:
            end = min(end_of(day, self.unit), self.last)
            yield day, end
            if end == date.max:
                return
            day = end + timedelta(days=1)

    def marks(self) -> list[Mark]:
        """Return days, months or years to find one's way by."""
        found = [Mark(x=self.x(day), words=_words(day, self.days)) for day in self._marked()]
        step = -(-len(found) // 12) if found else 1
        return found[::step]

    def _marked(self) -> Iterator[date]:
        unit = Unit.DAY if self.days <= 31 else Unit.MONTH if self.days <= 1500 else Unit.YEAR
        for first, _ in Axis._units(self.first, self.last, unit):
            if first > self.first or unit is Unit.DAY:
                yield first

    @staticmethod
    def _units(first: date, last: date, unit: Unit) -> Iterator[tuple[date, date]]:
        day = first
        while day <= last:
            end = end_of(day, unit)
            yield day, end
            if end >= last:
                return
            day = end + timedelta(days=1)

    def moved(self, by: float, wider: float = 1.0) -> "Axis":
        """Return the axis moved by parts of its length, and that many times as long."""
        middle = self.first.toordinal() + self.days / 2 + by * self.days
        half = max(self.days * wider / 2, 3.5)
        first = max(round(middle - half), 1)
        last = min(round(middle + half) - 1, date.max.toordinal())
        return Axis(first=date.fromordinal(first), last=date.fromordinal(max(first, last)))


def end_of(day: date, unit: Unit) -> date:
    """Return the last day of the unit that holds a day.

    >>> end_of(date(2024, 2, 5), Unit.MONTH)
    datetime.date(2024, 2, 29)
    """
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), date.max.toordinal()))
    if unit is Unit.YEAR or day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)


def _words(day: date, days: int) -> str:
    if days <= 31:
        return f"{day.day} {day:%b}"
    return f"{day:%b} {day.year}" if days <= 1500 else str(day.year)
