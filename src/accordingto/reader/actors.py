"""Actors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.records.actors import Actor
from accordingto.reader.layers import Annotations, Tagging
from accordingto.records.base import Mention
from accordingto.report import Report, Span


@dataclass(frozen=True, slots=True)
class ResolveActors:
    """Stub."""

    name: ClassVar[str] = "actors"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging})
    provides: ClassVar[type[object]] = Actor

    def __call__(self, report: Report, found: Annotations) -> Iterator[Actor]:
        """Yield records."""
        return iter(())


class ActorIndex:
    """Looks up which actor of the report a span names."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self._by_span = {m.span: actor.id for actor in actors for m in actor.mentions}

    def mention(self, report: Report, span: Span) -> Mention:
        """Return the words of a span, with the id of the actor that they name, if any."""
        return Mention.at(report, span, self._by_span.get(span))
