"""Names that are withheld where words of a ledger are printed for people to read."""

from collections.abc import Callable

from sqlalchemy import Connection

from accordingto.ledger.redaction import read_withheld
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
        self._withheld = read_withheld(connection)

    def of(self, judgement: Judgement) -> Callable[[str], str]:
        """Return what withholds the names that the texts of a judgement hold."""
        return _hiding([mask for hash_ in _texts_of(judgement) for mask in self._masks_of(hash_)])

    def decided_for(self, judgement: Judgement) -> Callable[[str], str]:
        """Return what withholds the names that people decided to withhold, and no others."""
        names = {name for hash_ in _texts_of(judgement) for name in self._withheld.names_in(hash_)}
        return _hiding([Mask.of(names)])

    def _masks_of(self, text_sha256: str) -> tuple[Mask, ...]:
        if text_sha256 not in self._masks:
            if len(self._masks) >= _HELD:
                self._masks.clear()
            readings = current_readings_of(self._connection, text_sha256)
            masks = [mask_for(stored.reading) for stored in readings]
            masks.append(Mask.of(self._withheld.names_in(text_sha256)))
            self._masks[text_sha256] = tuple(mask for mask in masks if mask.names)
        return self._masks[text_sha256]


def _texts_of(judgement: Judgement) -> list[str]:
    return sorted({target.sha256 for target in judgement.targets})


def _hiding(masks: list[Mask]) -> Callable[[str], str]:
    def hide(words: str) -> str:
        for mask in masks:
            words = mask.hide(words)
        return words

    return hide
