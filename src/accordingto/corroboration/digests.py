"""What corroboration keeps of a reading: small enough that 100,000 of them fit in memory.

A digest names people and records by their ids within the report. It holds no text but the quotes
that are shown beside a claim.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from accordingto.records.values import (
    ActorKind,
    Age,
    Basis,
    BlameMode,
    Bound,
    Category,
    Certainty,
    Kind,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)

ReportKey = str
"""What tells a report from all others of one run: the id of its reading, made unique."""
ActorId = str
RecordId = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person or group of one report, as it names them."""

    id: ActorId
    name: str
    """As the report names them in full: "Rami Abdel Rahman"."""
    kind: ActorKind
    role: str | None
    affiliation: str | None
    category: Category | None
    public_office: bool
    mentions: tuple[str, ...] = ()
    """The different words that name them, first seen first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that somebody says, in one report."""

    record: RecordId
    """The figure, statement, incident or agreement that holds it."""
    speaker: ActorId | None
    """The last speaker; None when the report says it in its own voice."""
    via: tuple[ActorId, ...] = ()
    """Between publisher and last speaker."""
    quote: str
    """The sentence that carries it."""
    start: int
    """First code point of the record's evidence in the report's text."""
    said: date | None
    """Day of saying if told, else of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim(Claim):
    """A count of people harmed, and who gives it."""

    state: State
    low: int | None
    high: int | None
    bound: Bound
    is_approximate: bool
    words: str
    who: Who
    scope: Scope
    basis: Basis
    age: Age
    sex: Sex
    side: ActorId | None
    label: str | None
    incident: RecordId | None
    part_of: RecordId | None
    covers: tuple[date | None, date | None, str | None] | None
    """First day, last day and area of a cumulative figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameClaim(Claim):
    """Who is held responsible for an incident, how, and by whom; `record` is the incident."""

    actor: ActorId | None
    actor_words: str
    mode: BlameMode
    alternative: int | None = None
    """Number of the group of blame of which only one can hold, within the incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(Claim):
    """A statement about incidents or agreements that accuses, demands or denies: it takes sides."""

    stance: Stance
    content: str
    about: tuple[RecordId, ...]
    accused: tuple[ActorId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepClaim(Claim):
    """A step in the life of a truce or deal, and who tells of it."""

    step: Step
    date_from: date | None
    date_to: date | None
    certainty: Certainty
    parties: tuple[ActorId, ...]
    accused: tuple[ActorId, ...]
    brokers: tuple[ActorId, ...]
    subject: str | None
    terms: tuple[str, ...]
    deal: RecordId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as an account gives it; without coordinates where the gazetteer has none."""

    name: str
    gazetteer_id: str | None
    gazetteer_name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None
    qualifier: str | None
    feature: str | None


class Toll(NamedTuple):
    """A count of people harmed, as far as linking compares it."""

    state: State
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One report's account of an incident: what linking compares."""

    report: ReportKey
    record: RecordId
    start: int
    """First code point of its first mention."""
    mentions: int
    """How often the report speaks of it."""
    kind: Kind
    certainty: Certainty
    date_from: date | None
    date_to: date | None
    not_after: date | None
    spot: Spot | None
    spots: tuple[Spot, ...]
    """All places that the account or its sources give, the best first."""
    actors: tuple[str, ...]
    """Words that name who did it, or is said to have done it."""
    targets: tuple[str, ...]
    weapon: str | None
    tolls: tuple["Toll", ...]
    """The counts that are given for it, each once."""
    words: tuple[str, ...]
    """Different words of its sentences, folded, sorted."""
    names: tuple[str, ...]
    """Folded names of the dead and hurt, where there are two words or more."""
    quote: str
    """The sentence of its first mention."""
    in_headline: bool
    """The title, or a headline line of the text, tells of it."""
    at_facility: bool = False
    """At a hospital, a clinic or a shelter: its exact place is withheld from views."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is needed to find copies of a text."""

    shingles: bytes
    """The lowest hashes of the text's shingles, sorted: 32-bit numbers, little-endian."""
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency that a report credits, and the words that do."""

    agency: str
    words: str
    where: str
    """`text`, `byline` or `metadata`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What corroboration keeps of one reading."""

    key: ReportKey
    sha256: str
    publisher: str
    title: str
    published: date | None
    """As used to count the report's days."""
    given: date | None
    """As the source of the report gives it."""
    sketch: Sketch | None
    """None when the reading came without its text."""
    credit: Credit | None
    accounts: tuple[Account, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    blame: tuple[BlameClaim, ...] = ()
    statements: tuple[StatementClaim, ...] = ()
    steps: tuple[StepClaim, ...] = ()
    speakers: tuple[Speaker, ...] = ()
