"""The tagger on rules: the one part of the reader that a trained network replaces."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from accordingto.reader.layers import (
    Annotations,
    PlaceMention,
    Published,
    Quotation,
    Sentence,
    Tagging,
    TimeMention,
    Window,
)
from accordingto.reader.rules.agreements import FindAgreements
from accordingto.reader.rules.figures import FindFigures
from accordingto.reader.rules.incidents import FindIncidents
from accordingto.reader.rules.statements import FindStatements
from accordingto.report import Report, Span


@dataclass(frozen=True, slots=True)
class RuleTagger:
    """Find all anchors with their roles by lexicons and the order of words.

    English. Each finder sees the anchors of those before it, never changes them.
    """

    statements: FindStatements = field(default_factory=FindStatements)
    incidents: FindIncidents = field(default_factory=FindIncidents)
    figures: FindFigures = field(default_factory=FindFigures)
    agreements: FindAgreements = field(default_factory=FindAgreements)
    name: ClassVar[str] = "rules"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Sentence, Window, Quotation, Published, TimeMention, PlaceMention}
    )
    provides: ClassVar[type[object]] = Tagging

    def __call__(self, report: Report, found: Annotations) -> Iterator[Tagging]:
        """Yield the one tagging of the report."""
        statements = tuple(self.statements(report, found))
        incidents = tuple(self.incidents(report, found, statements))
        figures = tuple(self.figures(report, found, statements, incidents))
        agreements = tuple(self.agreements(report, found, statements))
        yield Tagging(
            evidence=Span(0, len(report.text)),
            statements=statements,
            incidents=incidents,
            figures=figures,
            agreements=agreements,
        )
