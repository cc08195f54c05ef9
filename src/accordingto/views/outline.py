"""The order in which a reading is told: incidents with their tolls, deals, voices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement


class Records(Protocol):
    """What a reading and its headline have in common."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Counts of people harmed."""
        ...

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who says what."""
        ...

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """What is told to have happened."""
        ...

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """Steps of truces and talks."""
        ...


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure in its place: parts stand one step deeper, below the figure they are part of."""

    figure: Figure
    depth: int
    whole: Figure | None
    """The figure it is a part of, wherever that stands."""


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """An incident with its tolls."""

    number: int
    """Counted from 1 in the order of telling."""
    incident: Incident
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """The steps of one deal, or those that are tied to none."""

    id: str | None
    steps: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks, with all that he says; neither actor nor source when the report hides him."""

    actor: Actor | None
    source: Mention | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All records of a reading (or of its headline), each in exactly one place."""

    incidents: tuple[IncidentEntry, ...]
    loose_tolls: tuple[Toll, ...]
    """Figures that belong to no incident."""
    deals: tuple[Deal, ...]
    voices: tuple[Voice, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was found."""
        return not (self.incidents or self.loose_tolls or self.deals or self.voices)


def outline_of(records: Records, actors: Mapping[str, Actor]) -> Outline:
    """Put the records in the order of telling; what has no day comes last, in order of the text."""
    incidents = sorted(records.incidents, key=_by_day)
    known = {incident.id for incident in incidents}
    tolls: dict[str | None, list[Figure]] = {}
    for figure in records.figures:
        owner = figure.incident if figure.incident in known else None
        tolls.setdefault(owner, []).append(figure)
    wholes = {figure.id: figure for figure in records.figures}
    return Outline(
        incidents=tuple(
            # An id that stands twice gets its tolls once.
            IncidentEntry(number, incident, arrange_tolls(tolls.pop(incident.id, ()), wholes))
            for number, incident in enumerate(incidents, start=1)
        ),
        loose_tolls=arrange_tolls(tolls.pop(None, ()), wholes),
        deals=group_deals(records.agreements),
        voices=group_voices(records.statements, actors),
    )


def arrange_tolls(figures: Iterable[Figure], wholes: Mapping[str, Figure]) -> tuple[Toll, ...]:
    """Return the figures in order of the text, each followed by its parts.

    A part whose whole is not among `figures` stands on its own; so do figures in a circle.
    """
    ordered = sorted(figures, key=lambda figure: figure.evidence.start)
    here = {figure.id for figure in ordered}
    parts: dict[str, list[Figure]] = {}
    roots: list[Figure] = []
    for figure in ordered:
        if figure.part_of is not None and figure.part_of in here:
            parts.setdefault(figure.part_of, []).append(figure)
        else:
            roots.append(figure)
    told = _told_from(roots, parts, wholes)
    circles = sorted(
        (f for group in parts.values() for f in group), key=lambda figure: figure.evidence.start
    )
    return tuple(told + [Toll(f, 0, wholes.get(f.part_of or "")) for f in circles])


def group_deals(agreements: Iterable[Agreement]) -> tuple[Deal, ...]:
    """Return the steps by deal, both in order of time; the steps without a deal come last."""
    groups: dict[str | None, list[Agreement]] = {}
    for step in sorted(agreements, key=_by_day):
        groups.setdefault(step.deal, []).append(step)
    untied = groups.pop(None, [])
    deals = [Deal(deal, tuple(steps)) for deal, steps in groups.items()]
    return tuple(deals + ([Deal(None, tuple(untied))] if untied else []))


def group_voices(statements: Iterable[Statement], actors: Mapping[str, Actor]) -> tuple[Voice, ...]:
    """Return the statements by speaker, in the order in which each first speaks.

    The same words without a known actor count as one speaker; hidden speakers come last.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in sorted(statements, key=lambda statement: statement.content.start):
        groups.setdefault(_speaker(statement.source, actors), []).append(statement)
    hidden = groups.pop(_HIDDEN, [])
    voices = [
        Voice(actors.get(name) if sort == "actor" else None, group[0].source, tuple(group))
        for (sort, name), group in groups.items()
    ]
    return tuple(voices + ([Voice(None, None, tuple(hidden))] if hidden else []))


_HIDDEN = ("hidden", "")


def _speaker(source: Mention | None, actors: Mapping[str, Actor]) -> tuple[str, str]:
    if source is None:
        return _HIDDEN
    if source.actor is not None and source.actor in actors:
        return ("actor", source.actor)
    return ("words", source.text.casefold())


def _told_from(
    roots: Iterable[Figure], parts: dict[str, list[Figure]], wholes: Mapping[str, Figure]
) -> list[Toll]:
    """Walk down from the roots, taking each group of parts out of `parts` as it is told."""
    told: list[Toll] = []
    waiting = [(root, 0) for root in reversed(list(roots))]
    while waiting:
        figure, depth = waiting.pop()
        told.append(Toll(figure, depth, wholes.get(figure.part_of or "")))
        below = parts.pop(figure.id, [])
        waiting += [(part, depth + 1) for part in reversed(below)]
    return told


def _by_day(record: Incident | Agreement) -> tuple[date, date, int]:
    first = record.date_from or record.date_to or date.max
    return (first, record.date_to or date.max, record.evidence.start)
