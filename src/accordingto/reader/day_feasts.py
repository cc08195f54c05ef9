"""Feasts and the month of fasting, by year: Easter, Christmas, Ramadan, Eid.

Easter is computed by the rule of Meeus, Jones and Butcher. Days of the Islamic calendar are
computed by its tables (a cycle of 30 years, as in Reingold and Dershowitz, "Calendrical
Calculations"); where the moon is watched they begin up to two days off, so they are rough.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from accordingto.reader.day_expressions import Ground
from accordingto.reader.day_values import Interval, day_interval, span_interval

_EPOCH = 227014
"""The last day before the Islamic calendar begins, counted as `date.toordinal` does."""
_RAMADAN, _SHAWWAL, _HIJJA = 9, 10, 12


def islamic_day(year: int, month: int, day: int) -> date:
    """Return a day of the Islamic calendar by its tables.

    >>> islamic_day(1437, 9, 1)
    datetime.date(2016, 6, 7)
    """
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + months + day)


def easter_day(year: int) -> date:
    """Return Easter Sunday of the western churches.

    >>> easter_day(2016)
    datetime.date(2016, 3, 27)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _islamic(month: int, first: int, last: int) -> Callable[[int], list[Interval]]:
    """Return the function that gives the days of a feast in a year of ours: one or two rows."""

    def in_year(year: int) -> list[Interval]:
        near = (year - 622) * 33 // 32
        found = []
        for hijri in range(near - 1, near + 2):
            begins, ends = islamic_day(hijri, month, first), islamic_day(hijri, month, last)
            if begins.year == year:
                found.append(_rough(begins, ends))
        return found

    return in_year


def _rough(first: date, last: date) -> Interval:
    return Interval(first, last, f"{first}~/{last}~", is_rough=True)


def _fixed(month: int, day: int) -> Callable[[int], list[Interval]]:
    return lambda year: [day_interval(date(year, month, day))]


def _thanksgiving(year: int) -> list[Interval]:
    first = date(year, 11, 1)
    return [day_interval(first + timedelta(days=(3 - first.weekday()) % 7 + 21))]


_FEASTS: dict[str, Callable[[int], list[Interval]]] = {
    "christmas": _fixed(12, 25),
    "christmas_eve": _fixed(12, 24),
    "new_year": _fixed(1, 1),
    "new_year_eve": _fixed(12, 31),
    "nowruz": lambda year: [span_interval(date(year, 3, 20), date(year, 3, 21))],
    "easter": lambda year: [day_interval(easter_day(year))],
    "good_friday": lambda year: [day_interval(easter_day(year) - timedelta(days=2))],
    "thanksgiving": _thanksgiving,
    "ramadan": _islamic(_RAMADAN, 1, 30),
    "eid_al_fitr": _islamic(_SHAWWAL, 1, 3),
    "eid_al_adha": _islamic(_HIJJA, 10, 13),
    "ashura": _islamic(1, 10, 10),
    "arbaeen": _islamic(2, 20, 20),
    "mawlid": _islamic(3, 12, 12),
}
_EITHER = ("eid_al_fitr", "eid_al_adha")
NEAR = 60
"""Days from a feast within which "Eid" alone means it."""


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast by its name in the lexicon `feasts`; "eid" is whichever of the two is near."""

    name: str
    year: int | None = None
    is_eve: bool = False
    """The day before: "on the eve of Ramadan"."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return its days, or the day before them."""
        days = self._days(ground)
        if not self.is_eve or days is None or days.first is None:
            return days
        return day_interval(days.first - timedelta(days=1), is_rough=days.is_rough)

    def _days(self, ground: Ground) -> Interval | None:
        """Return its days: those nearest to publication, and none when these are still to come.

        Only words that speak of what is to come ("will", "ahead of") make it the next one.
        """
        names = _EITHER if self.name == "eid" else (self.name,)
        if self.year is not None:
            found = [days for name in names for days in _FEASTS[name](self.year)]
            return found[0] if len(found) == 1 else None
        published = ground.published
        if published is None:
            return None
        years = range(published.year - 1, published.year + 2)
        rows = [days for year in years for name in names for days in _FEASTS[name](year)]
        if ground.is_future:
            return min(row for row in rows if row.last is not None and row.last >= published)
        nearest = min(rows, key=lambda row: _apart(row, published))
        is_known = len(names) == 1 or _apart(nearest, published) <= NEAR
        has_begun = nearest.first is not None and nearest.first <= published
        return nearest if is_known and has_begun else None


def _apart(days: Interval, published: date) -> int:
    """Return how many days a feast lies from publication, 0 while it lasts."""
    if days.first is None or days.last is None:
        return date.max.toordinal()
    return max((days.first - published).days, (published - days.last).days, 0)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The day on which something happened, in a later year: "the third anniversary"."""

    count: int | None
    """Years since; None for the latest one up to publication."""
    is_named: bool = False
    """The day is named behind it: "the anniversary of the attack of 21 August 2013"."""

    def resolve(self, ground: Ground) -> Interval | None:
        """Return the day, counted from the day named beside it; None when none is."""
        base = ground.after if self.is_named else ground.before
        if base is None or base.day is None:
            return None
        if self.count is not None:
            return day_interval(_in_year(base.day, base.day.year + self.count))
        if ground.published is None:
            return None
        year = ground.published.year
        latest = _in_year(base.day, year)
        if latest > ground.published:
            latest = _in_year(base.day, year - 1)
        return day_interval(latest) if latest > base.day else None


def _in_year(day: date, year: int) -> date:
    """Return the same day of another year; 28 February for the 29th of a leap year."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day else day.day)
