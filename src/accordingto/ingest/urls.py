"""Addresses among the inputs: told from paths here, asked for elsewhere and only on request."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Given, Item
from accordingto.ingest.known_pages import KnowPage, know_nothing

FetchUrl = Callable[[str, Given], Iterator[Item]]
"""Fetches an address and yields what it holds, as `accordingto.ingest.fetch.sources` does."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://")
_BARE = re.compile(r"(?:about|blob|data|file|javascript|mailto|view-source):", re.IGNORECASE)


def is_url(name: str) -> bool:
    """Tell an address from a path.

    >>> is_url("https://news.example.org/story"), is_url("reports/https.txt"), is_url("C://a")
    (True, False, False)
    """
    if _SCHEME.match(name):
        return True
    return _BARE.match(name) is not None and not _is_there(name)


def open_fetch(*, is_wanted: bool, know: KnowPage = know_nothing) -> FetchUrl | None:
    """Return what fetches addresses, for one run; nothing unless the user wants it.

    A page that is known is passed over when the server says that it has not changed. What fetches
    is not even loaded before.
    """
    if not is_wanted:
        return None
    from accordingto.ingest.fetch.fetcher import Fetcher  # noqa: PLC0415
    from accordingto.ingest.fetch.sources import UrlReader  # noqa: PLC0415

    return UrlReader(Fetcher(know=know))


def not_asked(url: str) -> IngestError:
    """Say that an address is not fetched unless the user says so."""
    return IngestError(
        "this is an address, and nothing is fetched unless you say so; expected a file or folder; "
        "add --fetch (in Python, fetch=True) to fetch it, or save the page and name the file",
        path=url,
        code="needs_fetch",
    )


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False
