"""Places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.layers import Annotations, PlaceMention, Sentence
from accordingto.report import Report


@dataclass(frozen=True, slots=True)
class FindPlaces:
    """Stub."""

    gazetteer: Gazetteer
    name: ClassVar[str] = "places"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence})
    provides: ClassVar[type[object]] = PlaceMention

    def __call__(self, report: Report, found: Annotations) -> Iterator[PlaceMention]:
        """Yield places."""
        return iter(())
