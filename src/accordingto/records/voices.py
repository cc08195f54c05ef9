"""Voices: who stands behind a claim, across reports, and how many of them are independent."""

from dataclasses import dataclass
from enum import StrEnum

from accordingto.records.values import Category


class VoiceKind(StrEnum):
    """How a voice is known."""

    NAMED = "named"
    """A person, organisation or state that reports name."""
    UNNAMED = "unnamed"
    """Somebody without a name: never the same in two reports."""
    OWN_VOICE = "own_voice"
    """What a text says without naming anybody: the voice of its origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says something, resolved over all reports."""

    id: str
    """16 hexadecimal digits; stable as long as the name it stands for is."""
    name: str
    kind: VoiceKind
    category: Category | None = None
    organisation: str | None = None
    """Name of the organisation that it speaks for, or is."""
    is_public: bool = False
    """An organisation, state or holder of a public office; private persons have no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCount:
    """How many independent voices stand behind a claim.

    Two voices depend on each other when they share the last speaker, the organisation, or the
    origin of the text; what hangs together is counted once.
    """

    named: int
    """Groups with somebody named: the lower bound."""
    with_unnamed: int
    """All groups: the upper bound."""
    groups: tuple[tuple[str, ...], ...] = ()
    """Ids of the voices that hang together, each group once."""
