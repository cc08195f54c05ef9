"""Headline tags: "12 dead in raid - monitor", "Activists: army shelled town"."""

from collections.abc import Iterator, Sequence

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Sentence, StatementAnchor
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.sources import SPEAKERS
from accordingto.records.values import Stance
from accordingto.report import Span

_MARKS = frozenset({":", "-", "—", "–"})
_LONGEST = 7
_LEAST = 4
_HEAD = 3


def find_tags(sentence: Sentence) -> Iterator[StatementAnchor]:
    """Yield the statement of a headline that names its source behind or before a mark."""
    if sentence.index >= _HEAD:
        return
    tokens = sentence.tokens
    end = len(tokens)
    while end and tokens[end - 1].text in {".", "!"}:
        end -= 1
    for place in range(max(1, end - _LONGEST), end - 1):
        if (
            tokens[place].text in _MARKS
            and place >= _LEAST
            and _is_speaker(tokens, (place + 1, end))
        ):
            yield _tag(tokens, (place + 1, end), (0, place))
            return
    for place in range(1, min(_LONGEST, end - _LEAST)):
        if tokens[place].text == ":" and _is_speaker(tokens, (0, place)):
            yield _tag(tokens, (0, place), (place + 1, end))
            return
    yield from _before_agency(tokens)


def _before_agency(tokens: Sequence[Token]) -> Iterator[StatementAnchor]:
    """Find a tag whose mark was lost before the agency's line: "... monitor AFP Monday"."""
    for place in range(_LEAST, len(tokens) - 2):
        if (
            tokens[place + 2].lower in clauses.WEEKDAYS
            and tokens[place + 1].is_capitalised
            and tokens[place].lower in SPEAKERS
        ):
            start = place
            while start > _LEAST and place - start < 2 and tokens[start - 1].lower in _LEADING:
                start -= 1
            yield _tag(tokens, (start, place + 1), (0, start))
            return


_LEADING = frozenset({"state", "war", "army", "the", "rights", "local", "un", "aid"})


def _is_speaker(tokens: Sequence[Token], found: Range) -> bool:
    """Tell whether a short phrase names somebody who speaks."""
    start, end = found
    return (
        any(tokens[i].lower in SPEAKERS for i in range(start, end))
        and not clauses.has_verb(tokens, start, end)
        and all(tokens[i].is_word or tokens[i].text in {".", "'s"} for i in range(start, end))
        and not any(tokens[i].text[0].isdigit() for i in range(start, end))
    )


def _tag(tokens: Sequence[Token], source: Range, content: Range) -> StatementAnchor:
    return StatementAnchor(
        evidence=Span(tokens[content[0]].start, tokens[content[1] - 1].end),
        source=Span(tokens[source[0]].start, tokens[source[1] - 1].end),
        cue=None,
        stance=Stance.ASSERTS,
    )
