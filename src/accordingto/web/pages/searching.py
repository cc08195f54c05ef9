"""Search over everything, and the list of reports."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field
from sqlalchemy import Connection

from accordingto.errors import FilterError
from accordingto.ledger.case_codes import is_code
from accordingto.ledger.case_listing import find_cases
from accordingto.ledger.case_outlines import find_latest
from accordingto.ledger.case_rows import is_corroborated
from accordingto.ledger.case_tables import case_outlines
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.listing import Page, is_common
from accordingto.ledger.listings import Listing
from accordingto.ledger.looking_up import find_one
from accordingto.ledger.shown import load_facts
from accordingto.views.report_views import SHORT_ID
from accordingto.web.blind_reading import check_review
from accordingto.web.case_lines import CaseLine, CasesMeant
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.narrowing import Narrowed
from accordingto.web.search_hits import Hit, find_hits
from accordingto.web.sessions import Preferences
from accordingto.web.views import Pages

PAGES = Pages("search")
FEW = 5
MANY = 25
"""Hits of a group, and of a page of one."""
_GROUPS = (
    Listing.REPORTS,
    Listing.CASES,
    Listing.INCIDENTS,
    Listing.FIGURES,
    Listing.STATEMENTS,
    Listing.AGREEMENTS,
    Listing.SOURCES,
)
In = Literal["", "reports", "cases", "incidents", "figures", "statements", "agreements", "sources"]
Row = Annotated[int | None, Field(ge=1, le=2**62)]


class Sought(Narrowed):
    """What is looked for, and where."""

    within: In = Field("", alias="in", description="One list alone, page by page.")
    after: Row = Field(None, description="As `next` of the page before told.")


class Listed(Narrowed):
    """Which reports are listed."""

    after: Row = Field(None, description="As `next` of the page before told.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHit:
    """A case that was found."""

    path: str
    line: CaseLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found in one list."""

    listing: Listing
    hits: tuple[Hit, ...]
    cases: tuple[CaseHit, ...]
    next: int | None
    """What to give as `after` for what follows; null where that is all."""
    note: str
    """Why nothing was looked up here; empty otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """A page whose code, key or id is what was typed."""

    path: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search found, by list."""

    asked: Narrowed
    within: str
    is_asked: bool
    is_empty: bool
    """The ledger holds nothing yet."""
    direct: tuple[Direct, ...]
    groups: tuple[Group, ...]
    pairs: list[tuple[str, str]]
    """The filters, as pairs of a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """A page of reports, the latest first."""

    asked: Narrowed
    hits: tuple[Hit, ...]
    next: int | None
    is_first: bool
    pairs: list[tuple[str, str]]


@PAGES.view("/search", template="search.html", summary="Search over everything")
def search(
    connection: LookHere, session: SessionHere, sought: Annotated[Sought, Query()]
) -> Search:
    """Return what is found in each list, the first few of each, or a page of one list.

    Of words that very many reports have, one list alone is shown.
    """
    who = session.preferences
    filters = check_review(sought.filters(), who)
    is_asked = filters != NO_FILTERS
    groups: list[Group] = []
    if is_asked and sought.within:
        page = Page(limit=MANY, after=sought.after)
        groups.append(_group(connection, Listing(sought.within), filters, page, who))
    elif is_asked:
        groups += _all_groups(connection, filters, who)
    return Search(
        asked=sought,
        within=sought.within,
        is_asked=is_asked,
        is_empty=not is_asked and not _holds_anything(connection, who),
        direct=tuple(_direct(connection, filters.text)),
        groups=tuple(groups),
        pairs=_pairs(sought),
    )


@PAGES.view("/reports", template="reports.html", summary="Reports, the latest first")
def list_reports(
    connection: LookHere, session: SessionHere, listed: Annotated[Listed, Query()]
) -> Reports:
    """Return a page of reports that are as filters ask."""
    page = Page(limit=MANY, after=listed.after)
    filters = check_review(listed.filters(), session.preferences)
    found = find_hits(connection, Listing.REPORTS, filters, page, session.preferences)
    return Reports(
        asked=listed,
        hits=found.hits,
        next=found.next,
        is_first=listed.after is None,
        pairs=_pairs(listed),
    )


def _all_groups(connection: Connection, filters: Filters, who: Preferences) -> list[Group]:
    few = Page(limit=FEW)
    first = _group(connection, Listing.REPORTS, filters, few, who)
    try:
        is_slow = is_common(connection, Listing.REPORTS, filters)
    except FilterError:
        is_slow = False
    if not is_slow:
        rest = (_group(connection, one, filters, few, who) for one in _GROUPS[1:])
        return [first, *rest]
    note = "Very many are like this; look at this list alone."
    return [first, *(_empty(listing, note) for listing in _GROUPS[1:])]


def _group(
    connection: Connection, listing: Listing, filters: Filters, page: Page, who: Preferences
) -> Group:
    try:
        if listing is Listing.CASES:
            return _cases(connection, filters, page, who)
        found = find_hits(connection, listing, filters, page, who)
    except FilterError as error:
        return _empty(listing, str(error))
    return Group(listing=listing, hits=found.hits, cases=(), next=found.next, note="")


def _cases(connection: Connection, filters: Filters, page: Page, who: Preferences) -> Group:
    if not is_corroborated(connection):
        return _empty(Listing.CASES, "The reports are not linked yet: `accordingto corroborate`.")
    found = find_cases(connection, filters, page)
    outlines = find_latest(connection, case_outlines.c.code.in_(found.codes), len(found.codes))
    meant = CasesMeant.of(connection, NO_FILTERS, who, machine=True)
    lines = {line.code: line for line in meant.lines(outlines)}
    hits = (
        CaseHit(path=f"/cases/{code}", line=lines[code]) for code in found.codes if code in lines
    )
    return Group(listing=Listing.CASES, hits=(), cases=tuple(hits), next=found.next, note="")


def _empty(listing: Listing, note: str) -> Group:
    return Group(listing=listing, hits=(), cases=(), next=None, note=note)


def _direct(connection: Connection, typed: str) -> list[Direct]:
    """Return pages that are meant by name: a case by its code, a report by key, id or address."""
    found: list[Direct] = []
    word = typed.strip()
    if not word or " " in word:
        return found
    if is_code(connection, word):
        found.append(Direct(path=f"/cases/{word}", told=f"Case {word}"))
    try:
        row = find_one(connection, Listing.REPORTS, word)
    except FilterError:
        return found
    [facts] = load_facts(connection, [(row.publication_id, None)]).values()
    path = f"/reports/{facts.key[:SHORT_ID]}"
    return [*found, Direct(path=path, told="The report of this id, key or address")]


def _holds_anything(connection: Connection, who: Preferences) -> bool:
    every = Filters(review=None)
    return bool(find_hits(connection, Listing.REPORTS, every, Page(limit=1), who).hits)


def _pairs(asked: Narrowed) -> list[tuple[str, str]]:
    return [(name, value) for name, value in asked.pairs() if name not in {"in", "after"}]
