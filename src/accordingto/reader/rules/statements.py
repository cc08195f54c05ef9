"""Statements on rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.layers import Annotations, StatementAnchor
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class FindStatements:
    """Stub."""

    def __call__(self, report: Report, found: Annotations) -> Iterator[StatementAnchor]:
        """Yield anchors."""
        return iter(())
