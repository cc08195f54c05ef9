"""What is in quarantine, taken up again: read as if it came in now."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from accordingto.errors import IngestError, StoreError
from accordingto.ingest.files import DOCUMENTS
from accordingto.ingest.inputs import Given, Incoming, Item, Skipped
from accordingto.ingest.mapping import NO_OPTIONS, TableOptions, TableSeen
from accordingto.ingest.reports import read_reports
from accordingto.ingest.rows import JSONL_ROW
from accordingto.ingest.urls import FetchUrl, is_url
from accordingto.ingest.warc.pages import WARC
from accordingto.ledger.arrivals import load_incoming
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.quarantine import (
    Held,
    bytes_of_refused,
    iterate_held,
    key_of_refused,
)

_ENDINGS = {JSONL_ROW: ".jsonl", WARC: ".warc"} | {kind: end for end, kind in DOCUMENTS.items()}
"""What bytes of a type can be read as by themselves; rows of tables need the rest of the table."""
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Mended(Skipped):
    """Things in quarantine that can be read now; behind all that was read of them."""

    ids: tuple[int, ...]


def retry_all(
    ledger: Ledger, tables: TableOptions = NO_OPTIONS, fetch: FetchUrl | None = None
) -> Iterator[Item]:
    """Yield what is in quarantine as inputs, each from its bytes where they stand by themselves.

    What cannot be read from its bytes is read from where it stood, since it may have been mended
    there. What is read well, or is no longer refused where it stood, is to leave the quarantine
    once all before its Mended is kept.
    """
    retry = _Retry(ledger, tables, fetch)
    with ledger.look() as connection, closing(iterate_held(connection)) as found:
        for held in found:
            yield from retry.take_up(held)
    for (path, given), waiting in retry.waiting.items():
        yield from retry.from_path(path, given, waiting)


@dataclass(frozen=True, slots=True)
class _Retry:
    ledger: Ledger
    tables: TableOptions
    fetch: FetchUrl | None
    waiting: dict[tuple[str, Given], list[Held]] = field(default_factory=dict)
    """What is to be read from where it stood, without its bytes."""

    def take_up(self, held: Held) -> Iterator[Item]:
        """Yield what comes of one thing by itself, or let it wait."""
        if held.publication_id is not None:
            yield self._kept(held, held.publication_id)
            return
        found: list[Item] = []
        if held.raw and held.media_type in {"", *_ENDINGS}:
            found = list(self._from_bytes(held, held.raw))
        if found and not any(isinstance(item, IngestError) for item in found):
            yield from found
            yield Mended(held.path, "read after all", (held.id,))
        elif is_url(held.path) or Path(held.path).exists():
            own = self.waiting.setdefault((held.path, held.given), [])
            own.append(replace(held, raw=None))
        else:
            yield from found or [_again(held)]

    def from_path(self, path: str, given: Given, waiting: list[Held]) -> Iterator[Item]:
        """Read what is at a path or address now; what is no longer refused there is mended."""
        refused: set[str] = set()
        for item in read_reports([path], given, tables=self.tables, fetch=self.fetch):
            if isinstance(item, IngestError):
                refused.add(key_of_refused(item, bytes_of_refused(item)))
            yield item
        mended = tuple(held.id for held in waiting if held.key not in refused)
        if mended and not (is_url(path) and self.fetch is None):
            yield Mended(path, "no longer refused", mended)

    def _kept(self, held: Held, publication_id: int) -> Item:
        """Return a report that was kept, but not read."""
        try:
            with self.ledger.look() as connection:
                return load_incoming(connection, publication_id)
        except StoreError as error:
            return IngestError(error.message, path=held.path, line=held.line, code="no_bytes")

    def _from_bytes(self, held: Held, raw: bytes) -> Iterator[Item]:
        """Read bytes from a file of the same name, so that ids are made as before."""
        name = PurePath(held.path).name[-_LONGEST_NAME:]
        ending = _ENDINGS.get(held.media_type, "")
        has_ending = DOCUMENTS.get(PurePath(name).suffix.lower()) == held.media_type
        if ending and not has_ending and not name.endswith(ending):
            name += ending
        tables = replace(self.tables, on_table=None)
        if self.tables.on_table is not None:
            tables = replace(self.tables, on_table=_Renamed(self.tables, held.path))
        with TemporaryDirectory(prefix="accordingto-") as folder:
            path = Path(folder, name or "report")
            path.write_bytes(raw)
            for item in read_reports([str(path)], held.given, tables=tables):
                yield _put_back(item, held)


@dataclass(frozen=True, slots=True)
class _Renamed:
    """Shows a table under the name that it had."""

    tables: TableOptions
    path: str

    def __call__(self, seen: TableSeen) -> None:
        if self.tables.on_table is not None:
            self.tables.on_table(replace(seen, path=self.path))


def _put_back(item: Item, held: Held) -> Item:
    """Let an item stand where its bytes stood first."""
    if isinstance(item, Incoming):
        return replace(item, path=held.path, line=held.line or item.line)
    if isinstance(item, Skipped):
        return Skipped(held.path, item.reason)
    again = IngestError(item.message, path=held.path, line=held.line or item.line, code=item.code)
    return again.holding(held.raw or b"", held.media_type)


def _again(held: Held) -> IngestError:
    """Return the refusal as it was."""
    again = IngestError(held.message, path=held.path, line=held.line, code=held.code)
    return again if held.raw is None else again.holding(held.raw, held.media_type)
