"""Harm cues: the words that tell what happened to the people counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from accordingto.lexicons.loader import Entry, load_entries
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.records.values import State


class Role(StrEnum):
    """Where the count of people stands to a cue; `harm.toml` says which is which."""

    OBJECT = "object"
    PASSIVE = "passive"
    SUBJECT = "subject"
    AFTER = "after"
    NOUN = "noun"
    CLAIM = "claim"
    FORCE = "force"
    PREMODIFIER = "premodifier"
    TOLL = "toll"
    AMONG = "among"
    LISTING = "listing"
    LIVES = "lives"
    FRAMED = "framed"
    TREATS = "treats"
    HOLDS = "holds"
    RUNNING = "running"


class HarmEntry(Entry):
    """One phrase of the lexicon `harm`."""

    states: tuple[State, ...]
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class HarmCue:
    """A cue in a sentence: tokens `first` up to but not including `last`."""

    first: int
    last: int
    states: tuple[State, ...]
    roles: frozenset[Role]


@cache
def load_harm() -> PhraseMatcher[HarmEntry]:
    """Return the matcher over the lexicon `harm`."""
    return PhraseMatcher((e.pattern, e) for e in load_entries("harm", "cue", HarmEntry))


def find_harm(tokens: Sequence[Token], matcher: PhraseMatcher[HarmEntry]) -> Mapping[int, HarmCue]:
    """Return the cues of a sentence by their first token, in order of the text."""
    return {
        match.first: HarmCue(match.first, match.last, match.value.states, match.value.roles)
        for match in matcher.find(tokens)
    }


def is_active(tokens: Sequence[Token], cue: HarmCue) -> bool:
    """Tell whether a participle stands in a perfect tense: "is said to have killed"."""
    if Role.OBJECT not in cue.roles or Role.SUBJECT in cue.roles or not cue.first:
        return False
    return tokens[cue.first - 1].lower in {"have", "has", "had", "having"}
