"""Which texts may be copies of each other: an index over shingles, near-linear in their number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration.sketches import Hashes

SAMPLED_BELOW = np.uint32(1 << 30)
"""A quarter of all shingles is looked up."""
NEIGHBOURS = 6
"""Texts that a text is compared with for one shingle that they share; and with the longest."""
MOST_TEXTS = 5000
"""A shingle of more texts than that, none a near-copy of another, tells no copy."""
LEAST_SHARED = 2
RECURS_IN = 4
RECURS_OVER_DAYS = 30
_RANGES = 64
_ALL_HASHES = 1 << 32


@dataclass(frozen=True)
class ShingleIndex:
    """The shingles of texts that are no near-copies of each other, longest text first."""

    shingles: Sequence[Hashes]
    days: Sequence[int | None]
    """Days of publication, as ordinals."""

    @cached_property
    def _postings(self) -> tuple[Hashes, NDArray[np.int32]]:
        if not self.shingles:
            return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int32)
        lengths = [len(one) for one in self.shingles]
        texts = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        return np.concatenate(self.shingles), texts

    def _by_hash(self) -> Iterator[tuple[Hashes, NDArray[np.int32], NDArray[np.intp]]]:
        """Yield hashes, texts, and where each hash begins, one range of hashes after another."""
        hashes, texts = self._postings
        for number in range(_RANGES):
            low = number * (_ALL_HASHES // _RANGES)
            within = (hashes >= low) & (hashes < low + _ALL_HASHES // _RANGES)
            some, whose = hashes[within], texts[within]
            order = np.argsort(some, kind="stable")
            some, whose = some[order], whose[order]
            starts = np.flatnonzero(np.r_[True, some[1:] != some[:-1]]) if len(some) else None
            if starts is not None:
                yield some, whose, starts

    def find_recurring(self) -> Hashes:
        """Return the shingles that come again over weeks: background, and the frame of a page.

        They stand in several texts that are no near-copies of each other, the first and the last
        of them a month or more apart.
        """
        unknown = np.iinfo(np.int32).max
        days = np.array([unknown if day is None else day for day in self.days], dtype=np.int32)
        found = [np.empty(0, dtype=np.uint32)]
        for hashes, texts, starts in self._by_hash():
            dated = days[texts]
            earliest = np.minimum.reduceat(dated, starts)
            latest = np.maximum.reduceat(np.where(dated == unknown, 0, dated), starts)
            many = np.diff(np.r_[starts, len(hashes)]) >= RECURS_IN
            found.append(hashes[starts][many & (latest - RECURS_OVER_DAYS >= earliest)])
        return np.concatenate(found)

    def find_candidates(self) -> NDArray[np.int64]:
        """Return pairs of texts that share two shingles or more of those looked up."""
        codes = self._find_shared()
        codes.sort()
        enough = codes[LEAST_SHARED - 1 :] == codes[: len(codes) - LEAST_SHARED + 1]
        return self._ends_of(np.unique(codes[LEAST_SHARED - 1 :][enough]))

    def count_shared(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return pairs of texts that share shingles of those looked up, and how many each.

        Where the index holds a part of all shingles, what its parts tell is to be added up.
        """
        codes, counts = np.unique(self._find_shared(), return_counts=True)
        return self._ends_of(codes), counts.astype(np.int64)

    @property
    def _size(self) -> np.int64:
        return np.int64(max(len(self.shingles), 1))

    def _ends_of(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.stack([codes // self._size, codes % self._size], axis=1)

    def _find_shared(self) -> NDArray[np.int64]:
        """Return the number of each pair as often as it shares a shingle of those looked up."""
        found = [np.empty(0, dtype=np.int64)]
        for hashes, texts, starts in self._by_hash():
            if hashes[0] >= SAMPLED_BELOW:
                break
            found.append(_pair_up(texts.astype(np.int64), starts, self._size))
        return np.concatenate(found)


def _pair_up(
    texts: NDArray[np.int64], starts: NDArray[np.intp], size: np.int64
) -> NDArray[np.int64]:
    """Return pairs that share a shingle: neighbours in length, and each with the longest."""
    lengths = np.diff(np.r_[starts, len(texts)])
    run = np.repeat(np.arange(len(starts)), lengths)
    tells = lengths[run] <= MOST_TEXTS
    longest, place = texts[starts][run], np.arange(len(texts)) - starts[run]
    pairs = [(longest * size + texts)[tells & (place > NEIGHBOURS)]]
    for step in range(1, NEIGHBOURS + 1):
        together = (run[step:] == run[:-step]) & tells[step:]
        pairs.append((texts[:-step] * size + texts[step:])[together])
    return np.concatenate(pairs)
