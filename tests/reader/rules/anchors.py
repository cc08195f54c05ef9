"""Builder: the statement anchors of a text, written out."""

from typing import NamedTuple

from accordingto.reader.calendar import FindDays, FindPublished
from accordingto.reader.layers import StatementAnchor
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.rules.statements import FindStatements
from accordingto.reader.sentences import FindSentences
from accordingto.report import Span
from tests.builders import make_report

STAGES = Pipeline((FindSentences(), FindQuotations(), FindPublished(), FindDays()))
FIND = FindStatements()


class Said(NamedTuple):
    """One anchor in words."""

    source: str | None
    cue: str | None
    content: str
    anchor: StatementAnchor


def said(text: str, *, title: str = "") -> list[Said]:
    """The statements of a text, in the order of their contents."""
    report = make_report(text, title=title)

    def words(span: Span | None) -> str | None:
        return None if span is None else report.quote(span)

    return [
        Said(words(a.source), words(a.cue), report.quote(a.evidence), a)
        for a in FIND(report, STAGES(report))
    ]


def quotes(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The words of some spans."""
    return [text[span.start : span.end] for span in spans]
