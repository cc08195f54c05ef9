"""Which names a session is shown: those of private persons are masked unless it asks for them."""

from collections.abc import Iterable

from sqlalchemy import Connection

from accordingto.views.case_background import Withheld
from accordingto.views.masks import Mask
from accordingto.views.withholding import Masks
from accordingto.web.sessions import Preferences


def withheld_for(
    connection: Connection, preferences: Preferences, texts: Iterable[str] = ()
) -> Withheld:
    """Return what tells, for the hash of a text, which names in it this session is not shown.

    What people decided to withhold stays so for everybody. `texts` are hashes of those that will
    be asked about, as far as they are known: they are looked up at once.
    """
    masks = Masks(connection)
    if not preferences.are_names_shown:
        masks.prepare(texts)
        return masks.of_text

    def decided(text_sha256: str) -> Mask:
        mask = Mask()
        for own in masks.decided_in(text_sha256):
            mask = mask.joined(own)
        return mask

    return decided
