"""Fetching into a ledger: pages that it holds are asked for only if they have changed."""

from accordingto.ingest.known_pages import know_nothing
from accordingto.ingest.urls import FetchUrl, open_fetch
from accordingto.ledger.ledger import Ledger


def open_fetch_into(ledger: Ledger | None, *, is_wanted: bool) -> FetchUrl | None:
    """Return what fetches addresses, for one run; nothing unless the user wants it."""
    if ledger is None or not is_wanted:
        return open_fetch(is_wanted=is_wanted, know=know_nothing)
    # What reads pages that were fetched is not loaded before somebody fetches.
    from accordingto.ledger.fetched_pages import know_pages  # noqa: PLC0415

    return open_fetch(is_wanted=True, know=know_pages(ledger))
