"""Incidents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.records.incidents import Incident
from accordingto.reader.layers import Annotations, Tagging
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class ReadIncidents:
    """Stub."""

    name: ClassVar[str] = "incidents"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging})
    provides: ClassVar[type[object]] = Incident

    def __call__(self, report: Report, found: Annotations) -> Iterator[Incident]:
        """Yield records."""
        return iter(())
