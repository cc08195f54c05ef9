"""Addresses to reports: each is fetched, and read as the document or feed that it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from accordingto.errors import IngestError
from accordingto.ingest.documents import HTML, PDF, Place, read_document, tell_document
from accordingto.ingest.feeds import read_feed, tell_feed
from accordingto.ingest.fetch.fetcher import Fetched, Fetcher, Unchanged
from accordingto.ingest.fetch.stored import reopen
from accordingto.ingest.inputs import Given, Incoming, Item, Skipped
from accordingto.ingest.media_types import parse_content_type
from accordingto.ingest.texts import HEAD
from accordingto.ingest.warc.pages import WARC

UNCHANGED = "not changed since it was fetched before"
"""Why an address is passed over whose server sent nothing new."""


class UrlReader:
    """Fetches addresses and reads what they hold; one for a whole run, as hosts are given time."""

    def __init__(self, fetcher: Fetcher | None = None) -> None:
        self._fetcher = fetcher or Fetcher()

    def __call__(self, url: str, given: Given) -> Iterator[Item]:
        """Yield the report at an address, or those of a feed; an IngestError where there is none.

        A page that the server calls unchanged is told, and read from what came before, if that was
        kept: what the user says of it may be new. What came over the wire is kept with the report,
        or with the error.
        """
        try:
            fetched = self._fetcher.fetch(url)
        except IngestError as error:
            yield error
            return
        if isinstance(fetched, Unchanged):
            yield Skipped(url, UNCHANGED)
            before = reopen(fetched.exchange) if fetched.exchange else None
            if before is None:
                return
            fetched = before
        try:
            for item in self._items(fetched, url, given):
                yield _with_exchange(item, fetched)
        except IngestError as error:
            yield error.holding(*_to_keep(fetched))

    def _items(self, fetched: Fetched, url: str, given: Given) -> Iterator[Item]:
        if tell_feed(fetched.body[:HEAD]):
            yield from read_feed(fetched.body, url, given)
            return
        latest = date.fromisoformat(fetched.exchange.fetched_at[:10])
        place = Place(path=url, url=fetched.url, id=fetched.url, latest=latest)
        yield read_document(fetched.body, fetched.content_type, place, given)


def _with_exchange(item: Item, fetched: Fetched) -> Item:
    if not isinstance(item, Incoming) or item.provenance is None:
        return item
    return replace(item, provenance=replace(item.provenance, fetched=fetched.exchange))


def _to_keep(fetched: Fetched) -> tuple[bytes, str]:
    """Return what is kept of a page that was refused: its records, where they can be read again."""
    said, _ = parse_content_type(fetched.content_type)
    if tell_document(fetched.body[:HEAD], said) in {HTML, PDF}:
        return fetched.exchange.warc, WARC
    return fetched.body, said
