"""The words of a figure: what sort of people it counts, and whether it counts only the others."""

import re
from functools import cache, lru_cache

from accordingto.corroboration.same_side import party_of
from accordingto.corroboration.words import telling_words
from accordingto.lexicons.loader import load_words, read_lexicon
from accordingto.records.values import Who

REBELS, STATE = "rebels", "state"
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=65536)
def counted_nouns(words: str) -> frozenset[str]:
    """Return the words that say which people are counted; none when anybody is meant.

    >>> sorted(counted_nouns("at least 16 insurgents")), counted_nouns("At least 12 people")
    (['insurgent'], frozenset())
    """
    told = {word for word in telling_words(words) if _DIGIT.search(word) is None}
    return frozenset(
        told - _list("generic") - _list("approximating") - _list("others") - _numbers()
    )


def are_counted_alike(one: str, other: str) -> bool:
    """Tell whether two figures can be of the same people: rebels and loyalists cannot."""
    nouns, others = counted_nouns(one), counted_nouns(other)
    return not nouns or not others or nouns == others


def is_of_others(words: str) -> bool:
    """Tell whether a figure counts those beside some others: "24 others", "another man"."""
    return not _list("others").isdisjoint(words.casefold().split())


def side_of(who: Who, words: str) -> str | None:
    """Return on which side fighters fight, as the noun that counts them shows."""
    if who is not Who.COMBATANT:
        return None
    party = party_of(words)
    is_state = party.is_state or not _list("state_fighters").isdisjoint(words.casefold().split())
    if is_state == party.is_rebel:
        return None
    return STATE if is_state else REBELS


@cache
def _list(name: str) -> frozenset[str]:
    return load_words("counted")[name]


@cache
def _numbers() -> frozenset[str]:
    values = read_lexicon("numbers").get("values")
    words = values.keys() if isinstance(values, dict) else ()
    return frozenset(word for name in words for word in telling_words(name))
