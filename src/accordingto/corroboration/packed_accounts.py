"""Accounts of very many reports, in order: unpacked a report at a time, some of them at hand."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from accordingto.corroboration.by_place import ByPlace
from accordingto.corroboration.digests import Account, ReportKey

MOST_AT_HAND = 1 << 14
"""Reports of which the accounts stay at hand."""

_Unpack = Callable[[ReportKey], Sequence[Account]]


class PackedAccounts(ByPlace[Account]):
    """Accounts by their places: those of one report after those of another.

    Whoever looks at them day by day unpacks a report once or twice, not for each pair.
    """

    def __init__(
        self,
        counts: Iterable[tuple[ReportKey, int]],
        unpack: _Unpack,
        most_at_hand: int = MOST_AT_HAND,
    ) -> None:
        """Take how many accounts each report has, and what unpacks those of a report, in order."""
        self._keys: list[ReportKey] = []
        self._reports, self._numbers = array("i"), array("i")
        """Of which report each account is, and its number in it."""
        for report, (key, count) in enumerate(counts):
            self._keys.append(key)
            self._reports.extend([report] * count)
            self._numbers.extend(range(count))
        self._at_hand = lru_cache(maxsize=most_at_hand)(unpack)

    def at(self, place: int) -> Account:
        """Return one account."""
        return self._at_hand(self._keys[self._reports[place]])[self._numbers[place]]

    def __len__(self) -> int:
        """Return how many accounts there are."""
        return len(self._reports)

    def reports(self) -> Iterator[ReportKey]:
        """Yield for each account which report gives it; none is unpacked for that."""
        return map(self._keys.__getitem__, self._reports)


class AtHand(dict[int, Account]):
    """Accounts by place, of those that were looked at last: found faster than where they lie."""

    def __init__(self, accounts: Sequence[Account], most: int = 1 << 15) -> None:
        """Take where accounts lie, and how many may be at hand."""
        super().__init__()
        self._accounts, self._most = accounts, most

    def __missing__(self, place: int) -> Account:
        """Take an account to hand; where there are too many, all others are put back."""
        if len(self) >= self._most:
            self.clear()
        found = self[place] = self._accounts[place]
        return found


class Picked(ByPlace[Account]):
    """Some of many accounts, by where they are among them."""

    def __init__(self, accounts: Sequence[Account], places: Sequence[int]) -> None:
        """Take all accounts, and the places of those that are picked."""
        self._accounts, self._places = accounts, places

    def at(self, place: int) -> Account:
        """Return one account."""
        return self._accounts[self._places[place]]

    def __len__(self) -> int:
        """Return how many were picked."""
        return len(self._places)
