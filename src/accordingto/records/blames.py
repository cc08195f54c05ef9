"""Blame for a case: who blames whom, who claims it, who denies it, and what is demanded."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.tolls import ClaimRef, StakeSuggestion
from accordingto.records.values import BlameMode, Stance
from accordingto.records.voices import VoiceCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """Somebody who is held responsible, as far as reports tell that they are one."""

    id: str
    """Id of the voice that they are, or a hash of the words that name them."""
    name: str
    words: tuple[str, ...]
    """The different words that name them."""
    is_resolved: bool
    """Known across reports by name; else by words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuser:
    """A voice that holds somebody responsible, or denies that they are."""

    ref: ClaimRef
    voice: str
    name: str
    stake: StakeSuggestion
    said: date | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameEntry:
    """One actor, held responsible in one way, with everybody who does so."""

    actor: Blamed
    mode: BlameMode
    accusers: tuple[Accuser, ...]
    voices: VoiceCount
    alternatives: tuple[tuple[str, ...], ...] = ()
    """Groups of ids of actors, this one among them, of which a voice says that one did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatement:
    """An accusation, a demand, a denial or a doubt about a case."""

    ref: ClaimRef
    stance: Stance
    voice: str
    name: str
    said: date | None
    content: str
    quote: str
    accused: tuple[str, ...]
    """Names of those accused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBlame:
    """All blame for a case."""

    rule: str
    """`blame/1`."""
    entries: tuple[BlameEntry, ...]
    statements: tuple[CaseStatement, ...]
    rivals: tuple[tuple[str, str], ...]
    """Pairs of actors' ids whom independent voices blame, each without the other."""
