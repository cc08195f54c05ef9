"""Which texts of a ledger are near-copies of longer ones, kept right as texts come and go.

Among all texts at once, `find_near_copies` goes from the longest to the shortest: a text is led by
the first leading one that it shares a band with and nearly all of its shingles. So a text depends
on longer ones alone, and only on the longest that leads in one of its bands: of the others, none is
looked at again.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from accordingto.corroboration.casebook_rows import UNSIGNED, DigestId, add_pairs
from accordingto.corroboration.copies import EXCERPTED, band_keys, contain
from accordingto.corroboration.digests import Sketch
from accordingto.corroboration.sketches import Hashes, read_shingles
from accordingto.ledger.case_tables import case_bands, case_digests
from accordingto.ledger.copying import in_parts

_STORED = np.dtype("<u4")
Band = int
Place = tuple[int, str, DigestId]
"""What texts are sorted by: the longest first."""


class Text(NamedTuple):
    """What tells where a text stands among others, without its hashes."""

    id: DigestId
    key: str
    day: int | None
    length: int
    leads: bool

    @property
    def by_length(self) -> Place:
        """What texts are sorted by: the longest first."""
        return -self.length, self.key, self.id

    @property
    def by_day(self) -> tuple[bool, int, str]:
        """What texts are sorted by: the first published first."""
        return self.day is None, self.day or 0, self.key


def load_texts(connection: Connection, ids: Iterable[DigestId]) -> Iterator[Text]:
    """Yield texts that have hashes."""
    length = func.length(case_digests.c.shingles).label("size")
    names = ("id", "key", "day", "leads")
    for part in in_parts(sorted(set(ids))):
        asked = select(*(case_digests.c[name] for name in names), length)
        for row in connection.execute(asked.where(case_digests.c.id.in_(part))):
            if row.size:
                yield Text(row.id, row.key, row.day, row.size // 4, bool(row.leads))


def load_hashes(connection: Connection, ids: Iterable[DigestId]) -> dict[DigestId, Hashes]:
    """Return the hashes of texts; of a report without its text there are none."""
    found = {}
    for part in in_parts(sorted(set(ids))):
        here = case_digests.c.id.in_(part) & case_digests.c.shingles.is_not(None)
        asked = select(case_digests.c.id, case_digests.c.shingles)
        for row in connection.execute(asked.where(here)):
            found[row.id] = read_stored(row.shingles)
    return found


def read_stored(shingles: bytes) -> NDArray[np.uint32]:
    """Return the hashes that a row holds."""
    return np.frombuffer(shingles, dtype=_STORED).astype(np.uint32, copy=False)


def add_bands(connection: Connection, sketches: Iterable[tuple[DigestId, Sketch | None]]) -> None:
    """Keep the bands of texts, by which near-copies are found."""
    bands, owners = array("q"), array(UNSIGNED)
    for one, sketch in sketches:
        if sketch is not None:
            own = bands_of(read_shingles(sketch))
            bands.extend(own)
            owners.extend([one] * len(own))
    add_pairs(connection, case_bands, bands, owners)


def bands_of(hashes: Hashes) -> list[Band]:
    """Return the numbers of the bands of a text."""
    return sorted(set(map(_number_band, band_keys(hashes))))


def _number_band(key: tuple[int, bytes]) -> int:
    band, values = key
    digest = blake2b(bytes([band]) + values, digest_size=8).digest()
    return int.from_bytes(digest) >> 1


@dataclass
class Leaders:
    """Finds out who leads whom, from the texts that came on."""

    connection: Connection
    led_by: dict[DigestId, DigestId | None] = field(default_factory=dict)
    """Texts that came, or are led otherwise now, with who leads them; None where they lead."""
    hashes: dict[DigestId, Hashes] = field(default_factory=dict)
    texts: dict[DigestId, Text] = field(default_factory=dict)
    _in_band: dict[Band, list[DigestId]] = field(default_factory=dict)
    _bands: dict[DigestId, list[Band]] = field(default_factory=dict)

    def after(self, gone: Iterable[DigestId]) -> set[DigestId]:
        """Return the texts that have to be looked at again when some go; ask before they do."""
        ids = sorted(set(gone))
        self._load(ids)
        found: set[DigestId] = set()
        for one in ids:
            if one in self.texts and self.texts[one].leads:
                found |= set(self._later(one))
        return found - set(ids)

    def settle(self, fresh: Iterable[DigestId], again: Iterable[DigestId]) -> None:
        """Find who leads texts that came, those to look at again, and all whom that changes."""
        new = set(fresh)
        wanted = new | set(again)
        self._load(sorted(wanted))
        waiting = [self.texts[one].by_length for one in wanted & self.texts.keys()]
        for one in new & self.texts.keys():
            # Until it is looked at, it leads nobody.
            self.texts[one] = self.texts[one]._replace(leads=False)
        heapify(waiting)
        seen: set[DigestId] = set()
        while waiting:
            one = heappop(waiting)[2]
            if one in seen:
                continue
            seen.add(one)
            leader, text = self._leader(one), self.texts[one]
            if one in new or leader is not None or not text.leads:
                self.led_by[one] = leader
            if text.leads != (leader is None):
                self.texts[one] = text._replace(leads=leader is None)
                for other in self._later(one):
                    heappush(waiting, self.texts[other].by_length)

    def _leader(self, one: DigestId) -> DigestId | None:
        own = self.texts[one].by_length
        known = {first for band in self._bands[one] if (first := self._first(band, own))}
        for other in sorted(known, key=lambda other: self.texts[other].by_length):
            if min(contain(self._hashes(other), self._hashes(one))) >= EXCERPTED:
                return other
        return None

    def _first(self, band: Band, before: Place) -> DigestId | None:
        """Return the longest text that leads in a band, of those before another."""
        for one in self._in_band[band]:
            text = self.texts[one]
            if text.by_length >= before:
                return None
            if text.leads:
                return one
        return None

    def _later(self, one: DigestId) -> Iterator[DigestId]:
        """Yield the shorter texts of bands in which no text before this one leads."""
        own = self.texts[one].by_length
        for band in self._bands[one]:
            if self._first(band, own) is None:
                later = [
                    other for other in self._in_band[band] if self.texts[other].by_length > own
                ]
                self._load(later)
                yield from later

    def _hashes(self, one: DigestId) -> Hashes:
        if one not in self.hashes:
            self.hashes |= load_hashes(self.connection, (one,))
        return self.hashes[one]

    def _load(self, ids: Iterable[DigestId]) -> None:
        """Have texts at hand, with their bands, and all that have one of these."""
        unknown = [one for one in ids if one not in self._bands]
        bands: dict[DigestId, list[Band]] = defaultdict(list)
        for part in in_parts(unknown):
            asked = select(case_bands).where(case_bands.c.digest_id.in_(part))
            for row in self.connection.execute(asked):
                bands[row.digest_id].append(row.band)
        self._bands |= {one: bands.get(one, []) for one in unknown}
        wanted = {band for own in bands.values() for band in own} - self._in_band.keys()
        members: dict[Band, list[DigestId]] = {band: [] for band in wanted}
        for part in in_parts(sorted(wanted)):
            asked = select(case_bands).where(case_bands.c.band.in_(part))
            for row in self.connection.execute(asked):
                members[row.band].append(row.digest_id)
        missing = {one for ids_of in members.values() for one in ids_of} - self.texts.keys()
        loaded = load_texts(self.connection, missing | (set(unknown) - self.texts.keys()))
        self.texts |= {text.id: text for text in loaded}
        for ids_of in members.values():
            ids_of.sort(key=lambda one: self.texts[one].by_length)
        self._in_band |= members
