"""Blocks of accounts as a ledger keeps them: who is worth comparing with whom, among all of them.

The same pairs as `blocking.Blocks` finds over all accounts at once, looked up for few of them.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, select

from accordingto.corroboration.blocking import (
    LARGEST,
    STILL_RARE,
    WINDOW,
    number_keys,
    order_in_block,
)
from accordingto.corroboration.casebook_rows import (
    UNSIGNED,
    AccountId,
    KeptAccount,
    add_pairs,
    load_accounts_by_id,
)
from accordingto.corroboration.digests import Account
from accordingto.corroboration.weights import load_rarity
from accordingto.ledger.case_tables import case_keys
from accordingto.ledger.copying import in_parts

Key = int


def is_rare_word(key: Key) -> bool:
    """Tell whether a key is that of a rare word."""
    return bool(key & 1)


@dataclass
class KeptBlocks:
    """Looks up blocks and the accounts in them, each once."""

    connection: Connection
    accounts: dict[AccountId, KeptAccount] = field(default_factory=dict)
    _members: dict[Key, tuple[AccountId, ...]] = field(default_factory=dict)
    _keys: dict[AccountId, tuple[Key, ...]] = field(default_factory=dict)
    _partners: dict[AccountId, frozenset[AccountId]] = field(default_factory=dict)

    def load(self, ids: Iterable[AccountId]) -> list[KeptAccount]:
        """Return accounts by their rows."""
        ids = list(ids)
        missing = [one for one in ids if one not in self.accounts]
        for kept in load_accounts_by_id(self.connection, missing):
            self.accounts[kept.id] = kept
        return [self.accounts[one] for one in ids]

    def partners(self, ids: Iterable[AccountId]) -> Mapping[AccountId, frozenset[AccountId]]:
        """Return, for each of these accounts, all that it is worth comparing with."""
        ids = list(ids)
        unknown = [one for one in ids if one not in self._partners]
        self._look_up(unknown)
        for one in unknown:
            others: set[AccountId] = set()
            for key in self._keys[one]:
                others.update(self._beside(key, one))
            self._partners[one] = frozenset(others - {one})
        return {one: self._partners[one] for one in ids}

    def _look_up(self, ids: Sequence[AccountId]) -> None:
        """Load the keys of accounts, and who else has them."""
        unknown = [one for one in ids if one not in self._keys]
        if not unknown:
            return
        keys = keys_of(self.connection, unknown)
        self._keys.update((one, tuple(keys.get(one, ()))) for one in unknown)
        wanted = {key for one in unknown for key in self._keys[one]}
        self._load_blocks(sorted(key for key in wanted if key not in self._members))

    def _load_blocks(self, keys: Sequence[Key]) -> None:
        found: dict[Key, list[AccountId]] = defaultdict(list)
        # What says nothing is not read: a common word has thousands of accounts.
        sizes = count_members(self.connection, keys)
        kept = [key for key, size in sizes.items() if _tells(key, size)]
        for part in in_parts(kept):
            asked = select(case_keys).where(case_keys.c.key.in_(part))
            for row in self.connection.execute(asked):
                found[row.key].append(row.account_id)
        self._members.update((key, self.in_order(found.get(key, ()))) for key in keys)

    def in_order(self, members: Sequence[AccountId]) -> tuple[AccountId, ...]:
        """Return the members of a block, in the order in which those of a large one stand."""
        if len(members) <= LARGEST:
            return tuple(sorted(members))
        ordered = sorted(self.load(members), key=lambda one: order_in_block(one.account))
        return tuple(one.id for one in ordered)

    def _beside(self, key: Key, one: AccountId) -> Sequence[AccountId]:
        members = self._members[key]
        if len(members) <= LARGEST:
            return members
        at = members.index(one)
        return members[max(0, at - WINDOW) : at + WINDOW + 1]

    def every_member(self, key: Key) -> tuple[AccountId, ...]:
        """Return all accounts that have a key, in order, even where it says nothing of them."""
        if self._members.get(key):
            return self._members[key]
        asked = select(case_keys.c.account_id).where(case_keys.c.key == key)
        return self.in_order(self.connection.scalars(asked).all())


def _tells(key: Key, size: int) -> bool:
    return size > 1 and (not is_rare_word(key) or size <= STILL_RARE)


def keys_of(connection: Connection, ids: Iterable[AccountId]) -> Mapping[AccountId, list[Key]]:
    """Return the keys under which accounts are kept."""
    found: dict[AccountId, list[Key]] = defaultdict(list)
    for part in in_parts(ids):
        asked = select(case_keys).where(case_keys.c.account_id.in_(part))
        for row in connection.execute(asked):
            found[row.account_id].append(row.key)
    return found


def count_members(connection: Connection, keys: Iterable[Key]) -> Counter[Key]:
    """Return how many accounts have each of these keys."""
    found: Counter[Key] = Counter()
    for part in in_parts(sorted(set(keys))):
        asked = (
            select(case_keys.c.key, func.count().label("size"))
            .where(case_keys.c.key.in_(part))
            .group_by(case_keys.c.key)
        )
        found.update({row.key: row.size for row in connection.execute(asked)})
    return found


def add_keys(connection: Connection, accounts: Iterable[tuple[AccountId, Account]]) -> None:
    """Keep the keys of accounts, each with its row."""
    rarity = load_rarity()
    keys, owners = array("q"), array(UNSIGNED)
    for one, account in accounts:
        own = number_keys(account, rarity)
        keys.extend(own)
        owners.extend([one] * len(own))
    add_pairs(connection, case_keys, keys, owners)


def drop_keys(connection: Connection, ids: Iterable[AccountId]) -> None:
    """Take accounts out of all blocks."""
    for part in in_parts(ids):
        connection.execute(delete(case_keys).where(case_keys.c.account_id.in_(part)))


class PartnersAmong:
    """Who is worth comparing with whom among some accounts, by the blocks of all of them."""

    def __init__(self, blocks: KeptBlocks, ids: Sequence[AccountId]) -> None:
        place = {one: number for number, one in enumerate(ids)}
        found = blocks.partners(ids)
        self._partners = [
            sorted(place[other] for other in found[one] if place.get(other, -1) > number)
            for number, one in enumerate(ids)
        ]

    def partners(self, place: int) -> list[int]:
        """Return the accounts after this one that it is worth comparing with, in order."""
        return self._partners[place]
