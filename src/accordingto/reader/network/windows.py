"""Windows: as many whole sentences as the network reads at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from accordingto.reader.network.hints import Words

MOST_PIECES = 500
"""Pieces of a window; the encoder has positions for 512."""
CONTEXT = 60
"""Pieces of the sentences before a window that are read again, so that it knows what went on."""


class WordWindow(NamedTuple):
    """Words `start` up to `end` are read; only those from `first` on are new."""

    start: int
    first: int
    end: int


def cut_windows(words: Words, sizes: Sequence[int]) -> Iterator[WordWindow]:
    """Yield windows that together hold every word once as new, in order.

    `sizes` gives the pieces of each word. A sentence longer than half a window is cut;
    a window is longer than MOST_PIECES only where one word is.
    """
    total = [0, *accumulate(sizes)]
    edges = list(_edges(words, total))
    start = first = 0
    while first < len(sizes):
        reach = bisect_right(total, total[start] + MOST_PIECES) - 1
        place = bisect_right(edges, reach) - 1
        end = edges[place] if place >= 0 else 0
        if end <= first and start < first:  # the context leaves no room
            start = first
            continue
        end = max(end, edges[bisect_right(edges, first)])  # one word alone may be longer
        yield WordWindow(start, first, end)
        first = end
        least = bisect_left(total, total[first] - CONTEXT)
        begins = bisect_left(words.sentences, least)
        start = min(words.sentences[begins], first) if begins < len(words.sentences) else first


def _edges(words: Words, total: Sequence[int]) -> Iterator[int]:
    """Yield where sentences end, and cuts inside those that are longer than half a window."""
    start = 0
    for bound in (*words.sentences[1:], len(words.tokens)):
        while total[bound] - total[start] > MOST_PIECES // 2:
            start = max(start + 1, bisect_right(total, total[start] + MOST_PIECES // 2) - 1)
            yield start
        if bound > start:
            yield bound
        start = bound
