"""What dates of the calendar mean, before it is known when they were written.

Every expression resolves against a `Ground`; without a day to count from it gives None, never a
guess.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from accordingto.reader.day_values import (
    Interval,
    day_interval,
    decade_interval,
    month_interval,
    season_interval,
    year_interval,
)

Turn = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an expression is counted from."""

    published: date | None
    """The day of publication, or of speaking inside a quotation."""
    before: Interval | None = None
    """The days named last before this expression, in this sentence or those just before it."""
    after: Interval | None = None
    """The days named next in the same sentence."""
    is_future: bool = False
    """The clause speaks of what is to come."""
    said: date | None = None
    """The day on which the sentence says that somebody spoke."""


class Expression(Protocol):
    """The meaning of words that name days."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the days meant, or None when the ground does not tell."""


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day with its month, with or without its year: "September 9"."""

    month: int
    day: int
    year: int | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day; without a year the latest one up to publication, or the next to come."""
        if self.year is not None:
            known = is_day(self.year, self.month, self.day)
            return day_interval(date(self.year, self.month, self.day)) if known else None
        if ground.published is None:
            return None
        # 29 February may lie up to eight years off.
        for distance in range(9):
            year = ground.published.year + (distance if ground.is_future else -distance)
            if is_day(year, self.month, self.day):
                found = date(year, self.month, self.day)
                is_ahead = found > ground.published
                if is_ahead == ground.is_future or found == ground.published:
                    return day_interval(found)
        return None


NEAR = 7
"""Days around publication: of two readings, news means the one that lies so close."""


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date in figures whose first two numbers may be day and month either way: 03/04/2016."""

    first: int
    second: int
    year: int

    def readings(self) -> tuple[date, ...]:
        """Return the days it may be, day-first before month-first; two at most."""
        pairs = dict.fromkeys(((self.second, self.first), (self.first, self.second)))
        return tuple(date(self.year, m, d) for m, d in pairs if is_day(self.year, m, d))

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day when there is one reading only, or one alone close to publication."""
        readings = self.readings()
        if len(readings) > 1 and ground.published is not None:
            near = [day for day in readings if abs((day - ground.published).days) <= NEAR]
            readings = tuple(near) if len(near) == 1 else readings
        return day_interval(readings[0]) if len(readings) == 1 else None


@dataclass(frozen=True, slots=True)
class Month:
    """A month, with its year or without: "in July"; `turn` is for "last July"."""

    month: int
    year: int | None = None
    turn: Turn | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the month; without a year the latest begun by publication, or the next."""
        if self.year is not None:
            return month_interval(self.year, self.month)
        if ground.published is None:
            return None
        year, now = ground.published.year, ground.published.month
        if ground.is_future or self.turn == "next":
            ahead = self.month < now or (self.turn == "next" and self.month == now)
            return month_interval(year + ahead, self.month)
        back = self.month > now or (self.turn == "last" and self.month == now)
        return month_interval(year - (back and self.turn != "this"), self.month)


@dataclass(frozen=True, slots=True)
class Year:
    """A year."""

    year: int

    def resolve(self, ground: Ground) -> Interval | None:
        """Return its days."""
        return year_interval(self.year)


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years: "the 1990s"."""

    year: int

    def resolve(self, ground: Ground) -> Interval | None:
        """Return its days."""
        return decade_interval(self.year)


@dataclass(frozen=True, slots=True)
class Season:
    """A season, with its year or as "last summer"."""

    first_month: int
    year: int | None = None
    turn: Turn | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return its three months."""
        if self.year is not None:
            return season_interval(self.year, self.first_month)
        if ground.published is None:
            return None
        year, now = ground.published.year, ground.published.month
        if self.turn == "this":  # in March "this summer" is to come; in January, winter began
            return season_interval(year - (self.first_month == 12 and now < 3), self.first_month)
        if self.turn == "next" or ground.is_future:
            return season_interval(year + (self.first_month <= now), self.first_month)
        length = 3 if self.turn == "last" else 0
        return season_interval(year - (self.first_month + length > now), self.first_month)


@dataclass(frozen=True, slots=True)
class OfYear:
    """A day, month or season of a year named beside it: "June last year"."""

    part: DayOfMonth | Month | Season
    of: Expression

    def resolve(self, ground: Ground) -> Interval | None:
        """Return that day or month."""
        whole = self.of.resolve(ground)
        if whole is None or whole.first is None:
            return None
        if isinstance(self.part, DayOfMonth):
            return replace(self.part, year=whole.first.year).resolve(ground)
        if isinstance(self.part, Month):
            return month_interval(whole.first.year, self.part.month)
        return season_interval(whole.first.year, self.part.first_month)
