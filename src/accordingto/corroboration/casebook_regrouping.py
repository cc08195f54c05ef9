"""Cases of a ledger made anew: those that are touched, and whatever these draw in.

What became of the touched cases is compared with every case near them. Where neither would have had
to do with the other while they grew, the other one is what it was; else it is made anew with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

import numpy as np
from sqlalchemy import Connection

from accordingto.corroboration.casebook_blocks import KeptBlocks, PartnersAmong
from accordingto.corroboration.casebook_comparing import RememberingComparer, ordered
from accordingto.corroboration.casebook_rows import AccountId, KeptAccount
from accordingto.corroboration.casebook_shifts import IdPair, Shifted
from accordingto.corroboration.casebook_standing import (
    Code,
    KeptCases,
    Stood,
    assign_kept_codes,
    ids_of,
    steps_of,
    stories_of,
)
from accordingto.corroboration.clustering import bonds_of
from accordingto.corroboration.codes import Assigned
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.joining import Across, would_join
from accordingto.corroboration.ledger_digests import read_decided
from accordingto.corroboration.linking import Decided, Linked, link_accounts, ref_of
from accordingto.ledger.copying import in_parts
from accordingto.records.cases import AccountRef


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Accounts grouped anew."""

    groups: Sequence[Linked]
    codes: Assigned
    ids: Mapping[AccountRef, AccountId]


@dataclass(frozen=True, slots=True)
class Again:
    """Cases that were grouped again as they are."""

    cases: Regrouped
    drawn: frozenset[Code]
    """Other cases that could not be as they are, beside these."""
    is_as_kept: bool
    """They are the same, and grew as it is kept."""


@dataclass
class Regrouping:
    """Groups accounts of a ledger anew, by the blocks of all of them."""

    connection: Connection
    blocks: KeptBlocks
    newcomers: frozenset[AccountId] = frozenset()
    """Accounts that were in no block before."""
    comparer: Comparer = field(default_factory=RememberingComparer)
    met: dict[AccountId, set[AccountId]] = field(default_factory=lambda: defaultdict(set))
    """Accounts that score above the threshold, and were not compared before."""
    _near: dict[AccountId, frozenset[AccountId]] = field(default_factory=dict)
    _scores: dict[IdPair, float] = field(default_factory=dict)
    _shifting: set[AccountId] = field(default_factory=set)
    """Accounts that are new, or are compared with others than before."""
    _tied: list[IdPair] = field(default_factory=list)
    """Accounts that are made anew together, since their cases had to do with each other."""
    _made: dict[Code, Linked] = field(default_factory=dict)
    """What was made anew and stands as yet."""
    _names: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        """Begin with the cases as they are kept."""
        self._cases = KeptCases(self.connection)

    def make(self, fresh: set[AccountId], touched: set[Code], shifted: Shifted) -> Regrouped:
        """Return the cases of fresh accounts and of touched cases, and of all that these draw in.

        Nothing is written.
        """
        self._meet_newcomers()
        self._meet(shifted)
        pairs = shifted.parted | shifted.met
        self._shifting = {end for pair in pairs for end in pair} | self.newcomers
        touched = touched | self._parted_within(shifted)
        touched |= self._moved(shifted, touched)
        ids = self.with_tied(fresh | self._cases.members(touched))
        while ids:
            made = self._make_anew(ids)
            drawn = self._drawn_in(self._beside(made))
            again = {code for name, codes in drawn.items() for code in (name, *codes)}
            self._tie(drawn)
            ids = self.with_tied(self._cases.members(again)) if again else set()
        return self._regrouped()

    def _tie(self, drawn: Mapping[Code, set[Code]]) -> None:
        """Note what has to do with each other: else either would draw in the other for ever."""
        for name, codes in drawn.items():
            first, *others = sorted(self._cases.members((name, *codes)))
            self._tied += [(first, other) for other in others]

    def with_tied(self, ids: set[AccountId]) -> set[AccountId]:
        """Return accounts with all that is tied to them, by people's decisions too, as cases."""
        pairs = [*self._decided_ids, *self._tied]
        while True:
            tied = {end for pair in pairs if not ids.isdisjoint(pair) for end in pair}
            more = (tied | self._cases.members(self._cases.codes_of(tied))) - ids
            if not more:
                return ids
            ids = ids | more

    def _make_anew(self, ids: set[AccountId]) -> set[Code]:
        """Group accounts anew; return the names of the groups."""
        for code in self._cases.codes_of(ids):
            self._made.pop(code, None)
        groups, rows = self.group(ids)
        names = set()
        for group in groups:
            name = f"made {next(self._names)}"
            members = frozenset(rows[ref_of(one)] for one in group.accounts)
            self._cases.code_of.update(dict.fromkeys(members, name))
            near = frozenset(other for one in members for other in self.near_of(one))
            self._cases.stood[name] = Stood(members, near, steps_of(group, rows))
            self._made[name] = group
            names.add(name)
        return names

    def group(
        self, ids: Iterable[AccountId]
    ) -> tuple[Sequence[Linked], Mapping[AccountRef, AccountId]]:
        """Return the groups of accounts by these alone, and the rows of all of them."""
        kept = self.blocks.load(sorted(ids))
        rows = {ref_of(one.account): one.id for one in kept}
        groups = link_accounts(
            (one.account for one in kept),
            stories_of(self.connection, {one.digest_id for one in kept}),
            self.decided,
            self.comparer,
            lambda compared: PartnersAmong(self.blocks, [rows[ref_of(one)] for one in compared]),
        )
        return groups, rows

    def _regrouped(self) -> Regrouped:
        groups = list(self._made.values())
        ids = self._cases.members(self._made)
        kept = self.blocks.load(sorted(ids))
        rows = {ref_of(one.account): one.id for one in kept}
        return Regrouped(
            groups,
            assign_kept_codes(self.connection, groups, {one.digest_id for one in kept}),
            rows,
        )

    def again(self, ids: set[AccountId]) -> Again:
        """Group the accounts of whole cases by these alone; nothing is written."""
        self._cases.load(self._cases.codes_of(ids))
        made = self._make_anew(ids)
        drawn = self._drawn_in({name: self._near_codes(name) - made for name in made})
        return Again(
            self._regrouped(),
            frozenset(code for codes in drawn.values() for code in codes),
            all(self._cases.stood[name] in self._cases.kept_as for name in made),
        )

    def _beside(self, made: set[Code]) -> dict[Code, set[Code]]:
        """Return what stands near those made anew together, by each, where that has to be seen to.

        Groups that are as they were kept change nothing for each other.
        """
        changed = {name for name in self._made if not self._is_as_kept(name)}
        found = {name: self._near_codes(name) - made for name in made}
        return {name: near if name in changed else near & changed for name, near in found.items()}

    def _near_codes(self, name: Code) -> set[Code]:
        own = self._cases.stood[name]
        return self._cases.codes_of(own.near - own.members)

    def _drawn_in(self, beside: Mapping[Code, set[Code]]) -> dict[Code, set[Code]]:
        """Return what stands beside groups and could not, had they been there, by each of these."""
        self._cases.load({code for codes in beside.values() for code in codes})
        stood = self._cases.stood
        self.blocks.partners(
            {one for name, codes in beside.items() if codes for one in stood[name].members}
        )
        across = {
            (name, code): self._between(stood[name], stood[code])
            for name, codes in beside.items()
            for code in codes
        }
        self.blocks.load({end for pairs in across.values() for pair in pairs for end in pair})
        drawn: dict[Code, set[Code]] = defaultdict(set)
        for (name, code), pairs in across.items():
            if self._would_join(stood[name], stood[code], pairs):
                drawn[name].add(code)
        return drawn

    def _is_as_kept(self, name: Code) -> bool:
        own = self._cases.stood[name]
        return own in self._cases.kept_as and own.members.isdisjoint(self._shifting)

    def _between(self, own: Stood, case: Stood) -> list[IdPair]:
        """Return the pairs that are compared between two groups."""
        partners = self.blocks.partners(own.members)
        return [(one, other) for one in own.members for other in partners[one] & case.members]

    def _would_join(self, own: Stood, case: Stood, pairs: Sequence[IdPair]) -> bool:
        scores = np.array([self._score(*pair) for pair in pairs], dtype=np.float64)
        if not (scores > self.comparer.weights.threshold).any():
            return False
        values = bonds_of(scores)
        across = [Across(*pair, value) for pair, value in zip(pairs, values.tolist(), strict=True)]
        return would_join(own.steps, case.steps, across, self._threshold)

    @cached_property
    def _threshold(self) -> float:
        return float(bonds_of(np.array([self.comparer.weights.threshold]))[0])

    def _score(self, one: AccountId, other: AccountId) -> float:
        key = (one, other) if one < other else (other, one)
        known = self._scores.get(key)
        if known is None:
            accounts = self.blocks.accounts
            pair = ordered(accounts[one].account, accounts[other].account)
            known = self._scores[key] = self.comparer.score(*pair)
        return known

    def near_of(self, one: AccountId) -> frozenset[AccountId]:
        """Return the accounts that one scores above the threshold with, and some that it did."""
        if one not in self._near:
            (kept,) = self.blocks.load((one,))
            is_new = one in self.newcomers or not kept.code
            near = self.find_near(one) if is_new else kept.near
            self._near[one] = frozenset(near) | self.met.get(one, frozenset())
        return self._near[one]

    def find_near(self, one: AccountId) -> list[AccountId]:
        """Return the accounts that one scores above the threshold with, by its blocks."""
        (own,) = self.blocks.load((one,))
        others = self.blocks.load(sorted(self.blocks.partners((one,))[one]))
        return [other.id for other in others if self._is_near(own, other)]

    def _is_near(self, one: KeptAccount, other: KeptAccount) -> bool:
        score = self.comparer.score_if_high(*ordered(one.account, other.account))
        return score is not None and score > self.comparer.weights.threshold

    # What shifted

    def _parted_within(self, shifted: Shifted) -> set[Code]:
        """Return the cases of which two accounts are compared now that were not, or otherwise."""
        pairs = shifted.parted | shifted.met
        self._cases.codes_of({end for pair in pairs for end in pair})
        return {
            self._cases.code_of[one]
            for one, other in pairs
            if self._cases.code_of.get(one)
            and self._cases.code_of[one] == self._cases.code_of.get(other)
        }

    def _meet_newcomers(self) -> None:
        """Note what newcomers are near to from its side too: it may be made anew without them."""
        # Looked up for many at a time: each question takes longer to put than to answer.
        for part in in_parts(self.newcomers):
            partners = self.blocks.partners(part)
            self.blocks.load({*part}.union(*partners.values()))
            for one in part:
                for other in self.find_near(one):
                    self.met[other].add(one)

    def _meet(self, shifted: Shifted) -> None:
        """Note the pairs above the threshold that are compared now, and were not."""
        self.blocks.load({end for pair in shifted.met for end in pair})
        for one, other in shifted.met:
            if self._is_near(*self.blocks.load((one, other))):
                self.met[one].add(other)
                self.met[other].add(one)

    def _moved(self, shifted: Shifted, touched: set[Code]) -> set[Code]:
        """Return cases that had to do with another, now that pairs between the two shifted."""
        between: set[tuple[Code, Code]] = set()
        for one, other in shifted.parted | shifted.met:
            codes = self._cases.code_of[one], self._cases.code_of[other]
            if all(codes) and codes[0] != codes[1] and touched.isdisjoint(codes):
                between.add((min(codes), max(codes)))
        self._cases.load({code for pair in between for code in pair})
        found: set[Code] = set()
        for one_code, other_code in sorted(between):
            one_case, other_case = self._cases.stood[one_code], self._cases.stood[other_code]
            met = (self.met[one] for one in one_case.members if one in self.met)
            is_near = not other_case.members.isdisjoint(one_case.near.union(*met))
            if one_code in found or other_code in found or not is_near:
                continue
            pairs = self._between(one_case, other_case)
            self.blocks.load({end for pair in pairs for end in pair})
            if self._would_join(one_case, other_case, pairs):
                found.add(one_code)
        return found

    @cached_property
    def decided(self) -> Decided:
        """What people decided."""
        return read_decided(self.connection)

    @cached_property
    def _decided_ids(self) -> list[tuple[AccountId, AccountId]]:
        pairs = [*self.decided.same, *self.decided.different]
        ids = ids_of(self.connection, {ref for pair in pairs for ref in pair})
        return [(ids[one], ids[other]) for one, other in pairs if one in ids and other in ids]
