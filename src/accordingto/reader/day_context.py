"""What the words around an expression of time tell: a saying, a quotation, what is to come."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.date_grammar import Parsed, Tokens
from accordingto.reader.day_expressions import Expression
from accordingto.reader.day_relations import Overnight
from accordingto.report import Span


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of one sentence, with what its surroundings tell."""

    span: Span
    expression: Expression
    is_saying: bool
    is_future: bool
    is_quoted: bool


def with_context(
    tokens: Tokens, found: Iterator[tuple[int, Parsed]], quotations: Sequence[Span], dateline: Span
) -> Iterator[Found]:
    """Yield the expressions of a sentence with their surroundings, without the dateline."""
    for at, parsed in found:
        span = Span(tokens.row[at].start, tokens.row[parsed.end - 1].end)
        if span.overlaps(dateline):
            continue
        # "The UN condemned overnight raids", "weekend raids": these are the days of the raids.
        is_of_noun = isinstance(parsed.expression, Overnight) or tokens.lower(at) == "weekend"
        is_saying = not is_of_noun and _is_of_saying(tokens, at, parsed)
        yield Found(
            span=span,
            expression=parsed.expression,
            is_saying=is_saying,
            is_future=not is_saying and _is_future(tokens, at),
            is_quoted=_is_quoted(span, quotations),
        )


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
