"""Accounts to cases: copies first, what people decided above all, then scored comparison."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import nan
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration.blocking import Blocks
from accordingto.corroboration.clustering import Join, find_joins
from accordingto.corroboration.comparing import Comparer, probability
from accordingto.corroboration.digests import Account, ReportKey
from accordingto.corroboration.pair_scores import Ints, Pair, PairScores
from accordingto.corroboration.unions import Unions
from accordingto.records.cases import AccountRef, CaseLink

COPY_RULE = "copies/1"
PERSON = "person"
RefPair = tuple[AccountRef, AccountRef]


class Partners(Protocol):
    """Who is worth comparing with whom."""

    def partners(self, place: int) -> list[int]:
        """Return the accounts after this one that it is worth comparing with, in order."""
        ...


PairUp = Callable[[Sequence[Account]], Partners]


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about pairs of accounts; programs never add to it."""

    same: frozenset[RefPair] = frozenset()
    different: frozenset[RefPair] = frozenset()


NOTHING_DECIDED = Decided()


class Near(NamedTuple):
    """Which accounts are compared, and which of them are alike; by their places in order."""

    compared: Ints
    """The others have copies that stand for them."""
    ones: Ints
    others: Ints
    """Either end of each pair above the threshold; the lower place is in `ones`."""


class Joined(NamedTuple):
    """How an account came into its group: what it stood for was taken into that of another."""

    kept: AccountRef
    taken: AccountRef
    bond: float
    """Mean of what their pairs count for; infinite where people joined them."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Accounts that are held to be of one event, sorted, and the links that hold them together."""

    accounts: tuple[Account, ...]
    links: tuple[CaseLink, ...]
    joins: tuple[Joined, ...] = ()
    """How the group grew, the best bond first; accounts that others stand for are in none."""


def ref_of(account: Account) -> AccountRef:
    """Return what names an account."""
    return AccountRef(account.report, account.record)


def link_accounts(
    accounts: Iterable[Account],
    copies: Mapping[ReportKey, int] | None = None,
    decided: Decided = NOTHING_DECIDED,
    comparer: Comparer | None = None,
    pair_up: PairUp = Blocks,
) -> list[Linked]:
    """Group accounts into events; every account is in one group, most of them alone.

    `copies` names for each report that has copies the number of its group of copies: accounts with
    the same words in texts of one group are taken as one, so that copies add nothing. Whatever the
    order of the accounts, the groups are the same. `pair_up` tells which of the accounts that are
    compared are worth comparing, where these are some of many.
    """
    return list(link_one_by_one(accounts, copies, decided, comparer, pair_up))


def link_one_by_one(
    accounts: Iterable[Account],
    copies: Mapping[ReportKey, int] | None = None,
    decided: Decided = NOTHING_DECIDED,
    comparer: Comparer | None = None,
    pair_up: PairUp = Blocks,
    on_near: Callable[[Near], None] | None = None,
) -> Iterator[Linked]:
    """Yield the groups that `link_accounts` returns: they need not all be held.

    `on_near` is told, before the first, what was found alike.
    """
    ordered = in_order(accounts)
    linker = _Linker(ordered, copies or {}, decided, comparer or Comparer(), pair_up, on_near)
    return linker.linked()


def choose(accounts: Sequence[Account], copies: Mapping[ReportKey, int]) -> Sequence[int]:
    """Return for each account, in order, the place of the one that stands for it.

    Its own, or that of the first told with the same words in a copy: whoever copies a report and
    changes its toll changes nothing of what it is compared by.
    """
    chosen = array("i", range(len(accounts)))
    copied = [place for place in chosen if accounts[place].report in copies]
    first: dict[object, int] = {}
    for place in sorted(copied, key=lambda place: (_told(accounts[place]), place)):
        account = accounts[place]
        words = copies[account.report], account.kind, _letters(account.quote)
        chosen[place] = first.setdefault(words, place)
    return chosen


def _told(account: Account) -> date:
    return account.not_after or date.max


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """Return accounts in the order in which they are gone through."""
    return sorted(accounts, key=lambda account: (account.report, account.start, account.record))


@dataclass(frozen=True)
class _Linker:
    accounts: Sequence[Account]
    copies: Mapping[ReportKey, int]
    decided: Decided
    comparer: Comparer
    pair_up: PairUp
    on_near: Callable[[Near], None] | None = None
    tops: "array[int]" = field(default_factory=lambda: array("i"))
    """For each of the chosen, the first that it hangs together with."""

    @cached_property
    def chosen_of(self) -> Sequence[int]:
        """For each account, the place of the account that stands for it: its own, or a copy's."""
        return choose(self.accounts, self.copies)

    @cached_property
    def chosen(self) -> Sequence[int]:
        """The accounts that are compared: those that stand for themselves."""
        return array("i", (place for place, one in enumerate(self.chosen_of) if place == one))

    @cached_property
    def place_of(self) -> dict[AccountRef, int]:
        """Where, among the chosen, an account or the one that stands for it is."""
        at = {place: n for n, place in enumerate(self.chosen)}
        refs = map(ref_of, self.accounts)
        return {ref: at[one] for ref, one in zip(refs, self.chosen_of, strict=True)}

    def linked(self) -> Iterator[Linked]:
        """Compare, group, and explain one group after the other."""
        groups, joins = find_joins(
            len(self.chosen),
            self.scores,
            self.comparer.weights.threshold,
            same=self._pairs(self.decided.same),
            different=self._pairs(self.decided.different),
        )
        copies: dict[int, list[int]] = {}
        for place, one in enumerate(self.chosen_of):
            if place != one:
                copies.setdefault(one, [one]).append(place)
        group_of = array("i", [0]) * len(self.chosen)
        for number, group in enumerate(groups):
            for node in group:
                group_of[node] = number
        whose = np.frombuffer(group_of, dtype=np.int32)[np.asarray(joins.kept, dtype=np.int32)]
        order = np.argsort(whose, kind="stable").astype(np.int32)
        ends = np.searchsorted(whose[order], np.arange(len(groups) + 1))
        for number, group in enumerate(groups):
            grew = order[ends[number] : ends[number + 1]].tolist()
            yield self._explained(group, copies, map(joins.__getitem__, grew))

    @cached_property
    def scores(self) -> PairScores:
        """Score all pairs within what hangs together by pairs above the threshold: no others count.

        By places among the chosen. Groups only grow over a pair above the threshold, so nothing is
        lost, and little is kept.
        """
        compared = [self.accounts[place] for place in self.chosen]
        told = self._compare(compared, self.pair_up(compared))
        self.tops.extend(self._hanging(told))
        if self.on_near is not None:
            self.on_near(self._near(told))
        ends = self._squeeze(told, compared)
        # One after the other, so that room for pairs that do not count is given back.
        others, all_values = told.others[: ends[-1]].copy(), told.values
        del told
        return PairScores(ends, others, all_values[: ends[-1]].copy())

    def _squeeze(self, told: PairScores, compared: Sequence[Account]) -> NDArray[np.int64]:
        """Write pairs that count over all that were told; return where those of each node end."""
        tops, counts = np.array(self.tops, dtype=np.int32), np.zeros(len(compared), dtype=np.int64)
        end = 0
        # Part by part: all pairs of very many accounts are held once.
        for part in told.in_parts():
            kept = tops[part[0]] == tops[part[1]]
            firsts, others, values = part[0][kept], part[1][kept], part[2][kept]
            for place in np.flatnonzero(np.isnan(values)).tolist():
                pair = compared[firsts[place]], compared[others[place]]
                values[place] = self.comparer.score(*pair)
            counts += np.bincount(firsts, minlength=len(compared))
            told.others[end : end + len(others)] = others
            told.values[end : end + len(values)] = values
            end += len(others)
        return np.concatenate([[0], np.cumsum(counts)])

    def _compare(self, compared: Sequence[Account], blocks: Partners) -> PairScores:
        """Score the pairs that can be above the threshold; of others, note that they were met."""
        others, values, ends = array("i"), array("d"), array("q", [0])
        for one, account in enumerate(compared):
            for other in blocks.partners(one):
                score = self.comparer.score_if_high(account, compared[other])
                others.append(other)
                values.append(nan if score is None else score)
            ends.append(len(others))
        return PairScores(
            np.frombuffer(ends, dtype=np.int64),
            np.frombuffer(others, dtype=np.int32),
            np.frombuffer(values, dtype=np.float64),
        )

    def _hanging(self, told: PairScores) -> Iterator[int]:
        """Yield for each of the chosen the first that it hangs together with."""
        hanging = Unions(len(self.chosen))
        for firsts, others in self._above(told):
            for one, other in zip(firsts.tolist(), others.tolist(), strict=True):
                hanging.join(one, other)
        for one, other in (*self._pairs(self.decided.same), *self._pairs(self.decided.different)):
            hanging.join(one, other)
        yield from map(hanging.find, range(len(self.chosen)))

    def _above(self, told: PairScores) -> Iterator[tuple[Ints, Ints]]:
        """Yield both ends of pairs above the threshold, some after the other."""
        for firsts, others, values in told.in_parts():
            above = values > self.comparer.weights.threshold
            yield firsts[above], others[above]

    def _near(self, told: PairScores) -> Near:
        compared = np.array(self.chosen, dtype=np.int32)
        none = np.empty((2, 0), dtype=np.int32)
        ones, others = np.concatenate([none, *self._above(told)], axis=1)
        return Near(compared, compared[ones], compared[others])

    def _pairs(self, decided: Iterable[RefPair]) -> set[Pair]:
        known = ((self.place_of.get(one), self.place_of.get(other)) for one, other in decided)
        return {
            (min(one, other), max(one, other))
            for one, other in known
            if one is not None and other is not None and one != other
        }

    def _explained(
        self, group: Sequence[int], copies: Mapping[int, list[int]], joins: Iterable[Join]
    ) -> Linked:
        links = [*self._tree(group)]
        places = []
        for node in group:
            one = self.chosen[node]
            first, *others = sorted(copies.get(one, [one]))
            places += [first, *others]
            links += [self._copy_link(first, other) for other in others]
        members = tuple(self.accounts[place] for place in sorted(places))
        return Linked(members, tuple(links), tuple(map(self._joined, joins)))

    def _joined(self, join: Join) -> Joined:
        kept, taken = (ref_of(self.accounts[self.chosen[one]]) for one in (join.kept, join.taken))
        return Joined(kept, taken, join.bond)

    def _copy_link(self, one: int, other: int) -> CaseLink:
        first, second = self.accounts[one], self.accounts[other]
        return CaseLink(one=ref_of(first), other=ref_of(second), score=None, rule=COPY_RULE)

    def _tree(self, group: Sequence[int]) -> Iterable[CaseLink]:
        """Yield the strongest links that hold a group together: one less than it has accounts."""
        by_hand = self._pairs(self.decided.same)
        inside = set(group)
        pairs = [pair for pair in by_hand if inside.issuperset(pair)]
        pairs.sort()
        scored = sorted(self.scores.within(group), key=lambda row: (-row[1], row[0]))
        pairs += [pair for pair, _ in scored]
        tops = {node: node for node in group}
        for pair in pairs:
            one, other = (_top(tops, node) for node in pair)
            if one != other:
                tops[other] = one
                yield self._link(pair, by_person=pair in by_hand)

    def _link(self, pair: Pair, *, by_person: bool) -> CaseLink:
        one, other = (self.accounts[self.chosen[node]] for node in pair)
        told = self.scores.of_pair(pair)
        return CaseLink(
            one=ref_of(one),
            other=ref_of(other),
            score=None if by_person or told is None else round(probability(told), 3),
            rule=PERSON if by_person else self.comparer.weights.rule,
            terms=self.comparer.explain(one, other) if told is not None else (),
        )


def _top(tops: dict[int, int], node: int) -> int:
    while tops[node] != node:
        tops[node] = node = tops[tops[node]]
    return node


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalpha())
