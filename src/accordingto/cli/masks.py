"""Names that are withheld where words of a ledger are printed for people to read."""

from collections.abc import Callable

from sqlalchemy import Connection

from accordingto.ledger.reviewing import current_readings_of
from accordingto.records.judgements import Judgement
from accordingto.views.privacy import Mask, mask_for

_HELD = 500
"""Texts of which masks are held at a time."""


class Masks:
    """The masks of texts, each made once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._masks: dict[str, tuple[Mask, ...]] = {}

    def of(self, judgement: Judgement) -> Callable[[str], str]:
        """Return what withholds the names that the texts of a judgement hold."""
        hashes = sorted({target.sha256 for target in judgement.targets})
        masks = [mask for hash_ in hashes for mask in self._masks_of(hash_)]

        def hide(words: str) -> str:
            for mask in masks:
                words = mask.hide(words)
            return words

        return hide

    def _masks_of(self, text_sha256: str) -> tuple[Mask, ...]:
        if text_sha256 not in self._masks:
            if len(self._masks) >= _HELD:
                self._masks.clear()
            readings = current_readings_of(self._connection, text_sha256)
            masks = (mask_for(stored.reading) for stored in readings)
            self._masks[text_sha256] = tuple(mask for mask in masks if mask.names)
        return self._masks[text_sha256]
