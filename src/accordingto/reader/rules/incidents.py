"""Incidents on rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.layers import Annotations, IncidentAnchor
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class FindIncidents:
    """Stub."""

    def __call__(self, report: Report, found: Annotations, statements: object) -> Iterator[IncidentAnchor]:
        """Yield anchors."""
        return iter(())
