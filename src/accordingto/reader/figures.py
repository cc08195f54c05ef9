"""Figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.records.figures import Figure
from accordingto.reader.layers import Annotations, Tagging
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """Stub."""

    name: ClassVar[str] = "figures"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging})
    provides: ClassVar[type[object]] = Figure

    def __call__(self, report: Report, found: Annotations) -> Iterator[Figure]:
        """Yield records."""
        return iter(())
