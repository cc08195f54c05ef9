"""What time means that is no day of its own: lengths, habits, hours, parts of a day, centuries."""

from dataclasses import dataclass

from accordingto.reader.day_expressions import Expression, Ground
from accordingto.reader.day_values import (
    Interval,
    day_interval,
    decade_interval,
    month_interval,
    span_interval,
    year_interval,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: "two weeks"; `count` is None for "several weeks"."""

    count: float | None
    unit: str
    """`second` to `century`."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return None: a length lies nowhere in the calendar."""
        return None


@dataclass(frozen=True, slots=True)
class Habit:
    """What comes again: "daily", "every Friday"; `pattern` has X for what changes."""

    pattern: str

    def resolve(self, ground: Ground) -> Interval | None:
        """Return None: a habit is no day."""
        return None


@dataclass(frozen=True, slots=True)
class Reference:
    """The present, the past or the future, and nothing closer: "now", "recently"."""

    to: str
    """`PRESENT_REF`, `PAST_REF` or `FUTURE_REF`."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return None: it is no day."""
        return None


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of a day: "the night of 4 August", "Friday morning"; `day` is None for "at night"."""

    part: str
    """`MO` `MI` `AF` `EV` `NI` `DT`, as TimeML writes them."""
    day: Expression | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day."""
        return self.day.resolve(ground) if self.day else None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of a day: "4 a.m. on Friday".

    Without a day of its own it is of the day named before, or of that of publication.
    """

    hour: int
    minute: int
    zone: str = ""
    """`Z`, or empty when none is named that is the same all over the world."""
    day: Expression | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day."""
        if self.day is not None:
            return self.day.resolve(ground)
        if ground.before is not None and ground.before.day:
            return ground.before
        return day_interval(ground.published) if ground.published else None


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years: 18 for "the nineteenth century"; from -1 on before Christ."""

    number: int
    is_bc: bool = False

    def resolve(self, ground: Ground) -> Interval | None:
        """Return None: nothing that happened is dated by it."""
        return None


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A quarter or a half of a year: "the third quarter of 2008"."""

    number: int
    """From 1; 0 for "the quarter", the one named before."""
    parts: int
    """Into how many the year is cut: 4 or 2."""
    year: Expression | None = None

    def resolve(self, ground: Ground) -> Interval | None:
        """Return its months; without a year the latest one that has begun by publication."""
        if not self.number:
            return None
        months = 12 // self.parts
        first = (self.number - 1) * months + 1
        if self.year is not None:
            whole = self.year.resolve(ground)
            year = whole.first.year if whole and whole.first else None
        elif ground.published is not None:
            is_ahead = first > ground.published.month and not ground.is_future
            year = ground.published.year - is_ahead
        else:
            year = None
        if year is None:
            return None
        return span_interval(
            month_interval(year, first).first, month_interval(year, first + months - 1).last
        )


@dataclass(frozen=True, slots=True)
class ShortYear:
    """A year without its century: "'89"; in a history of antiquity "490" without its BC."""

    year: int
    is_decade: bool = False

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the latest such year up to publication; three figures alone tell none."""
        if ground.published is None or self.year > 99:
            return None
        century = ground.published.year // 100 * 100
        year = century + self.year - 100 * (century + self.year > ground.published.year + 5)
        return decade_interval(year) if self.is_decade else year_interval(year)
