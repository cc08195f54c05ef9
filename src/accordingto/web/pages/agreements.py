"""Agreements: truces and deals step by step, with who says so."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Path, Query
from pydantic import Field
from sqlalchemy import Connection

from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import Found, Page, find_by_record, find_page
from accordingto.ledger.listings import Listing
from accordingto.records.values import Step
from accordingto.web.blind_reading import check_review
from accordingto.web.deals import Deal, load_deals
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.narrowing import Narrowed
from accordingto.web.refusals import RefusedError
from accordingto.web.sessions import Preferences
from accordingto.web.views import Pages

PAGES = Pages("agreements")
STEPS = 30
"""Steps of a page; the reports that tell of them tell of others too."""
AROUND = timedelta(days=60)
"""How far before and after a step the others of its deal are looked for."""


class AgreementsAsked(Narrowed):
    """The filters of a list of agreements."""

    after: int | None = Field(None, ge=1, description="As `next` of the page before has it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """Deals of some steps, the latest first."""

    asked: AgreementsAsked
    filters: list[tuple[str, str]]
    deals: tuple[Deal, ...]
    steps: int
    """Steps that this page is about."""
    unlinked: bool
    """Some of these steps stand in reports that are not linked yet."""
    next: int | None
    next_path: str | None
    kinds: tuple[Step, ...] = tuple(Step)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPage:
    """One deal, with the words of everybody who tells of it."""

    deal: Deal
    around: int
    """Days before and after within which its steps were looked for."""


@PAGES.view("/agreements", template="agreements.html", summary="Truces and deals, step by step")
def show_agreements(
    connection: LookHere, session: SessionHere, asked: Annotated[AgreementsAsked, Query()]
) -> Agreements:
    """Return the deals of a page of steps, the latest first.

    Raises FilterError for filters that cannot be meant.
    """
    wanted = Narrowed.model_validate(asked.model_dump(include=set(Narrowed.model_fields)))
    page = Page(limit=STEPS, after=asked.after)
    filters = check_review(wanted.filters(), session.preferences)
    found = find_page(connection, Listing.AGREEMENTS, filters, page)
    deals = load_deals(connection, found.rows, session.preferences)
    told = {one.record for deal in deals for step in deal.steps for one in step.tellings}
    following = [*wanted.pairs(), ("after", str(found.next))]
    return Agreements(
        asked=asked,
        filters=wanted.pairs(),
        deals=deals,
        steps=len(found.rows),
        unlinked=any(row.record not in told and not row.in_headline for row in found.rows),
        next=found.next,
        next_path=f"/agreements?{urlencode(following)}" if found.next else None,
    )


@PAGES.view("/agreements/{record}", template="deal.html", summary="One deal, by any of its steps")
def show_deal(
    connection: LookHere,
    session: SessionHere,
    record: Annotated[str, Path(max_length=32, description="Id of a step's record.")],
) -> DealPage:
    """Return the deal that a step is of, with the words of everybody who tells of it."""
    row = find_by_record(connection, Listing.AGREEMENTS, record)
    if row is None:
        raise RefusedError(
            404,
            f"there is no step of an agreement {record[:32]!r}; expected the id of a record of a "
            "current reading, as /agreements links to",
        )
    deals = _around(connection, row, session.preferences)
    for deal in deals:
        if any(one.record == record for step in deal.steps for one in step.tellings):
            return DealPage(deal=deal, around=AROUND.days)
    raise RefusedError(
        404,
        "the report that tells of this step is not linked with others yet, or tells of it in its "
        "title alone; `accordingto corroborate --ledger` links it",
    )


def _around(connection: Connection, row: Found, preferences: Preferences) -> tuple[Deal, ...]:
    day = date.fromisoformat(row.sort) if row.sort else None
    rows = [row]
    if day is not None:
        first, last = _near(day, -AROUND), _near(day, AROUND)
        window = Filters(first_day=first, last_day=last)
        before = replace(window, last_day=day)
        for filters, is_back in ((before, False), (replace(window, first_day=day), True)):
            page = Page(limit=STEPS, oldest_first=is_back)
            rows += find_page(connection, Listing.AGREEMENTS, filters, page).rows
    return load_deals(connection, rows, preferences)


def _near(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
