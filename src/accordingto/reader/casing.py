"""Capitals where a text has none to go by: lines in capitals, and lines in small letters.

Names are told from other words by their capitals. A line that is all capitals, or has none, tells
nothing by them; its words are given those that news would give them.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token

MOST_CAPITALS = 0.8
"""With a larger share of words in capitals, a line is taken to be written in them."""
LEAST_WORDS_IN_CAPITALS, LEAST_WORDS_SMALL = 3, 6
"""Words that a line must have before its case is said to tell nothing."""
LEAST_WORDS_UNMARKED, LEAST_WORDS_BETWEEN = 20, 4
"""Words of a line that may have lost its full stops, and words of its sentences."""
_LONG = 4
"""Letters of a word that is no abbreviation: "UN AFP" is no line in capitals."""
_STOPS = frozenset({".", "!", "?"})
_ARTICLES = frozenset({"ad", "al", "an", "ar", "as", "ash", "at", "az", "el", "ez", "ul"})
_HYPHENS = "-‐‑"


def recased(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words of one line, with capitals as news has them where its own tell nothing.

    English. Ranges and `lower` stay as they are.

    >>> from accordingto.lexicons.tokens import find_tokens
    >>> [t.text for t in recased(tuple(find_tokens("SHELLING NEAR TARVO KILLS UN MAN")))]
    ['Shelling', 'near', 'Tarvo', 'kills', 'UN', 'man']
    """
    return tuple(_recase(tokens)) if _tells_nothing(tokens) else tokens


def _tells_nothing(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is written in capitals, or without any."""
    words = [token.text for token in tokens if token.text[0].isalpha() and len(token.text) > 1]
    if len(words) >= LEAST_WORDS_SMALL and all(map(str.islower, words)):
        return True
    large = sum(map(str.isupper, words))
    if large < max(LEAST_WORDS_IN_CAPITALS, MOST_CAPITALS * len(words)):
        return False
    return any(len(word) > _LONG and word.isupper() for word in words)


def _recase(tokens: Sequence[Token]) -> Iterator[Token]:
    begins = True
    for place, token in enumerate(tokens):
        if token.text in _STOPS:
            begins = place > 0 and len(tokens[place - 1].text) > 1
        if not token.text[0].isalpha() or len(token.lower) != len(token.text):
            yield token
            continue
        text = _cased(token.lower)
        if begins and token.lower != "'s":
            text = text[0].upper() + text[1:]
        begins = False
        yield token._replace(text=text)


def is_written_small(lower: str) -> bool:
    """Tell whether news writes a word small inside a sentence: it is no name by itself."""
    return lower in _lists()[0]


def unmarked_starts(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where sentences begin in a line that has lost its full stops, as offsets.

    A word that news writes small inside a sentence, and that stands here with a capital, begins
    one; a noun or adjective only where no name may be meant.
    """
    words = [token for token in tokens if token.text[0].isalpha()]
    if len(words) < LEAST_WORDS_UNMARKED or any(token.text in _STOPS for token in tokens):
        return
    if 2 * sum(token.is_capitalised for token in words) > len(words):
        return
    small, openers = _lists()[0], load_words("casing")["openers"]
    last = 0
    for place in range(LEAST_WORDS_BETWEEN, len(tokens) - 1):
        token, before, after = tokens[place], tokens[place - 1], tokens[place + 1]
        if not token.is_capitalised or place - last < LEAST_WORDS_BETWEEN:
            continue
        is_name = before.is_capitalised or after.is_capitalised or token.lower not in small
        if token.lower in openers or not is_name:
            yield token.start
            last = place


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
    words = load_words("casing")
    endings = tuple(sorted(words["small_endings"]))
    return words["small"], words["capitals"], words["names"], endings


def _cased(lower: str) -> str:
    """Return a word as news writes it inside a sentence."""
    small, capitals, _, _ = _lists()
    if lower in small:
        return lower
    if lower in capitals or "." in lower:
        return lower.upper()
    for mark in _HYPHENS:
        if mark in lower:
            return mark.join(_parts(lower.split(mark)))
    return _part(lower)


def _parts(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a word with hyphens; behind an article stands a name: "al-Said"."""
    for place, part in enumerate(parts):
        is_named = place > 0 and parts[place - 1] in _ARTICLES
        yield part.capitalize() if is_named else _part(part)


def _part(lower: str) -> str:
    """Return a word, or a part of one between hyphens."""
    small, capitals, names, endings = _lists()
    if lower in small or lower in _ARTICLES or not lower:
        return lower
    if lower in capitals:
        return lower.upper()
    if lower not in names and len(lower) > _LONG and lower.endswith(endings):
        return lower
    if len(lower) == 1:
        return lower if lower in "as" else lower.upper()
    return lower.capitalize()
