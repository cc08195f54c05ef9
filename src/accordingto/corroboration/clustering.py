"""Scored pairs to groups: average linkage, with what people decided above all scores."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration.by_place import ByPlace
from accordingto.corroboration.pair_scores import (
    AT_ONCE,
    Floats,
    Ints,
    Node,
    Pair,
    PairScores,
)

_STEP = 2.0**-30
"""Probabilities are rounded to it: their sums are exact, in whatever order they are added."""
_OFFERS = 4096
"""Offers of single nodes that are made together."""


class Join(NamedTuple):
    """Two groups made one. Groups that could not have been nearer to a third stay as they are."""

    kept: Node
    """The node under which both are known now."""
    taken: Node
    """That under which the other was known."""
    bond: float
    """Mean of what `bonds_of` makes of their pairs; infinite where people joined them."""


class Joins(ByPlace[Join]):
    """Joins one after the other: sixteen bytes each."""

    def __init__(self) -> None:
        self.kept, self.taken, self.bonds = array("i"), array("i"), array("d")

    def add(self, kept: Node, taken: Node, bond: float) -> None:
        """Put a join behind the others."""
        self.kept.append(kept)
        self.taken.append(taken)
        self.bonds.append(bond)

    def at(self, place: int) -> Join:
        """Return one join."""
        return Join(self.kept[place], self.taken[place], self.bonds[place])

    def __len__(self) -> int:
        """Return how many joins there are."""
        return len(self.kept)


def find_groups(
    count: int,
    scores: Mapping[Pair, float] | PairScores,
    threshold: float,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[tuple[Node, ...]]:
    """Group the nodes 0 to `count` - 1: the best bond first, while its mean is above threshold.

    `scores` and `threshold` are log-odds. Average linkage of the probabilities of the pairs that
    were compared: one strong link does not chain two groups whose other members contradict it, and
    one pair that could hardly differ more says no more than that it is not one event. Pairs in
    `same` are joined first; groups with a pair in `different` between them never are, but what
    `same` says wins over it. Groups come sorted, and so do their members; the same input in any
    order gives the same groups.
    """
    return find_joins(count, scores, threshold, same, different)[0]


def find_joins(
    count: int,
    scores: Mapping[Pair, float] | PairScores,
    threshold: float,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> tuple[list[tuple[Node, ...]], Joins]:
    """Return the groups as `find_groups` does, and how they were joined, the best bond first."""
    packed = scores if isinstance(scores, PairScores) else PairScores.of(count, scores)
    groups = _Groups(count, _Bonds(packed))
    for one, other in sorted(same):
        groups.join(groups.top(one), groups.top(other))
    for one, other in sorted(different):
        groups.bar(groups.top(one), groups.top(other))
    _join_by_score(groups, float(_probabilities(np.array([threshold]))[0]))
    return groups.sorted(), groups.joins


class _Row(NamedTuple):
    """What speaks for a group being one with others: sums of the scores, and how many."""

    keys: Ints
    """A node of each other group; what was one of its nodes may stand for it."""
    totals: Floats
    pairs: Floats


class _Bonds:
    """What was told of each pair, from either end, without a copy of it for each."""

    def __init__(self, scores: PairScores) -> None:
        self.scores = scores
        self.steps = np.empty(len(scores.values), dtype=np.int32)
        """What each counts for, in steps of which sums are exact."""
        for start in range(0, len(scores.values), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self.steps[part] = np.rint(_probabilities(scores.values[part]) / _STEP)
        self._back, self._back_ends = scores.by_other()

    def row(self, node: Node) -> _Row:
        """Return the bonds of one node."""
        start, end = self.scores.ends[node], self.scores.ends[node + 1]
        back = self._back[self._back_ends[node] : self._back_ends[node + 1]]
        keys = np.concatenate([self.scores.firsts_at(back), self.scores.others[start:end]])
        totals = np.concatenate([self.steps[back], self.steps[start:end]]) * _STEP
        return _Row(keys, totals, np.ones(len(keys)))


class _Groups:
    def __init__(self, count: int, bonds: _Bonds) -> None:
        self.bonds = bonds
        self.sizes = [1] * count
        self.joins = Joins()
        self._tops = np.arange(count, dtype=np.int32)
        self._members: dict[Node, list[Node]] = {}
        self._rows: dict[Node, _Row] = {}
        """Of groups of several nodes."""
        self._barred: dict[Node, set[Node]] = {}

    def top(self, node: Node) -> Node:
        """Return under which node the group of a node is known."""
        return int(self._tops[node])

    def sorted(self) -> list[tuple[Node, ...]]:
        """Return all groups, in order."""
        alone = ((one,) for one, top in enumerate(self._tops.tolist()) if one == top)
        several = {top: tuple(sorted(nodes)) for top, nodes in self._members.items()}
        return sorted(several.get(one[0], one) for one in alone)

    def join(self, one: Node, other: Node, bond: float = inf) -> Node:
        """Make two groups one, and return under which node it is known."""
        if one == other:
            return one
        if (self.sizes[one], -one) < (self.sizes[other], -other):
            one, other = other, one
        first, second = self._row(one), self._row(other)
        joining = self._members.pop(other, [other])
        self._members.setdefault(one, [one]).extend(joining)
        self.sizes[one] += self.sizes[other]
        self._tops[joining] = one
        self._rows.pop(other, None)
        whole = _Row(
            np.concatenate([first.keys, second.keys]),
            np.concatenate([first.totals, second.totals]),
            np.concatenate([first.pairs, second.pairs]),
        )
        self._rows[one] = self._fresh(whole, one)
        self._join_bars(one, other)
        self.joins.add(one, other, bond)
        return one

    def settle(self, one: Node) -> None:
        """Say that a group is joined with no other any more: its row is needed no longer.

        Its bonds are not above the threshold, and those with what others become are never better.
        """
        self._rows.pop(one, None)

    def bar(self, one: Node, other: Node) -> None:
        """Keep two groups apart."""
        if one != other:
            self._barred.setdefault(one, set()).add(other)
            self._barred.setdefault(other, set()).add(one)

    def are_barred(self, one: Node, other: Node) -> bool:
        """Tell whether two groups are kept apart."""
        return other in self._barred.get(one, ())

    def best(self, one: Node) -> tuple[float, Node] | None:
        """Return the best bond of a group, and with whom; of equal ones, with the lowest."""
        row = self._fresh(self._row(one), one)
        if one in self._rows:
            self._rows[one] = row
        means = row.totals / row.pairs
        for barred in self._barred.get(one, ()):
            means[row.keys == barred] = -np.inf
        if not len(means):
            return None
        place = int(np.argmax(means))
        return float(means[place]), int(row.keys[place])

    def _row(self, one: Node) -> _Row:
        return self._rows.get(one) or self.bonds.row(one)

    def _fresh(self, row: _Row, own: Node) -> _Row:
        """Return a row as groups are now, in order, without what lies within the group."""
        tops = self._tops[row.keys]
        outside = tops != own
        keys, places = np.unique(tops[outside], return_inverse=True)
        return _Row(
            keys,
            _sums(places, row.totals[outside], len(keys)),
            _sums(places, row.pairs[outside], len(keys)),
        )

    def _join_bars(self, one: Node, other: Node) -> None:
        for third in self._barred.pop(other, set()):
            self._barred.setdefault(one, set()).add(third)
            self._barred[third].discard(other)
            self._barred[third].add(one)


def bonds_of(scores: Floats) -> Floats:
    """Return what the scores of pairs count for in the mean that is a bond."""
    return _probabilities(scores)


def _probabilities(scores: Floats) -> Floats:
    return np.round(1 / (1 + np.exp(-scores)) / _STEP) * _STEP


def _sums(places: NDArray[np.intp], values: Floats, count: int) -> Floats:
    return np.bincount(places, values, count).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True, order=True)
class _Offer:
    """The best bond that a group had when it had so many nodes, and its partner so many.

    A bond between groups is never better than the best between their parts. So while what is
    offered first still holds, there is no better one.
    """

    cost: float
    low: Node
    high: Node
    owner: Node
    own_size: int = 1
    partner_size: int = 1

    @property
    def partner(self) -> Node:
        return self.low + self.high - self.owner


def _join_by_score(groups: _Groups, threshold: float) -> None:
    several = (one for one, size in enumerate(groups.sizes) if size > 1 and groups.top(one) == one)
    heap = [offer for one in several if (offer := _offer(groups, one, threshold))]
    heapify(heap)
    for offer in _in_turn(_first_offers(groups, threshold), heap):
        owner, partner = offer.owner, offer.partner
        if groups.top(owner) != owner or groups.sizes[owner] != offer.own_size:
            continue
        still_is = groups.top(partner) == partner and groups.sizes[partner] == offer.partner_size
        if still_is and not groups.are_barred(owner, partner):
            owner = groups.join(owner, partner, -offer.cost)
        fresh = _offer(groups, owner, threshold)
        if fresh:
            heappush(heap, fresh)
        else:
            groups.settle(owner)


def _in_turn(first: Iterator[_Offer], heap: list[_Offer]) -> Iterator[_Offer]:
    """Yield the best offer of all, one after the other; more may be pushed meanwhile."""
    coming = next(first, None)
    while coming is not None or heap:
        if coming is None or (heap and heap[0] < coming):
            yield heappop(heap)
        else:
            yield coming
            coming = next(first, None)


def _offer(groups: _Groups, one: Node, threshold: float) -> _Offer | None:
    best = groups.best(one)
    if best is None or best[0] <= threshold:
        return None
    mean, other = best
    sizes = groups.sizes[one], groups.sizes[other]
    return _Offer(-mean, min(one, other), max(one, other), one, *sizes)


def _first_offers(groups: _Groups, threshold: float) -> Iterator[_Offer]:
    """Yield the best bonds of single nodes, in order."""
    steps, places = _best_pairs(groups.bonds, threshold)
    nodes = np.flatnonzero(steps)
    order = nodes[np.lexsort((nodes, places[nodes], -steps[nodes]))]
    scores = groups.bonds.scores
    for start in range(0, len(order), _OFFERS):
        some = order[start : start + _OFFERS]
        lows, highs = scores.firsts_at(places[some]), scores.others[places[some]]
        costs = steps[some] * -_STEP
        told = (part.tolist() for part in (costs, lows, highs, some))
        for cost, low, high, node in zip(*told, strict=True):
            if groups.sizes[node] == 1:
                yield _Offer(cost, low, high, node)


def _best_pairs(bonds: _Bonds, threshold: float) -> tuple[Ints, NDArray[np.int64]]:
    """Return for each node the steps of its best pair above the threshold, and where that lies.

    No steps where it has none. Of pairs that are equally good, the first.
    """
    count, last = len(bonds.scores.ends) - 1, len(bonds.steps)
    steps = np.zeros(count, dtype=np.int32)
    places = np.full(count, last, dtype=np.int64)
    for nodes, at in _ends_above(bonds, threshold):
        np.maximum.at(steps, nodes, bonds.steps[at])
    for nodes, at in _ends_above(bonds, threshold):
        is_best = bonds.steps[at] == steps[nodes]
        np.minimum.at(places, nodes[is_best], at[is_best])
    return steps, places


def _ends_above(bonds: _Bonds, threshold: float) -> Iterator[tuple[Ints, NDArray[np.int64]]]:
    """Yield the nodes at one end of pairs above the threshold, and where the pairs lie."""
    for start in range(0, len(bonds.steps), AT_ONCE):
        above = np.flatnonzero(bonds.steps[start : start + AT_ONCE] > threshold / _STEP) + start
        yield bonds.scores.firsts_at(above), above
        yield bonds.scores.others[above], above
