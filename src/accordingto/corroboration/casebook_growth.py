"""A ledger's cases brought up to date where something changed, and nowhere else.

A pair's score is of the two accounts alone, and a case follows from the pairs of its own accounts
as long as none of its neighbours had to do with it. So what changed is grouped anew with whatever
it draws in, and becomes what it would be if all were; all else stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, or_, select

from accordingto.corroboration.casebook_blocks import KeptBlocks, add_keys, drop_keys, keys_of
from accordingto.corroboration.casebook_copies import Found, drop_copies, find_copies_of, leave
from accordingto.corroboration.casebook_leaders import add_bands
from accordingto.corroboration.casebook_regrouping import Regrouped, Regrouping
from accordingto.corroboration.casebook_rows import (
    AccountId,
    DigestId,
    KeptAccount,
    keep_digest,
    load_accounts,
)
from accordingto.corroboration.casebook_shifts import Shifts
from accordingto.corroboration.casebook_standing import stories_of
from accordingto.corroboration.casebook_writing import (
    write_cases,
    write_copies,
    write_near,
    write_stories,
)
from accordingto.corroboration.ledger_digests import condense_readings
from accordingto.corroboration.linking import choose, in_order, ref_of
from accordingto.ledger.case_rows import Pending, drop_digests
from accordingto.ledger.case_tables import case_accounts, case_copies, case_digests
from accordingto.ledger.copying import in_parts

Story = frozenset[DigestId]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of cases when reports were taken up."""

    reports: int = 0
    """Taken up."""
    new: int = 0
    """Cases with a code that was minted now."""
    grown: int = 0
    """Cases that were there before, and of which a report that was taken up tells."""

    def plus(self, other: "Settled") -> "Settled":
        """Return what became of cases by both."""
        return Settled(self.reports + other.reports, self.new + other.new, self.grown + other.grown)


@dataclass
class Growing:
    """One taking up, within one transaction."""

    connection: Connection
    now: str
    shifts: Shifts = field(default_factory=Shifts)
    newcomers: set[AccountId] = field(default_factory=set)
    """Accounts that are compared now, and were not before."""

    @cached_property
    def blocks(self) -> KeptBlocks:
        """The blocks, once keys are settled."""
        return KeptBlocks(self.connection)

    def take_up(self, pending: Pending) -> Settled:
        """Bring all up to date that this touches."""
        touched = self._codes_of(pending.gone)
        stories = self._stories_of(pending.gone)
        again = self._forget(pending.gone)
        fresh = self._keep(pending.fresh)
        told = self._find_copies(set(fresh), again - set(pending.gone), stories)
        accounts = self._choose({*fresh, *told})
        touched |= {one.code for one in accounts} - {""}
        return self._regroup({one.id for one in accounts}, touched, set(fresh))

    def _codes_of(self, gone: Sequence[DigestId]) -> set[str]:
        """Return the cases that reports tell of which go."""
        found: set[str] = set()
        for part in in_parts(gone):
            asked = select(case_accounts.c.code).where(case_accounts.c.digest_id.in_(part))
            found.update(self.connection.scalars(asked))
        return found - {""}

    def _forget(self, gone: Sequence[DigestId]) -> set[DigestId]:
        """Take out what goes; return those for which copies are to be looked for again."""
        again = leave(self.connection, gone)
        for part in in_parts(gone):
            here = case_accounts.c.digest_id.in_(part)
            self._drop_keys(list(load_accounts(self.connection, here)))
        drop_digests(self.connection, gone)
        return again

    def _drop_keys(self, kept: Iterable[KeptAccount]) -> None:
        accounts = {one.id: one for one in kept}
        for one, keys in keys_of(self.connection, accounts).items():
            for key in keys:
                self.shifts.removed[key].append(accounts[one])
        drop_keys(self.connection, accounts)

    def _keep(self, ids: Sequence[int]) -> list[DigestId]:
        """Keep the digests of readings, with the bands of their texts."""
        found = {}
        for reading_id, digest in condense_readings(self.connection, ids):
            found[keep_digest(self.connection, reading_id, digest)] = digest.sketch
        add_bands(self.connection, found.items())
        return list(found)

    # Copies

    def _find_copies(
        self, fresh: set[DigestId], again: set[DigestId], stories: set[Story]
    ) -> set[DigestId]:
        """Look for copies of texts; return the reports that share a text with others than before.

        `stories` are those of reports that went.
        """
        found = find_copies_of(self.connection, fresh, again)
        ends = {end for one in found.copies for end in (one.one, one.other)}
        before = stories | self._stories_of({*found.searched, *ends} - fresh)
        drop_copies(self.connection, found.searched)
        return self._tell(found, {one for story in before for one in story}, before)

    def _tell(self, found: Found, touched: set[DigestId], before: set[Story]) -> set[DigestId]:
        write_copies(self.connection, found.copies)
        touched |= {end for one in found.copies for end in (one.one, one.other)}
        now = self._hanging(touched)
        stories = {one: min(story) if len(story) > 1 else None for story in now for one in story}
        write_stories(self.connection, stories)
        return {one for story in now - before for one in story}

    def _stories_of(self, ids: Iterable[DigestId]) -> set[Story]:
        """Return the groups of reports that share a text with some."""
        stories: set[int] = set()
        for part in in_parts(sorted(ids)):
            asked = select(case_digests.c.story).where(case_digests.c.id.in_(part))
            stories.update(one for one in self.connection.scalars(asked) if one is not None)
        found: dict[int, set[DigestId]] = defaultdict(set)
        for part in in_parts(sorted(stories)):
            told = select(case_digests.c.id, case_digests.c.story)
            for row in self.connection.execute(told.where(case_digests.c.story.in_(part))):
                found[row.story].add(row.id)
        return set(map(frozenset, found.values()))

    def _hanging(self, touched: set[DigestId]) -> set[Story]:
        """Return the groups in which reports hang together by copies, of those that are there."""
        there: set[DigestId] = set()
        beside: dict[DigestId, set[DigestId]] = defaultdict(set)
        for part in in_parts(sorted(touched)):
            asked = select(case_digests.c.id).where(case_digests.c.id.in_(part))
            there.update(self.connection.scalars(asked))
            ends = or_(case_copies.c.one_id.in_(part), case_copies.c.other_id.in_(part))
            for row in self.connection.execute(select(case_copies).where(ends)):
                beside[row.one_id].add(row.other_id)
                beside[row.other_id].add(row.one_id)
        return set(_groups(there, beside))

    # Accounts

    def _choose(self, digests: set[DigestId]) -> list[KeptAccount]:
        """Settle which accounts are compared, where texts are shared; return all of these."""
        kept = self._accounts_of(digests)
        by_ref = {ref_of(one.account): one for one in kept}
        accounts = in_order(one.account for one in kept)
        places = choose(accounts, stories_of(self.connection, digests))
        chosen = {by_ref[ref_of(accounts[place])].id: accounts[place] for place in set(places)}
        known = keys_of(self.connection, [one.id for one in kept])
        self._drop_keys(one for one in kept if one.id not in chosen and one.id in known)
        new = {one: account for one, account in chosen.items() if one not in known}
        add_keys(self.connection, new.items())
        for one, keys in keys_of(self.connection, new).items():
            for key in keys:
                self.shifts.added[key].add(one)
        self.newcomers.update(new)
        return kept

    def _accounts_of(self, digests: Iterable[DigestId]) -> list[KeptAccount]:
        found: list[KeptAccount] = []
        for part in in_parts(sorted(digests)):
            found += load_accounts(self.connection, case_accounts.c.digest_id.in_(part))
        self.blocks.accounts.update((one.id, one) for one in found)
        return found

    def _regroup(
        self, accounts: set[AccountId], touched: set[str], fresh: set[DigestId]
    ) -> Settled:
        """Group the accounts anew, give each case its code, and write it."""
        regrouping = Regrouping(self.connection, self.blocks, frozenset(self.newcomers))
        made = regrouping.make(accounts, touched, self.shifts.find(self.blocks))
        write_cases(self.connection, made.groups, made.codes, made.ids, self.now)
        near = {one: regrouping.near_of(one) for one in self.newcomers}
        write_near(self.connection, near, regrouping.met)
        return Settled(len(fresh), len(made.codes.minted), self._count_grown(made, fresh))

    def _count_grown(self, made: Regrouped, fresh: set[DigestId]) -> int:
        count = 0
        for code, group in zip(made.codes.codes, made.groups, strict=True):
            kept = [self.blocks.accounts[made.ids[ref_of(one)]] for one in group.accounts]
            is_told = any(one.digest_id in fresh for one in kept)
            was_there = any(one.code for one in kept)
            count += is_told and was_there and code not in made.codes.minted
        return count


def _groups(
    nodes: Iterable[DigestId], beside: Mapping[DigestId, set[DigestId]]
) -> Iterable[frozenset[DigestId]]:
    """Yield what hangs together, through any number of steps."""
    seen: set[DigestId] = set()
    for one in sorted(nodes):
        if one in seen:
            continue
        group, waiting = {one}, [one]
        while waiting:
            near = beside.get(waiting.pop(), set()) - group
            group |= near
            waiting += near
        seen |= group
        yield frozenset(group)
