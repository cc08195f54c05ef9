"""Which accounts are worth comparing: those that share a time and one other thing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

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
LARGEST = 120
"""In a larger block, accounts are compared with those next to them only."""
WINDOW = 24

Key = tuple[int, str]


def block_keys(account: Account, rarity: Rarity | None = None) -> tuple[Key, ...]:
    """Return the keys of an account: two accounts that share none are never of one case.

    A key joins a period of four days with a province, a place name, a toll or a rare word. Without
    a day, the days before it was told stand for it; without either, there is no key.
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
    found = [f"a:{spot.country}:{spot.admin1}" for spot in account.spots if spot.admin1]
    found += [f"p:{key}" for spot in account.spots for key in _place_keys(spot)]
    numbers = (toll.low if toll.low is not None else toll.high for toll in account.tolls)
    found += [f"t:{number}" for number in numbers if number is not None and number > FEW]
    rarest = sorted(account.words, key=lambda word: (-rarity.of(word), word))
    found += [f"w:{word}" for word in rarest[:RAREST]]
    found += [f"n:{name}" for name in account.names]
    return sorted(set(found))


def _place_keys(spot: Spot) -> Iterator[str]:
    if (spot.where_prec or 1) > EXACT_PLACE + 1:
        return
    for name in (spot.name, spot.gazetteer_name):
        if name:
            yield fold_sound(fold_name(name))


def find_candidates(accounts: Sequence[Account]) -> list[tuple[int, int]]:
    """Return the pairs of places in `accounts` that are worth comparing, each once, in order.

    Nearly linear in the number of accounts: a block that holds very many is sorted, and only what
    stands near each other in it is compared.
    """
    rarity = load_rarity()
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, account in enumerate(accounts):
        for key in block_keys(account, rarity):
            blocks[key].append(place)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found.update(pairs_in(members, accounts))
    return sorted(found)


def pairs_in(members: Sequence[int], accounts: Sequence[Account]) -> Iterable[tuple[int, int]]:
    """Return the pairs of one block."""
    if len(members) <= LARGEST:
        return combinations(members, 2)
    return _neighbours(sorted(members, key=lambda place: _order(accounts[place])))


def _neighbours(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + WINDOW]:
            yield min(one, other), max(one, other)


def _order(account: Account) -> tuple[str, date, int, tuple[str, ...], str, str]:
    days = days_of(account)
    day = days[0] if days else account.not_after or date.min
    most = max((toll.low or toll.high or 0 for toll in account.tolls), default=0)
    return account.kind.value, day, most, account.words[:3], account.report, account.record
