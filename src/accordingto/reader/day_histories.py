"""Histories: which texts are, the date that one has come to, and the years that it lends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from accordingto.reader.day_context import Found
from accordingto.reader.day_expressions import (
    DayOfMonth,
    Expression,
    Month,
    OfYear,
    Season,
    Year,
)
from accordingto.reader.day_feasts import Feast
from accordingto.reader.day_relations import Ago, Between, DaysOff, Open, Period, Same, Weekday
from accordingto.reader.day_spans import Clock, PartOfDay, PartOfYear, ShortYear
from accordingto.reader.day_values import Interval

HISTORY = 4
"""Dates of past years from which a text may be a history, where "in May" is no May of late."""
PER_RECENT = 6
"""So many times more of them than of "Friday" and "last year", which count from publication."""
STEP = 4
"""Years that a history goes on at a time, more often than not."""
LEAP = 1
"""A year so far from the one that a history has come to is not followed without a look ahead."""
AHEAD = 4
"""Years looked at for that: where they lie nearer the old one, the leap was an aside."""
FAR = 12
"""So far off, the last year of a text is an aside too."""


class Told(NamedTuple):
    """The date that a history has come to; the year as astronomers count it, 0 for 1 BC."""

    year: int
    month: int | None


def in_history(expression: Expression, told: Told) -> Expression:
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


def told_by(expression: Expression, days: Interval | None) -> Told | None:
    """Return the year and month that an expression leads a history to."""
    year: int | None = getattr(expression, "year", None) if _is_dated(expression) else None
    if isinstance(expression, PartOfDay | Clock) and expression.day is not None:
        return told_by(expression.day, days)
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


def find_asides(rows: Sequence[Sequence[Found]]) -> frozenset[int]:
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
