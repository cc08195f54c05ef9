"""Which texts may be copies of each other: an index over shingles, near-linear in their number."""

from array import array
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
_RANGES = 32
_ALL_HASHES = 1 << 32


@dataclass(frozen=True)
class ShingleIndex:
    """The shingles of texts that are no near-copies of each other, longest text first."""

    shingles: Sequence[Hashes]
    days: Sequence[int | None]
    """Days of publication, as ordinals."""

    @cached_property
    def _bounds(self) -> NDArray[np.int32]:
        """Where each range of hashes begins in each text, and where the last one ends."""
        edges = np.arange(_RANGES, dtype=np.uint32) * np.uint32(_ALL_HASHES // _RANGES)
        found = np.empty((len(self.shingles), _RANGES + 1), dtype=np.int32)
        for number, hashes in enumerate(self.shingles):
            found[number, :_RANGES] = np.searchsorted(hashes, edges)
            found[number, _RANGES] = len(hashes)
        return found

    def _by_hash(self) -> Iterator[tuple[Hashes, NDArray[np.int32], NDArray[np.intp]]]:
        """Yield hashes, texts, and where each hash begins, one range of hashes after another."""
        for number in range(_RANGES):
            first, end = self._bounds[:, number], self._bounds[:, number + 1]
            texts = np.flatnonzero(end > first)
            if not len(texts):
                continue
            parts = (first[texts].tolist(), end[texts].tolist(), texts.tolist())
            some = np.concatenate([self.shingles[n][i:j] for i, j, n in zip(*parts, strict=True)])
            whose = np.repeat(texts.astype(np.int32), (end - first)[texts])
            order = np.argsort(some, kind="stable")
            some, whose = some[order], whose[order]
            yield some, whose, np.flatnonzero(np.r_[True, some[1:] != some[:-1]])

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
        shared = codes[LEAST_SHARED - 1 :][enough]
        del codes, enough  # these may be the most numbers of all
        is_first = np.r_[True, shared[1:] != shared[:-1]][: len(shared)]
        return self._ends_of(shared[is_first])

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
        found = array("q")  # it grows where it is: these may be the most numbers of all
        for hashes, texts, starts in self._by_hash():
            if hashes[0] >= SAMPLED_BELOW:
                break
            found.frombytes(_pair_up(texts.astype(np.int64), starts, self._size).tobytes())
        return np.frombuffer(found, dtype=np.int64)


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
