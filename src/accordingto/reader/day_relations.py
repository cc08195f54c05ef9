"""What days counted from another day mean: "Friday", "last week", "a day later", "since May"."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from accordingto.reader.day_expressions import Expression, Ground, Turn
from accordingto.reader.day_values import (
    Interval,
    day_interval,
    join_intervals,
    month_interval,
    shift_month,
    span_interval,
    week_interval,
    year_interval,
)

Unit = Literal["day", "week", "month", "year"]


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
        monday = week.first - timedelta(days=week.first.weekday())
        return day_interval(monday + timedelta(days=self.weekday))


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
class Overnight:
    """A night that has just ended: "overnight", "in the early hours", "at dawn".

    Told on Monday it began on Sunday; without the day of telling it is the night before
    publication, where `needs_saying` does not forbid that.
    """

    length: int = 2
    """Days that it may belong to: two for "overnight", one for its morning."""
    needs_saying: bool = False

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the days of that night."""
        last = ground.said or (None if self.needs_saying else ground.published)
        if last is None:
            return None
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
    year, month = shift_month(day.year, day.month, -months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _near(named: Interval, unit: Unit) -> date | None:
    """Return the day named, or the first of a month or year where only those are counted."""
    if named.day is not None or named.first is None or named.last is None:
        return named.day
    length = (named.last - named.first).days
    longest = {"month": 31, "year": 366}.get(unit, 0)
    return named.first if length < longest else None


@dataclass(frozen=True, slots=True)
class Ago:
    """A distance: "three days ago"; `of` tells what it is counted from."""

    count: int
    unit: Unit
    of: Literal["published", "before", "either"] = "published"
    is_later: bool = False

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day, the rough day for weeks, the month for months, the year for years."""
        before = _near(ground.before, self.unit) if ground.before else None
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
        if self.unit == "month":
            return month_interval(day.year, day.month)
        return year_interval(day.year)


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """Of two events some days apart, the one whose day is not named: "a day after the raid"."""

    count: int
    is_after: bool
    needs_day: bool = False
    """Without a day beside it, it is not counted from publication either."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the other event's day, counted from the day named beside it."""
        sign = 1 if self.is_after else -1
        if ground.before is not None and ground.before.day is not None:
            # "On Tuesday they struck, a day after a raid": the raid was on Monday.
            return day_interval(ground.before.day - timedelta(days=sign * self.count))
        if ground.after is not None and ground.after.day is not None:
            # "They struck a day after Monday's raid": they struck on Tuesday.
            return day_interval(ground.after.day + timedelta(days=sign * self.count))
        if ground.published is not None and self.is_after and not self.needs_day:
            return day_interval(ground.published - timedelta(days=self.count))
        return None


@dataclass(frozen=True, slots=True)
class Same:
    """The days named just before, or the month or year that holds them: "that year"."""

    unit: Unit
    is_running: bool = False
    """Without a day named before, it is that of publication: "earlier in the day"."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return them, when days were named; else the day of the saying."""
        named = ground.before
        if named is None and self.unit == "day":
            day = ground.said or (ground.published if self.is_running else None)
            return day_interval(day) if day else None
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
            if named.first is None:
                return None
            start = named.first if "/" in named.edtf else named.edtf
            return Interval(named.first, None, f"{start}/..")
        return Interval(None, named.last, f"../{named.edtf}") if named.last else None
