"""A ledger's cases brought up to date where something changed, and nowhere else.

Groups never grow beyond what hangs together by pairs above the threshold, and a pair's score is of
the two accounts alone. So whatever hangs together with what changed, before or after, is grouped
anew, and becomes what it would be if all were; all else stays as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, delete, or_, select

from accordingto.corroboration.blocking import LARGEST, WINDOW
from accordingto.corroboration.casebook_blocks import (
    KeptBlocks,
    Key,
    PartnersAmong,
    add_keys,
    changed_blocks,
    count_members,
    drop_keys,
    is_rare_word,
    keys_of,
)
from accordingto.corroboration.casebook_copies import add_bands, find_copies_of, near_by_band
from accordingto.corroboration.casebook_rows import (
    AccountId,
    DigestId,
    KeptAccount,
    keep_digest,
    load_accounts,
)
from accordingto.corroboration.casebook_writing import write_cases, write_copies, write_stories
from accordingto.corroboration.codes import Assigned, Codes, Founder, assign_codes
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.digests import Account
from accordingto.corroboration.ledger_digests import condense_readings, read_decided
from accordingto.corroboration.linking import (
    Decided,
    Linked,
    choose,
    in_order,
    link_accounts,
    ref_of,
)
from accordingto.ledger.case_codes import read_codes_of
from accordingto.ledger.case_rows import Pending, drop_digests
from accordingto.ledger.case_tables import case_accounts, case_copies, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.records.cases import AccountRef


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


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Accounts grouped anew."""

    groups: Sequence[Linked]
    codes: Assigned
    ids: Mapping[AccountRef, AccountId]


@dataclass
class Growing:
    """One taking up, within one transaction."""

    connection: Connection
    now: str
    removed: Counter[Key] = field(default_factory=Counter)
    added: Counter[Key] = field(default_factory=Counter)
    newcomers: set[AccountId] = field(default_factory=set)
    """Accounts that are compared now, and were not before."""

    @cached_property
    def blocks(self) -> KeptBlocks:
        """The blocks, once keys are settled."""
        return KeptBlocks(self.connection)

    @cached_property
    def comparer(self) -> Comparer:
        """Compares accounts."""
        return Comparer()

    @cached_property
    def decided(self) -> Decided:
        """What people decided."""
        return read_decided(self.connection)

    def take_up(self, pending: Pending) -> Settled:
        """Bring all up to date that this touches."""
        touched = self._hanging_of(pending.gone)
        searched = self._forget(pending.gone)
        fresh = self._keep(pending.fresh)
        told = self._find_copies({*fresh, *searched})
        seeds = self._choose({*fresh, *told})
        affected = self._reach({*seeds, *self._shifted()}, touched)
        return self._regroup(affected, set(fresh))

    def _keep(self, ids: Sequence[int]) -> list[DigestId]:
        """Keep the digests of readings, with the bands of their texts."""
        found = []
        for reading_id, digest in condense_readings(self.connection, ids):
            digest_id = keep_digest(self.connection, reading_id, digest)
            add_bands(self.connection, {digest_id: digest.sketch})
            found.append(digest_id)
        return found

    def _hanging_of(self, gone: Sequence[DigestId]) -> set[int]:
        """Return the numbers of what hangs together with accounts of reports that go."""
        found: set[int] = set()
        for part in in_parts(gone):
            asked = select(case_accounts.c.hanging).where(case_accounts.c.digest_id.in_(part))
            found.update(self.connection.scalars(asked))
        return found

    def _forget(self, gone: Sequence[DigestId]) -> set[DigestId]:
        """Take out what goes; return those that shared a text with it, and stay."""
        stories: set[int] = set()
        for part in in_parts(gone):
            asked = select(case_digests.c.story).where(case_digests.c.id.in_(part))
            stories.update(one for one in self.connection.scalars(asked) if one is not None)
            accounts = select(case_accounts.c.id).where(case_accounts.c.digest_id.in_(part))
            self._drop_keys(self.connection.scalars(accounts).all())
        shared = self._of_stories(stories) | near_by_band(self.connection, gone)
        drop_digests(self.connection, gone)
        return shared - set(gone)

    def _drop_keys(self, ids: Sequence[AccountId]) -> None:
        for keys in keys_of(self.connection, ids).values():
            self.removed.update(keys)
        drop_keys(self.connection, ids)

    def _of_stories(self, stories: Iterable[int]) -> set[DigestId]:
        found: set[DigestId] = set()
        for part in in_parts(sorted(stories)):
            asked = select(case_digests.c.id).where(case_digests.c.story.in_(part))
            found.update(self.connection.scalars(asked))
        return found

    def _find_copies(self, searched: set[DigestId]) -> set[DigestId]:
        """Look for copies of texts; return the reports whose story this may change."""
        found = find_copies_of(self.connection, searched)
        touched = set(found.searched) | {
            end for one in found.copies for end in (one.one, one.other)
        }
        for part in in_parts(sorted(found.searched)):
            ends = or_(case_copies.c.one_id.in_(part), case_copies.c.other_id.in_(part))
            self.connection.execute(delete(case_copies).where(ends))
        write_copies(self.connection, found.copies)
        stories: set[int] = set()
        for part in in_parts(sorted(touched)):
            asked = select(case_digests.c.story).where(case_digests.c.id.in_(part))
            stories.update(one for one in self.connection.scalars(asked) if one is not None)
        touched |= self._of_stories(stories)
        write_stories(self.connection, self._stories_of(touched))
        return touched

    def _stories_of(self, touched: set[DigestId]) -> dict[DigestId, int | None]:
        """Return the lowest number that each hangs together with by copies; None of one alone."""
        beside: dict[DigestId, set[DigestId]] = defaultdict(set)
        for part in in_parts(sorted(touched)):
            ends = or_(case_copies.c.one_id.in_(part), case_copies.c.other_id.in_(part))
            for row in self.connection.execute(select(case_copies).where(ends)):
                beside[row.one_id].add(row.other_id)
                beside[row.other_id].add(row.one_id)
        found: dict[DigestId, int | None] = {}
        for one in sorted(touched):
            if one in found:
                continue
            group, waiting = {one}, [one]
            while waiting:
                near = beside[waiting.pop()] - group
                group |= near
                waiting += near
            found |= dict.fromkeys(group, min(group) if len(group) > 1 else None)
        return found

    def _choose(self, digests: set[DigestId]) -> set[AccountId]:
        """Settle which accounts are compared, where texts are shared; return all of these."""
        kept = self._accounts_of(digests)
        ids = {ref_of(one.account): one.id for one in kept}
        accounts = in_order(one.account for one in kept)
        places = choose(accounts, self._stories_by_key(digests))
        chosen = {ids[ref_of(accounts[place])]: accounts[place] for place in set(places)}
        known = keys_of(self.connection, ids.values())
        self._drop_keys([one for one in ids.values() if one not in chosen and one in known])
        new = {one: account for one, account in chosen.items() if one not in known}
        add_keys(self.connection, new)
        for keys in keys_of(self.connection, new).values():
            self.added.update(keys)
        self.newcomers.update(new)
        return set(ids.values())

    def _accounts_of(self, digests: Iterable[DigestId]) -> list[KeptAccount]:
        found: list[KeptAccount] = []
        for part in in_parts(sorted(digests)):
            found += load_accounts(self.connection, case_accounts.c.digest_id.in_(part))
        self.blocks.accounts.update((one.id, one) for one in found)
        return found

    def _stories_by_key(self, digests: Iterable[DigestId]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in in_parts(sorted(digests)):
            asked = select(case_digests.c.key, case_digests.c.story).where(
                case_digests.c.id.in_(part), case_digests.c.story.is_not(None)
            )
            found |= {row.key: row.story for row in self.connection.execute(asked)}
        return found

    def _shifted(self) -> set[AccountId]:
        """Return accounts that may be compared with others now than before, without any change."""
        keys = {*self.removed, *self.added}
        after = count_members(self.connection, keys)
        before = Counter({key: after[key] - self.added[key] + self.removed[key] for key in keys})
        found: set[AccountId] = set()
        for key in changed_blocks(before, after, keys):
            found |= self._shifted_in(key, is_new=before[key] <= LARGEST)
        return found

    def _shifted_in(self, key: Key, *, is_new: bool) -> set[AccountId]:
        members = self.blocks.every_member(key)
        if is_rare_word(key) or is_new or self.removed[key]:
            return set(members)
        reach = WINDOW + self.added[key]
        places = [place for place, one in enumerate(members) if one in self.newcomers]
        return {one for at in places for one in members[max(0, at - reach) : at + reach + 1]}

    def _reach(self, seeds: set[AccountId], touched: set[int]) -> set[AccountId]:
        """Return all that hangs together with these accounts, or did before."""
        found: set[AccountId] = set()
        waiting = seeds | self._with_hanging(touched)
        while waiting:
            found |= waiting
            near = self._compare(waiting)
            hanging = {one.hanging for one in self.blocks.load(sorted(waiting | near))} - {0}
            waiting = (
                near | self._decided_with(found | near) | self._with_hanging(hanging)
            ) - found
        return found

    def _compare(self, ids: set[AccountId]) -> set[AccountId]:
        """Return those with whom some of these may be of one event."""
        ordered = sorted(ids)
        self.blocks.load(ordered)
        partners = self.blocks.partners(ordered)
        self.blocks.load(sorted({other for others in partners.values() for other in others}))
        found: set[AccountId] = set()
        for one, others in partners.items():
            account = self.blocks.accounts[one].account
            for other in others - found - ids:
                if self.comparer.reaches(*_ordered(account, self.blocks.accounts[other].account)):
                    found.add(other)
        return found

    def _with_hanging(self, numbers: set[int]) -> set[AccountId]:
        found: set[AccountId] = set()
        for part in in_parts(sorted(numbers)):
            asked = select(case_accounts.c.id).where(case_accounts.c.hanging.in_(part))
            found.update(self.connection.scalars(asked))
        return found

    @cached_property
    def _decided_ids(self) -> list[tuple[AccountId, AccountId]]:
        pairs = [*self.decided.same, *self.decided.different]
        ids = self._ids_of({ref for pair in pairs for ref in pair})
        return [(ids[one], ids[other]) for one, other in pairs if one in ids and other in ids]

    def _ids_of(self, refs: set[AccountRef]) -> dict[AccountRef, AccountId]:
        found: dict[AccountRef, AccountId] = {}
        for part in in_parts(sorted({ref.report for ref in refs})):
            asked = (
                select(case_accounts.c.id, case_accounts.c.record, case_digests.c.key)
                .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
                .where(case_digests.c.key.in_(part))
            )
            for row in self.connection.execute(asked):
                found[AccountRef(row.key, row.record)] = row.id
        return found

    def _decided_with(self, ids: set[AccountId]) -> set[AccountId]:
        return {end for pair in self._decided_ids if not ids.isdisjoint(pair) for end in pair}

    def _regroup(self, affected: set[AccountId], fresh: set[DigestId]) -> Settled:
        """Group the accounts anew, give each case its code, and write it."""
        made = self.regroup(affected)
        write_cases(self.connection, made.groups, made.codes, made.ids, self.now)
        return Settled(len(fresh), len(made.codes.minted), self._count_grown(made, fresh))

    def regroup(self, ids: Iterable[AccountId]) -> Regrouped:
        """Return the cases of accounts with which no others hang together; nothing is written."""
        kept = self.blocks.load(sorted(ids))
        rows = {ref_of(one.account): one.id for one in kept}
        digests = {one.digest_id for one in kept}
        groups = link_accounts(
            (one.account for one in kept),
            self._stories_by_key(digests),
            self.decided,
            self.comparer,
            lambda compared: PartnersAmong(self.blocks, [rows[ref_of(one)] for one in compared]),
        )
        return Regrouped(groups, self._codes(groups, digests), rows)

    def _codes(self, groups: Sequence[Linked], digests: set[DigestId]) -> Assigned:
        texts: dict[str, str] = {}
        for part in in_parts(sorted(digests)):
            asked = select(case_digests.c.key, case_digests.c.text_sha256)
            rows = self.connection.execute(asked.where(case_digests.c.id.in_(part)))
            texts |= {row.key: row.text_sha256 for row in rows}
        known = read_codes_of(self.connection, texts.values())
        founders = {code: Founder(*founder) for code, founder in known.items()}
        return assign_codes([group.accounts for group in groups], texts, Codes(founders))

    def _count_grown(self, made: Regrouped, fresh: set[DigestId]) -> int:
        count = 0
        for code, group in zip(made.codes.codes, made.groups, strict=True):
            kept = [self.blocks.accounts[made.ids[ref_of(one)]] for one in group.accounts]
            is_told = any(one.digest_id in fresh for one in kept)
            was_there = any(one.code for one in kept)
            count += is_told and was_there and code not in made.codes.minted
        return count


def _ordered(one: Account, other: Account) -> tuple[Account, Account]:
    """Return two accounts in the order in which linking compares them."""
    first, second = in_order((one, other))
    return first, second
