"""The verbs of a Python user who looks things up in a ledger."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from accordingto.api.ledger_tables import tabulate_rows
from accordingto.corroboration.casebook_looking import find_case
from accordingto.errors import FilterError
from accordingto.gazetteer.index import Gazetteer
from accordingto.ledger.case_listing import count_cases, find_cases
from accordingto.ledger.filters import Filters, parse_first_day, parse_last_day
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page, count_rows
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.shown import ShownRow, iterate_rows
from accordingto.records.base import JsonValue
from accordingto.records.cases import Case
from accordingto.views.json_rows import json_row
from accordingto.views.withheld_cases import case_to_plain, withheld_cases
from accordingto.views.withholding import Masks

__all__ = ["Asked", "Rows", "case", "cases", "make_filters", "show"]

_ALL = 2**62
_HASHES = frozenset({"publication", "text_sha256"})
"""Columns that tell a person nothing."""

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
    text: str = ""
    review: str | None = None
    """`reviewed`, `unreviewed` or `rejected`; None for all but what was rejected."""
    as_of: str | date | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a list."""

    rows: tuple[dict[str, JsonValue], ...]
    """Each a record as it stands with its report, as `accordingto show --format json` has it."""
    next: int | None
    """What to give as `after` for the next page; None when this is the last one."""
    total: int
    """Rows of the whole list."""
    listing: str
    """What is listed."""

    def _repr_html_(self) -> str:
        """Return the page as a notebook shows it."""
        from accordingto.views.notebook import render_rows  # noqa: PLC0415 -- loaded when shown

        table = tabulate_rows(self.listing, self.rows)
        shown = [at for at, one in enumerate(table.columns) if one.name not in _HASHES]
        rows = ([row[at] for at in shown] for row in table.rows)
        header = [table.columns[at].name for at in shown]
        return render_rows(self.listing, header, rows, self.total)


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
        text=text,
        review=review,
        as_of=as_of,
    )
    what = _listing(listing)
    filters = make_filters(asked)
    with Ledger.open(ledger) as opened, opened.look() as connection:
        if what is Listing.CASES:
            return _list_cases(connection, filters, Page(limit=limit, after=after))
        rows: list[dict[str, JsonValue]] = []
        found = iterate_rows(connection, what, filters, Page(limit=limit, after=after))
        while True:
            try:
                row: ShownRow = next(found)
            except StopIteration as end:
                total = count_rows(connection, what, filters)
                return Rows(tuple(rows), end.value, total, what.value)
            rows.append(json_row(what, row.found, row.report))


def case(code: str, ledger: str | Path) -> Case:
    """Return one case of a ledger, by its code or one that it had before, or by their beginning.

    Names that views withhold are left out. Raises FilterError when there is none, StoreError when
    the ledger cannot be opened.
    """
    with Ledger.open(ledger) as opened, opened.look() as connection:
        found = find_case(connection, code)
        return next(withheld_cases(connection, [found.code], Masks(connection).of_text))


def cases(ledger: str | Path) -> Generator[Case]:
    """Yield all cases of a ledger, the latest first, as `show("cases")` lists them.

    Names that views withhold are left out. Raises StoreError when the ledger cannot be opened.
    """
    with Ledger.open(ledger) as opened, opened.look() as connection:
        codes = find_cases(connection, Filters(), Page(limit=_ALL)).codes
        yield from withheld_cases(connection, codes, Masks(connection).of_text)


def _list_cases(connection: Connection, filters: Filters, page: Page) -> Rows:
    listed = find_cases(connection, filters, page)
    found = withheld_cases(connection, listed.codes, Masks(connection).of_text)
    rows = tuple(cast("dict[str, JsonValue]", case_to_plain(case)) for case in found)
    return Rows(rows, listed.next, count_cases(connection), Listing.CASES.value)


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
