"""Cells that count people: "12", "12-15", "at least 12", "dozens"."""

import re
from dataclasses import dataclass

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.numbers import MAX_NUMBER, load_number_grammar
from accordingto.records.base import JsonValue
from accordingto.records.values import Bound

_PLAIN = re.compile(r"([0-9]{1,3}(?:[ ,.\u00a0\u202f'][0-9]{3}){1,3}|[0-9]{1,11})(?:\.0{1,9})?")
_APART = re.compile(r"[ ,.\u00a0\u202f']")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")
_SIGNS = (
    (">=", Bound.MIN),
    ("≥", Bound.MIN),
    (">", Bound.MIN),
    ("<=", Bound.MAX),
    ("≤", Bound.MAX),
    ("<", Bound.MAX),
    ("~", Bound.ABOUT),
    ("≈", Bound.ABOUT),
    ("c.", Bound.ABOUT),
    ("ca.", Bound.ABOUT),
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Count:
    """What a cell says of a number; both ends are open where it gives none."""

    low: int | None
    high: int | None
    approximate: bool = False
    """As for figures of reports: about 12, at least 12, more than 12."""


NO_COUNT = Count(None, None)


def parse_count(cell: JsonValue) -> Count | None:
    """Return the number that a cell gives; None for an empty cell.

    What stands in brackets is left out. A cell of other words, or of a vague one, gives no number:
    its words are kept by whoever asks.

    >>> parse_count("12-15"), parse_count("at least 12").high
    (Count(low=12, high=15, approximate=False), None)
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _exact(int(cell)) if cell == int(cell) else NO_COUNT
    if not isinstance(cell, str):
        return NO_COUNT
    words = _IN_BRACKETS.sub(" ", cell[:_LONGEST]).strip()
    if not words:
        return NO_COUNT if cell.strip() else None
    plain = _number(words)
    return _exact(plain) if plain is not None else _by_sign(words) or _by_words(words)


def _exact(number: int) -> Count:
    return Count(number, number) if 0 <= number <= MAX_NUMBER else NO_COUNT


def _number(words: str) -> int | None:
    found = _PLAIN.fullmatch(words.strip())
    return int(_APART.sub("", found[1])) if found else None


def _by_sign(words: str) -> Count | None:
    for sign, bound in _SIGNS:
        if words.casefold().startswith(sign):
            return _bounded(_number(words[len(sign) :]), bound)
    if words.endswith("+"):
        return _bounded(_number(words[:-1]), Bound.MIN)
    return None


def _bounded(number: int | None, bound: Bound) -> Count | None:
    if number is None or number > MAX_NUMBER:
        return None
    low = None if bound is Bound.MAX else number
    high = None if bound is Bound.MIN else number
    return Count(low, high, approximate=True)


def _by_words(words: str) -> Count:
    """Return the one number phrase that a cell holds, read as in reports."""
    if words.startswith(("-", "−")) or not all(map(_is_plain, words)):
        return NO_COUNT
    tokens = tuple(find_tokens(words))
    numbers = load_number_grammar().find(tokens)
    if len(numbers) != 1 or numbers[0].bound is Bound.VAGUE:
        return NO_COUNT
    found = numbers[0]
    return Count(found.low, found.high, found.approximate)


def _is_plain(mark: str) -> bool:
    """Tell a character from a digit that is none in a number, such as a footnote's."""
    return mark.isdecimal() or not mark.isdigit()
