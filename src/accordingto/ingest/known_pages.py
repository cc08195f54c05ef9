"""What is known of pages that were fetched before, so that they need not be sent again."""

from collections.abc import Callable
from dataclasses import dataclass

from accordingto.ingest.inputs import Exchange
from accordingto.ingest.media_types import find_header


@dataclass(frozen=True, slots=True)
class Known:
    """What a server called the page that we have already, as it wrote it."""

    etag: str = ""
    """ETag."""
    modified: str = ""
    """Last-Modified."""
    exchange: Exchange | None = None
    """How it came, with its bytes: read again where the server says that it has not changed."""


KnowPage = Callable[[str], Known]
"""Tells what is known of the page at an address."""


def know_nothing(_url: str) -> Known:
    """Say that no page is known: each is asked for whole."""
    return Known()


def known_by(exchange: Exchange) -> Known:
    """Return what a server called a page, by the headers with which it sent it."""
    headers = exchange.response_headers
    return Known(find_header(headers, "ETag"), find_header(headers, "Last-Modified"), exchange)
