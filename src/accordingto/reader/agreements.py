"""Agreements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.records.agreements import Agreement
from accordingto.reader.layers import Annotations, Tagging
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class ReadAgreements:
    """Stub."""

    name: ClassVar[str] = "agreements"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging})
    provides: ClassVar[type[object]] = Agreement

    def __call__(self, report: Report, found: Annotations) -> Iterator[Agreement]:
        """Yield records."""
        return iter(())
