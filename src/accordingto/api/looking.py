"""The verbs of a Python user who looks things up in a ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accordingto.api.rows import Rows
from accordingto.errors import FilterError
from accordingto.gazetteer.index import Gazetteer
from accordingto.ledger.filters import Filters, parse_first_day, parse_last_day
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page, count_rows
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.shown import ShownRow, iterate_rows
from accordingto.records.base import JsonValue
from accordingto.views.json_rows import json_row

__all__ = ["Asked", "Rows", "make_filters", "show"]

Words = str | Sequence[str]
"""One, or several of which one must hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list is narrowed to, as a person types it."""

    first_day: str | date | None = None
    last_day: str | date | None = None
    place: Words = ()
    country: Words = ()
    """ISO codes, or names as the gazetteer has them."""
    actor: Words = ()
    source: Words = ()
    publisher: Words = ()
    kind: Words = ()
    blame: Words = ()
    min_toll: int | None = None
    min_confidence: float | None = None
    text: str = ""
    review: str | None = None
    """`reviewed`, `unreviewed` or `rejected`; None for all but what was rejected."""
    as_of: str | date | None = None


def show(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    listing: str,
    ledger: str | Path,
    *,
    first_day: str | date | None = None,
    last_day: str | date | None = None,
    place: Words = (),
    country: Words = (),
    actor: Words = (),
    source: Words = (),
    publisher: Words = (),
    kind: Words = (),
    blame: Words = (),
    min_toll: int | None = None,
    min_confidence: float | None = None,
    text: str = "",
    review: str | None = None,
    as_of: str | date | None = None,
    limit: int = 50,
    after: int | None = None,
) -> Rows:
    """Return a page of `reports`, `incidents`, `figures`, `statements`, `sources` and so on.

    The latest day comes first; names are in their order. Raises FilterError when something that is
    asked for cannot be meant, StoreError when the ledger cannot be opened.
    """
    asked = Asked(
        first_day=first_day,
        last_day=last_day,
        place=place,
        country=country,
        actor=actor,
        source=source,
        publisher=publisher,
        kind=kind,
        blame=blame,
        min_toll=min_toll,
        min_confidence=min_confidence,
        text=text,
        review=review,
        as_of=as_of,
    )
    what = _listing(listing)
    filters = make_filters(asked)
    with Ledger.open(ledger) as opened, opened.look() as connection:
        if what is Listing.CASES:
            # Loaded when asked for: cases take much that other lists do not.
            from accordingto.api.casebook import list_cases  # noqa: PLC0415

            return list_cases(connection, filters, Page(limit=limit, after=after))
        rows: list[dict[str, JsonValue]] = []
        found = iterate_rows(connection, what, filters, Page(limit=limit, after=after))
        while True:
            try:
                row: ShownRow = next(found)
            except StopIteration as end:
                total = count_rows(connection, what, filters)
                return Rows(tuple(rows), end.value, total, what.value)
            rows.append(json_row(what, row.found, row.report))


def make_filters(asked: Asked) -> Filters:
    """Return filters from what was typed.

    Raises FilterError for a day that is none and a country that nobody knows.
    """
    return Filters(
        first_day=_day(asked.first_day, is_end=False),
        last_day=_day(asked.last_day, is_end=True),
        place=_several(asked.place),
        country=tuple(map(find_country, _several(asked.country))),
        actor=_several(asked.actor),
        source=_several(asked.source),
        publisher=_several(asked.publisher),
        kind=_several(asked.kind),
        blame=_several(asked.blame),
        min_toll=asked.min_toll,
        min_confidence=asked.min_confidence,
        text=asked.text,
        review=None if asked.review is None else _review(asked.review),
        as_of=_day(asked.as_of, is_end=True),
    )


def find_country(typed: str) -> str:
    """Return the code of a country that was typed by its code or by its name.

    Raises FilterError when there is none.
    """
    name = typed.strip()
    if len(name) == 2 and name.isascii() and name.isalpha():
        return name.upper()
    for place in Gazetteer.open().lookup(name):
        if place.feature == "country":
            return place.country
    raise FilterError(
        f"--country {typed[:80]!r} is no country that the gazetteer knows; expected a name, or a "
        "code of two letters as in SY (ISO 3166-1)"
    )


def _listing(typed: str) -> Listing:
    try:
        return Listing(typed)
    except ValueError as error:
        known = ", ".join(Listing)
        raise FilterError(f"there is no list of {typed!r}; expected one of {known}") from error


def _review(typed: str) -> ReviewFilter:
    try:
        return ReviewFilter(typed)
    except ValueError as error:
        known = ", ".join(ReviewFilter)
        raise FilterError(f"review {typed!r} is not known; expected one of {known}") from error


def _several(typed: Words) -> tuple[str, ...]:
    words: Iterable[str] = (typed,) if isinstance(typed, str) else typed
    return tuple(words)


def _day(typed: str | date | None, *, is_end: bool) -> date | None:
    if not isinstance(typed, str):
        return typed
    return parse_last_day(typed) if is_end else parse_first_day(typed)
