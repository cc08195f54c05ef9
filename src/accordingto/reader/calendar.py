"""The calendar: expressions of time in a report, and the days they mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from accordingto.reader.date_grammar import Parsed, Tokens
from accordingto.reader.datelines import FindPublished
from accordingto.reader.day_context import Found, with_context
from accordingto.reader.day_expressions import Expression
from accordingto.reader.day_grammar import find_expressions
from accordingto.reader.day_phrases import find_phrases, split_joined
from accordingto.reader.day_resolver import Resolved, Resolver
from accordingto.reader.day_values import Interval, make_days
from accordingto.reader.layers import Annotations, Published, Quotation, Sentence, TimeMention
from accordingto.records.base import Mention
from accordingto.records.values import PublishedOrigin
from accordingto.report import Report, Span

__all__ = ["FindDays", "FindPublished", "TimePhrase", "read_phrases"]

_Grammar = Callable[[Tokens], Iterator[tuple[int, Parsed]]]


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
        dateline = found.of(Published)[0].evidence
        for one, readings in _read(found, find_expressions, dateline):
            # Two publication dates may be left open: only what both agree on is known.
            days = readings[0].days
            if days is not None and len({reading.days for reading in readings}) == 1:
                yield TimeMention(
                    evidence=one.span,
                    days=make_days(days, Mention.at(report, one.span)),
                    is_saying=one.is_saying,
                )


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words of time with their meaning, a day or not: "Friday", "two weeks", "now"."""

    span: Span
    expression: Expression
    days: Interval | None
    """None for what is no day, or none that the report tells."""


def read_phrases(found: Annotations) -> Iterator[TimePhrase]:
    """Yield every expression of time of a report, in the order of the text.

    Wider than the days of records: both ends of a range apart, hours, lengths, habits and "now".
    For comparing with TimeML, and for whoever wants them; no record is made from it.
    """
    for one, readings in _read(found, find_phrases, Span(0, 0), split_joined):
        days = readings[0].days
        is_known = len({reading.days for reading in readings}) == 1
        yield TimePhrase(one.span, readings[0].expression, days if is_known else None)


def _read(
    found: Annotations,
    grammar: _Grammar,
    dateline: Span,
    prepare: Callable[[Tokens], Tokens] = lambda row: row,
) -> Iterator[tuple[Found, list[Resolved]]]:
    """Yield what a grammar finds, with a reading for each day that may be that of publication."""
    published = found.of(Published)[0]
    quotations = [quotation.evidence for quotation in found.of(Quotation)]
    sentences = found.of(Sentence)
    rows = []
    for sentence in sentences:
        tokens = prepare(Tokens(sentence.tokens))
        expressions = with_context(tokens, grammar(tokens), quotations, dateline)
        rows.append(tuple(expressions))
    is_news = published.used.origin is PublishedOrigin.TEXT  # a history has no dateline
    resolvers = [Resolver(base, rows, is_news=is_news) for base in _bases(published)]
    for sentence, row in zip(sentences, rows, strict=True):
        readings = [resolver.resolve(sentence.index, row) for resolver in resolvers]
        for one, *values in zip(row, *readings, strict=True):
            yield one, values


def _bases(published: Published) -> tuple[date | None, ...]:
    """Return the days that may be the day of publication."""
    first, last = published.used.date_from, published.used.date_to
    return (first,) if first == last else (first, last)
