"""Statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.records.statements import Statement
from accordingto.reader.layers import Annotations, Tagging
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class ReadStatements:
    """Stub."""

    name: ClassVar[str] = "statements"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging})
    provides: ClassVar[type[object]] = Statement

    def __call__(self, report: Report, found: Annotations) -> Iterator[Statement]:
        """Yield records."""
        return iter(())
