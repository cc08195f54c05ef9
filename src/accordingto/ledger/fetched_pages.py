"""Pages that were fetched into a ledger: what their servers called them, and how they came."""

from collections.abc import Iterator

from sqlalchemy import Connection, or_, select

from accordingto.errors import StoreError
from accordingto.ingest.fetch.stored import reopen
from accordingto.ingest.inputs import Exchange
from accordingto.ingest.known_pages import Known, KnowPage, known_by
from accordingto.ledger.arrivals import exchange_of
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.store_tables import arrivals


def know_pages(ledger: Ledger) -> KnowPage:
    """Return what tells of each page how it came when it was fetched last.

    Nothing is known of a page whose bytes were erased, nor by what a web archive of somebody else
    says: only what we asked for ourselves counts.
    """

    def know(url: str) -> Known:
        with ledger.look() as connection:
            found = (known_by(one) for one in _exchanges(connection, url) if _led_to(one, url))
            return next(found, Known())

    return know


def _exchanges(connection: Connection, url: str) -> Iterator[Exchange]:
    """Yield the exchanges that may have brought the page at an address, the newest first."""
    # A page is called by its address; an entry of a feed is not, but its feed was asked for.
    asked_for = arrivals.c.fetched.contains(f'"url":"{url}"', autoescape=True)
    asked = (
        select(arrivals.c.fetched, arrivals.c.warc_blob_id)
        .where(or_(arrivals.c.report_id == url, asked_for))
        .where(arrivals.c.fetched.is_not(None), arrivals.c.warc_blob_id.is_not(None))
        .order_by(arrivals.c.id.desc())
    )
    for row in connection.execute(asked).mappings():
        try:
            exchange = exchange_of(connection, row)
        except StoreError:
            continue
        if exchange is not None and exchange.request_headers:
            yield exchange


def _led_to(exchange: Exchange, url: str) -> bool:
    page = reopen(exchange)
    return page is not None and page.url == url
