"""Forms of the records of an entry: the fields of a reading's records, written by a person.

They hold words where a reading has spans, and name each other by `ref`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from accordingto.records.values import (
    ActorKind,
    Age,
    BlameMode,
    Category,
    Certainty,
    Channel,
    Kind,
    Mode,
    PlaceRole,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)

Words = Annotated[str, Field(min_length=1, max_length=100_000)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Ref = Annotated[str, Field(min_length=1, max_length=100)]
"""A name by which records of one entry speak of each other: "strike"."""
Count = Annotated[int, Field(ge=0, le=10**10)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
FORM = ConfigDict(extra="forbid")
"""What the form does not know is a slip of the pen, and is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageForm:
    """The period and area that a cumulative figure covers."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    date_from: date | None = None
    date_to: date | None = None
    area: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureForm:
    """How many people were harmed."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    ref: Ref | None = None
    state: State
    low: Count | None = None
    high: Count | None = None
    approximate: bool = False
    words: Words | None = None
    """The number as it was said: "a dozen"."""
    who: Who = Who.UNKNOWN
    scope: Scope = Scope.INCIDENT
    incident: Ref | None = None
    part_of: Ref | None = None
    statement: Ref | None = None
    source: Name | None = None
    """Where it is not the entry's own source."""
    status_claimed: Who = Who.UNKNOWN
    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    role: Name | None = None
    side: Name | None = None
    """Whose people they were: one of the entry's actors."""
    label: Name | None = None
    covers: CoverageForm | None = None
    evidence: Words | None = None
    """The words that carry it; else those of the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceForm:
    """A place, with a position only where it is known."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    name: Name
    country: Country | None = None
    """ISO 3166-1 alpha-2."""
    role: PlaceRole = PlaceRole.IMPACT
    qualifier: Name | None = None
    admin1: Name | None = None
    admin2: Name | None = None
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameForm:
    """Who is held responsible, and how; by whom, where it is not the entry's own source."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    actor: Name
    mode: BlameMode
    source: Name | None = None
    alternative: Ref | None = None
    """Blame with the same name here excludes each other: either the army or the militia."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentForm:
    """One event of violence."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    ref: Ref | None = None
    kind: Kind
    date_from: date | None = None
    date_to: date | None = None
    place: PlaceForm | None = None
    places: tuple[PlaceForm, ...] = ()
    """Others: from where it was launched, where somebody died of it."""
    targets: tuple[Name, ...] = ()
    certainty: Certainty = Certainty.REPORTED
    blame: tuple[BlameForm, ...] = ()
    weapon: Name | None = None
    evidence: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementForm:
    """What somebody says."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    ref: Ref | None = None
    content: Words
    stance: Stance = Stance.ASSERTS
    mode: Mode = Mode.DIRECT
    source: Name | None = None
    cue: Name | None = None
    via: tuple[Name, ...] = ()
    channel: Channel | None = None
    said_on: date | None = None
    about: tuple[Ref, ...] = ()
    accused: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementForm:
    """One step in the life of a truce, deal or talks."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    ref: Ref | None = None
    step: Step
    date_from: date | None = None
    date_to: date | None = None
    parties: tuple[Name, ...] = ()
    subject: Name | None = None
    deal: Ref | None = None
    """Steps with the same name here are steps of one deal."""
    source: Name | None = None
    certainty: Certainty = Certainty.REPORTED
    accused: tuple[Name, ...] = ()
    brokers: tuple[Name, ...] = ()
    terms: tuple[Words, ...] = ()
    evidence: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """Somebody who was killed or hurt, by name."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    name: Name
    state: State
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    sex: Sex = Sex.UNKNOWN
    role: Name | None = None
    figure: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorForm:
    """Somebody whom the records name as source, doer or side, and what is known of them."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    name: Name
    kind: ActorKind
    role: Name | None = None
    affiliation: Name | None = None
    category: Category | None = None
    public_office: bool = False
