"""The calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.reader.layers import Annotations, Published, Sentence, TimeMention
from accordingto.records.days import PublishedUsed
from accordingto.records.values import PublishedOrigin
from accordingto.report import Report, Span


@dataclass(frozen=True, slots=True)
class FindPublished:
    """Stub."""

    name: ClassVar[str] = "published"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence})
    provides: ClassVar[type[object]] = Published

    def __call__(self, report: Report, found: Annotations) -> Iterator[Published]:
        """Yield one."""
        used = PublishedUsed(date_from=None, date_to=None, edtf=None, origin=PublishedOrigin.NONE)
        yield Published(evidence=Span(0, 0), given=None, used=used)


@dataclass(frozen=True, slots=True)
class FindDays:
    """Stub."""

    name: ClassVar[str] = "days"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence, Published})
    provides: ClassVar[type[object]] = TimeMention

    def __call__(self, report: Report, found: Annotations) -> Iterator[TimeMention]:
        """Yield days."""
        return iter(())
