"""Pairs that are compared because of what came or went, or are not any more, without any change.

A large block compares what stands next to each other in it, and a word is rare until too many hold
it. So whoever comes between two accounts may part them, and whoever goes may bring them together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from accordingto.corroboration.blocking import LARGEST, STILL_RARE, WINDOW, order_in_block
from accordingto.corroboration.casebook_blocks import KeptBlocks, Key, count_members, is_rare_word
from accordingto.corroboration.casebook_rows import AccountId, KeptAccount

IdPair = tuple[AccountId, AccountId]


@dataclass(frozen=True, slots=True)
class Shifted:
    """Pairs of accounts that are neither new nor gone."""

    parted: frozenset[IdPair]
    met: frozenset[IdPair]


@dataclass
class Shifts:
    """Notes which keys came and went, with whose accounts."""

    removed: dict[Key, list[KeptAccount]] = field(default_factory=lambda: defaultdict(list))
    added: dict[Key, set[AccountId]] = field(default_factory=lambda: defaultdict(set))

    def find(self, blocks: KeptBlocks) -> Shifted:
        """Return the pairs that shifted, once all keys are as they stay."""
        parted: set[IdPair] = set()
        met: set[IdPair] = set()
        keys = self.removed.keys() | self.added.keys()
        after = count_members(blocks.connection, keys)
        for key in sorted(keys):
            sizes = after[key], after[key] - len(self.added[key]) + len(self.removed[key])
            if _may_shift(key, *sizes):
                before, now = self._pairs(blocks, key)
                parted |= before - now
                met |= now - before
        partners = blocks.partners(sorted({one for one, _ in parted}))
        still = {pair for pair in parted if pair[1] in partners[pair[0]]}
        return Shifted(frozenset(parted - still), frozenset(met))

    def _pairs(self, blocks: KeptBlocks, key: Key) -> tuple[set[IdPair], set[IdPair]]:
        """Return the pairs of a block as it was and as it is, of those that were and are there."""
        now = blocks.every_member(key)
        new, gone = self.added[key], self.removed[key]
        stay = [one for one in now if one not in new]
        before = stay
        if gone and len(stay) + len(gone) > LARGEST:
            known = [*blocks.load(stay), *gone]
            before = [one.id for one in sorted(known, key=lambda one: order_in_block(one.account))]
        elif gone:
            before = [*stay, *(one.id for one in gone)]
        kept = set(stay)
        return _compared(key, before, kept), _compared(key, now, kept)


def _may_shift(key: Key, *sizes: int) -> bool:
    if is_rare_word(key):
        return min(sizes) <= STILL_RARE < max(sizes)
    return max(sizes) > LARGEST


def _compared(key: Key, members: Sequence[AccountId], kept: set[AccountId]) -> set[IdPair]:
    """Return the pairs of a block that are compared, of those that are there before and after."""
    if is_rare_word(key) and len(members) > STILL_RARE:
        return set()
    pairs = _all(members) if len(members) <= LARGEST else _near(members)
    return {
        (min(one, other), max(one, other)) for one, other in pairs if one in kept and other in kept
    }


def _all(members: Iterable[AccountId]) -> Iterator[IdPair]:
    return combinations(members, 2)


def _near(members: Sequence[AccountId]) -> Iterator[IdPair]:
    for step in range(1, WINDOW + 1):
        yield from zip(members, members[step:], strict=False)
