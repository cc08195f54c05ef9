"""The life of a truce or deal, as several reports tell of its steps."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.cases import Term
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import Certainty, Step
from accordingto.records.voices import VoiceCount


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReport:
    """One report's account of a step."""

    ref: ClaimRef
    voice: str
    name: str
    said: date | None
    certainty: Certainty
    date_from: date | None
    date_to: date | None
    accused: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TruceStep:
    """A step of a truce, with everybody who tells of it."""

    step: Step
    date_from: date | None
    date_to: date | None
    """The days that the accounts share as exactly as one of them gives them."""
    accused: tuple[str, ...]
    """Names of those who are said to have broken it."""
    voices: VoiceCount
    reports: tuple[StepReport, ...]
    cases: tuple[str, ...] = ()
    """Codes of the cases that are blamed for it, or told of as the breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TruceLink:
    """Two reports' deals that are held to be one, with the terms of the score."""

    one: ClaimRef
    other: ClaimRef
    score: float
    rule: str
    """`truces/1`."""
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truce:
    """One truce or deal: its steps in order of days, those without a day last."""

    id: str
    """16 hexadecimal digits over the accounts it is made of."""
    subjects: tuple[str, ...]
    parties: tuple[str, ...]
    brokers: tuple[str, ...]
    terms: tuple[str, ...]
    reports: int
    steps: tuple[TruceStep, ...]
    links: tuple[TruceLink, ...]
