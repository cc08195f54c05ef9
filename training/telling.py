"""Lessons on figures: who says how many were harmed."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from accordingto.reader.choosing.candidates import Clues
from accordingto.reader.choosing.sources import SourceCandidates
from accordingto.reader.layers import Annotations, FigureAnchor, Tagging
from accordingto.records.figures import Figure
from accordingto.records.values import Basis
from accordingto.report import Report, Span

Gold = Mapping[str, Any]
Row = tuple[tuple[Clues, ...], tuple[bool, ...]]
"""The clues for each candidate, and which of them are right."""


class FigureLesson:
    """The figures of a report, read up to these, beside those of the gold."""

    def __init__(self, report: Report, found: Annotations, gold: Gold, scorer: ModuleType) -> None:
        self._report, self._scorer = report, scorer
        self._asked = SourceCandidates(found)
        figures = found.of(Figure)
        rows = [_figure(figure) for figure in figures]
        anchors = {
            (anchor.evidence, anchor.state): anchor
            for tagging in found.of(Tagging)
            for anchor in tagging.figures
        }
        self._pairs: list[tuple[Gold, Figure, FigureAnchor]] = [
            (gold["figures"][i], figures[j], anchors[figures[j].evidence.span, figures[j].state])
            for i, j in scorer.pair(gold["figures"], rows, scorer.figure_weight)
        ]

    def sources(self) -> Iterator[Row]:
        """Yield a question of source for each figure that stands in no headline."""
        for gold, figure, anchor in self._pairs:
            if figure.basis is Basis.HEADLINE:
                continue
            rows = list(self._asked.of(anchor))
            right = [self._is_source(gold["source"], span) for span, _ in rows]
            yield tuple(c for _, c in rows), tuple(right)

    def _is_source(self, gold: Gold | None, span: Span | None) -> bool:
        told = None if span is None else _ends(span)
        return bool(self._scorer.same_or_null(gold, told))


def _ends(span: Span) -> Gold:
    return {"start": span.start, "end": span.end}


def _figure(figure: Figure) -> Gold:
    """Return a figure in the form that the scorer pairs."""
    return {
        "evidence": _ends(figure.evidence.span),
        "state": figure.state.value,
        "low": figure.low,
        "high": figure.high,
    }
