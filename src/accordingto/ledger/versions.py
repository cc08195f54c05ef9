"""What changed from one version of a page to the next, sentence by sentence."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from accordingto.ledger.passages import Passages

MOST_PIECES = 1_000
"""Sentences of two texts, up to which all are compared with all; of more, between those that stand
in both once."""
_AROUND = 1
"""Sentences that stayed, shown before and after those that changed."""


class Sign(StrEnum):
    """What became of a piece of text."""

    GONE = "-"
    NEW = "+"
    SAME = " "
    CUT = "…"
    """Stands for pieces that stayed and are not shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, and what became of it."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What changed from one version to the next."""

    older: int
    newer: int
    pieces: tuple[Piece, ...]
    """In order of the text; empty where nothing but white space changed."""
    is_whole: bool = True
    """False where so much changed that some of it is told as gone and new as a whole."""


def compare_texts(older: int, old: str, newer: int, new: str) -> VersionChange:
    """Return what changed between two texts, the versions `older` and `newer` of a page.

    >>> change = compare_texts(1, "Four died. Many fled.", 2, "Six died. Many fled.")
    >>> [f"{piece.sign}{piece.text}" for piece in change.pieces]
    ['-Four died.', '+Six died.', ' Many fled.']
    """
    one, other = list(_pieces(old)), list(_pieces(new))
    begin = _shared(one, other)
    end = _shared(one[begin:][::-1], other[begin:][::-1])
    middle, fresh = one[begin : len(one) - end], other[begin : len(other) - end]
    is_whole = True
    told = [Piece(Sign.SAME, text) for text in one[:begin]]
    for gone, came in _stretches(middle, fresh):
        is_small = max(len(gone), len(came)) <= MOST_PIECES
        told += _compare(gone, came) if is_small else _replace(gone, came)
        is_whole = is_whole and is_small
    told += [Piece(Sign.SAME, text) for text in one[len(one) - end :]]
    return VersionChange(older, newer, tuple(_cut(told)), is_whole)


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences of a text, white space made even."""
    ends = (0, *Passages.of(text).ends, len(text))
    for start, end in pairwise(ends):
        piece = " ".join(text[start:end].split())
        if piece:
            yield piece


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many pieces both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _stretches(one: list[str], other: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield both in stretches that begin with a sentence which stands once in each, in one order.

    Short ones are one stretch. So long texts are compared in time that grows with their length.
    """
    if max(len(one), len(other)) <= MOST_PIECES:
        yield one, other
        return
    once, twice = _places_of_single(one), _places_of_single(other)
    shared = sorted((place, twice[piece]) for piece, place in once.items() if piece in twice)
    done = (0, 0)
    for here in _rising(shared):
        if here[0] - done[0] or here[1] - done[1]:
            yield one[done[0] : here[0]], other[done[1] : here[1]]
        done = here
    yield one[done[0] :], other[done[1] :]


def _places_of_single(pieces: list[str]) -> dict[str, int]:
    """Return where those pieces stand that stand only once."""
    counted = Counter(pieces)
    return {piece: place for place, piece in enumerate(pieces) if counted[piece] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs, in order of the first, of which the second rises too."""
    last: list[int] = []  # of the best row of each length, the second of its last pair
    ends: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(last, second)
        before.append(ends[length - 1] if length else -1)
        last[length : length + 1] = [second]
        ends[length : length + 1] = [number]
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _compare(one: list[str], other: list[str]) -> list[Piece]:
    told: list[Piece] = []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            told += [Piece(Sign.SAME, text) for text in one[first:last]]
        else:
            told += _replace(one[first:last], other[begin:end])
    return told


def _replace(one: list[str], other: list[str]) -> list[Piece]:
    gone = [Piece(Sign.GONE, text) for text in one]
    return gone + [Piece(Sign.NEW, text) for text in other]


def _cut(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield what changed, with little of what stayed."""
    changed = [place for place, piece in enumerate(pieces) if piece.sign is not Sign.SAME]
    kept = {near for place in changed for near in range(place - _AROUND, place + _AROUND + 1)}
    if not kept:
        return
    was_cut = False
    for place, piece in enumerate(pieces):
        if place in kept:
            yield piece
        elif not was_cut:
            yield Piece(Sign.CUT, "")
        was_cut = place not in kept
