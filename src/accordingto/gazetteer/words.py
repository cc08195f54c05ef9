"""Words around the names of places, as data: features, qualifiers, people, organisations."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.errors import GazetteerError
from accordingto.gazetteer.sources import DATA, read_romanised

_PATH = DATA / "words.toml"
_SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """English words that stand around the names of places; all in lower case."""

    features: Mapping[str, str]
    """"province" is "admin1": what a place is."""
    looser: Mapping[str, str]
    """"outskirts" is "near": heads of "... of X"."""
    near_before: frozenset[str]
    directions: frozenset[str]
    units: frozenset[str]
    connectors: frozenset[str]
    """Words in lower case inside names: "Isle of Man"."""
    place_before: frozenset[str]
    where: frozenset[str]
    attributes: frozenset[str]
    weak_before: frozenset[str]
    moved: frozenset[str]
    launched: frozenset[str]
    organisations: frozenset[str]
    titles: frozenset[str]
    after_names: frozenset[str]
    person_verbs: frozenset[str]
    times: frozenset[str]
    not_places: frozenset[str]
    romanised: frozenset[str]
    """Countries whose names reach news in many Latin spellings."""
    generic: frozenset[str]
    given: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """Return the words, loaded once.

    Raises GazetteerError when the file is not of the form that this version expects.
    """
    data = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    if data.get("schema") != _SCHEMA:
        message = f"schema is {data.get('schema')!r}, expected {_SCHEMA}; use this version's file"
        raise GazetteerError(message, path=str(_PATH))
    looser = dict(data["looser"])
    near_before = frozenset(looser.pop("near_before"))
    return PlaceWords(
        features=_by_word(data["features"]),
        looser=_by_word(looser),
        near_before=near_before,
        generic=frozenset(data["generic"]["names"]),
        romanised=read_romanised(),
        given=frozenset(data["given"]["names"]),
        **{name: frozenset(words) for name, words in data["words"].items()},
    )


def _by_word(kinds: Mapping[str, list[str]]) -> dict[str, str]:
    """Turn kinds with their words round; the first kind keeps a word that two have."""
    return {word: kind for kind, words in reversed(list(kinds.items())) for word in words}
