"""Resolving the expressions of a report in the order of the text, each from those before it.

News counts from the day of publication. A history of years long past is counted from the date that
it has come to: "in May" is the May of the year named last, "two years later" lies behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from accordingto.reader.day_context import Found
from accordingto.reader.day_expressions import (
    DayOfMonth,
    Expression,
    Ground,
    Month,
    OfYear,
    Season,
    Year,
)
from accordingto.reader.day_feasts import Feast
from accordingto.reader.day_relations import (
    Ago,
    Between,
    DaysOff,
    Open,
    Period,
    Rolling,
    Same,
    Weekday,
)
from accordingto.reader.day_spans import Clock, Habit, PartOfDay, PartOfYear, Reference, ShortYear
from accordingto.reader.day_values import Interval

HISTORY = 4
"""Dates of past years from which a text may be a history, where "in May" is no May of late."""
PER_RECENT = 6
"""So many times more of them than of "Friday" and "last year", which count from publication."""
STEP = 4
"""Years that a history goes on at a time, more often than not."""
MEMORY = 3
"""Sentences over which "the next day" still refers to a day named before."""
LEAP = 1
"""A year so far from the one that a history has come to is not followed without a look ahead."""
AHEAD = 4
"""Years looked at for that: where they lie nearer the old one, the leap was an aside."""
FAR = 12
"""So far off, the last year of a text is an aside too."""

_SPOKEN = (DaysOff, Period, Rolling, Ago)
"""Expressions that count from the day of speaking inside a quotation."""
_RELATIVE = (Period, Ago, Weekday, Rolling)
"""Expressions that count, in a history, from the date that it has come to."""


class Told(NamedTuple):
    """The date that a history has come to; the year as astronomers count it, 0 for 1 BC."""

    year: int
    month: int | None


class Resolved(NamedTuple):
    """An expression with the year that the text lends it, and the days it means."""

    expression: Expression
    days: Interval | None


class Resolver:
    """Resolves the expressions of a report one sentence after the other."""

    def __init__(
        self, published: date | None, rows: Sequence[Sequence[Found]], *, is_news: bool = False
    ) -> None:
        self._published = published
        self._is_history = not is_news and is_history(published, rows)
        self._asides = _asides(rows) if self._is_history else frozenset()
        self._before: Interval | None = None
        self._named_in = 0
        self._told: Told | None = None
        self._quarter: PartOfYear | None = None
        self._quarter_in = 0

    def resolve(self, index: int, row: Sequence[Found]) -> list[Resolved]:
        """Return each expression of the sentence `index` with its days."""
        if not row:
            return []
        if index - self._named_in > MEMORY and not self._is_history:
            self._before = None
        plain = Ground(self._published)
        named = [_resolve(one.expression, plain) for one in row]
        said = next((v for one, v in zip(row, named, strict=True) if one.is_saying and v), None)
        said_on = said.day if said is not None else None
        found = []
        for place, one in enumerate(row):
            after = named[place + 1] if place + 1 < len(row) else None
            expression = self._of_quarter(one.expression, index)
            expression = self._with_year(expression) if self._is_history else expression
            days = _resolve(expression, self._ground(one, after, said_on))
            found.append(Resolved(expression, days))
            self._remember(one, expression, days, index)
        return found

    def _ground(self, one: Found, after: Interval | None, said: date | None) -> Ground:
        """Return what an expression counts from."""
        ground = Ground(self._published, before=self._before, after=after, is_future=one.is_future)
        if said is not None:
            ground = replace(ground, said=said)
            if one.is_future and isinstance(one.expression, Weekday):
                ground = replace(ground, published=said)
            if one.is_quoted and isinstance(one.expression, _SPOKEN):
                ground = replace(ground, published=said)
        if self._is_history and isinstance(one.expression, _RELATIVE) and self._before is not None:
            ground = replace(ground, published=self._before.last or self._before.first)
        return ground

    def _remember(
        self, one: Found, expression: Expression, days: Interval | None, index: int
    ) -> None:
        """Keep the days just named, and how far a history has come."""
        if id(one) in self._asides:
            return
        if days is not None:
            self._before, self._named_in = days, index
            if isinstance(one.expression, PartOfYear) and days.first is not None:
                number = one.expression.number or (days.first.month + 2) // 3
                self._quarter = PartOfYear(number, one.expression.parts, Year(days.first.year))
                self._quarter_in = index
        looks_back = isinstance(expression, Open) or (
            isinstance(one.expression, Ago) and not one.expression.is_later
        )
        if self._is_history and not looks_back:
            self._told = _told(expression, days) or self._told

    def _of_quarter(self, expression: Expression, index: int) -> Expression:
        """Return "the quarter" as the one named before, "a year earlier" as that of its year."""
        named = self._quarter
        if named is None or not isinstance(named.year, Year):
            return expression
        if isinstance(expression, PartOfYear) and not expression.number:
            return named
        if not isinstance(expression, Ago) or index != self._quarter_in:
            return expression
        if expression.unit != "year" or expression.is_later:
            return expression
        return replace(named, year=Year(named.year.year - expression.count))

    def _with_year(self, expression: Expression) -> Expression:
        """Return an expression with the year that a history lends it."""
        told = self._told
        if isinstance(expression, PartOfDay | Clock) and expression.day is not None:
            return replace(expression, day=self._with_year(expression.day))
        if isinstance(expression, DaysOff):
            return Reference("PRESENT_REF") if expression.days == 0 else Habit("XXXX-XX-XX")
        if told is None:
            return expression
        if isinstance(expression, Between):
            right = self._with_year(expression.right)
            return replace(expression, right=right)
        if isinstance(expression, Open):
            return replace(expression, end=self._with_year(expression.end))
        return _in_history(expression, told)


def _in_history(expression: Expression, told: Told) -> Expression:
    """Return a plain expression with the year of the history."""
    if isinstance(expression, DayOfMonth | Month) and expression.year is None:
        if isinstance(expression, DayOfMonth) and not expression.month:
            expression = replace(expression, month=told.month or 0)
        return replace(expression, year=_year_for(expression.month, told))
    if isinstance(expression, Season) and expression.year is None:
        return replace(expression, year=told.year, turn=None)
    if isinstance(expression, Feast) and expression.year is None and told.year > 0:
        return replace(expression, year=told.year)
    if isinstance(expression, PartOfYear) and expression.year is None:
        return replace(expression, year=Year(told.year))
    if isinstance(expression, ShortYear):
        return _whole_year(expression, told)
    if isinstance(expression, Ago) and expression.unit == "year":
        return Year(told.year + (expression.count if expression.is_later else -expression.count))
    if isinstance(expression, Period) and expression.unit == "year":
        return Year(told.year + expression.offset)
    if isinstance(expression, Same) and expression.unit == "year":
        return Year(told.year)
    return expression


def _year_for(month: int, told: Told) -> int:
    """Return the year of a month: that of the history, or the next one behind its winter."""
    if told.month is not None and told.month >= 12 and month <= 2:
        return told.year + 1
    return told.year


def _whole_year(short: ShortYear, told: Told) -> Expression:
    """Return the year of "'89" in the century of a history, or of "490" before Christ."""
    if short.year <= 99:
        return Year(told.year - told.year % 100 + short.year) if told.year > 0 else short
    return Year(1 - short.year) if told.year <= 0 else short


def _told(expression: Expression, days: Interval | None) -> Told | None:
    """Return the year and month that an expression leads a history to."""
    year: int | None = getattr(expression, "year", None) if _is_dated(expression) else None
    if isinstance(expression, PartOfDay | Clock) and expression.day is not None:
        return _told(expression.day, days)
    month: int | None = getattr(expression, "month", None) or getattr(
        expression, "first_month", None
    )
    if year is not None:
        return Told(year, month)
    if days is None or days.first is None:
        return None
    is_close = days.last is not None and (days.last - days.first).days < 100
    return Told(days.first.year, days.first.month if is_close else None)


def _is_dated(expression: Expression) -> bool:
    return isinstance(expression, DayOfMonth | Month | Season | Year)


def _years(one: Found) -> Iterator[int]:
    """Yield the year that an expression names itself."""
    expression = one.expression
    while isinstance(expression, PartOfDay | Clock | OfYear | Open | Between):
        if isinstance(expression, Between):
            expression = expression.right
        elif isinstance(expression, Open):
            expression = expression.end
        elif isinstance(expression, OfYear):
            expression = expression.of
        elif expression.day is None:
            return
        else:
            expression = expression.day
    if _is_dated(expression) and (year := getattr(expression, "year", None)) is not None:
        yield year


def is_history(published: date | None, rows: Sequence[Sequence[Found]]) -> bool:
    """Tell whether a text tells of years long past, and not of the days before publication.

    Its first year is past, most of the others are, and it goes from year to year in short steps.
    """
    years = [year for row in rows for one in row for year in _years(one)]
    if published is None or not years:
        return False
    is_past = [year < published.year - 1 for year in years]
    past, recent = sum(is_past), sum(_counts_from_now(one) for row in rows for one in row)
    short = sum(abs(later - year) <= STEP for year, later in pairwise(years))
    is_long_ago = is_past[0] and past >= HISTORY and 2 * past > len(years)
    return is_long_ago and past > PER_RECENT * recent and 2 * short >= len(years) - 1


def _counts_from_now(one: Found) -> bool:
    """Tell whether an expression is of the days before publication: "Friday", "last year"."""
    expression = one.expression
    if one.is_quoted:
        return False
    if isinstance(expression, Month | Season):
        return expression.turn is not None
    is_last = isinstance(expression, Period) and expression.offset < 0
    return is_last or isinstance(expression, Weekday | DaysOff)


def _asides(rows: Sequence[Sequence[Found]]) -> frozenset[int]:
    """Return the expressions, by identity, whose year a history leaves again at once."""
    dated = [(id(one), year) for row in rows for one in row for year in _years(one)]
    asides: set[int] = set()
    come_to: int | None = None
    for place, (key, year) in enumerate(dated):
        ahead = sorted(y for _, y in dated[place + 1 : place + 1 + AHEAD])
        if come_to is not None and _leaves(come_to, year, ahead):
            asides.add(key)
            continue
        come_to = year
    return frozenset(asides)


def _leaves(come_to: int, year: int, ahead: Sequence[int]) -> bool:
    """Tell whether a year is left again by the years that follow it, given in order of size."""
    if abs(year - come_to) <= LEAP:
        return False
    if not ahead:
        return abs(year - come_to) > FAR
    middle = ahead[len(ahead) // 2]
    return abs(middle - come_to) < abs(middle - year)


def _resolve(expression: Expression, ground: Ground) -> Interval | None:
    """Return the days meant; None where they lie outside the calendar."""
    try:
        return expression.resolve(ground)
    except (OverflowError, ValueError):
        return None
