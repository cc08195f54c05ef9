"""Copies of texts that came new into a ledger, by the rule `copies/1`.

The same pairs are compared as among all texts at once, and held to be copies by the same measures.
Only texts are read that share a band, or hashes, with those that came. A limit: where a phrase
turns out to recur over weeks only later, or comes to stand in very many texts, what was linked by
it before stays linked until all is corroborated anew.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, delete, func, or_, select, update

from accordingto.corroboration.casebook_leaders import (
    Leaders,
    Text,
    load_hashes,
    load_texts,
    read_stored,
)
from accordingto.corroboration.casebook_rows import UNSIGNED, DigestId, add_pairs
from accordingto.corroboration.copies import (
    LATE,
    LEAST_OWN,
    REWRITTEN,
    TAKEN_OVER,
    CopyKind,
    contain,
    is_soon,
    kind_of,
)
from accordingto.corroboration.copy_index import (
    LEAST_SHARED,
    MOST_TEXTS,
    NEIGHBOURS,
    RECURS_IN,
    RECURS_OVER_DAYS,
    SAMPLED_BELOW,
)
from accordingto.corroboration.sketches import Hashes
from accordingto.ledger.case_tables import case_copies, case_digests, case_shingles
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import stream

_AT_ONCE = 2000
"""Texts whose hashes are looked at together."""


class Copied(NamedTuple):
    """Two reports that share words, by their rows: the one published first is the first."""

    one: DigestId
    other: DigestId
    kind: CopyKind
    of_one: float
    of_other: float


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking for copies."""

    searched: frozenset[DigestId]
    """Texts whose copies were looked for anew: `copies` are all that they have."""
    copies: tuple[Copied, ...]


def leave(connection: Connection, gone: Iterable[DigestId]) -> set[DigestId]:
    """Take texts out of where copies are looked up; return those to look for copies of again."""
    gone = sorted(set(gone))
    drop_shingles(connection, gone)
    return Leaders(connection).after(gone)


def find_copies_of(
    connection: Connection, fresh: Iterable[DigestId], again: Iterable[DigestId] = ()
) -> Found:
    """Look for copies of texts that came, and of all whom that makes a near-copy, or none.

    Copies of these that are kept have to be looked for anew: they are for the caller to forget.
    """
    fresh = set(fresh)
    leaders = Leaders(connection)
    leaders.settle(fresh, again)
    led = {one for one, leader in leaders.led_by.items() if leader is not None}
    _note_leads(connection, led, leaders.led_by.keys() - led)
    drop_shingles(connection, leaders.led_by.keys() - fresh)
    search = _Search(connection, leaders, frozenset(leaders.led_by.keys() - led))
    add_shingles(connection, ((one, search.hashes[one]) for one in search.wanted))
    return Found(frozenset(leaders.led_by), (*search.near_copies(led), *search.copies()))


def _note_leads(connection: Connection, led: Iterable[DigestId], lead: Iterable[DigestId]) -> None:
    for leads, ids in ((0, led), (1, lead)):
        for part in in_parts(sorted(ids)):
            here = update(case_digests).where(case_digests.c.id.in_(part))
            connection.execute(here.values(leads=leads))


def add_shingles(connection: Connection, texts: Iterable[tuple[DigestId, Hashes]]) -> None:
    """Keep the hashes of leading texts that are looked up."""
    shingles, owners = array(UNSIGNED), array(UNSIGNED)
    for one, hashes in texts:
        own = hashes[hashes < SAMPLED_BELOW].tolist()
        shingles.extend(own)
        owners.extend([one] * len(own))
    add_pairs(connection, case_shingles, shingles, owners)


def drop_shingles(connection: Connection, ids: Iterable[DigestId]) -> None:
    """Forget the hashes of texts that are looked up."""
    for one, hashes in load_hashes(connection, ids).items():
        for part in in_parts(hashes[hashes < SAMPLED_BELOW].tolist()):
            here = case_shingles.c.shingle.in_(part) & (case_shingles.c.digest_id == one)
            connection.execute(delete(case_shingles).where(here))


def drop_copies(connection: Connection, ids: Iterable[DigestId]) -> set[DigestId]:
    """Forget the copies of texts; return all that were copies of these."""
    found: set[DigestId] = set()
    for part in in_parts(sorted(ids)):
        ends = or_(case_copies.c.one_id.in_(part), case_copies.c.other_id.in_(part))
        for row in connection.execute(select(case_copies).where(ends)):
            found |= {row.one_id, row.other_id}
        connection.execute(delete(case_copies).where(ends))
    return found


@dataclass
class _Search:
    connection: Connection
    leaders: Leaders
    wanted: frozenset[DigestId]
    """Those that lead."""
    hashes: dict[DigestId, Hashes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts: dict[DigestId, Text] = dict(self.leaders.texts)
        self.hashes |= self.leaders.hashes
        self._load_hashes(self.wanted)

    def near_copies(self, led: Iterable[DigestId]) -> Iterator[Copied]:
        """Yield near-copies, each with the longest one that it is of."""
        led_by = {one: leader for one in led if (leader := self.leaders.led_by[one]) is not None}
        self._load_hashes({*led_by, *led_by.values()})
        for one, leader in sorted(led_by.items()):
            yield self._copied(self.texts[leader], self.texts[one])

    @cached_property
    def fresh(self) -> list[Text]:
        """Those that lead, the longest first."""
        return sorted((self.texts[one] for one in self.wanted), key=lambda text: text.by_length)

    @cached_property
    def near(self) -> Mapping[DigestId, set[DigestId]]:
        """For each new text, those that share enough of what is looked up."""
        counts: dict[tuple[DigestId, DigestId], int] = defaultdict(int)
        looked_up = _joined(self.hashes[one.id] for one in self.fresh)
        postings = self._postings(looked_up[looked_up < SAMPLED_BELOW])
        missing = {one for posting in postings for one in posting} - self.texts.keys()
        self.texts |= {text.id: text for text in load_texts(self.connection, missing)}
        for posting in postings:
            for pair in self._pairs(posting):
                counts[pair] += 1
        found: dict[DigestId, set[DigestId]] = defaultdict(set)
        for (one, other), count in counts.items():
            if count >= LEAST_SHARED:
                found[one].add(other)
                found[other].add(one)
        self._load_hashes(found)
        return found

    def _postings(self, wanted: Hashes) -> list[list[DigestId]]:
        """Return which texts hold each hash, where several do and not too many."""
        sizes: dict[int, int] = {}
        for part in in_parts(wanted.tolist()):
            asked = (
                select(case_shingles.c.shingle, func.count().label("size"))
                .where(case_shingles.c.shingle.in_(part))
                .group_by(case_shingles.c.shingle)
            )
            sizes |= {row.shingle: row.size for row in self.connection.execute(asked)}
        found: dict[int, list[DigestId]] = defaultdict(list)
        for part in in_parts(one for one, size in sizes.items() if 1 < size <= MOST_TEXTS):
            asked_for = select(case_shingles).where(case_shingles.c.shingle.in_(part))
            for row in self.connection.execute(asked_for):
                found[row.shingle].append(row.digest_id)
        return list(found.values())

    def _pairs(self, posting: Sequence[DigestId]) -> Iterator[tuple[DigestId, DigestId]]:
        """Yield pairs that share a hash: neighbours in length, and each with the longest."""
        ordered = sorted(posting, key=lambda one: self.texts[one].by_length)
        for place, one in enumerate(ordered):
            if one not in self.wanted:
                continue
            others = {ordered[0], *ordered[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]}
            if place == 0:
                others.update(ordered)
            for other in others - {one}:
                if other not in self.wanted or one < other:
                    yield one, other

    def _load_hashes(self, ids: Iterable[DigestId]) -> None:
        self.hashes |= load_hashes(self.connection, set(ids) - self.hashes.keys())

    @cached_property
    def recurring(self) -> Hashes:
        """Hashes that come again over weeks, among those of texts that may be rewrites."""
        doubted = [
            one
            for one, others in self.near.items()
            for other in others
            if _may_be_rewrite(max(contain(self.hashes[one], self.hashes[other])))
        ]
        if not doubted:
            return np.empty(0, dtype=np.uint32)
        return find_recurring(self.connection, _joined(self.hashes[one] for one in doubted))

    def copies(self) -> Iterator[Copied]:
        """Yield the pairs that share enough, of texts that are no near-copies of each other."""
        for one in self.fresh:
            for other in sorted(self.near.get(one.id, ())):
                text = self.texts[other]
                is_told = other in self.wanted and text.by_length < one.by_length
                if not is_told and self._is_copy(one, text):
                    yield self._copied(one, text)

    def _is_copy(self, one: Text, other: Text) -> bool:
        whole = max(contain(self.hashes[one.id], self.hashes[other.id]))
        if whole >= TAKEN_OVER:
            return True
        enough = REWRITTEN if is_soon(one.day, other.day) else LATE
        return whole >= enough / 2 and self._shared_of_own(one, other) >= enough

    def _shared_of_own(self, one: Text, other: Text) -> float:
        own = [
            hashes[~np.isin(hashes, self.recurring)]
            for hashes in (self.hashes[one.id], self.hashes[other.id])
        ]
        return max(contain(*own)) if min(map(len, own)) >= LEAST_OWN else 0.0

    def _copied(self, one: Text, other: Text) -> Copied:
        if other.by_day < one.by_day:
            one, other = other, one
        of_one, of_other = contain(self.hashes[one.id], self.hashes[other.id])
        kind = kind_of(of_one, of_other)
        return Copied(one.id, other.id, kind, round(of_one, 3), round(of_other, 3))


def _may_be_rewrite(whole: float) -> bool:
    return REWRITTEN / 2 <= whole < TAKEN_OVER


def find_recurring(connection: Connection, wanted: Hashes) -> Hashes:
    """Return those of some hashes that come again over weeks; every leading text is gone through.

    `wanted` is sorted, each once.
    """
    unknown = np.iinfo(np.int64).max
    counts = np.zeros(len(wanted), dtype=np.int64)
    first, last = np.full(len(wanted), unknown), np.zeros(len(wanted), dtype=np.int64)
    asked = select(case_digests.c.shingles, case_digests.c.day).where(
        case_digests.c.shingles.is_not(None), case_digests.c.leads == 1
    )
    maybe = np.zeros(1 << 16, dtype=bool)
    maybe[wanted >> 16] = True
    for part in in_parts(stream(connection, asked), _AT_ONCE):
        every = [read_stored(row["shingles"]) for row in part]
        days = np.array([row["day"] or 0 for row in part], dtype=np.int64)
        hashes, whose = np.concatenate(every), np.repeat(days, [len(one) for one in every])
        held = np.flatnonzero(maybe[hashes >> 16])
        hashes, whose = hashes[held], whose[held]
        places = np.minimum(np.searchsorted(wanted, hashes), len(wanted) - 1)
        held = np.flatnonzero(wanted[places] == hashes)
        places, whose = places[held], whose[held]
        np.add.at(counts, places, 1)
        np.maximum.at(last, places, whose)
        np.minimum.at(first, places, np.where(whose == 0, unknown, whose))
    many = (counts >= RECURS_IN) & (first != unknown)
    recurring: Hashes = wanted[many & (last - np.where(many, first, last) >= RECURS_OVER_DAYS)]
    return recurring


def _joined(hashes: Iterable[Hashes]) -> Hashes:
    return np.unique(np.concatenate([np.empty(0, dtype=np.uint32), *hashes]))
