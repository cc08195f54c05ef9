"""Would two groups that grew apart have been joined, had both been there from the start?

Groups are joined by the best bond there is, and the bond of a group made of two is never better
than the better of theirs. So what a group becomes follows from its own pairs alone, unless at some
time a bond to another was the best that either had: then, and only then, both are to be made anew
together. That is told by the pairs between them, and by how each grew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

Node = int
_NEVER = -inf
"""Lower than any bond."""


class Grown(NamedTuple):
    """One step in how a group grew: a node was taken into the group of another, by a bond."""

    kept: Node
    taken: Node
    bond: float


class Across(NamedTuple):
    """A pair between two groups, and what it counts for in their bond."""

    one: Node
    other: Node
    value: float


def would_join(
    one: Iterable[Grown], other: Iterable[Grown], pairs: Iterable[Across], threshold: float
) -> bool:
    """Tell whether two groups would have had to do with each other.

    A bond as good as one that was taken counts as better: then both are made anew, and it shows.
    """
    pairs = list(pairs)
    best = max((pair.value for pair in pairs), default=_NEVER)
    if best <= threshold:
        return False
    sides = _Growth(one, best), _Growth(other, best)
    return _Meeting(*sides, threshold).goes_otherwise(pairs)


class _Growth:
    """How one group grew, gone through step by step."""

    def __init__(self, steps: Iterable[Grown], best: float) -> None:
        """Go through all steps by bonds better than the best pair: nothing can come between."""
        self.steps: list[Grown] = []
        self._tops: dict[Node, Node] = {}
        self._until: dict[Node, list[float]] = defaultdict(list)
        for step in sorted(steps, key=lambda step: -step.bond):
            if step.bond > best:
                self._tops[step.taken] = self.top(step.kept)
            else:
                self.steps.append(step)
        settled = dict(self._tops)
        for step in self.steps:
            kept = self.top(step.kept)
            self._tops[step.taken] = kept
            for node in (kept, step.taken):
                self._until[node].append(step.bond)
        self._tops = settled
        for until in self._until.values():
            until.reverse()

    def top(self, node: Node) -> Node:
        """Return under which node the group of a node is known now."""
        while node in self._tops:
            node = self._tops[node]
        return node

    def until(self, top: Node) -> float:
        """Return the bond by which a group is joined next; the lowest of all if by none."""
        waiting = self._until.get(top)
        return waiting[-1] if waiting else _NEVER

    def take(self, step: Grown) -> Node:
        """Join two; return under which node both are known."""
        kept = self.top(step.kept)
        for node in (kept, step.taken):
            self._until[node].pop()
        self._tops[step.taken] = kept
        return kept


class _Bond:
    __slots__ = ("count", "total")

    def __init__(self) -> None:
        self.total, self.count = 0.0, 0


class _Meeting:
    def __init__(self, one: _Growth, other: _Growth, threshold: float) -> None:
        self.sides: Sequence[_Growth] = (one, other)
        self.threshold = threshold
        self.bonds: tuple[dict[Node, dict[Node, _Bond]], ...] = ({}, {})
        """By the node of either side, and then by that of the other."""

    def goes_otherwise(self, pairs: Iterable[Across]) -> bool:
        """Go through how both grew, beside each other."""
        one, other = self.sides
        for pair in pairs:
            self._add(0, one.top(pair.one), other.top(pair.other), pair.value, 1)
        if any(self._is_best(0, node) for node in self.bonds[0]):
            return True
        steps = [(step, side) for side in (0, 1) for step in self.sides[side].steps]
        steps.sort(key=lambda one: -one[0].bond)
        return any(self._take(side, step) for step, side in steps)

    def _take(self, side: int, step: Grown) -> bool:
        """Join two of one side; tell whether a bond to the other side was as good as the next."""
        kept = self.sides[side].take(step)
        for other, bond in self.bonds[side].pop(step.taken, {}).items():
            del self.bonds[1 - side][other][step.taken]
            self._add(side, kept, other, bond.total, bond.count)
        return self._is_best(side, kept)

    def _add(self, side: int, own: Node, other: Node, total: float, count: int) -> None:
        known = self.bonds[side].get(own, {}).get(other) or _Bond()
        known.total += total
        known.count += count
        self.bonds[side].setdefault(own, {})[other] = known
        self.bonds[1 - side].setdefault(other, {})[own] = known

    def _is_best(self, side: int, own: Node) -> bool:
        until = self.sides[side].until(own)
        for other, bond in self.bonds[side].get(own, {}).items():
            mean = bond.total / bond.count
            if mean > self.threshold and mean >= max(until, self.sides[1 - side].until(other)):
                return True
        return False
