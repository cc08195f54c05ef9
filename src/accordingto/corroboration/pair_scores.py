"""Scores of very many pairs, packed: twelve bytes a pair, so that millions fit in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Node = int
Pair = tuple[Node, Node]
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
AT_ONCE = 1 << 20
"""Pairs that are gone through at a time."""


@dataclass(frozen=True, slots=True)
class PairScores:
    """The score of each pair that was compared; the lower node of a pair comes first."""

    ends: NDArray[np.int64]
    """Where the pairs of each first node end; a nought goes before."""
    others: Ints
    """The second nodes, in order under each first one."""
    values: Floats

    @classmethod
    def of(cls, count: int, scores: Mapping[Pair, float]) -> "PairScores":
        """Pack scores of pairs of the nodes 0 to `count` - 1."""
        pairs = sorted(scores)
        firsts = np.fromiter((one for one, _ in pairs), dtype=np.int32, count=len(pairs))
        others = np.fromiter((other for _, other in pairs), dtype=np.int32, count=len(pairs))
        values = np.fromiter((scores[pair] for pair in pairs), dtype=np.float64, count=len(pairs))
        return cls(ends_of(firsts, count), others, values)

    def firsts_at(self, places: Ints | NDArray[np.intp]) -> Ints:
        """Return the first node of the pairs at some places."""
        return (np.searchsorted(self.ends, places, "right") - 1).astype(np.int32)

    def by_other(self) -> tuple[Ints, NDArray[np.int64]]:
        """Return the places of the pairs by their second nodes, and where those of each end."""
        counts = np.zeros(len(self.ends) - 1, dtype=np.int64)
        for start in range(0, len(self.others), AT_ONCE):
            counts += np.bincount(self.others[start : start + AT_ONCE], minlength=len(counts))
        ends = np.concatenate([[0], np.cumsum(counts)])
        places, free = np.empty(len(self.others), dtype=np.int32), ends[:-1].copy()
        # Part by part: to sort all places at once takes three times what they are.
        for start in range(0, len(self.others), AT_ONCE):
            part = self.others[start : start + AT_ONCE]
            order = np.argsort(part, kind="stable")
            nodes, firsts, times = np.unique(part[order], return_index=True, return_counts=True)
            rank = np.arange(len(part)) - np.repeat(firsts, times)
            places[np.repeat(free[nodes], times) + rank] = start + order
            free[nodes] += times
        return places, ends

    def in_parts(self) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Yield first nodes, second nodes and scores of some pairs after the other, in order."""
        for start in range(0, len(self.others), AT_ONCE):
            end = min(start + AT_ONCE, len(self.others))
            places = np.arange(start, end)
            yield self.firsts_at(places), self.others[start:end], self.values[start:end]

    def of_pair(self, pair: Pair) -> float | None:
        """Return the score of a pair, or None when it was not compared."""
        start, end = self.ends[pair[0]], self.ends[pair[0] + 1]
        place = start + np.searchsorted(self.others[start:end], pair[1])
        if place == end or self.others[place] != pair[1]:
            return None
        return float(self.values[place])

    def within(self, group: Sequence[Node]) -> Iterator[tuple[Pair, float]]:
        """Yield the pairs within a group, each with its score."""
        inside = set(group)
        for one in group:
            start, end = self.ends[one], self.ends[one + 1]
            told = self.others[start:end].tolist(), self.values[start:end].tolist()
            for other, score in zip(*told, strict=True):
                if other in inside:
                    yield (one, other), score


def ends_of(firsts: Ints, count: int) -> NDArray[np.int64]:
    """Return where each node's pairs end, by the sorted first nodes of all pairs."""
    return np.searchsorted(firsts, np.arange(count + 1))
