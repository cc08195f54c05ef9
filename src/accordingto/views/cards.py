"""What a view shows of one record, one section and one report, before it is text or HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from accordingto.records.base import Mention

Details = list[tuple[str, str]]
"""Pairs of label and value while they are collected."""


class Sort(StrEnum):
    """What sort of record a card shows."""

    INCIDENT = "incident"
    FIGURE = "figure"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    PERSON = "person"
    PROBLEM = "problem"


class Role(StrEnum):
    """What words of the report are to a record."""

    FIGURE = "figure"
    INCIDENT = "incident"
    AGREEMENT = "agreement"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    ACTOR = "actor"
    PLACE = "place"
    DAY = "day"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the report that a card points at, and what they are to its record."""

    mention: Mention
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One record as shown. All strings are plain: visible characters on one line.

    `marks` begins with the evidence, if the record has any.
    """

    sort: Sort
    heading: str
    says: str | None = None
    """On whose word it stands."""
    words: str | None = None
    """The exact words that carry it."""
    details: tuple[tuple[str, str], ...] = ()
    """Pairs of label and value; an empty label where the value speaks for itself."""
    marks: tuple[Mark, ...] = ()
    depth: int = 0
    """Steps of indentation: tolls below their incident, parts below the figure they are part of."""
    number: int | None = None
    """Number of an incident, by which other cards name it."""
    confidence: float | None = None
    record: str = ""
    """Id of the record; empty for a problem of the reading."""

    def details_by_label(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each label once with its values, in order."""
        for label, pairs in groupby(self.details, key=lambda pair: pair[0]):
            yield label, [value for _, value in pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards that belong together: an incident with its tolls, a deal, a voice."""

    title: str | None = None
    note: str | None = None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the view, under one heading."""

    id: str
    title: str
    note: str | None = None
    groups: tuple[Group, ...]
    is_headline: bool = False
    """Its marks run over the title, not over the text."""

    def cards(self) -> Iterator[Card]:
        """Yield the cards of all groups, in order."""
        for group in self.groups:
            yield from group.cards

    def count_records(self) -> int:
        """Return how many records the section is about: incidents are counted without tolls."""
        counts_groups = self.groups[0].cards[0].sort is Sort.INCIDENT and not self.is_headline
        return len(self.groups) if counts_groups else sum(1 for _ in self.cards())


def marks_of(role: Role, mentions: Iterable[Mention | None]) -> tuple[Mark, ...]:
    """Return a mark for each mention that there is."""
    return tuple(Mark(mention, role) for mention in mentions if mention is not None)
