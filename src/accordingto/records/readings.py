"""A reading: all that one report says."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.days import PublishedUsed
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be decided or was not as expected; nothing is lost silently."""

    stage: str
    code: str
    message: str
    evidence: Mention | None = None


ENTERED_BY = "entered by "
"""Begins the name of the reader of an entry by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderInfo:
    """Which reader made the reading: a program, or a person who entered it by hand."""

    name: str
    version: str
    model_hash: str | None = None
    """Of a program's model, or of what it was asked; of the form that a person filled in."""

    @classmethod
    def by_person(cls, name: str, form_hash: str) -> "ReaderInfo":
        """Return who entered a reading by hand, and the hash of the form."""
        return cls(name=f"{ENTERED_BY}{name}", version="1", model_hash=form_hash)

    @property
    def person(self) -> str | None:
        """Name of the person who entered the reading; None when a program made it."""
        is_person = self.name.startswith(ENTERED_BY)
        return self.name.removeprefix(ENTERED_BY) if is_person else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInfo:
    """The report as the reading shows it."""

    id: str
    title: str
    published: date | None
    """As given, when it is a date."""
    published_used: PublishedUsed
    publisher: str
    agencies: tuple[str, ...]
    language: str | None
    """ISO 639-1."""
    text: str | None = None
    """Left out by `--no-text`."""
    sha256: str
    reader: ReaderInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What the title alone says; offsets run over `report.title`."""

    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one report says, in the order of its text."""

    id: str
    report: ReportInfo
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    headline: Headline = Headline()
    actors: tuple[Actor, ...] = ()
    people: tuple[Person, ...] = ()
    problems: tuple[Problem, ...] = ()
