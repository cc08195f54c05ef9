"""What is in quarantine, taken up again: read as if it came in now."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from accordingto.errors import IngestError, StoreError
from accordingto.ingest.inputs import Incoming, Item, Skipped
from accordingto.ingest.mapping import TableOptions
from accordingto.ingest.reports import read_reports
from accordingto.ingest.rows import JSONL_ROW
from accordingto.ingest.warc.pages import WARC
from accordingto.ledger.arrivals import load_incoming
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.quarantine import Held, iterate_held, resolve_item

_ENDINGS = {JSONL_ROW: ".jsonl", WARC: ".warc"}
"""What bytes of a type can be read as by themselves; rows of tables need the rest of the table."""


def retry_all(ledger: Ledger, tables: TableOptions) -> Iterator[Item]:
    """Yield what is in quarantine as inputs, each from its bytes where they stand by themselves.

    Other items are read again from where they stood, once a path; where nothing is there any more,
    they stay. What is read well leaves the quarantine when it is kept.
    """
    paths: set[str] = set()
    with ledger.look() as connection, closing(iterate_held(connection)) as found:
        for held in found:
            if held.stage == "read" and held.publication_id is not None:
                yield _kept(ledger, held)
            elif held.raw and held.media_type in {"", *_ENDINGS}:
                yield from _from_bytes(held, held.raw, tables)
            elif held.path not in paths:
                paths.add(held.path)
                yield from _from_path(ledger, held, tables)


def _kept(ledger: Ledger, held: Held) -> Item:
    assert held.publication_id is not None  # noqa: S101 -- asked above
    try:
        with ledger.look() as connection:
            return load_incoming(connection, held.publication_id)
    except StoreError as error:
        return IngestError(error.message, path=held.path, line=held.line, code="no_bytes")


def _from_bytes(held: Held, raw: bytes, tables: TableOptions) -> Iterator[Item]:
    """Read bytes from a file of the same name, so that ids are made as before."""
    name = PurePath(held.path).name[-100:]
    ending = _ENDINGS.get(held.media_type, "")
    if ending and not name.endswith(ending):
        name += ending
    with TemporaryDirectory(prefix="accordingto-") as folder:
        path = Path(folder, name or "report")
        path.write_bytes(raw)
        for item in read_reports([str(path)], held.given, tables=tables):
            yield _put_back(item, held)


def _put_back(item: Item, held: Held) -> Item:
    """Let an item stand where its bytes stood first."""
    if isinstance(item, Incoming):
        return replace(item, path=held.path, line=held.line or item.line)
    if isinstance(item, Skipped):
        return Skipped(held.path, item.reason)
    again = IngestError(item.message, path=held.path, line=held.line or item.line, code=item.code)
    return again.holding(held.raw or b"", held.media_type)


def _from_path(ledger: Ledger, held: Held, tables: TableOptions) -> Iterator[Item]:
    is_well = True
    for item in read_reports([held.path], held.given, tables=tables):
        is_well = is_well and not isinstance(item, IngestError)
        yield item
    if is_well:
        with ledger.change() as connection:
            resolve_item(connection, held.id, ledger.now())
