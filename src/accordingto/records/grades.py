"""Grades of claims of civilian harm: suggestions with reasons, and decisions by people."""

from dataclasses import dataclass
from enum import StrEnum

from accordingto.records.voices import VoiceCount


class Grade(StrEnum):
    """How well a claim of civilian harm is supported, in Airwars' words."""

    WEAK = "weak"
    """One voice."""
    FAIR = "fair"
    """Two or more independent voices, and a belligerent's action is likely."""
    CONTESTED = "contested"
    """Rival attributions."""
    CONFIRMED = "confirmed"
    """By a person alone."""
    DISCOUNTED = "discounted"
    """By a person alone."""


class GradeFlag(StrEnum):
    """What stands beside a grade and does not change it."""

    DENIED = "denied"
    """Somebody who is blamed, or another, denies it."""
    TOLLS_DIFFER = "tolls_differ"
    """Independent voices give tolls that do not agree."""
    UNNAMED_VOICES = "unnamed_voices"
    """There would be more voices if unnamed ones were independent."""
    ALTERNATIVES = "alternatives"
    """A voice says that one of several did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeSuggestion:
    """A grade that a rule suggests; null where the rule grades nothing."""

    rule: str
    """`airwars-like/1`."""
    grade: Grade | None
    reasons: tuple[str, ...]
    flags: tuple[GradeFlag, ...]
    voices: VoiceCount
    """Who says that civilians were harmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeEntry:
    """A step in the history of a case's grade: a suggestion by a rule, or a person's decision."""

    by: str
    """The rule, or `person:` and the reviewer."""
    grade: Grade | None
    reasons: tuple[str, ...]
    flags: tuple[GradeFlag, ...] = ()
    voices: VoiceCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeHistory:
    """All grades of a case, oldest first; nothing is taken out of it."""

    entries: tuple[GradeEntry, ...] = ()
    is_published: bool = False
    """No rule adds anything to a published case."""
