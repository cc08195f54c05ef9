"""People."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.records.actors import Person
from accordingto.reader.layers import Annotations, Tagging
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class FindPeople:
    """Stub."""

    name: ClassVar[str] = "people"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging})
    provides: ClassVar[type[object]] = Person

    def __call__(self, report: Report, found: Annotations) -> Iterator[Person]:
        """Yield records."""
        return iter(())
