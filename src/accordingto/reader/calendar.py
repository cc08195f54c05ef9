"""The calendar: expressions of time in a report, and the days they mean."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from accordingto.reader.date_grammar import Parsed, Tokens
from accordingto.reader.datelines import FindPublished
from accordingto.reader.day_expressions import DayOfMonth, Expression, Ground, Month, Season
from accordingto.reader.day_grammar import find_expressions
from accordingto.reader.day_relations import (
    Ago,
    Between,
    DaysOff,
    Open,
    Overnight,
    Period,
    Rolling,
    Weekday,
)
from accordingto.reader.day_values import Interval, make_days
from accordingto.reader.layers import Annotations, Published, Quotation, Sentence, TimeMention
from accordingto.records.base import Mention
from accordingto.report import Report, Span

__all__ = ["FindDays", "FindPublished"]

HISTORY = 8
"""Dates of past years from which a text may be a history, where "in May" is no May of late."""
MEMORY = 3
"""Sentences over which "the next day" still refers to a day named before."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression of one sentence, with what its surroundings tell."""

    span: Span
    expression: Expression
    is_saying: bool
    is_future: bool
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class FindDays:
    """Find expressions that name a day or a range of days, and resolve them.

    English. In the order of the text. What cannot be resolved for want of a publication date
    ("Friday") gives no mention. `is_saying` marks a day beside a word of saying ("said on Tuesday",
    "On Tuesday X said"): by the codebook it dates the saying, not what is told.

    Limit: the heuristic looks at word order only; "said he fled on Tuesday" is no day of saying.
    """

    name: ClassVar[str] = "days"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence, Quotation, Published})
    provides: ClassVar[type[object]] = TimeMention

    def __call__(self, report: Report, found: Annotations) -> Iterator[TimeMention]:
        """Yield the mentions; those of the dateline are left out."""
        published = found.of(Published)[0]
        quotations = [quotation.evidence for quotation in found.of(Quotation)]
        rows = [
            _of_sentence(sentence, quotations, published.evidence)
            for sentence in found.of(Sentence)
        ]
        resolvers = [
            _Resolver(base, is_history=_is_history(base, rows)) for base in _bases(published)
        ]
        for sentence, row in zip(found.of(Sentence), rows, strict=True):
            readings = [resolver.resolve(sentence.index, row) for resolver in resolvers]
            for one, *values in zip(row, *readings, strict=True):
                # Two publication dates may be left open: only what both agree on is known.
                if values[0] is not None and len(set(values)) == 1:
                    days = make_days(values[0], Mention.at(report, one.span))
                    yield TimeMention(evidence=one.span, days=days, is_saying=one.is_saying)


class _Resolver:
    """Resolves the expressions of a report one sentence after the other."""

    def __init__(self, published: date | None, *, is_history: bool) -> None:
        self._published = published
        self._is_history = is_history
        self._before: Interval | None = None
        self._named_in = 0
        self._told_until = published
        """In a history, the end of the year that it has come to."""

    def resolve(self, index: int, row: Sequence[_Found]) -> list[Interval | None]:
        """Return the days of each expression of the sentence `index`."""
        if not row:
            return []
        if index - self._named_in > MEMORY:
            self._before = None
        plain = Ground(self._published)
        named = [_resolve(one.expression, plain) for one in row]
        said = next((v for one, v in zip(row, named, strict=True) if one.is_saying and v), None)
        found = []
        for place, one in enumerate(row):
            ground = Ground(
                self._published,
                before=self._before,
                after=named[place + 1] if place + 1 < len(row) else None,
                is_future=one.is_future,
            )
            if said is not None and said.day:
                ground = replace(ground, said=said.day)
                if one.is_future and isinstance(one.expression, Weekday):
                    ground = replace(ground, published=said.day)
            is_spoken = one.is_quoted and isinstance(one.expression, _SPOKEN)
            if is_spoken and said is not None and said.day:
                ground = replace(ground, published=said.day)
            if self._is_history and isinstance(one.expression, _YEARLESS):
                ground = replace(ground, published=self._told_until, is_future=False)
            value = _resolve(one.expression, ground)
            found.append(value)
            if value is not None:
                self._before, self._named_in = value, index
                if self._is_history and value.last is not None:
                    self._told_until = value.last.replace(month=12, day=31)
        return found


def _resolve(expression: Expression, ground: Ground) -> Interval | None:
    """Return the days meant; None where they lie outside the calendar."""
    try:
        return expression.resolve(ground)
    except (OverflowError, ValueError):
        return None


_SPOKEN = (DaysOff, Period, Rolling, Ago)
"""Expressions that count from the day of speaking inside a quotation."""


_YEARLESS = (DayOfMonth, Month, Season, Between, Open)
"""Expressions that take the year a history has come to."""


def _is_history(published: date | None, rows: Sequence[Sequence[_Found]]) -> bool:
    """Tell whether a text tells of years long past, and not of the days before publication."""
    if published is None:
        return False
    expressions = [one.expression for row in rows for one in row]
    years: list[int] = [
        year for one in expressions if (year := getattr(one, "year", None)) is not None
    ]
    past = sum(year < published.year - 1 for year in years)
    recent = sum(isinstance(one, Weekday | DaysOff) for one in expressions)
    return past >= HISTORY and past > 4 * recent


def _bases(published: Published) -> tuple[date | None, ...]:
    """Return the days that may be the day of publication."""
    first, last = published.used.date_from, published.used.date_to
    return (first,) if first == last else (first, last)


def _of_sentence(
    sentence: Sentence, quotations: Sequence[Span], dateline: Span
) -> tuple[_Found, ...]:
    """Return the expressions of a sentence, without the dateline."""
    tokens = Tokens(sentence.tokens)
    row = []
    for at, parsed in find_expressions(tokens):
        span = Span(tokens.row[at].start, tokens.row[parsed.end - 1].end)
        if span.overlaps(dateline):
            continue
        is_night = isinstance(parsed.expression, Overnight)
        is_saying = not is_night and _is_of_saying(tokens, at, parsed)
        row.append(
            _Found(
                span=span,
                expression=parsed.expression,
                is_saying=is_saying,
                is_future=not is_saying and _is_future(tokens, at),
                is_quoted=_is_quoted(span, quotations),
            )
        )
    return tuple(row)


def _is_quoted(span: Span, quotations: Sequence[Span]) -> bool:
    """Tell whether a span stands in quotation marks."""
    place = bisect_right(quotations, (span.start, span.end))
    return place > 0 and quotations[place - 1].holds(span)


def _is_future(tokens: Tokens, at: int) -> bool:
    """Tell whether the words before a place speak of what is to come."""
    begins = any(tokens.is_in("begin_ahead", place) for place in range(max(at - 8, 0), at))
    for place in range(at - 1, max(at - 11, -1), -1):
        if tokens.lower(place) == ";":
            return False
        if tokens.is_in("future", place) or (begins and tokens.lower(place) == "would"):
            return True
        if tokens.is_in("ahead", place) and tokens.is_in("present_of_be", place - 1):
            return True
    return False


def _is_of_saying(tokens: Tokens, at: int, parsed: Parsed) -> bool:
    """Tell whether the day is that of a saying, by the word of saying beside it."""
    for place in range(at - 1, max(at - 9, -1), -1):
        if tokens.is_in("saying", place):
            return True
        is_filler = tokens.is_in("after_saying", place) or tokens.is_capitalised(place)
        if not is_filler and tokens.lower(place) not in "()\"”'’":
            break
    if at > 2 or (at and any(t.is_capitalised for t in tokens.row[1:at])):
        return False
    return _is_before_saying(tokens, parsed.end)


def _is_before_saying(tokens: Tokens, end: int) -> bool:
    """Tell whether the sentence opens as "On Tuesday the ministry said"."""
    for place in range(end, min(end + 12, len(tokens.row))):
        if tokens.is_in("saying", place):
            return True
        word = tokens.lower(place)
        is_verb = len(word) > 4 and word.endswith("ed") and not tokens.is_capitalised(place)
        if is_verb or tokens.is_in("not_before_saying", place):
            return False
    return False
