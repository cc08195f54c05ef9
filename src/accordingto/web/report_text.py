"""A report's text in runs of characters, each with the records whose words it belongs to.

A run knows which code points it stands for, also where something else is shown in their place: a
name that is withheld, a character that would steer the line. So what is selected on a page leads
back to the report's own offsets, exactly.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.report import Span
from accordingto.views.cards import Card, Role
from accordingto.views.masks import Hidden, Mask
from accordingto.views.segments import (
    Highlight,
    Segment,
    cut_blocks,
    cut_segments,
    find_highlights,
)
from accordingto.views.visible import find_steering, make_visible

PART_BYTES = 200_000
"""Bytes of HTML, about, that the text and the records of one part of a report may take."""
_RUN_BYTES = 110
_CODE_POINT_BYTES = 9
_RECORD_BYTES = 1_400
_AT = -1
"""In the place of a record: the words that the address asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of a report over which nothing changes."""

    start: int
    """First code point, counted from 0 in the report's text."""
    end: int
    text: str
    """As it is shown."""
    roles: tuple[Role, ...] = ()
    """What these words are to their records."""
    records: tuple[str, ...] = ()
    """Ids; those whose words are the fewest first."""
    begins: tuple[str, ...] = ()
    """Ids of the records whose first words begin here."""
    is_stand_in: bool = False
    """`text` is not what the report has: a name is withheld, or a character is spelt out."""
    is_asked_for: bool = False
    """The address names these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or a piece of a long one."""

    runs: tuple[Run, ...]
    goes_on: bool = False
    """The next one is of the same paragraph."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, with what marks it."""

    text: str
    cards: tuple[tuple[str, Card], ...]
    """With their ids."""
    mask: Mask
    at: Span | None = None
    """Words that the address asks for."""

    def paragraphs(self, part: Sequence[Span]) -> Iterator[Paragraph]:
        """Yield paragraphs; `part` are some of the text's blocks, in a row."""
        if not part:
            return
        whole = Span(part[0].start, part[-1].end)
        marks = [one for one in self._highlights() if one.span.overlaps(whole)]
        hidden = [one for one in self.mask.find(self.text) if one.span.overlaps(whole)]
        ids = [identity for identity, _ in self.cards]
        starts = {block.start for block in part}
        for segments in cut_segments(part, marks, [one.span for one in hidden]):
            pieces = (_runs(self.text, one, ids, hidden) for one in segments)
            runs = _joined(run for piece in pieces for run in piece)
            yield Paragraph(runs=tuple(runs), goes_on=segments[-1].span.end in starts)

    def parts(self) -> list[list[Span]]:
        """Return the blocks of the text in parts, none of which makes too large a page."""
        edges = sorted({edge for one in self._highlights() for edge in one.span})
        starts = sorted(c.marks[0].mention.start for _, c in self.cards if c.marks)
        parts: list[list[Span]] = [[]]
        cost = 0
        edge = record = 0
        for block in cut_blocks(self.text):
            own = _cost(self.text[block.start : block.end])
            while edge < len(edges) and edges[edge] < block.end:
                edge, own = edge + 1, own + _RUN_BYTES
            while record < len(starts) and starts[record] < block.end:
                record, own = record + 1, own + _RECORD_BYTES
            if parts[-1] and cost + own > PART_BYTES:
                parts.append([])
                cost = 0
            parts[-1].append(block)
            cost += own
        return parts

    def _highlights(self) -> list[Highlight]:
        cards = ((number, card) for number, (_, card) in enumerate(self.cards))
        found = find_highlights(cards, len(self.text))
        return [*found, Highlight(self.at, Role.OTHER, _AT, is_first=True)] if self.at else found


def part_of(parts: Sequence[Sequence[Span]], start: int) -> int:
    """Return the number of the part, from 0, in which a character stands."""
    for number, part in enumerate(parts):
        if part and start < part[-1].end:
            return number
    return len(parts) - 1


def is_within(card: Card, part: int, parts: Sequence[Sequence[Span]]) -> bool:
    """Tell whether a card's first words stand in a part; what has none stands in the first."""
    return part == (part_of(parts, card.marks[0].mention.start) if card.marks else 0)


def _cost(text: str) -> int:
    steering = sum(end - start for start, end in find_steering(text))
    runs = sum(1 for _ in find_steering(text))
    return (
        len(text.encode("utf-8", "surrogatepass"))
        + steering * _CODE_POINT_BYTES
        + (2 * runs + 1) * _RUN_BYTES
    )


def _runs(
    text: str, segment: Segment, ids: Sequence[str], hidden: Sequence[Hidden]
) -> Iterator[Run]:
    """Yield the runs of a segment: what is spelt out stands apart, what is withheld is one."""
    made = Run(
        start=segment.span.start,
        end=segment.span.end,
        text="",
        roles=segment.roles if any(card != _AT for card in segment.cards) else (),
        records=tuple(ids[card] for card in segment.cards if card != _AT),
        begins=tuple(ids[card] for card in segment.starts if card != _AT),
        is_asked_for=_AT in segment.cards,
    )
    if segment.is_masked:
        (span, label) = hidden[bisect_right(hidden, segment.span.start, key=_start_of) - 1]
        yield replace(made, text=label, start=span.start, end=span.end, is_stand_in=True)
        return
    for start, end, is_spelt in _spelt(text, segment.span):
        told = text[start:end]
        shown = make_visible(told) if is_spelt else told
        yield replace(made, start=start, end=end, text=shown, is_stand_in=is_spelt)
        made = replace(made, begins=())


def _start_of(hidden: Hidden) -> int:
    return hidden.span.start


def _spelt(text: str, span: Span) -> Iterator[tuple[int, int, bool]]:
    """Yield the range in pieces, with whether each is of steering characters."""
    done = span.start
    for one, other in find_steering(text[span.start : span.end]):
        start, end = span.start + one, span.start + other
        if start > done:
            yield done, start, False
        yield start, end, True
        done = end
    if done < span.end:
        yield done, span.end, False


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs, those of one withheld name as one."""
    last: Run | None = None
    for run in runs:
        if last is not None and last.is_stand_in and last.start == run.start:
            last = replace(
                last,
                roles=tuple(dict.fromkeys((*last.roles, *run.roles))),
                records=tuple(dict.fromkeys((*last.records, *run.records))),
                begins=(*last.begins, *run.begins),
                is_asked_for=last.is_asked_for or run.is_asked_for,
            )
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
