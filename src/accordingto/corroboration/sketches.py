"""Sketches: what is kept of a text to find its copies.

A shingle is four words in a row. Each has a hash that looks random and is the same on every
machine; a sketch keeps the lowest of them (Broder 1997; Irber et al. 2022 call it scaled MinHash).
Of an ordinary report these are all, so what two texts share is counted, not estimated; of a very
long one they are a fair sample. Classic MinHash signatures say how alike two whole texts are, and
so miss the paragraph that one has taken from a long other.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration.digests import Sketch

Hashes = NDArray[np.uint32]
SHINGLE = 4
"""Words of a shingle."""
MOST_SHINGLES = 600
"""Kept of a text: 2,400 bytes."""
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_STORED = np.dtype("<u4")


def make_sketch(text: str) -> Sketch:
    """Return the sketch of a text.

    Case, accents and marks do not count. A number in digits counts as "a number": who takes over a
    report and changes its toll has taken over the report.
    """
    words = fold_words(text)
    lowest = np.unique(_hash_shingles(words))[:MOST_SHINGLES]
    return Sketch(shingles=lowest.astype(_STORED).tobytes(), words=len(words))


def read_shingles(sketch: Sketch) -> Hashes:
    """Return the hashes that a sketch holds, lowest first."""
    return np.frombuffer(sketch.shingles, dtype=_STORED).astype(np.uint32, copy=False)


def fold_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents, numbers as "0".

    >>> fold_words("At least 1,200 were killed in Dārayyā.")
    ['at', 'least', '0', '0', 'were', 'killed', 'in', 'darayya']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return ["0" if word.isdecimal() else word for word in _WORD.findall(plain)]


@lru_cache(maxsize=65536)
def _hash_word(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _hash_shingles(words: list[str]) -> Hashes:
    """Return one hash a shingle; of a text shorter than a shingle, one for all of it."""
    if not words:
        return np.empty(0, dtype=np.uint32)
    each = np.array([_hash_word(word) for word in words], dtype=np.uint64)
    width = min(SHINGLE, len(words))
    mixed = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for place in range(width):
        mixed = mixed * _MULTIPLIER + each[place : len(words) - width + 1 + place]
    for mixer in _MIXERS:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * mixer
    return (mixed >> np.uint64(32)).astype(np.uint32)
