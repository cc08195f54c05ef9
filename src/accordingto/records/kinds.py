"""The kinds of records that a reading lists, and each record with where its words stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.readings import Headline, Reading
from accordingto.records.statements import Statement
from accordingto.report import Span


class RecordKind(StrEnum):
    """What sort of record a decision can be about."""

    FIGURE = "figure"
    STATEMENT = "statement"
    INCIDENT = "incident"
    AGREEMENT = "agreement"
    ACTOR = "actor"
    PERSON = "person"


AnyRecord: TypeAlias = Figure | Statement | Incident | Agreement | Actor | Person

RECORD_TYPES: dict[RecordKind, type[AnyRecord]] = {
    RecordKind.FIGURE: Figure,
    RecordKind.STATEMENT: Statement,
    RecordKind.INCIDENT: Incident,
    RecordKind.AGREEMENT: Agreement,
    RecordKind.ACTOR: Actor,
    RecordKind.PERSON: Person,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One record as a reading lists it."""

    kind: RecordKind
    record: AnyRecord
    in_title: bool = False
    """Its offsets run over the report's title, not its text."""

    @property
    def span(self) -> Span:
        """Where the words stand that carry the record."""
        return evidence_of(self.record).span


def kind_of(record: AnyRecord) -> RecordKind:
    """Return the kind of a record."""
    return next(kind for kind, made in RECORD_TYPES.items() if isinstance(record, made))


def evidence_of(record: AnyRecord) -> Mention:
    """Return the words that carry a record; those of an actor are its first mention."""
    if isinstance(record, Actor):
        return record.mentions[0] if record.mentions else Mention(0, 0, "", record.id)
    return record.evidence


def records_of(reading: Reading) -> Iterator[Listed]:
    """Yield every record of a reading, those of its headline last."""
    text: tuple[AnyRecord, ...] = (*_told(reading), *reading.actors, *reading.people)
    for record in text:
        yield Listed(kind_of(record), record)
    for record in _told(reading.headline):
        yield Listed(kind_of(record), record, in_title=True)


def _told(part: Reading | Headline) -> tuple[AnyRecord, ...]:
    return (*part.figures, *part.statements, *part.incidents, *part.agreements)
