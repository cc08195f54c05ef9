"""Which accounts are worth comparing: those that share a time and one other thing."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration.digests import Account, Spot
from accordingto.corroboration.likeness import EXACT_PLACE, FEW, FRESH_DAYS, days_of
from accordingto.corroboration.weights import Rarity, load_rarity
from accordingto.gazetteer.names import fold_name, fold_sound

PERIOD_DAYS = 4
"""Days that share one key; an account has the keys of its days and of those beside them."""
LONGEST_DAYS = 35
"""An account of a longer period has no key: it is of no one event."""
RAREST = 4
"""How many of its rarest words an account is looked for by."""
STILL_RARE = 20
"""A word that more accounts of one period hold is not rare there, and joins none."""
LARGEST = 48
"""In a larger block, accounts are compared with those next to them only."""
WINDOW = 12

Key = tuple[int, str]
_WORD = "w:"


def block_keys(account: Account, rarity: Rarity | None = None) -> tuple[Key, ...]:
    """Return the keys of an account: two accounts that share none are never of one case.

    A key joins a period of four days with a province and kind, a place name, a toll, a rare word or
    the name of somebody killed or hurt. Without a day, the days before it was told stand for it;
    without either, there is no key.
    """
    about = _about(account, rarity or load_rarity())
    return tuple((period, word) for period in _periods(account) for word in about)


def _periods(account: Account) -> range:
    days = days_of(account)
    if days is None:
        if account.not_after is None:
            return range(0)
        last = account.not_after.toordinal()
        return _numbers(last - FRESH_DAYS, last)
    first, last = days[0].toordinal(), days[1].toordinal()
    return _numbers(first - 1, last + 1) if last - first <= LONGEST_DAYS else range(0)


def _numbers(first: int, last: int) -> range:
    return range(first // PERIOD_DAYS, last // PERIOD_DAYS + 1)


def _about(account: Account, rarity: Rarity) -> list[str]:
    kind = account.kind.value
    found = [f"a:{spot.country}:{spot.admin1}:{kind}" for spot in account.spots if spot.admin1]
    found += [f"p:{key}" for spot in account.spots for key in _place_keys(spot)]
    numbers = (toll.low if toll.low is not None else toll.high for toll in account.tolls)
    found += [f"t:{number}" for number in numbers if number is not None and number > FEW]
    # Equally rare words by a hash: by the alphabet, all would be looked for by the same few.
    rarest = sorted(account.words, key=lambda word: (-rarity.of(word), crc32(word.encode()), word))
    found += [f"{_WORD}{word}" for word in rarest[:RAREST]]
    found += [f"n:{name}" for name in account.names]
    return sorted(set(found))


def _place_keys(spot: Spot) -> Iterator[str]:
    if (spot.where_prec or 1) > EXACT_PLACE + 1:
        return
    for name in (spot.name, spot.gazetteer_name):
        if name:
            yield fold_sound(fold_name(name))


class Blocks:
    """Accounts by what they share: who is worth comparing with whom.

    Nearly linear in the number of accounts, in time and memory: a block that holds very many is
    sorted, and only what stands near each other in it is compared.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._members = np.empty(0, dtype=np.int32)
        """The accounts of each block, one block behind the other."""
        self._ends = np.zeros(1, dtype=np.int64)
        """Where each block ends; a nought goes before."""
        keys, owners = _hashed_keys(accounts)
        if len(keys):
            self._fill(accounts, keys, owners)
        # The blocks of an account, one account behind the other.
        numbers = np.repeat(np.arange(len(self._ends) - 1, dtype=np.int32), np.diff(self._ends))
        order = np.argsort(self._members, kind="stable")
        self._blocks = numbers[order]
        self._blocks_end = np.searchsorted(self._members[order], np.arange(len(accounts) + 1))

    def _fill(
        self, accounts: Sequence[Account], keys: NDArray[np.uint64], owners: NDArray[np.int32]
    ) -> None:
        order = np.lexsort((owners, keys))
        keys, owners = keys[order], owners[order]
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
        sizes = np.diff(np.r_[starts, len(order)])
        is_word = (keys[starts] & 1).astype(bool)
        kept = (sizes > 1) & (~is_word | (sizes <= STILL_RARE))
        self._members = owners[np.repeat(kept, sizes)]
        self._ends = np.r_[0, np.cumsum(sizes[kept])]
        for number in np.flatnonzero(sizes[kept] > LARGEST).tolist():
            block = slice(self._ends[number], self._ends[number + 1])
            whole = ((order_in_block(accounts[one]), one) for one in self._members[block].tolist())
            self._members[block] = [one for _, one in sorted(whole)]

    def partners(self, place: int) -> list[int]:
        """Return the accounts after this one that it is worth comparing with, in order."""
        found: set[int] = set()
        of_account = slice(self._blocks_end[place], self._blocks_end[place + 1])
        for number in self._blocks[of_account].tolist():
            members = self._members[self._ends[number] : self._ends[number + 1]]
            if len(members) > LARGEST:
                at = int(np.flatnonzero(members == place)[0])
                members = members[max(0, at - WINDOW) : at + WINDOW + 1]
            found.update(members.tolist())
        return sorted(other for other in found if other > place)


def find_candidates(accounts: Sequence[Account]) -> list[tuple[int, int]]:
    """Return the pairs of places in `accounts` that are worth comparing, each once, in order."""
    blocks = Blocks(accounts)
    return [(one, other) for one in range(len(accounts)) for other in blocks.partners(one)]


def _hashed_keys(
    accounts: Sequence[Account],
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return the keys of all accounts as numbers, the lowest bit told of words, and whose each is.

    Two keys that meet in one number only make a pair that is compared in vain.
    """
    rarity = load_rarity()
    keys, owners = array("Q"), array("i")
    for place, account in enumerate(accounts):
        for key in number_keys(account, rarity):
            keys.append(key)
            owners.append(place)
    return np.frombuffer(keys, dtype=np.uint64), np.frombuffer(owners, dtype=np.int32)


def number_keys(account: Account, rarity: Rarity | None = None) -> list[int]:
    """Return the keys of an account as numbers under 2**63; an odd one is of a rare word."""
    return sorted(
        {
            period << 33 | crc32(about.encode()) << 1 | about.startswith(_WORD)
            for period, about in block_keys(account, rarity)
        }
    )


def order_in_block(account: Account) -> tuple[str, date, int, tuple[str, ...], str, str]:
    """Return what accounts of one large block are sorted by."""
    days = days_of(account)
    day = days[0] if days else account.not_after or date.min
    most = max((toll.low or toll.high or 0 for toll in account.tolls), default=0)
    return account.kind.value, day, most, account.words[:3], account.report, account.record
