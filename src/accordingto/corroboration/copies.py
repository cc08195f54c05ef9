"""Copies: reports whose text is, in whole or in good part, that of another. Rule `copies/1`."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import numpy as np

from accordingto.corroboration.copy_index import ShingleIndex
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.corroboration.sketches import MOST_SHINGLES, Hashes, read_shingles
from accordingto.corroboration.unions import Unions

RULE = "copies/1"
COPIED = 0.8
"""Part of both texts that a copy shares."""
EXCERPTED = 0.75
"""Part of the shorter text that makes it an excerpt."""
TAKEN_OVER = 0.65
"""Part of the shorter text that makes two texts one, whatever the shingles and the days."""
REWRITTEN = 0.35
"""Part of the shorter text that makes it a rewrite: of what is not said again and again."""
LATE = 0.6
"""The same of a rewrite that comes more than two weeks after."""
SOON_DAYS = 14
LEAST_OWN = 12
"""Shingles of its own that a text needs, to be known as a rewrite of another."""
_BINS, _ROWS = 16, 2
_UNSIGNED = "I"
"""Numbers of 32 bits, as an array names them."""


class CopyKind(StrEnum):
    """How much of one text stands in another."""

    COPY = "copy"
    """Nearly all of both."""
    EXCERPT = "excerpt"
    """Nearly all of the shorter one."""
    REWRITE = "rewrite"
    """A good part of the shorter one, in the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLink:
    """Two reports that share words, and how many."""

    one: ReportKey
    """The one published first."""
    other: ReportKey
    kind: CopyKind
    of_one: float
    """Part of the first one's shingles that stand in the other."""
    of_other: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Reports that share one text, and the pairs by which they hang together."""

    members: tuple[ReportKey, ...]
    """The first published first."""
    links: tuple[CopyLink, ...]
    """Not every pair: enough to join all members."""

    @property
    def first(self) -> ReportKey:
        """The report published first, as far as its date can be believed."""
        return self.members[0]


class Copies(NamedTuple):
    """Which reports share a text."""

    groups: tuple[CopyGroup, ...]
    """The first published first."""
    led: frozenset[ReportKey]
    """Near-copies of longer texts, which stand for them when other copies are looked for."""


def find_copies(digests: Iterable[Digest]) -> Copies:
    """Return the groups of reports that share a text.

    Near-copies are put together first, each with the longest of them; then texts that share
    shingles are compared one by one. Reports without a sketch are in no group. The order of
    reports changes nothing. A known limit: an excerpt of under forty words is not found.
    """
    return _CopyFinder(digests).copies()


def contain(one: Hashes, other: Hashes) -> tuple[float, float]:
    """Return which part of each text's shingles stands in the other.

    Of texts too long to be kept whole, as far as both were kept.
    """
    one, other = _to_common_range(one, other)
    if not len(one) or not len(other):
        return 0.0, 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / len(one), shared / len(other)


def _to_common_range(one: Hashes, other: Hashes) -> tuple[Hashes, Hashes]:
    tops = [text[-1] for text in (one, other) if len(text) >= MOST_SHINGLES]
    if not tops:
        return one, other
    top = min(tops)
    return one[: np.searchsorted(one, top, "right")], other[: np.searchsorted(other, top, "right")]


class Text(NamedTuple):
    """A report as far as copies go."""

    key: ReportKey
    day: int | None
    """Of publication, as an ordinal."""
    shingles: Hashes

    @property
    def order(self) -> tuple[bool, int, ReportKey]:
        """By which texts are sorted: the first published first."""
        return self.day is None, self.day or 0, self.key


def day_of(digest: Digest) -> int | None:
    """Return the day by which a text is sorted among its copies."""
    day = digest.published or digest.given
    return day.toordinal() if day else None


def link_copies(one: Text, other: Text, of_one: float, of_other: float) -> CopyLink:
    """Return the link of two texts that share such parts."""
    if other.order < one.order:
        one, other, of_one, of_other = other, one, of_other, of_one
    return CopyLink(
        one=one.key,
        other=other.key,
        kind=kind_of(of_one, of_other),
        of_one=round(of_one, 3),
        of_other=round(of_other, 3),
    )


def group_copies(texts: Iterable[Text], links: Iterable[CopyLink]) -> CopyGroup:
    """Return the group of texts that hang together by links."""
    return CopyGroup(
        members=tuple(text.key for text in sorted(texts, key=lambda text: text.order)),
        links=tuple(sorted(links, key=lambda link: (link.one, link.other))),
    )


def _texts_of(digests: Iterable[Digest]) -> list[Text]:
    """Return the texts that have shingles, the longest first; their shingles lie in one piece."""
    told: list[tuple[ReportKey, int | None, int]] = []
    packed = array(_UNSIGNED)
    for one in digests:
        if one.sketch and one.sketch.shingles:
            packed.frombytes(read_shingles(one.sketch).tobytes())
            told.append((one.key, day_of(one), len(packed)))
    hashes = np.frombuffer(packed, dtype=np.uint32)
    ends = [0, *(end for _, _, end in told)]
    texts = [
        Text(key, day, hashes[start:end])
        for (key, day, end), start in zip(told, ends, strict=False)
    ]
    return sorted(texts, key=lambda text: (-len(text.shingles), text.key))


class _CopyFinder:
    def __init__(self, digests: Iterable[Digest]) -> None:
        self._texts = _texts_of(digests)
        self._shingles = [text.shingles for text in self._texts]
        self._unions = Unions(len(self._texts))
        self._links: list[tuple[int, CopyLink]] = []

    def copies(self) -> Copies:
        """Find all groups."""
        led = self._put_near_copies_together()
        leaders = [number for number in range(len(self._texts)) if number not in led]
        self._compare([self._shingles[one] for one in leaders], leaders)
        members = self._unions.groups()
        links: dict[int, list[CopyLink]] = defaultdict(list)
        for number, link in self._links:
            links[self._unions.find(number)].append(link)
        found = [
            group_copies((self._texts[one] for one in whose), links[root])
            for root, whose in members.items()
            if len(whose) > 1
        ]
        groups = tuple(sorted(found, key=lambda group: group.members))
        return Copies(groups, frozenset(self._texts[number].key for number in led))

    def _put_near_copies_together(self) -> Collection[int]:
        """Join each near-copy to the longest one of its kind; return the near-copies."""
        led = find_near_copies(self._shingles)
        for number, leader in led.items():
            of_leader, of_number = contain(self._shingles[leader], self._shingles[number])
            self._join(leader, number, of_leader, of_number)
        return led

    def _compare(self, shingles: Sequence[Hashes], leaders: Sequence[int]) -> None:
        """Join what shares enough, of texts that are no near-copies of each other."""
        days = [self._texts[one].day for one in leaders]
        index = ShingleIndex(shingles, days)
        own = _Own(shingles, index.find_recurring())
        for one, other in map(np.ndarray.tolist, index.find_candidates()):
            whole = contain(shingles[one], shingles[other])
            soon = is_soon(days[one], days[other])
            if is_taken_over(whole, partial(own.shared, one, other), is_soon=soon):
                self._join(leaders[one], leaders[other], *whole)

    def _join(self, one: int, other: int, of_one: float, of_other: float) -> None:
        self._unions.join(one, other)
        link = link_copies(self._texts[one], self._texts[other], of_one, of_other)
        self._links.append((one, link))


def find_near_copies(shingles: Sequence[Hashes]) -> dict[int, int]:
    """Return the near-copies among texts, the longest first, each with the one that it is of."""
    leaders: dict[tuple[int, int], int] = {}
    found: dict[int, int] = {}
    for number, keys in _keys_of_several(shingles):
        known = sorted({leaders[key] for key in keys if key in leaders})
        own = shingles[number]
        near = (one for one in known if min(contain(shingles[one], own)) >= EXCERPTED)
        leader = next(near, None)
        if leader is None:
            for key in keys:
                leaders.setdefault(key, number)
        else:
            found[number] = leader
    return found


def _keys_of_several(shingles: Sequence[Hashes]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the texts that share a key with another, and which; most texts share none."""
    if not shingles:
        return
    keys = np.stack([_lowest(own) for own in shingles]).view(np.uint64)
    for band in keys.T:
        values, counts = np.unique(band, return_counts=True)
        band[np.isin(band, values[counts == 1])] = 0
    for number in np.flatnonzero(keys.any(axis=1)).tolist():
        of_text = keys[number].tolist()
        yield number, [(band, value) for band, value in enumerate(of_text) if value]


class _Own:
    """What texts share of shingles that are not said again and again."""

    def __init__(self, shingles: Sequence[Hashes], recurring: Hashes) -> None:
        self._shingles = shingles
        self._recurring = recurring
        self._own: dict[int, Hashes] = {}

    def shared(self, one: int, other: int) -> float:
        return share_own(self._of(one), self._of(other))

    def _of(self, number: int) -> Hashes:
        if number not in self._own:
            self._own[number] = leave_out(self._shingles[number], self._recurring)
        return self._own[number]


def leave_out(shingles: Hashes, recurring: Hashes) -> Hashes:
    """Return the shingles of a text that are not said again and again."""
    return shingles[~np.isin(shingles, recurring, assume_unique=True)]


def share_own(one: Hashes, other: Hashes) -> float:
    """Return the part of the shorter text that stands in the other, of what is its own."""
    return max(contain(one, other)) if min(len(one), len(other)) >= LEAST_OWN else 0.0


def is_taken_over(
    whole: tuple[float, float], own_shared: Callable[[], float], *, is_soon: bool
) -> bool:
    """Tell whether texts that share such parts are copies.

    What they share of their own shingles is asked for where it matters.
    """
    if max(whole) >= TAKEN_OVER:
        return True
    enough = REWRITTEN if is_soon else LATE
    return max(whole) >= enough / 2 and own_shared() >= enough


def is_soon(one: int | None, other: int | None) -> bool:
    """Tell whether two days lie near each other; one that is not known lies near any."""
    return one is None or other is None or abs(one - other) <= SOON_DAYS


def kind_of(of_one: float, of_other: float) -> CopyKind:
    """Return what two texts are to each other that share such parts."""
    if min(of_one, of_other) >= COPIED:
        return CopyKind.COPY
    return CopyKind.EXCERPT if max(of_one, of_other) >= EXCERPTED else CopyKind.REWRITE


def band_keys(shingles: Hashes) -> Iterator[tuple[int, bytes]]:
    """Yield keys of which near-copies share one: the lowest hashes of sixteen parts, by twos."""
    lowest = _lowest(shingles)
    for band in range(0, _BINS, _ROWS):
        values = lowest[band : band + _ROWS]
        if values.any():
            yield band, values.tobytes()


def _lowest(shingles: Hashes) -> Hashes:
    """Return the lowest hash of each of sixteen parts of a text; 0 where it has none there."""
    lowest = np.zeros(_BINS, dtype=np.uint32)
    bins, first = np.unique(shingles % _BINS, return_index=True)
    lowest[bins] = shingles[first]
    return lowest
