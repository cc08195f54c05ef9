"""Names of places made alike: one key for the spellings that news use for one name."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from operator import eq

from accordingto.gazetteer.schema import ABBREVIATION

_LONGEST_CODE = 3
SHORTEST_SOUND = 4
"""Keys of `fold_sound` that are shorter say too little to be looked for."""
_LONG_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_SHORT_WORDS = {
    **_LONG_WORDS,
    "co": "county",
    "twp": "township",
    "hts": "heights",
    "saint": "st",
    "sainte": "ste",
    "munt": "mt",
    "fort": "ft",
    "point": "pt",
}
"""What stands for what; long words as `fold_name` writes them."""
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i",
        "þ": "th", "ə": "a", "ħ": "h", "ŋ": "ng", "&": " and ",
    }
)  # fmt: skip
_APOSTROPHES = re.compile("['’‘ʼʻʿʾ`´′ˈ]")
_BREAKS = re.compile(r"[^\w]+|_+")
# An Arabic article takes the sound of the letter after it: "ash Shughur", "ez-Zor".
_ARTICLE = re.compile(
    r"\b(?:[ae]l (?=[^\W\d_])|[ae](?:dh (?=dh)|sh (?=sh)|th (?=th)"
    r"|d (?=d)|r (?=r)|s (?=s)|t (?=t)|z (?=z)|n (?=n)))"
)
_OTHER_ARTICLES = re.compile(r"^(?:the|city of|state of) (?=\w)")

# Spellings of one sound, in names put into Latin letters from Arabic, Kurdish or Persian.
_SOUNDS = (
    (re.compile(r"\bal(?=[b-df-hj-np-tv-z]\w\w)"), ""),  # "Tareeq Albab"
    (re.compile(r"[gq]h?(?=[aeiouwy])|q"), "k"),
    (re.compile(r"dh|z|th(?=[aeiou])"), "z"),
    (re.compile(r"[aeo]y(?=[^aeiou]|$)|[ae]i|iy|ie|e|y"), "i"),
    (re.compile(r"[ao]u|[ao]w(?=[^aeiou]|$)|o|w"), "u"),
    (re.compile(r"(?<=[^aiu\s])(?:[ai]h|iah?|a|i|[ai]t(?= ))\b"), "a"),
)


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Return the key under which a name is looked up; empty when it has no letters.

    Case and accents go; apostrophes go, hyphens and other marks become blanks; a letter written
    twice counts once; "ou" and "oo" are "u", "ee" is "i"; Arabic articles ("al-", "el ", "ash-"
    before "sh") and a leading "the" go. Letters outside Latin stay as they are.

    >>> fold_name("Khān Shaykhūn"), fold_name("Jisr ash-Shughūr"), fold_name("al-Raqqa")
    ('khan shaykhun', 'jisr shughur', 'raqa')
    """
    plain = name.casefold().translate(_LETTERS)
    if plain.isascii() and plain.isalpha():  # one plain word: nothing to part or to leave out
        return _even_out(plain)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _BREAKS.sub(" ", _APOSTROPHES.sub("", plain)).strip()
    return _even_out(_ARTICLE.sub("", _OTHER_ARTICLES.sub("", plain)) or plain)


def fold_abbreviation(word: str) -> str | None:
    """Return the key of an abbreviation of a unit: written with stops, or in capitals; else None.

    >>> fold_abbreviation("W. Va."), fold_abbreviation("NSW"), fold_abbreviation("Ill")
    ('wva.', 'nsw.', None)
    """
    is_short = word.isalpha() and word.isupper() and len(word) <= _LONGEST_CODE
    if "." not in word and not is_short:
        return None
    return word.casefold().replace(" ", "").replace(".", "") + ABBREVIATION


def spell_out(name: str) -> str:
    """Return the key of a name with one short word written out, or a long one shortened; else "".

    >>> spell_out("Mt. Vernon") == fold_name("Mount Vernon"), spell_out("Aleppo")
    (True, '')
    """
    words = fold_name(name).split()
    for place, word in enumerate(words):
        if word in _SHORT_WORDS:
            words[place] = _even_out(_SHORT_WORDS[word])
            return " ".join(words)
    return ""


def _even_out(name: str) -> str:
    """Write long vowels and doubled letters in one way."""
    even = name.replace("ou", "u").replace("oo", "u").replace("ee", "i")
    return _write_once(even)


def _write_once(name: str) -> str:
    """Write letters that stand twice or more in a row once; figures stay as they are."""
    if not any(map(eq, name, name[1:])):
        return name
    kept = (b for a, b in pairwise(name) if a != b or b.isdecimal() or not b.isalnum())
    return name[0] + "".join(kept)


@lru_cache(maxsize=65536)
def fold_sound(name: str) -> str:
    """Return a looser key, for names put into Latin letters from Arabic, Kurdish or Persian.

    On top of `fold_name`: "e", "i", "ei" and "ay" are one vowel, so are "o", "u" and "aw"; "q",
    "g" and "k" are one letter, "dh" and "z" too; an ending "-ah", "-eh", "-e" or "-a" is "a"; words
    are written as one. Use it only where `fold_name` finds nothing: different names can meet.

    >>> fold_sound("Dayr az-Zawr") == fold_sound("Deir Ezzor")
    True
    """
    key = fold_name(name)
    words = key.split()
    if len(words) == 2 and words[1][:2] in _SUN_ARTICLES:
        key = f"{words[0]} {words[1][1:]}"
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return _write_once(key).replace(" ", "")


_SUN_ARTICLES = frozenset(("ez", "az", "es", "as", "ad", "ed", "at", "et", "an", "en", "ar", "er"))


def is_latin(name: str) -> bool:
    """Tell whether a name is in Latin letters (up to U+02FF, and U+1E00 to U+1EFF)."""
    return all(
        letter < "\u0300" or "\u1e00" <= letter < "\u1f00" or not letter.isalpha()
        for letter in name
    )
