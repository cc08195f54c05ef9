"""Copies of texts that came new into a ledger, by the rule `copies/1`.

The same pairs are compared as among all texts at once, and held to be copies by the same measures.
A limit: where a phrase turns out to recur over weeks only later, or comes to stand in very many
texts, what was linked by it before stays linked until all is corroborated anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select, update

from accordingto.corroboration.casebook_rows import DigestId
from accordingto.corroboration.copies import (
    LATE,
    LEAST_OWN,
    REWRITTEN,
    TAKEN_OVER,
    CopyKind,
    band_keys,
    contain,
    find_near_copies,
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
from accordingto.corroboration.digests import Sketch
from accordingto.corroboration.sketches import Hashes, read_shingles
from accordingto.ledger.case_tables import case_bands, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import add_rows, stream

_AT_ONCE = 2000
"""Texts whose hashes are looked at together."""
_STORED = np.dtype("<u4")


class Copied(NamedTuple):
    """Two reports that share words, by their rows: the one published first is the first."""

    one: DigestId
    other: DigestId
    kind: CopyKind
    of_one: float
    of_other: float


class _Text(NamedTuple):
    """What tells where a text stands among others, without its hashes."""

    id: DigestId
    key: str
    day: int | None
    length: int

    @property
    def by_length(self) -> tuple[int, str]:
        return -self.length, self.key

    @property
    def by_day(self) -> tuple[bool, int, str]:
        return self.day is None, self.day or 0, self.key


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking for copies."""

    searched: frozenset[DigestId]
    """Texts whose copies were looked for anew: those that were asked for, and all near them."""
    copies: tuple[Copied, ...]


def near_by_band(connection: Connection, ids: Iterable[DigestId]) -> set[DigestId]:
    """Return all texts that these share a band with, through any number of steps."""
    found, waiting = set(ids), set(ids)
    while waiting:
        bands: set[int] = set()
        for part in in_parts(sorted(waiting)):
            asked = select(case_bands.c.band).where(case_bands.c.digest_id.in_(part))
            bands.update(connection.scalars(asked))
        near: set[DigestId] = set()
        for part in in_parts(sorted(bands)):
            asked = select(case_bands.c.digest_id).where(case_bands.c.band.in_(part))
            near.update(connection.scalars(asked))
        waiting = near - found
        found |= waiting
    return found


def add_bands(connection: Connection, sketches: Mapping[DigestId, Sketch | None]) -> None:
    """Keep the bands of texts, by which near-copies are found."""
    rows = [
        {"band": band, "digest_id": one}
        for one, sketch in sketches.items()
        if sketch is not None
        for band in sorted(set(map(_number_band, band_keys(read_shingles(sketch)))))
    ]
    if rows:
        add_rows(connection, case_bands, rows)


def _number_band(key: tuple[int, bytes]) -> int:
    band, values = key
    digest = blake2b(bytes([band]) + values, digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def find_copies_of(connection: Connection, fresh: Iterable[DigestId]) -> Found:
    """Look for copies of these texts, and of all that may be near-copies of them.

    Copies of these that are kept have to be looked for anew: they are for the caller to forget.
    """
    wanted = frozenset(near_by_band(connection, fresh))
    search = _Search(connection, wanted)
    near = list(search.near_copies())
    for part in in_parts(sorted(wanted)):
        led = sorted(set(part) & search.led)
        others = sorted(set(part) - search.led)
        for leads, ids in ((0, led), (1, others)):
            here = update(case_digests).where(case_digests.c.id.in_(ids))
            connection.execute(here.values(leads=leads))
    return Found(wanted, (*near, *search.copies()))


@dataclass
class _Search:
    connection: Connection
    wanted: frozenset[DigestId]
    hashes: dict[DigestId, Hashes] = field(default_factory=dict)

    led: set[DigestId] = field(default_factory=set)
    """Near-copies of longer texts, once `near_copies` was gone through."""

    @cached_property
    def texts(self) -> dict[DigestId, _Text]:
        """All texts that have hashes."""
        names = ("id", "key", "day", "shingles")
        asked = select(*(case_digests.c[name] for name in names)).where(
            case_digests.c.shingles.is_not(None)
        )
        rows = stream(self.connection, asked)
        read = (_Text(row["id"], row["key"], row["day"], len(row["shingles"]) // 4) for row in rows)
        return {one.id: one for one in read if one.length}

    def near_copies(self) -> Iterator[Copied]:
        """Yield near-copies, each with the longest one that it is of."""
        ordered = [self.texts[one] for one in self.wanted if one in self.texts]
        ordered.sort(key=lambda text: text.by_length)
        hashes = self._hashes(one.id for one in ordered)
        self.hashes.update(hashes)
        for number, leader in find_near_copies([hashes[one.id] for one in ordered]).items():
            self.led.add(ordered[number].id)
            yield self._copied(ordered[leader], ordered[number])

    @cached_property
    def fresh(self) -> list[_Text]:
        """Those that lead, the longest first."""
        leading = self.wanted - self.led
        found = [self.texts[one] for one in leading if one in self.texts]
        return sorted(found, key=lambda text: text.by_length)

    @cached_property
    def near(self) -> Mapping[DigestId, set[DigestId]]:
        """For each new text, those that share enough of what is looked up."""
        counts: dict[tuple[DigestId, DigestId], int] = defaultdict(int)
        looked_up = _joined(self.hashes[one.id] for one in self.fresh)
        postings = self._postings(looked_up[looked_up < SAMPLED_BELOW])
        for posting in postings.values():
            for pair in self._pairs(posting):
                counts[pair] += 1
        found: dict[DigestId, set[DigestId]] = defaultdict(set)
        for (one, other), count in counts.items():
            if count >= LEAST_SHARED:
                found[one].add(other)
                found[other].add(one)
        self.hashes.update(self._hashes(found.keys() - self.hashes.keys()))
        return found

    def _pairs(self, posting: Sequence[DigestId]) -> Iterator[tuple[DigestId, DigestId]]:
        """Yield pairs that share a hash: neighbours in length, and each with the longest."""
        if not 1 < len(posting) <= MOST_TEXTS:
            return
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

    def _postings(self, wanted: Hashes) -> dict[int, list[DigestId]]:
        """Return which texts hold each of these hashes."""
        found: dict[int, list[DigestId]] = defaultdict(list)
        for part in in_parts(_read_leading(self.connection), _AT_ONCE):
            lengths = [len(hashes) for _, hashes in part]
            whose = np.repeat(np.array([one for one, _ in part], dtype=np.int64), lengths)
            every = np.concatenate([hashes for _, hashes in part])
            held = np.isin(every, wanted)
            for one, owner in zip(every[held].tolist(), whose[held].tolist(), strict=True):
                found[one].append(owner)
        return found

    def _hashes(self, ids: Iterable[DigestId]) -> dict[DigestId, Hashes]:
        found = {}
        for part in in_parts(sorted(set(ids))):
            asked = select(case_digests.c.id, case_digests.c.shingles)
            for row in self.connection.execute(asked.where(case_digests.c.id.in_(part))):
                found[row.id] = _read(row.shingles)
        return found

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
        postings = self._postings(_joined(self.hashes[one] for one in doubted))
        found = [one for one, posting in postings.items() if self._recurs(posting)]
        return np.array(sorted(found), dtype=np.uint32)

    def _recurs(self, posting: Sequence[DigestId]) -> bool:
        days = [day for one in posting if (day := self.texts[one].day) is not None]
        return (
            len(posting) >= RECURS_IN and bool(days) and max(days) - min(days) >= RECURS_OVER_DAYS
        )

    def copies(self) -> Iterator[Copied]:
        """Yield the pairs that share enough, of texts that are no near-copies of each other."""
        for one in self.fresh:
            for other in sorted(self.near.get(one.id, ())):
                text = self.texts[other]
                is_told = other in self.wanted and text.by_length < one.by_length
                if not is_told and self._is_copy(one, text):
                    yield self._copied(one, text)

    def _is_copy(self, one: _Text, other: _Text) -> bool:
        whole = max(contain(self.hashes[one.id], self.hashes[other.id]))
        if whole >= TAKEN_OVER:
            return True
        enough = REWRITTEN if is_soon(one.day, other.day) else LATE
        return whole >= enough / 2 and self._shared_of_own(one, other) >= enough

    def _shared_of_own(self, one: _Text, other: _Text) -> float:
        own = [
            hashes[~np.isin(hashes, self.recurring)]
            for hashes in (self.hashes[one.id], self.hashes[other.id])
        ]
        return max(contain(*own)) if min(map(len, own)) >= LEAST_OWN else 0.0

    def _copied(self, one: _Text, other: _Text) -> Copied:
        if other.by_day < one.by_day:
            one, other = other, one
        of_one, of_other = contain(self.hashes[one.id], self.hashes[other.id])
        kind = kind_of(of_one, of_other)
        return Copied(one.id, other.id, kind, round(of_one, 3), round(of_other, 3))


def _may_be_rewrite(whole: float) -> bool:
    return REWRITTEN / 2 <= whole < TAKEN_OVER


def _read_leading(connection: Connection) -> Iterator[tuple[DigestId, Hashes]]:
    """Yield the texts that are compared, with their hashes."""
    asked = select(case_digests.c.id, case_digests.c.shingles).where(
        case_digests.c.shingles.is_not(None), case_digests.c.leads == 1
    )
    for row in stream(connection, asked):
        yield row["id"], _read(row["shingles"])


def _read(shingles: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(shingles, dtype=_STORED).astype(np.uint32, copy=False)


def _joined(hashes: Iterable[Hashes]) -> Hashes:
    return np.unique(np.concatenate([np.empty(0, dtype=np.uint32), *hashes]))
