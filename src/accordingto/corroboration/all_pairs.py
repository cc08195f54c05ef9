"""Scores of all pairs that count: met day by day, kept by the places of the accounts."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.digests import Account
from accordingto.corroboration.likeness import days_of
from accordingto.corroboration.packed_accounts import AtHand
from accordingto.corroboration.pair_scores import AT_ONCE, Floats, Ints, Pair, PairScores
from accordingto.corroboration.unions import Unions

Number = TypeVar("Number", bound=np.generic)


class Partners(Protocol):
    """Who is worth comparing with whom."""

    def partners(self, place: int) -> list[int]:
        """Return the accounts after this one that it is worth comparing with, in order."""
        ...


class AllPairs(NamedTuple):
    """What is told of pairs of accounts, by the places of these."""

    scores: PairScores
    """All pairs within what hangs together by pairs above the threshold."""
    ones: Ints
    others: Ints
    """Either end of each pair above the threshold; the lower place is in `ones`."""
    order: Ints
    """The accounts by their days."""


def score_all_pairs(
    accounts: Sequence[Account],
    partners: Partners,
    comparer: Comparer,
    joined: Iterable[Pair] = (),
) -> AllPairs:
    """Score all pairs within what hangs together by pairs above the threshold: no others count.

    Pairs in `joined` hang together whatever their score. Groups only grow over a pair above the
    threshold, so nothing is lost, and little is kept. Accounts are gone through by their days:
    those that are compared lie near each other, and the others need not be at hand.
    """
    met = _meet(accounts, partners, comparer)
    above = list(_above(met, comparer))
    tops = _tops(len(accounts), above, joined)
    ones, others = np.concatenate([np.empty((2, 0), dtype=np.int32), *above], axis=1)
    del above
    kept = _squeeze(met, tops, accounts, comparer)
    end = kept.sum()
    order, all_others, all_values = met.order, met.told.others[:end], met.told.values[:end]
    del met
    moves = _Moves.of(order, kept)
    # One after the other, so that room for pairs that do not count is given back.
    scored = moves.moved(all_others)
    del all_others
    return AllPairs(PairScores(moves.ends, scored, moves.moved(all_values)), ones, others, order)


@dataclass(frozen=True, slots=True)
class _Met:
    """Pairs that were met, in the order in which their first accounts were gone through."""

    order: Ints
    """The account that was gone through at each turn."""
    told: PairScores
    """The first of a pair is known by its turn."""

    def in_parts(self) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Yield both ends of some pairs after the other, and what they score."""
        for turns, others, values in self.told.in_parts():
            yield self.order[turns], others, values


def _meet(accounts: Sequence[Account], partners: Partners, comparer: Comparer) -> _Met:
    """Score the pairs that can be above the threshold; of others, note that they were met."""
    days = np.fromiter(map(_day_of, accounts), dtype=np.int32, count=len(accounts))
    order = np.argsort(days, kind="stable").astype(np.int32)
    others, values, ends = array("i"), array("d"), array("q", [0])
    hand = AtHand(accounts)
    for one in map(int, order):
        account = hand[one]
        for other in partners.partners(one):
            score = comparer.score_if_high(account, hand[other])
            others.append(other)
            values.append(nan if score is None else score)
        ends.append(len(others))
    told = PairScores(
        np.frombuffer(ends, dtype=np.int64),
        np.frombuffer(others, dtype=np.int32),
        np.frombuffer(values, dtype=np.float64),
    )
    return _Met(order, told)


def _day_of(account: Account) -> int:
    days = days_of(account)
    day = days[0] if days else account.not_after
    return day.toordinal() if day else 0


def _above(met: _Met, comparer: Comparer) -> Iterator[tuple[Ints, Ints]]:
    """Yield both ends of pairs above the threshold, some after the other."""
    for firsts, others, values in met.in_parts():
        above = values > comparer.weights.threshold
        yield firsts[above], others[above]


def _tops(count: int, above: Iterable[tuple[Ints, Ints]], joined: Iterable[Pair]) -> Ints:
    """Return for each account the first that it hangs together with."""
    hanging = Unions(count)
    for firsts, others in above:
        for one, other in zip(firsts.tolist(), others.tolist(), strict=True):
            hanging.join(one, other)
    for one, other in joined:
        hanging.join(one, other)
    return np.fromiter(map(hanging.find, range(count)), dtype=np.int32, count=count)


def _squeeze(
    met: _Met, tops: Ints, accounts: Sequence[Account], comparer: Comparer
) -> NDArray[np.int64]:
    """Write pairs that count over all that were met; return how many each turn has of them."""
    told, counts = met.told, np.zeros(len(accounts), dtype=np.int64)
    end, hand = 0, AtHand(accounts)
    # Part by part: all pairs of very many accounts are held once.
    for turns, seconds, scores in told.in_parts():
        firsts = met.order[turns]
        counted = tops[firsts] == tops[seconds]
        ones, others, values = firsts[counted], seconds[counted], scores[counted]
        for place in np.flatnonzero(np.isnan(values)).tolist():
            values[place] = comparer.score(hand[int(ones[place])], hand[int(others[place])])
        counts += np.bincount(turns[counted], minlength=len(counts))
        told.others[end : end + len(others)] = others
        told.values[end : end + len(values)] = values
        end += len(others)
    return counts


@dataclass(frozen=True, slots=True)
class _Moves:
    """Where what lies by turns goes, to lie by the places of accounts."""

    order: Ints
    turn_ends: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, order: Ints, counts: NDArray[np.int64]) -> "_Moves":
        """Take which account each turn is of, and how much it has."""
        by_place = np.empty_like(counts)
        by_place[order] = counts
        return cls(order, _ends(counts), _ends(by_place))

    def moved(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return what lies by turns, by the places of accounts."""
        made = np.empty_like(values)
        for start in range(0, len(values), AT_ONCE):
            places = np.arange(start, min(start + AT_ONCE, len(values)))
            turns = np.searchsorted(self.turn_ends, places, "right") - 1
            made[self.ends[self.order[turns]] + places - self.turn_ends[turns]] = values[places]
        return made


def _ends(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)])
