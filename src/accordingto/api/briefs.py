"""The verb of a Python user who wants to know what happened in a period and an area."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from accordingto.api.looking import Asked, Words, make_filters
from accordingto.errors import FilterError
from accordingto.ledger.filters import Filters
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page, count_rows
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.publications import count_pages
from accordingto.ledger.shown import iterate_rows
from accordingto.views.brief import Brief
from accordingto.views.brief_html import render_brief_html
from accordingto.views.brief_making import Maker
from accordingto.views.brief_markdown import render_markdown
from accordingto.views.brief_words import Subject

__all__ = ["brief"]

LISTINGS = (Listing.INCIDENTS, Listing.FIGURES, Listing.AGREEMENTS)
"""What a brief tells of."""
_ALL = Page(limit=2**62, oldest_first=True)


_RENDER: dict[str, Callable[[Brief], str]] = {
    "markdown": render_markdown,
    "html": render_brief_html,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAsked:
    """What a brief is asked to tell of, as a person types it."""

    first_day: str | date | None = None
    last_day: str | date | None = None
    place: Words = ()
    country: Words = ()
    publisher: Words = ()
    as_of: str | date | None = None
    include_unreviewed: bool = False


def brief(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    ledger: str | Path,
    *,
    first_day: str | date | None = None,
    last_day: str | date | None = None,
    place: Words = (),
    country: Words = (),
    publisher: Words = (),
    as_of: str | date | None = None,
    include_unreviewed: bool = False,
    form: str = "markdown",
) -> str:
    """Return a situation brief, as Markdown or as a page of HTML.

    Only what people reviewed or entered stands in it, unless `include_unreviewed`. Raises
    FilterError when something that is asked for cannot be meant, StoreError when the ledger cannot
    be opened.
    """
    asked = BriefAsked(
        first_day=first_day,
        last_day=last_day,
        place=place,
        country=country,
        publisher=publisher,
        as_of=as_of,
        include_unreviewed=include_unreviewed,
    )
    with Ledger.open(ledger) as opened, opened.look() as connection:
        return render_brief(make_brief(connection, asked), form)


def make_brief(connection: Connection, asked: BriefAsked) -> Brief:
    """Return what a ledger holds of a period and an area, to be rendered.

    Raises FilterError when something that is asked for cannot be meant.
    """
    filters = _filters(asked)
    maker = Maker(_subject(filters, asked))
    wanted = filters if asked.include_unreviewed else _with(filters, ReviewFilter.REVIEWED)
    taken = (maker.add_incidents, maker.add_figures, maker.add_agreements)
    for listing, take in zip(LISTINGS, taken, strict=True):
        take(iterate_rows(connection, listing, wanted, _ALL))
    unreviewed = _count(connection, _with(filters, ReviewFilter.UNREVIEWED))
    return maker.make(
        left_out=0 if asked.include_unreviewed else unreviewed,
        rejected=_count(connection, _with(filters, ReviewFilter.REJECTED)),
        reports=count_pages(connection, filters.as_of),
    )


def render_brief(made: Brief, form: str) -> str:
    """Return a brief as `markdown` or `html`.

    Raises FilterError for another form.
    """
    if form not in _RENDER:
        known = ", ".join(_RENDER)
        raise FilterError(f"no brief is written as {form!r}; expected one of {known}")
    return _RENDER[form](made)


def _filters(asked: BriefAsked) -> Filters:
    return make_filters(
        Asked(
            first_day=asked.first_day,
            last_day=asked.last_day,
            place=asked.place,
            country=asked.country,
            publisher=asked.publisher,
            as_of=asked.as_of,
        )
    )


def _subject(filters: Filters, asked: BriefAsked) -> Subject:
    return Subject(
        first_day=filters.first_day,
        last_day=filters.last_day,
        place=filters.place,
        country=(asked.country,) if isinstance(asked.country, str) else tuple(asked.country),
        publisher=filters.publisher,
        as_of=filters.as_of,
        with_unreviewed=asked.include_unreviewed,
    )


def _with(filters: Filters, review: ReviewFilter) -> Filters:
    return replace(filters, review=review)


def _count(connection: Connection, filters: Filters) -> int:
    return sum(count_rows(connection, listing, filters) for listing in LISTINGS)
