"""Layers of annotation that the stages of a reader add to a report.

Inside a reader, words are bare spans; they are written out only when records are made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from accordingto.lexicons.tokens import Token
from accordingto.records.days import Days, PublishedUsed
from accordingto.records.places import Place
from accordingto.records.readings import Problem
from accordingto.records.values import (
    BlameMode,
    Certainty,
    Channel,
    Kind,
    Knowledge,
    Scope,
    Stance,
    State,
    Step,
    Who,
)
from accordingto.report import Report, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Something found in a report, with the words that show it."""

    evidence: Span


class Annotations:
    """The layers found so far; only the pipeline adds to them."""

    def __init__(self) -> None:
        self._layers: dict[type[object], tuple[object, ...]] = {}

    def of(self, layer: type[T]) -> tuple[T, ...]:
        """Return a layer in the order of the text; empty when nothing was found."""
        return self._layers.get(layer, ())  # type: ignore[return-value]  # keyed by type

    def add(self, layer: type[T], found: Iterable[T]) -> None:
        """Store a whole layer."""
        self._layers[layer] = tuple(found)


class Stage(Protocol):
    """One reading of a report: earlier layers in, one new layer out."""

    @property
    def name(self) -> str:
        """What the stage is called in problems and in the documentation."""

    @property
    def requires(self) -> frozenset[type[object]]:
        """The layers that must be there before it."""

    @property
    def provides(self) -> type[object]:
        """The layer that it adds, and owns alone."""

    def __call__(self, report: Report, found: Annotations) -> Iterable[object]:
        """Return the new layer in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Annotation):
    """One sentence with its tokens; a headline, caption or dateline line is a sentence too."""

    index: int
    """Place in the row of sentences, from 0."""
    paragraph: int
    """Number of the line of text, from 0."""
    tokens: tuple[Token, ...]
    is_headline: bool
    """A headline repeated in the text (its figures have no source)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Annotation):
    """A run of whole sentences that a tagger reads at once."""

    first: int
    last: int
    """Sentences `first` up to but not including `last`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Annotation):
    """Words in quotation marks; the evidence holds the marks."""

    is_closed: bool
    """False when the closing mark is missing and the paragraph's end stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Annotation):
    """The publication date that days are counted from; the evidence is the dateline, or empty."""

    given: date | None
    used: PublishedUsed
    problems: tuple[Problem, ...] = ()
    """What was wrong with the dates: none, impossible, or at odds with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention(Annotation):
    """Words that name a day or a range of days, resolved from the publication date."""

    days: Days
    is_saying: bool = False
    """The day of a saying ("On Tuesday X said"), not of what is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Annotation):
    """A named place, resolved as far as the report allows."""

    place: Place


# --- what a tagger finds: anchors with their roles ---------------------------------------------

Clues = Mapping[str, float]
"""What speaks for an anchor's being right, by name; empty from rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAnchor(Annotation):
    """A cue with its source and content; the evidence is the content."""

    source: Span | None
    cue: Span | None
    stance: Stance
    via: tuple[Span, ...] = ()
    channel: Channel | None = None
    knowledge: Knowledge = Knowledge.UNKNOWN
    accused: tuple[Span, ...] = ()
    confidence: float | None = None
    clues: Clues = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRole:
    """Somebody in the role of doer; `mode` is None when the tagger leaves it to the context."""

    span: Span
    mode: BlameMode | None = None
    source: Span | None = None
    is_settled: bool = False
    """The tagger knows mode and source; None means that the report itself says it."""


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """How likely each of some mentions plays a role, as the network sees it."""

    of: Mapping[Span, float]
    nobody: float
    """How likely it is that none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAnchor(Annotation):
    """One mention of an event of violence, with what its clause says of it."""

    kind: Kind
    certainty: Certainty = Certainty.REPORTED
    actors: tuple[ActorRole, ...] = ()
    targets: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    """Evidence of place mentions, best first."""
    days: tuple[Span, ...] = ()
    """Evidence of time mentions, best first."""
    likely_places: Likelihoods | None = None
    likely_days: Likelihoods | None = None
    weapon: Span | None = None
    is_background: bool = False
    """Too vague to be an incident of its own ("clashes continue"); may refer to one."""
    confidence: float | None = None
    clues: Clues = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAnchor(Annotation):
    """One expression that counts people harmed."""

    state: State
    low: int | None
    high: int | None
    approximate: bool
    who: Who
    scope: Scope
    incident: Span | None = None
    """Evidence of the incident mention that did the harm, when the sentence tells."""
    whole: Span | None = None
    """Evidence of the figure that this one is a part of."""
    source: Span | None = None
    """The source when it stands outside any statement ("91 dead - Monitor")."""
    name: Span | None = None
    """The harmed person's name, where the figure is a named person."""
    likely_deeds: Likelihoods | None = None
    """Of the mentions of incidents."""
    likely_sources: Likelihoods | None = None
    """Of the sources of statements."""
    is_doubtful: bool = False
    """Told only because a triage asks for whatever may be a death."""
    confidence: float | None = None
    clues: Clues = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnchor(Annotation):
    """One step in the life of a truce, deal or talks."""

    step: Step
    subject: Span | None = None
    parties: tuple[Span, ...] = ()
    brokers: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()
    accused: tuple[Span, ...] = ()
    days: tuple[Span, ...] = ()
    certainty: Certainty = Certainty.REPORTED
    confidence: float | None = None
    clues: Clues = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging(Annotation):
    """All anchors of a report, each kind in the order of the text: what a tagger gives back."""

    statements: Sequence[StatementAnchor] = ()
    incidents: Sequence[IncidentAnchor] = ()
    figures: Sequence[FigureAnchor] = ()
    agreements: Sequence[AgreementAnchor] = ()
    ends_early: int | None = None
    """Where the tagger stopped reading as it should, because the text is too long; else None."""
    problems: tuple[Problem, ...] = ()
    """What the tagger was told and did not take."""
