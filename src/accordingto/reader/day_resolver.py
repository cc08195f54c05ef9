"""Resolving the expressions of a report in the order of the text, each from those before it.

News counts from the day of publication. A history of years long past is counted from the date that
it has come to: "in May" is the May of the year named last, "two years later" lies behind it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from accordingto.reader.day_context import Found
from accordingto.reader.day_expressions import (
    DayOfMonth,
    Expression,
    Ground,
    Year,
)
from accordingto.reader.day_histories import Told, find_asides, in_history, is_history, told_by
from accordingto.reader.day_relations import (
    Ago,
    Between,
    DaysOff,
    Open,
    Period,
    Rolling,
    Weekday,
)
from accordingto.reader.day_spans import Clock, Habit, PartOfDay, PartOfYear, Reference
from accordingto.reader.day_values import Interval

MEMORY = 3
"""Sentences over which "the next day" still refers to a day named before."""
_SPOKEN = (DaysOff, Period, Rolling, Ago)
"""Expressions that count from the day of speaking inside a quotation."""
_RELATIVE = (Period, Ago, Weekday, Rolling)
"""Expressions that count, in a history, from the date that it has come to."""


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
        self._asides = find_asides(rows) if self._is_history else frozenset()
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
            expression = self._of_month(self._of_quarter(one.expression, index))
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
            is_told = isinstance(
                one.expression, Rolling
            )  # "in the past two days, X said on Friday"
            if is_told or (one.is_quoted and isinstance(one.expression, _SPOKEN)):
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
            self._told = told_by(expression, days) or self._told

    def _of_month(self, expression: Expression) -> Expression:
        """Return "the 5th" as a day of the month named before, else of the present one."""
        if self._is_history or not isinstance(expression, DayOfMonth) or expression.month:
            return expression
        named = self._before.day if self._before is not None else None
        near = named or self._published
        return replace(expression, month=near.month) if near is not None else expression

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
        return in_history(expression, told)


def _resolve(expression: Expression, ground: Ground) -> Interval | None:
    """Return the days meant; None where they lie outside the calendar."""
    try:
        return expression.resolve(ground)
    except (OverflowError, ValueError):
        return None
