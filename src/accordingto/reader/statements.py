"""Statements: who says what, as records."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from accordingto.reader.actors import ActorIndex
from accordingto.reader.hearsay import Telling, channel_told, knowledge_told, outlet_told
from accordingto.reader.layers import (
    Annotations,
    Quotation,
    Sentence,
    StatementAnchor,
    Tagging,
    TimeMention,
)
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.ids import record_id
from accordingto.records.statements import Statement
from accordingto.records.values import Knowledge, Mode
from accordingto.report import Report, Span

_DEEPEST = 6
"""Statements inside one another that are looked at."""
_NEAR = 80
"""Code points between a cue and the day of its saying."""


@dataclass(frozen=True, slots=True)
class ReadStatements:
    """Turn statement anchors into records.

    The mode follows from how much of the content stands in quotation marks, the day of saying from
    a day beside the cue, the chain of speakers from statements inside one another. In the order of
    their contents, each once.
    """

    name: ClassVar[str] = "statements"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Tagging, Quotation, Sentence, TimeMention, Actor}
    )
    provides: ClassVar[type[object]] = Statement

    def __call__(self, report: Report, found: Annotations) -> Iterator[Statement]:
        """Yield records."""
        anchors = sorted(
            (anchor for tagging in found.of(Tagging) for anchor in tagging.statements),
            key=lambda a: (a.evidence.start, -a.evidence.end, a.cue or a.evidence),
        )
        anchors = list(_with_tellings(report, anchors, found.of(Sentence)))
        index = ActorIndex(found.of(Actor))
        modes = _modes(report, anchors, found.of(Quotation))
        chains = _chains(anchors)
        days = _SayingDays(report, found)
        seen: set[str] = set()
        for anchor, mode, chain in zip(anchors, modes, chains, strict=True):
            statement = _statement(report, anchor, index, mode, chain, days.of(anchor))
            if statement.id not in seen:
                seen.add(statement.id)
                yield statement


def _statement(
    report: Report,
    anchor: StatementAnchor,
    index: ActorIndex,
    mode: Mode,
    via: Sequence[Span],
    said_on: Days | None,
) -> Statement:
    """Make the record of one anchor."""
    content = Mention.at(report, anchor.evidence)
    return Statement(
        id=record_id(
            report, "statement", anchor.evidence, anchor.source, anchor.cue, anchor.stance.value
        ),
        evidence=content,
        source=None if anchor.source is None else index.mention(report, anchor.source),
        cue=None if anchor.cue is None else Mention.at(report, anchor.cue),
        content=content,
        mode=mode,
        stance=anchor.stance,
        via=tuple(index.mention(report, span) for span in via),
        channel=anchor.channel,
        knowledge=anchor.knowledge,
        said_on=said_on,
        accused=tuple(index.mention(report, span) for span in anchor.accused),
        confidence=anchor.confidence,
    )


def _with_tellings(
    report: Report, anchors: Sequence[StatementAnchor], sentences: Sequence[Sentence]
) -> Iterator[StatementAnchor]:
    """Yield anchors with how the source knows, by which way it spoke, and to which outlet.

    What goes on in the words of a witness is a witness's too.
    """
    starts = [sentence.evidence.start for sentence in sentences]
    witnesses: set[Span] = set()
    for anchor in anchors:
        place = bisect_right(starts, (anchor.cue or anchor.source or anchor.evidence).start) - 1
        telling = Telling(report, anchor, sentences[place] if place >= 0 else None)
        knowledge = knowledge_told(telling)
        if knowledge is Knowledge.UNKNOWN and anchor.source in witnesses:
            knowledge = Knowledge.EYEWITNESS
        if knowledge is Knowledge.EYEWITNESS and anchor.source is not None:
            witnesses.add(anchor.source)
        outlet = outlet_told(telling)
        is_new = outlet is not None and not any(outlet.overlaps(span) for span in anchor.via)
        via = (outlet, *anchor.via) if outlet is not None and is_new else anchor.via
        yield replace(anchor, knowledge=knowledge, channel=channel_told(telling), via=via)


def _modes(
    report: Report, anchors: Sequence[StatementAnchor], quotations: Sequence[Quotation]
) -> Iterator[Mode]:
    """Yield the mode of each statement; a block that "X said:" opens is direct without marks."""
    block: Span | None = None
    starts = [quotation.evidence.start for quotation in quotations]
    for anchor in anchors:
        mode = _mode(report, anchor.evidence, quotations, starts)
        if mode is Mode.INDIRECT and _opens_block(report, anchor):
            mode, block = Mode.DIRECT, anchor.source
        elif mode is Mode.INDIRECT and anchor.cue is None and block and anchor.source == block:
            mode = Mode.DIRECT
        yield mode


def _opens_block(report: Report, anchor: StatementAnchor) -> bool:
    """Tell whether a content is a paragraph that "X said:" opens, printed without marks."""
    before = report.text[max(0, anchor.evidence.start - 8) : anchor.evidence.start]
    return anchor.cue is not None and "\n" in before and before.rstrip().endswith(":")


def _mode(
    report: Report, content: Span, quotations: Sequence[Quotation], starts: Sequence[int]
) -> Mode:
    """Tell whether a content is quoted in whole, in part, or not at all."""
    words = report.quote(content)
    bare = words.strip(" \n\t,.;:")
    lead = content.start + words.find(bare)
    is_mixed = False
    for place in range(max(0, bisect_right(starts, content.start) - 1), len(quotations)):
        span = quotations[place].evidence
        if span.start >= content.end:
            break
        if span.start <= lead and lead + len(bare) <= span.end:
            return Mode.DIRECT
        is_mixed = is_mixed or span.overlaps(content)
    return Mode.MIXED if is_mixed else Mode.INDIRECT


def _chains(anchors: Sequence[StatementAnchor]) -> Iterator[tuple[Span, ...]]:
    """Yield for each statement who passes it on: sources of the statements around it, then its own.

    `anchors` stand in the order of their contents, the longer first.
    """
    around: list[StatementAnchor] = []
    for anchor in anchors:
        whole = anchor.evidence if anchor.cue is None else anchor.evidence.hull(anchor.cue)
        while around and around[-1].evidence.end <= anchor.evidence.start:
            around.pop()
        outer = [
            a.source
            for a in around[-_DEEPEST:]
            if a.source is not None and a.evidence.holds(whole) and a.source != anchor.source
        ]
        yield tuple(dict.fromkeys((*outer, *anchor.via)))
        around.append(anchor)


class _SayingDays:
    """Finds the day of a saying: beside the cue, in its sentence, outside what is said."""

    def __init__(self, report: Report, found: Annotations) -> None:
        self._report = report
        self._days = found.of(TimeMention)
        self._starts = [day.evidence.start for day in self._days]
        self._sentences = [sentence.evidence for sentence in found.of(Sentence)]

    def of(self, anchor: StatementAnchor) -> Days | None:
        """Return the day on which it was said; None when the report does not tell."""
        if anchor.cue is None:
            return None
        place = bisect_right(self._sentences, (anchor.cue.start, len(self._report.text))) - 1
        if place < 0:
            return None
        sentence = self._sentences[place]
        near = anchor.cue if anchor.source is None else anchor.cue.hull(anchor.source)
        first = bisect_left(self._starts, max(sentence.start, near.start - _NEAR))
        last = bisect_left(self._starts, min(sentence.end, near.end + _NEAR))
        fitting = [
            day for day in self._days[first:last] if not day.evidence.overlaps(anchor.evidence)
        ]
        best = min(
            fitting, key=lambda d: (not d.is_saying, _distance(d.evidence, near)), default=None
        )
        if best is None or self._is_parted(best.evidence, near, anchor.evidence):
            return None
        return best.days

    def _is_parted(self, day: Span, near: Span, content: Span) -> bool:
        """Tell whether the content stands between the day and the cue."""
        between = Span(min(day.end, near.end), max(day.start, near.start))
        return between.start < between.end and between.overlaps(content)


def _distance(a: Span, b: Span) -> int:
    """Return the number of code points between two spans."""
    return max(0, a.start - b.end, b.start - a.end)


def statement_holding(statements: Sequence[Statement], span: Span) -> Statement | None:
    """Return the innermost statement whose content holds a span; None when none does.

    `statements` stand in the order of their contents, as `ReadStatements` yields them.
    """
    last = bisect_right(statements, span.start, key=lambda s: s.content.start)
    best: Statement | None = None
    for statement in reversed(statements[max(0, last - 2 * _DEEPEST) : last]):
        if statement.content.end < span.end:
            continue
        if best is None or _length(statement) < _length(best):
            best = statement
    return best


def _length(statement: Statement) -> int:
    return statement.content.end - statement.content.start
