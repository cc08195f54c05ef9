"""Figures on rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.layers import Annotations, FigureAnchor
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class FindFigures:
    """Stub."""

    def __call__(self, report: Report, found: Annotations, statements: object, incidents: object) -> Iterator[FigureAnchor]:
        """Yield anchors."""
        return iter(())
