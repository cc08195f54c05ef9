"""The first page: what the ledger holds, what is new, what waits to be done."""

from dataclasses import dataclass

from accordingto.ledger.case_listing import count_cases
from accordingto.ledger.filters import NO_FILTERS
from accordingto.ledger.listing import count_rows
from accordingto.ledger.listings import Listing
from accordingto.web.desk import DeskHere, LookHere
from accordingto.web.views import Pages

PAGES = Pages("today")

_COUNTED = (Listing.REPORTS, Listing.INCIDENTS, Listing.FIGURES, Listing.STATEMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many there are of something."""

    what: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first page."""

    ledger: str
    """File or URL as it may be shown."""
    is_demo: bool
    counts: tuple[Count, ...]


@PAGES.view("/", template="home.html", summary="What the ledger holds and what is new")
def show_today(desk: DeskHere, connection: LookHere) -> Today:
    """Return the first page."""
    counts = [Count(what="cases", number=count_cases(connection))]
    counts += [
        Count(what=one.value, number=count_rows(connection, one, NO_FILTERS)) for one in _COUNTED
    ]
    return Today(ledger=desk.ledger.name, is_demo=desk.is_demo, counts=tuple(counts))
