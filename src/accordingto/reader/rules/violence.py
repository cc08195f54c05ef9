"""The lexicons of violence: words for deeds, weapons and doubt, ready to be matched."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal, TypeVar

from accordingto.gazetteer.demonyms import load_demonyms
from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.records.values import Kind

E = TypeVar("E", bound=Entry)
_SHORT = frozenset(("us", "u.s.", "uk", "u.k.", "eu", "un"))
"""Short names that stand before a noun as a demonym does: "US strikes"."""


class Part(StrEnum):
    """What the grammar around a word for a deed is."""

    NOUN = "noun"
    VERB = "verb"
    EITHER = "either"


class Needs(StrEnum):
    """What must stand nearby for words to mean violence."""

    NOTHING = "nothing"
    ARMS = "arms"
    """A weapon, an armed side, or people harmed."""
    WEAPON = "weapon"
    """A weapon, or an armed side as doer."""
    SIDE = "side"
    """An armed side as doer."""
    GROUND = "ground"
    """An armed side as doer, and a place that is taken."""
    PEOPLE = "people"
    """People as the object."""
    HARM = "harm"
    """People harmed, in the sentence."""
    WAR = "war"
    """A report about armed conflict, or an armed side as doer."""
    DOER = "doer"
    """An armed side as doer, and nothing else in the sentence that says how."""


class EventEntry(Entry):
    """One word or phrase for a deed; `none` marks what only looks like one."""

    kind: Kind | Literal["none"]
    part: Part
    loose: bool = False
    needs: Needs = Needs.NOTHING


class WeaponEntry(Entry):
    """One weapon, or bearer of one."""

    kind: Kind
    civil: bool = False


class Effect(StrEnum):
    """What words of doubt do to a deed."""

    UNREAL = "unreal"
    SUSPECTED = "suspected"
    DENIED = "denied"
    ASIDE = "aside"


class HedgeEntry(Entry):
    """One phrase of doubt, refusal or plan."""

    effect: Effect
    reach: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words that the finder of incidents looks for."""

    events: PhraseMatcher[EventEntry]
    weapons: PhraseMatcher[WeaponEntry]
    hedges: PhraseMatcher[HedgeEntry]
    armed: frozenset[str]
    bearers: frozenset[str]
    sides: frozenset[str]
    modifiers: frozenset[str]
    combatants: frozenset[str]
    people: frozenset[str]
    harm: frozenset[str]
    ground: frozenset[str]
    carriers: frozenset[str]
    attack_adjectives: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    breaks: frozenset[str]
    determiners: frozenset[str]
    not_names: frozenset[str]
    warlike: frozenset[str]
    aims: frozenset[str]
    not_hit: frozenset[str]
    holding: frozenset[str]
    empty: frozenset[str]
    harm_verbs: frozenset[str]
    harming: frozenset[str]
    generic: frozenset[str]
    transitive: frozenset[str]
    demonyms: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that the package carries."""
    return Lexicon(
        events=_matcher(load_entries("violence", "event", EventEntry)),
        weapons=_matcher(load_entries("weapons", "weapon", WeaponEntry)),
        hedges=_matcher(load_entries("certainty", "hedge", HedgeEntry)),
        **load_words("parties"),
        **load_words("violence"),
        demonyms=load_demonyms() | _SHORT,
    )


def _matcher(entries: Iterable[E]) -> PhraseMatcher[E]:
    return PhraseMatcher((entry.pattern, entry) for entry in entries)
