"""Names of people: which spellings are one name."""

import re
from functools import lru_cache
from typing import NamedTuple

from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.lexicons.loader import load_words

_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouy]+")
_SERVANT = re.compile(r"^abd[aeu]?l?(?=[^\W\d_]{4})")
_KUNYA = ("abu", "umm")
_ONE_OFF = 5
"""Letters of a word from which one may be another: "Mishal" and "Meshal", not "Ali" and "Ala"."""


class PersonName(NamedTuple):
    """A person's name as compared: words in one spelling, without titles and articles."""

    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """What all spellings of the name share: first and last word without their vowels."""
        return f"{skeleton(self.words[0])} {skeleton(self.words[-1])}"

    @property
    def is_full(self) -> bool:
        """Tell whether it is more than a given name or a byname: "Omar" and "Abu Omar" are not."""
        return len(self.words) > 1 and not self.words[0].startswith(_KUNYA)


@lru_cache(maxsize=65536)
def fold_person(name: str) -> PersonName | None:
    """Return a person's name as compared; None when nothing is left of it.

    >>> fold_person("Dr. Rami Abdel-Rahman") == fold_person("Rami Abdurrahman")
    True
    """
    left_out = load_words("names")["titles"] | load_words("persons")["ranks"]
    words = _LETTERS.findall(fold_name(name))
    while len(words) > 1 and words[0] in left_out:
        words.pop(0)
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in load_words("voices")["joined_names"]:
            joined[-1] += word
        elif not (word in {"al", "el", "the"} and len(words) > 1):
            joined.append(word)
    return PersonName(tuple(map(_shorten, joined))) if joined else None


def _shorten(word: str) -> str:
    return _SERVANT.sub("abd", word)


def skeleton(word: str) -> str:
    """Return a word without its vowels; of a word of vowels, the word."""
    return _VOWELS.sub("", word) or word


def is_same_name(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names are one name in two spellings, or one without its middle.

    >>> is_same_name(PersonName(("sergei", "rudskoi")), PersonName(("sergey", "rudskoy")))
    True
    """
    if len(one.words) == len(other.words):
        return all(map(_is_same_word, one.words, other.words))
    if min(len(one.words), len(other.words)) == 1:
        return False
    ends = ((one.words[0], other.words[0]), (one.words[-1], other.words[-1]))
    return all(_is_same_word(*pair) for pair in ends)


@lru_cache(maxsize=65536)
def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if skeleton(one) != skeleton(other):
        return False
    return fold_sound(one) == fold_sound(other) or (
        min(len(one), len(other)) >= _ONE_OFF
        and min(_steps(one, other), _steps(fold_sound(one), fold_sound(other))) <= 1
    )


def _steps(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, there in enumerate(other, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, above + (letter != there))
            above, row[column] = row[column], cost
    return row[-1]
