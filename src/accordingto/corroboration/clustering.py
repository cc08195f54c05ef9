"""Scored pairs to groups: average linkage, with what people decided above all scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

Node = int
Pair = tuple[Node, Node]


class _Bond(NamedTuple):
    """What speaks for two groups being one: the sum of the scores between them, and how many."""

    total: float
    pairs: int

    @property
    def mean(self) -> float:
        return self.total / self.pairs


@dataclass(slots=True)
class _Groups:
    members: dict[Node, list[Node]]
    bonds: dict[Node, dict[Node, _Bond]]
    barred: dict[Node, set[Node]] = field(default_factory=dict)

    def join(self, one: Node, other: Node) -> Node:
        """Make two groups one, and return under which node it is known."""
        if (len(self.members[one]), -one) < (len(self.members[other]), -other):
            one, other = other, one
        self.members[one] += self.members.pop(other)
        self.bonds[one].pop(other, None)
        for third, bond in self.bonds.pop(other).items():
            if third == one:
                continue
            known = self.bonds[one].get(third, _Bond(0.0, 0))
            merged = _Bond(known.total + bond.total, known.pairs + bond.pairs)
            self.bonds[one][third] = self.bonds[third][one] = merged
            del self.bonds[third][other]
        self._join_bars(one, other)
        return one

    def _join_bars(self, one: Node, other: Node) -> None:
        for third in self.barred.pop(other, set()):
            self.barred.setdefault(one, set()).add(third)
            self.barred[third].discard(other)
            self.barred[third].add(one)


def find_groups(
    count: int,
    scores: Mapping[Pair, float],
    threshold: float,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[tuple[Node, ...]]:
    """Group the nodes 0 to `count` - 1: the best bond first, while its mean is above threshold.

    Average linkage over the pairs that were compared: one strong link does not chain two groups
    whose other members contradict it. Pairs in `same` are joined first; groups with a pair in
    `different` between them never are, but what `same` says wins over it. Groups come sorted, and
    so do their members; the same input in any order gives the same groups.
    """
    groups = _Groups({node: [node] for node in range(count)}, {n: {} for n in range(count)})
    for (one, other), score in sorted(scores.items()):
        groups.bonds[one][other] = groups.bonds[other][one] = _Bond(score, 1)
    known = list(range(count))
    for one, other in sorted(same):
        _join_by_hand(groups, known, one, other)
    for one, other in sorted(different):
        first, second = known[one], known[other]
        if first != second:
            groups.barred.setdefault(first, set()).add(second)
            groups.barred.setdefault(second, set()).add(first)
    _join_by_score(groups, threshold)
    return sorted(tuple(sorted(members)) for members in groups.members.values())


def _join_by_hand(groups: _Groups, known: list[Node], one: Node, other: Node) -> None:
    first, second = known[one], known[other]
    if first != second:
        kept = groups.join(first, second)
        for node in groups.members[kept]:
            known[node] = kept


def _join_by_score(groups: _Groups, threshold: float) -> None:
    heap = [
        (-bond.mean, one, other)
        for one, bonds in groups.bonds.items()
        for other, bond in bonds.items()
        if one < other and bond.mean > threshold
    ]
    heapify(heap)
    while heap:
        score, one, other = heappop(heap)
        bond = groups.bonds.get(one, {}).get(other)
        if bond is None or bond.mean != -score or other in groups.barred.get(one, ()):
            continue
        kept = groups.join(one, other)
        for third, joined in groups.bonds[kept].items():
            if joined.mean > threshold:
                heappush(heap, (-joined.mean, min(kept, third), max(kept, third)))
