"""A report cut into runs of characters, each with the cards whose words it belongs to.

The cutting is done here, on code points; a browser counts UTF-16 units and would go astray.
"""

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.report import Span
from accordingto.views.cards import Card, Role

MOST_CARDS = 32
"""Most cards that one segment names; the shortest marks win. Keeps a page linear in its report."""

LONGEST_BLOCK = 4_000
"""Code points after which a paragraph is cut at the next space, for the browser's sake."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*+\n\s*+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’]?\s")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that belong to a card."""

    span: Span
    role: Role
    card: int
    """Position of the card among the cards of the page."""
    is_first: bool
    """The first words of the card: where its link leads to."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters over which nothing changes."""

    span: Span
    cards: tuple[int, ...] = ()
    """The cards it belongs to, those with the shortest marks first."""
    roles: tuple[Role, ...] = ()
    starts: tuple[int, ...] = ()
    """The cards whose first words begin here."""
    is_masked: bool = False
    opens_mask: bool = False
    """The first segment of a name that is withheld."""


_Over = tuple[int, int, Highlight]
"""A highlight that is open, after its length and a number that tells equals apart."""


def find_highlights(cards: Iterable[tuple[int, Card]], length: int) -> list[Highlight]:
    """Return what the cards point at in a text of this length; marks outside it are left out.

    The first highlight of a card is its first mark that lies in the text.
    """
    found: list[Highlight] = []
    for position, card in cards:
        is_first = True
        for mark in card.marks:
            span = mark.mention.span
            if 0 <= span.start < span.end <= length:
                found.append(Highlight(span, mark.role, position, is_first))
                is_first = False
    return found


def cut_blocks(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text, without the blank lines between them; long ones in pieces."""
    start = 0
    for gap in _PARAGRAPH_END.finditer(text):
        yield from _cut_long(text, Span(start, gap.start()))
        start = gap.end()
    yield from _cut_long(text, Span(start, len(text)))


def cut_segments(
    blocks: Iterable[Span], highlights: Iterable[Highlight], masked: Sequence[Span] = ()
) -> Iterator[list[Segment]]:
    """Yield the segments of each block, from end to end, none empty; blocks come in order."""
    waiting = sorted(highlights, key=lambda highlight: highlight.span.start, reverse=True)
    hidden = sorted(masked, reverse=True)
    edges = sorted({edge for span in (*(h.span for h in waiting), *masked) for edge in span})
    over: list[_Over] = []
    for block in blocks:
        inner = edges[bisect_right(edges, block.start) : bisect_left(edges, block.end)]
        segments: list[Segment] = []
        for start, end in pairwise((block.start, *inner, block.end)):
            while waiting and waiting[-1].span.start <= start:
                highlight = waiting.pop()
                over.append((highlight.span.end - highlight.span.start, len(waiting), highlight))
            over = [entry for entry in over if entry[2].span.end > start]
            while hidden and hidden[-1].end <= start:
                hidden.pop()
            mask = hidden[-1] if hidden and hidden[-1].start <= start else None
            segments.append(_segment(Span(start, end), over, mask))
        yield segments


def _segment(span: Span, over: Sequence[_Over], mask: Span | None) -> Segment:
    nearest = [entry[2] for entry in heapq.nsmallest(MOST_CARDS, over)]
    starts = [h.card for h in nearest if h.is_first and h.span.start == span.start]
    return Segment(
        span,
        cards=tuple(dict.fromkeys(h.card for h in nearest)),
        roles=tuple(dict.fromkeys(h.role for h in nearest)),
        starts=tuple(dict.fromkeys(starts)),
        is_masked=mask is not None,
        opens_mask=mask is not None and mask.start == span.start,
    )


def _cut_long(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        soon, late = start + LONGEST_BLOCK, min(block.end, start + 2 * LONGEST_BLOCK)
        space = _SENTENCE_END.search(text, soon, late) or _SPACE.search(text, soon, late)
        end = space.end() if space else soon
        yield Span(start, end)
        start = end
    if start < block.end:
        yield Span(start, block.end)
