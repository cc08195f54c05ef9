"""Words by which two accounts can be known as accounts of one event."""

import re
import unicodedata
from functools import lru_cache

SHORTEST = 3
_WORD = re.compile(r"[^\W_]++(?:(?=['’-][^\W_])['’-][^\W_]++)*+")
_APOSTROPHE = re.compile("['’]")


def telling_words(text: str) -> tuple[str, ...]:
    """Return the different words of a text, in lower case without accents, sorted.

    Numbers stay. Words under three letters do not; nor do what stands behind an apostrophe and the
    plural's "s" of longer words, so that "rebel's", "rebels" and "rebel" are one.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(sorted({kept for found in _WORD.findall(plain) if (kept := _reduce(found))}))


@lru_cache(maxsize=65_536)
def _reduce(word: str) -> str | None:
    word = _APOSTROPHE.split(word)[0]
    if len(word) > SHORTEST and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word if len(word) >= SHORTEST or word.isdecimal() else None
