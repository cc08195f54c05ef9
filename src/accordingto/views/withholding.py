"""Names that are withheld where words of a ledger are printed for people to read."""

from collections.abc import Callable

from sqlalchemy import Connection

from accordingto.ledger.private_persons import names_in
from accordingto.ledger.redaction import read_withheld
from accordingto.ledger.reviewing import current_readings_of
from accordingto.records.judgements import Judgement
from accordingto.records.readings import Reading
from accordingto.views.privacy import Mask, mask_for

_HELD = 500
"""Texts of which masks are held at a time."""


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
            readings = current_readings_of(self._connection, text_sha256)
            masks = [mask_for(stored.reading, self._withheld.lifted) for stored in readings]
            masks += self.decided_in(text_sha256)
            self._masks[text_sha256] = tuple(mask for mask in masks if not mask.is_empty)
        return self._masks[text_sha256]


def _texts_of(judgement: Judgement) -> list[str]:
    return sorted({target.sha256 for target in judgement.targets})


def _hiding(masks: list[Mask]) -> Callable[[str], str]:
    def hide(words: str) -> str:
        for mask in masks:
            words = mask.hide(words)
        return words

    return hide
