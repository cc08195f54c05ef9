"""ACLED's types of event, and its number of fatalities, as far as its codebook can be followed."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

from accordingto.records.tolls import ClaimRef, Reconciliation, TollClaim, TollRange
from accordingto.records.values import Bound, Kind, State, Who

RULE = "acled-like/1"
_WORD = re.compile(r"[a-z]+")


class _KindEntry(TypedDict):
    kind: str
    type: NotRequired[str]
    sub_type: NotRequired[str]
    left_out: NotRequired[str]


class _WordsEntry(TypedDict):
    words: list[str]
    sub_type: NotRequired[str]
    number: NotRequired[int]


class _DisorderEntry(TypedDict):
    types: list[str]
    disorder: str


class Tables(TypedDict):
    """What `acled_types.toml` holds."""

    kind: list[_KindEntry]
    weapon: list[_WordsEntry]
    disorder: list[_DisorderEntry]
    vague: list[_WordsEntry]


@dataclass(frozen=True, slots=True)
class EventType:
    """What ACLED calls an event; empty where reports leave it open."""

    type: str = ""
    sub_type: str = ""

    @property
    def disorder(self) -> str:
        """ACLED's type of disorder."""
        found = (one["disorder"] for one in load_tables()["disorder"] if self.type in one["types"])
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Fatalities:
    """ACLED's one number, with how it was come by."""

    number: int | None
    """None where nobody tells of dead, or no one number can be told."""
    why: str


def event_type(kind: Kind, weapons: Iterable[str], hurt: Iterable[Who]) -> EventType | str:
    """Return the type of an event; why ACLED has none for its kind.

    `weapons` are words for what was used, `hurt` says who is told to have been harmed. A bombing's
    sub-type follows the weapon; a shooting is an attack on civilians, or a clash of fighters.
    """
    entry = next(one for one in load_tables()["kind"] if one["kind"] == kind.value)
    if "left_out" in entry:
        return entry["left_out"]
    if kind is Kind.BOMBING:
        return EventType(entry["type"], _bombing(weapons))
    if kind is Kind.SHOOTING:
        return _shooting(set(hurt))
    return EventType(entry["type"], entry["sub_type"])


def _bombing(weapons: Iterable[str]) -> str:
    """Return what all words for the weapon say; nothing when they differ."""
    found = {sub_type for words in weapons if (sub_type := _by_weapon(words))}
    return found.pop() if len(found) == 1 else ""


def _by_weapon(words: str) -> str:
    folded = f" {' '.join(_WORD.findall(words.casefold()))} "
    for entry in load_tables()["weapon"]:
        if any(f" {one} " in folded or f" {one}s " in folded for one in entry["words"]):
            return entry["sub_type"]
    return ""


def _shooting(hurt: set[Who]) -> EventType:
    if Who.CIVILIAN in hurt:
        return EventType("Violence against civilians", "Attack")
    return EventType("Battles", "Armed clash") if hurt == {Who.COMBATANT} else EventType()


def fatalities_of(figures: Reconciliation, deaths: TollRange | None) -> Fatalities:
    """Return ACLED's number by `acled-like/1`.

    The lowest number of those that `ucdp-like/1` takes for all of the dead; its best figure, where
    the lowest is nought and others give a number. Words have the numbers of ACLED's codebook.
    """
    if deaths is None or deaths.extent is None or deaths.extent.low is None:
        return Fatalities(None, deaths.why if deaths else "no range of deaths")
    low = deaths.extent.low
    given = list(_claims(figures, deaths.extent.low_claims))
    if given and all(claim.bound is Bound.VAGUE for claim in given):
        return _in_words(given)
    if deaths.best is None:
        return Fatalities(None, deaths.why)
    if low == 0 and deaths.best:
        return Fatalities(deaths.best, "nobody is told of by one, a number given by another")
    return Fatalities(low, "the lowest number that is given")


def _claims(figures: Reconciliation, refs: Iterable[ClaimRef]) -> Iterable[TollClaim]:
    wanted = set(refs)
    for toll in figures.tolls:
        if toll.state is State.KILLED:
            yield from (claim for claim in toll.claims if claim.ref in wanted)


def _in_words(claims: Sequence[TollClaim]) -> Fatalities:
    numbers = {claim.words: vague_number(claim.words) for claim in claims}
    known = {words: number for words, number in numbers.items() if number is not None}
    if not known:
        return Fatalities(None, "no number in ACLED's codebook for “" + claims[0].words + "”")
    words = min(known, key=lambda one: (known[one], one))
    return Fatalities(known[words], f"ACLED's number for “{words}”")


def vague_number(words: str) -> int | None:
    """Return ACLED's number for words without one.

    >>> vague_number("dozens of people"), vague_number("scores of people")
    (12, None)
    """
    told = set(_WORD.findall(words.casefold()))
    numbers = [one["number"] for one in load_tables()["vague"] if told & set(one["words"])]
    is_beyond = told & {"thousand", "thousands", "million", "millions"}
    return max(numbers) if numbers and not is_beyond else None


@cache
def load_tables() -> Tables:
    """Return the tables of `acled_types.toml`."""
    path = files("accordingto.formats") / "acled_types.toml"
    read: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    return cast("Tables", read)
