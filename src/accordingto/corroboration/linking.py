"""Accounts to cases: copies first, what people decided above all, then scored comparison."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from accordingto.corroboration.all_pairs import AllPairs, Partners, score_all_pairs
from accordingto.corroboration.blocking import Blocks
from accordingto.corroboration.clustering import Join, find_joins
from accordingto.corroboration.comparing import Comparer, probability
from accordingto.corroboration.digests import Account, ReportKey
from accordingto.corroboration.packed_accounts import PackedAccounts, Picked
from accordingto.corroboration.pair_scores import Ints, Pair, PairScores
from accordingto.records.cases import AccountRef, CaseLink

COPY_RULE = "copies/1"
PERSON = "person"
RefPair = tuple[AccountRef, AccountRef]
PairUp = Callable[[Sequence[Account]], Partners]
_NUMBER = itemgetter(0)


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
    linked = sorted(link_one_by_one(accounts, copies, decided, comparer, pair_up), key=_NUMBER)
    return [group for _, group in linked]


def link_one_by_one(
    accounts: Iterable[Account],
    copies: Mapping[ReportKey, int] | None = None,
    decided: Decided = NOTHING_DECIDED,
    comparer: Comparer | None = None,
    pair_up: PairUp = Blocks,
    on_near: Callable[[Near], None] | None = None,
) -> Iterator[tuple[int, Linked]]:
    """Yield the groups that `link_accounts` returns, each with its number there: by their days.

    So they need not all be held, nor all accounts be at hand. `on_near` is told, before the first,
    what was found alike.
    """
    ordered = accounts if isinstance(accounts, PackedAccounts) else in_order(accounts)
    linker = _Linker(ordered, copies or {}, decided, comparer or Comparer(), pair_up, on_near)
    return linker.linked()


def choose(accounts: Sequence[Account], copies: Mapping[ReportKey, int]) -> Sequence[int]:
    """Return for each account, in order, the place of the one that stands for it.

    Its own, or that of the first told with the same words in a copy: whoever copies a report and
    changes its toll changes nothing of what it is compared by.
    """
    chosen = array("i", range(len(accounts)))
    copied = [place for place, report in enumerate(_reports(accounts)) if report in copies]
    first: dict[object, int] = {}
    for place in sorted(copied, key=lambda place: (_told(accounts[place]), place)):
        account = accounts[place]
        words = copies[account.report], account.kind, _letters(account.quote)
        chosen[place] = first.setdefault(words, place)
    return chosen


def _reports(accounts: Sequence[Account]) -> Iterator[ReportKey]:
    """Yield for each account which report gives it."""
    if isinstance(accounts, PackedAccounts):
        return accounts.reports()
    return (account.report for account in accounts)


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
        """Where, among the chosen, an account that was decided on stands, or what stands for it."""
        asked = {ref for pair in (*self.decided.same, *self.decided.different) for ref in pair}
        at = np.searchsorted(self.chosen, self.chosen_of) if asked else ()
        refs = map(ref_of, self.accounts) if asked else ()
        return {ref: int(place) for ref, place in zip(refs, at, strict=True) if ref in asked}

    def linked(self) -> Iterator[tuple[int, Linked]]:
        """Compare, group, and explain one group after the other, those of one day together."""
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
        for number in self._by_day(groups):
            grew = order[ends[number] : ends[number + 1]].tolist()
            yield number, self._explained(groups[number], copies, map(joins.__getitem__, grew))

    def _by_day(self, groups: Sequence[Sequence[int]]) -> list[int]:
        """Return the numbers of groups by the days of their first accounts."""
        turns = np.empty(len(self.chosen), dtype=np.int32)
        turns[self._found.order] = np.arange(len(turns))
        firsts = np.fromiter((group[0] for group in groups), dtype=np.int32, count=len(groups))
        return [*map(int, np.argsort(turns[firsts], kind="stable"))]

    @cached_property
    def _found(self) -> AllPairs:
        """Score all pairs that count, by places among the chosen."""
        compared = Picked(self.accounts, self.chosen)
        joined = chain(self._pairs(self.decided.same), self._pairs(self.decided.different))
        found = score_all_pairs(compared, self.pair_up(compared), self.comparer, joined)
        if self.on_near is not None:
            places = np.array(self.chosen, dtype=np.int32)
            self.on_near(Near(places, places[found.ones], places[found.others]))
        return found

    @property
    def scores(self) -> PairScores:
        """The scores of pairs that count, by places among the chosen."""
        return self._found.scores

    @cached_property
    def _joined_by_hand(self) -> Mapping[int, list[int]]:
        """The later accounts that people joined with each."""
        found: dict[int, list[int]] = {}
        for one, other in self._pairs(self.decided.same):
            found.setdefault(one, []).append(other)
        return found

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
        inside = set(group)
        by_hand = {
            (node, other)
            for node in group
            for other in self._joined_by_hand.get(node, ())
            if other in inside
        }
        pairs = sorted(by_hand)
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
