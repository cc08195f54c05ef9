"""What expressions of time mean, before it is known when they were written.

Every expression resolves against a `Ground`; without a day to count from it gives None, never a
guess.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from accordingto.reader.day_values import (
    Interval,
    day_interval,
    decade_interval,
    join_intervals,
    month_interval,
    season_interval,
    shift_month,
    span_interval,
    week_interval,
    year_interval,
)

Unit = Literal["day", "week", "month", "year"]
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

    def resolve(self, ground: Ground) -> Interval | None:  # noqa: ARG002 -- holds its year
        """Return the day when there is one reading only."""
        readings = self.readings()
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

    def resolve(self, ground: Ground) -> Interval | None:  # noqa: ARG002 -- holds its year
        """Return its days."""
        return year_interval(self.year)


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years: "the 1990s"."""

    year: int

    def resolve(self, ground: Ground) -> Interval | None:  # noqa: ARG002 -- holds its years
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
        if self.turn == "next" or ground.is_future:
            return season_interval(year + (self.first_month <= now), self.first_month)
        length = 3 if self.turn == "last" else 0
        return season_interval(year - (self.first_month + length > now), self.first_month)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday; `turn` is for "last Friday"."""

    weekday: int
    turn: Turn | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the nearest such day on or before publication, or the next one to come."""
        if ground.published is None:
            return None
        back = (ground.published.weekday() - self.weekday) % 7
        if self.turn == "next":
            return day_interval(ground.published + timedelta(days=7 - back))
        if self.turn == "this" or (ground.is_future and self.turn is None):
            return day_interval(ground.published + timedelta(days=(7 - back) % 7))
        if self.turn == "last" and back < 2:
            # Nobody calls yesterday "last Monday".
            back += 7
        return day_interval(ground.published - timedelta(days=back))


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """A weekday of a named week: "Friday last week"."""

    weekday: int
    week: Expression

    def resolve(self, ground: Ground) -> Interval | None:
        """Return that day."""
        week = self.week.resolve(ground)
        if week is None or week.first is None:
            return None
        return day_interval(week_interval(week.first).first + timedelta(days=self.weekday))  # type: ignore[operator]  # a week is closed


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A number of days from publication: yesterday is -1; `length` days up to there."""

    days: int
    length: int = 1

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day."""
        if ground.published is None:
            return None
        last = ground.published + timedelta(days=self.days)
        return span_interval(last - timedelta(days=self.length - 1), last)


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, year or weekend counted from the present one: "last month" is -1."""

    unit: Literal["week", "month", "year", "weekend"]
    offset: int

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the whole of it, Monday to Sunday for a week; of this week what has gone by."""
        day = ground.published
        if day is None:
            return None
        if self.unit == "week":
            week = week_interval(day + timedelta(weeks=self.offset))
            has_gone_by = self.offset == 0 and not ground.is_future
            return span_interval(week.first, day) if has_gone_by else week
        if self.unit == "month":
            return month_interval(*shift_month(day.year, day.month, self.offset))
        if self.unit == "year":
            return year_interval(day.year + self.offset)
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
        if self.offset < 0 and day.weekday() >= 5:
            saturday -= timedelta(weeks=1)
        if self.offset > 0 or (ground.is_future and day.weekday() < 5):
            saturday += timedelta(weeks=1)
        return span_interval(saturday, saturday + timedelta(days=1))


def _back(day: date, count: int, unit: Unit) -> date:
    """Return the day a number of units before; the last of a shorter month."""
    if unit == "day":
        return day - timedelta(days=count)
    if unit == "week":
        return day - timedelta(weeks=count)
    months = count if unit == "month" else 12 * count
    found = month_interval(*shift_month(day.year, day.month, -months))
    assert found.first is not None and found.last is not None  # noqa: S101 -- a month is closed
    return found.first.replace(day=min(day.day, found.last.day))


@dataclass(frozen=True, slots=True)
class Ago:
    """A distance: "three days ago"; `of` tells what it is counted from."""

    count: int
    unit: Unit
    of: Literal["published", "before", "either"] = "published"
    is_later: bool = False

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day, the rough day for weeks, the month for months, the year for years."""
        before = ground.before.day if ground.before else None
        base = {
            "published": ground.published,
            "before": before,
            "either": before or ground.published,
        }[self.of]
        if base is None:
            return None
        day = _back(base, -self.count if self.is_later else self.count, self.unit)
        if self.unit == "day":
            return day_interval(day)
        if self.unit == "week":
            return day_interval(day, is_rough=True)
        return month_interval(day.year, day.month) if self.unit == "month" else year_interval(day.year)


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """ "A day after the raid": of two events a day apart, the one whose day is not named."""

    count: int
    is_after: bool

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the other event's day, counted from the day named beside it."""
        sign = 1 if self.is_after else -1
        if ground.before is not None and ground.before.day is not None:
            # "On Tuesday they struck, a day after a raid": the raid was on Monday.
            return day_interval(ground.before.day - timedelta(days=sign * self.count))
        if ground.after is not None and ground.after.day is not None:
            # "They struck a day after Monday's raid": they struck on Tuesday.
            return day_interval(ground.after.day + timedelta(days=sign * self.count))
        if ground.published is not None and self.is_after:
            return day_interval(ground.published - timedelta(days=self.count))
        return None


@dataclass(frozen=True, slots=True)
class Same:
    """The days named just before, or the month or year that holds them: "that year"."""

    unit: Unit

    def resolve(self, ground: Ground) -> Interval | None:
        """Return them, when days were named."""
        named = ground.before
        if named is None or named.first is None:
            return None
        wholes: dict[Unit, Callable[[date], Interval]] = {
            "day": day_interval,
            "week": week_interval,
            "month": lambda day: month_interval(day.year, day.month),
            "year": lambda day: year_interval(day.year),
        }
        if self.unit == "day" and named.day is None:
            return None
        return wholes[self.unit](named.first)


@dataclass(frozen=True, slots=True)
class Rolling:
    """A stretch up to publication: "the past four days"."""

    count: int
    unit: Unit

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the days from then to publication."""
        if ground.published is None:
            return None
        first = _back(ground.published, self.count, self.unit)
        return span_interval(first, ground.published)


@dataclass(frozen=True, slots=True)
class OfYear:
    """A month or season of a year named beside it: "June last year"."""

    part: Month | Season
    of: Expression

    def resolve(self, ground: Ground) -> Interval | None:
        """Return that month."""
        whole = self.of.resolve(ground)
        if whole is None or whole.first is None:
            return None
        if isinstance(self.part, Month):
            return month_interval(whole.first.year, self.part.month)
        return season_interval(whole.first.year, self.part.first_month)


@dataclass(frozen=True, slots=True)
class Between:
    """From one expression to another."""

    left: Expression
    right: Expression

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the range; the left end is the nearest one before the right end."""
        right = self.right.resolve(ground)
        if right is None or right.last is None:
            return None
        left = self.left.resolve(Ground(published=right.first if right.day else right.last))
        if left is None or left.first is None or left.first > right.last:
            return None
        return join_intervals(left, right)


@dataclass(frozen=True, slots=True)
class Open:
    """A range with one end: "since 2014", "by Friday"."""

    end: Expression
    is_since: bool

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the range with its other end open."""
        named = self.end.resolve(ground)
        if named is None:
            return None
        if self.is_since:
            return Interval(named.first, None, f"{named.edtf}/..") if named.first else None
        return Interval(None, named.last, f"../{named.edtf}") if named.last else None
