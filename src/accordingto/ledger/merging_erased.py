"""What was erased in another ledger is erased here, as far as it stands here."""

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Connection, select, update

from accordingto.ledger.ledger import Ledger
from accordingto.ledger.names import words_of_name
from accordingto.ledger.plain import parse_list
from accordingto.ledger.redaction import erase_names
from accordingto.ledger.rows import add_row, find_id
from accordingto.ledger.scrubbing import note_pending, overwrite_deleted, scrub
from accordingto.ledger.store_tables import blobs, readings, texts, tombstones


def erase_alike(into: Ledger, source: Connection) -> int:
    """Erase here the names that were erased there from texts that stand here whole.

    The names are kept nowhere: they are read from the text here, at the places where there is
    nothing any more there. Return of how many publications.
    """
    erased = 0
    asked = select(tombstones).where(tombstones.c.kind == "text").order_by(tombstones.c.id)
    for stone in source.execute(asked).mappings().all():
        with into.look() as connection:
            here = select(texts.c.text).where(texts.c.sha256 == stone["sha256"])
            text = connection.execute(here).scalar()
        if text is not None:
            names = list(_names_at(text, stone["spans"]))
            erased += erase_names(into, names, stone["reason"]).publications
    return erased


def merge_tombstones(into: Ledger, source: Connection) -> None:
    """Add the tombstones of another ledger; bytes that were deleted there are deleted here."""
    with into.change() as connection:
        overwrite_deleted(connection)
        gone = 0
        for row in source.execute(select(tombstones).order_by(tombstones.c.id)).mappings():
            known = {"kind": row["kind"], "sha256": row["sha256"]}
            if find_id(connection, tombstones, **known) is None:
                add_row(connection, tombstones, {name: row[name] for name in row if name != "id"})
            if row["kind"] == "blob" and row["now_sha256"] is None:
                gone += _delete_bytes(connection, row["sha256"])
        if gone:
            note_pending(connection, into.now())
    if gone:
        scrub(into)


def _delete_bytes(connection: Connection, sha256: str) -> int:
    used = select(readings.c.blob_id)
    here = (blobs.c.sha256 == sha256) & blobs.c.bytes.is_not(None) & blobs.c.id.not_in(used)
    return connection.execute(update(blobs).where(here).values(bytes=None)).rowcount


def _names_at(text: str, spans: str) -> Iterator[str]:
    """Yield the words at these places: of whole names, where there are any, not of their parts."""
    found = {text[slice(*cast("list[int]", span))] for span in parse_list(spans)}
    whole = {words for words in found if len(words_of_name(words)) > 1}
    yield from sorted(whole or found)
