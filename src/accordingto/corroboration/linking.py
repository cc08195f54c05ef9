"""Accounts to cases: copies first, what people decided above all, then scored comparison."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from accordingto.corroboration.blocking import Blocks
from accordingto.corroboration.clustering import Pair, find_groups
from accordingto.corroboration.comparing import Comparer, probability
from accordingto.corroboration.digests import Account, ReportKey
from accordingto.corroboration.unions import Unions
from accordingto.records.cases import AccountRef, CaseLink

COPY_RULE = "copies/1"
PERSON = "person"
RefPair = tuple[AccountRef, AccountRef]


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about pairs of accounts; programs never add to it."""

    same: frozenset[RefPair] = frozenset()
    different: frozenset[RefPair] = frozenset()


NOTHING_DECIDED = Decided()


@dataclass(frozen=True, slots=True)
class Linked:
    """Accounts that are held to be of one event, sorted, and the links that hold them together."""

    accounts: tuple[Account, ...]
    links: tuple[CaseLink, ...]


def ref_of(account: Account) -> AccountRef:
    """Return what names an account."""
    return AccountRef(account.report, account.record)


def link_accounts(
    accounts: Iterable[Account],
    copies: Mapping[ReportKey, int] | None = None,
    decided: Decided = NOTHING_DECIDED,
    comparer: Comparer | None = None,
) -> list[Linked]:
    """Group accounts into events; every account is in one group, most of them alone.

    `copies` names for each report that has copies the number of its group of copies: accounts with
    the same words in texts of one group are taken as one, so that copies add nothing. Whatever the
    order of the accounts, the groups are the same.
    """
    ordered = sorted(accounts, key=lambda account: (account.report, account.start, account.record))
    return _Linker(ordered, copies or {}, decided, comparer or Comparer()).linked()


@dataclass(frozen=True)
class _Linker:
    accounts: Sequence[Account]
    copies: Mapping[ReportKey, int]
    decided: Decided
    comparer: Comparer
    scores: dict[Pair, float] = field(default_factory=dict)
    """By places among the chosen."""

    @cached_property
    def chosen_of(self) -> list[int]:
        """For each account, the place of the account that stands for it: its own, or a copy's."""
        first: dict[tuple[object, ...], int] = {}
        found = []
        for place, account in enumerate(self.accounts):
            group = self.copies.get(account.report)
            key = (place,) if group is None else (group, account.kind, _letters(account.quote))
            found.append(first.setdefault(key, place))
        return found

    @cached_property
    def chosen(self) -> list[int]:
        """The accounts that are compared."""
        return sorted(set(self.chosen_of))

    @cached_property
    def place_of(self) -> dict[AccountRef, int]:
        """Where, among the chosen, an account or the one that stands for it is."""
        at = {place: n for n, place in enumerate(self.chosen)}
        refs = map(ref_of, self.accounts)
        return {ref: at[one] for ref, one in zip(refs, self.chosen_of, strict=True)}

    def linked(self) -> list[Linked]:
        """Compare, group, and explain."""
        self._score([self.accounts[place] for place in self.chosen])
        groups = find_groups(
            len(self.chosen),
            self.scores,
            self.comparer.weights.threshold,
            same=self._pairs(self.decided.same),
            different=self._pairs(self.decided.different),
        )
        copies = defaultdict(list)
        for place, one in enumerate(self.chosen_of):
            copies[one].append(place)
        return [self._explained(group, copies) for group in groups]

    def _score(self, compared: Sequence[Account]) -> None:
        """Score all pairs within what hangs together by pairs above the threshold: no others count.

        Groups only grow over a pair above the threshold, so nothing is lost, and little is kept.
        """
        blocks = Blocks(compared)
        hanging = Unions(len(compared))
        for one, account in enumerate(compared):
            for other in blocks.partners(one):
                if self.comparer.reaches(account, compared[other]):
                    hanging.join(one, other)
        for one, other in (*self._pairs(self.decided.same), *self._pairs(self.decided.different)):
            hanging.join(one, other)
        for one, account in enumerate(compared):
            top = hanging.find(one)
            for other in blocks.partners(one):
                if hanging.find(other) == top:
                    self.scores[one, other] = self.comparer.score(account, compared[other])

    def _pairs(self, decided: Iterable[RefPair]) -> set[Pair]:
        known = ((self.place_of.get(one), self.place_of.get(other)) for one, other in decided)
        return {
            (min(one, other), max(one, other))
            for one, other in known
            if one is not None and other is not None and one != other
        }

    def _explained(self, group: Sequence[int], copies: Mapping[int, list[int]]) -> Linked:
        links = [*self._tree(group)]
        places = []
        for node in group:
            first, *others = copies[self.chosen[node]]
            places += [first, *others]
            links += [self._copy_link(first, other) for other in others]
        members = tuple(self.accounts[place] for place in sorted(places))
        return Linked(members, tuple(links))

    def _copy_link(self, one: int, other: int) -> CaseLink:
        first, second = self.accounts[one], self.accounts[other]
        return CaseLink(one=ref_of(first), other=ref_of(second), score=None, rule=COPY_RULE)

    def _tree(self, group: Sequence[int]) -> Iterable[CaseLink]:
        """Yield the strongest links that hold a group together: one less than it has accounts."""
        by_hand = self._pairs(self.decided.same)
        inside = set(group)
        pairs = [pair for pair in by_hand if inside.issuperset(pair)]
        pairs.sort()
        scored = [
            ((one, other), self.scores[one, other])
            for at, one in enumerate(group)
            for other in group[at + 1 :]
            if (one, other) in self.scores
        ]
        pairs += [pair for pair, _ in sorted(scored, key=lambda row: (-row[1], row[0]))]
        tops = {node: node for node in group}
        for pair in pairs:
            one, other = (_top(tops, node) for node in pair)
            if one != other:
                tops[other] = one
                yield self._link(pair, by_person=pair in by_hand)

    def _link(self, pair: Pair, *, by_person: bool) -> CaseLink:
        one, other = (self.accounts[self.chosen[node]] for node in pair)
        score = None if by_person else round(probability(self.scores[pair]), 3)
        return CaseLink(
            one=ref_of(one),
            other=ref_of(other),
            score=score,
            rule=PERSON if by_person else self.comparer.weights.rule,
            terms=self.comparer.explain(one, other) if pair in self.scores else (),
        )


def _top(tops: dict[int, int], node: int) -> int:
    while tops[node] != node:
        tops[node] = node = tops[tops[node]]
    return node


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalpha())
