"""The first page: what is new case by case, what waits to be done, what the ledger holds."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from accordingto.ledger.case_listing import count_cases
from accordingto.ledger.filters import NO_FILTERS
from accordingto.ledger.listing import count_rows
from accordingto.ledger.listings import Listing
from accordingto.ledger.looks import code_now, keep_look
from accordingto.web.desk import DeskHere, LookHere, ReviewerHere, SessionHere
from accordingto.web.morning import MOST_NEW, Morning, read_morning, without_others
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("today")

_COUNTED = {Listing.REPORTS: "/reports", Listing.AGREEMENTS: "/agreements"}
"""Of which there are not so many that counting them takes long, and where they are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many there are of something."""

    what: str
    path: str
    """Of the page that lists them."""
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first page."""

    ledger: str
    """File or URL as it may be shown."""
    is_demo: bool
    reviewer: str
    """Who is at the desk; empty until it is said."""
    counts: tuple[Count, ...]
    is_empty: bool
    is_linked: bool
    """Reports of the ledger have been put together into cases."""
    morning: Morning


@PAGES.view("/", template="home.html", summary="What is new, what waits, what the ledger holds")
def show_today(desk: DeskHere, session: SessionHere, connection: LookHere) -> Today:
    """Return the first page."""
    reviewer = session.preferences.reviewer
    cases = count_cases(connection)
    morning = read_morning(connection, reviewer, desk.ledger.now())
    counts = [Count(what="cases", path="/cases", number=cases)]
    counts += [
        Count(what=one.value, path=path, number=count_rows(connection, one, NO_FILTERS))
        for one, path in _COUNTED.items()
    ]
    return Today(
        ledger=desk.ledger.name,
        is_demo=desk.is_demo,
        reviewer=reviewer,
        counts=tuple(counts),
        is_empty=not any(count.number for count in counts),
        is_linked=bool(cases),
        morning=without_others(morning) if session.preferences.is_blind else morning,
    )


class Seen(Body):
    """Cases that somebody has seen, as the first page named them."""

    codes: list[Annotated[str, Field(max_length=100)]] = Field(max_length=MOST_NEW)


@PAGES.action("/seen", summary="Say that one has seen what is new in these cases")
def mark_seen(desk: DeskHere, reviewer: ReviewerHere, body: Seen) -> Done:
    """Note that a reviewer has seen cases as they are now; codes that lead nowhere are left out."""
    with desk.ledger.change() as connection:
        now = desk.ledger.now()
        codes = dict.fromkeys(code_now(connection, code) for code in body.codes)
        known = [code for code in codes if code is not None]
        for code in known:
            keep_look(connection, reviewer, code, now)
    return Done(message=f"Seen: {len(known)} {'case' if len(known) == 1 else 'cases'}.", next="/")
