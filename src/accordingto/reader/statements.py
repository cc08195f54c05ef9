"""Statements: who says what, as records."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from accordingto.reader.actors import ActorIndex
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
from accordingto.records.values import Mode
from accordingto.report import Report, Span


@dataclass(frozen=True, slots=True)
class ReadStatements:
    """Turn statement anchors into records.

    The mode follows from how much of the content stands in quotation marks. In the order of their
    contents, each once.
    """

    name: ClassVar[str] = "statements"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Tagging, Quotation, Sentence, TimeMention, Actor}
    )
    provides: ClassVar[type[object]] = Statement

    def __call__(self, report: Report, found: Annotations) -> Iterator[Statement]:
        """Yield records."""
        index = ActorIndex(found.of(Actor))
        quotations = found.of(Quotation)
        seen: set[str] = set()
        block: Span | None = None
        for tagging in found.of(Tagging):
            for anchor in sorted(tagging.statements, key=lambda a: (a.evidence, a.cue or a.evidence)):
                mode = mode_of(report, anchor.evidence, quotations)
                if mode is Mode.INDIRECT and _opens_block(report, anchor):
                    mode, block = Mode.DIRECT, anchor.source
                elif mode is Mode.INDIRECT and anchor.cue is None and anchor.source == block and block:
                    mode = Mode.DIRECT
                statement = _statement(report, anchor, index, mode, None)
                if statement.id not in seen:
                    seen.add(statement.id)
                    yield statement


def _statement(
    report: Report, anchor: StatementAnchor, index: ActorIndex, mode: Mode, said_on: Days | None
) -> Statement:
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
        via=tuple(index.mention(report, span) for span in anchor.via),
        channel=anchor.channel,
        knowledge=anchor.knowledge,
        said_on=said_on,
        accused=tuple(index.mention(report, span) for span in anchor.accused),
        confidence=anchor.confidence,
    )


def _opens_block(report: Report, anchor: StatementAnchor) -> bool:
    """Tell whether a content is a paragraph that "X said:" opens, printed without marks."""
    before = report.text[max(0, anchor.evidence.start - 8) : anchor.evidence.start]
    return anchor.cue is not None and "\n" in before and before.rstrip().endswith(":")


def mode_of(report: Report, content: Span, quotations: Sequence[Quotation]) -> Mode:
    """Tell whether a content is quoted in whole, in part, or not at all."""
    place = bisect_right(quotations, content.start, key=lambda q: q.evidence.start)
    is_mixed = False
    for quotation in quotations[max(0, place - 1) :]:
        span = quotation.evidence
        if span.start >= content.end:
            break
        if span.overlaps(content):
            bare = report.quote(content).strip(" ,.;:")
            lead = content.start + report.quote(content).find(bare)
            if span.start <= lead and lead + len(bare) <= span.end:
                return Mode.DIRECT
            is_mixed = True
    return Mode.MIXED if is_mixed else Mode.INDIRECT


def statement_holding(statements: Sequence[Statement], span: Span) -> Statement | None:
    """Return the innermost statement whose content holds a span; None when none does.

    `statements` stand in the order of their contents, as `ReadStatements` yields them.
    """
    place = bisect_right(statements, span.start, key=lambda s: s.content.start)
    best: Statement | None = None
    for statement in reversed(statements[max(0, place - 12) : place]):
        if statement.content.end >= span.end and (
            best is None
            or statement.content.end - statement.content.start
            < best.content.end - best.content.start
        ):
            best = statement
    return best
