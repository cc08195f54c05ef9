"""Names that are withheld where words of a ledger are printed for people to read."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from threading import Lock

from sqlalchemy import Connection

from accordingto.ledger.private_persons import names_in
from accordingto.ledger.redaction import Lifted, read_withheld
from accordingto.ledger.reviewing import CurrentReading, find_current_readings, read_back
from accordingto.records.judgements import Judgement
from accordingto.records.readings import Reading
from accordingto.views.privacy import Mask, mask_for

_HELD = 500
"""Texts of which masks are held at a time."""
_KEPT = 5_000
"""Readings of which the masks are kept for as long as the program runs."""
_Key = tuple[str, str, Lifted]


class _Kept:
    """Masks of readings by what these are made of: the same bytes and text have the same mask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._masks: OrderedDict[_Key, Mask] = OrderedDict()

    def find(self, key: _Key) -> Mask | None:
        """Return a mask that was made before."""
        with self._lock:
            if key in self._masks:
                self._masks.move_to_end(key)
            return self._masks.get(key)

    def keep(self, key: _Key, mask: Mask) -> None:
        """Keep a mask; that which was asked for longest ago goes."""
        with self._lock:
            self._masks[key] = mask
            while len(self._masks) > _KEPT:
                self._masks.popitem(last=False)


_MADE = _Kept()


class Masks:
    """The masks of texts, each made once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._masks: dict[str, tuple[Mask, ...]] = {}
        self._withheld = read_withheld(connection)
        self._everywhere = Mask.of(self._withheld.everywhere)

    def of(self, judgement: Judgement) -> Callable[[str], str]:
        """Return what withholds the names that the texts of a judgement hold."""
        return _hiding([mask for hash_ in _texts_of(judgement) for mask in self._masks_of(hash_)])

    def decided_for(self, judgement: Judgement) -> Callable[[str], str]:
        """Return what withholds the names that people decided to withhold, and no others."""
        return _hiding([mask for hash_ in _texts_of(judgement) for mask in self.decided_in(hash_)])

    def of_reading(self, reading: Reading) -> Callable[[str], str]:
        """Return what withholds the names that views withhold, and those that people decided on."""
        return _hiding([mask_for(reading, self._withheld.lifted), *self._decided_of(reading)])

    def decided_of(self, *readings: Reading) -> Callable[[str], str]:
        """Return what withholds the names that people decided to withhold, in all of these."""
        return _hiding([mask for reading in readings for mask in self._decided_of(reading)])

    def of_text(self, text_sha256: str) -> Mask:
        """Return the mask of all names that are withheld in a text."""
        mask = Mask()
        for own in self._masks_of(text_sha256):
            mask = mask.joined(own)
        return mask

    def prepare(self, hashes: Iterable[str], at_hand: Mapping[int, Reading] | None = None) -> None:
        """Make the masks of many texts at once, which is faster than one after another.

        Readings `at_hand`, as they were read, by their rows, are not read back for it.
        """
        wanted = sorted(set(hashes) - self._masks.keys())[:_HELD]
        if wanted and len(self._masks) + len(wanted) > _HELD:
            self._masks.clear()
        self._make(wanted, at_hand or {})

    def decided_in(self, text_sha256: str) -> tuple[Mask, ...]:
        """Return the masks of the names that people decided to withhold in a text."""
        own = self._withheld.by_text.get(text_sha256)
        return (self._everywhere, Mask.of(own)) if own else (self._everywhere,)

    def _decided_of(self, reading: Reading) -> tuple[Mask, ...]:
        """Return the masks of a reading, which may have names that no kept one has."""
        by_rule = {name for rule in self._withheld.rules for name in names_in(reading, rule)}
        return (*self.decided_in(reading.report.sha256), Mask.of(by_rule))

    def _masks_of(self, text_sha256: str) -> tuple[Mask, ...]:
        if text_sha256 not in self._masks:
            if len(self._masks) >= _HELD:
                self._masks.clear()
            self._make([text_sha256], {})
        return self._masks[text_sha256]

    def _make(self, hashes: Iterable[str], at_hand: Mapping[int, Reading]) -> None:
        found: dict[str, list[CurrentReading]] = {text: [] for text in hashes}
        for one in find_current_readings(self._connection, found):
            found[one.text_sha256].append(one)
        wanted = (one for several in found.values() for one in several)
        made = self._of_readings(wanted, at_hand)
        for text, several in found.items():
            masks = (*(made[one.id] for one in several), *self.decided_in(text))
            self._masks[text] = tuple(mask for mask in masks if not mask.is_empty)

    def _of_readings(
        self, wanted: Iterable[CurrentReading], at_hand: Mapping[int, Reading]
    ) -> dict[int, Mask]:
        """Return the masks of readings by their rows; only those not made before are read back."""
        keys = {
            one.id: (one.text_sha256, one.bytes_sha256, self._withheld.lifted) for one in wanted
        }
        found = {row: mask for row, key in keys.items() if (mask := _MADE.find(key)) is not None}
        fresh = keys.keys() - found.keys()
        read = read_back(self._connection, fresh - at_hand.keys())
        for row, reading in chain(
            ((row, at_hand[row]) for row in sorted(fresh & at_hand.keys())),
            ((stored.id, stored.reading) for stored in read),
        ):
            found[row] = mask_for(reading, self._withheld.lifted)
            _MADE.keep(keys[row], found[row])
        return found


def _texts_of(judgement: Judgement) -> list[str]:
    return sorted({target.sha256 for target in judgement.targets})


def _hiding(masks: list[Mask]) -> Callable[[str], str]:
    def hide(words: str) -> str:
        for mask in masks:
            words = mask.hide(words)
        return words

    return hide
