"""The verbs of a Python user who asks a ledger what its reports say together."""

from collections.abc import Generator
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from accordingto.api.rows import Rows
from accordingto.corroboration import casebook
from accordingto.corroboration.casebook_looking import find_case
from accordingto.corroboration.corroborating import Corroboration
from accordingto.ledger.case_listing import count_cases, find_cases
from accordingto.ledger.filters import Filters
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.listing import Page
from accordingto.ledger.listings import Listing
from accordingto.records.base import JsonValue
from accordingto.records.cases import Case
from accordingto.views.withheld_cases import case_to_plain, withheld_cases
from accordingto.views.withholding import Masks

__all__ = ["case", "cases", "corroborate_ledger", "list_cases"]

_ALL = 2**62


def corroborate_ledger(ledger: str | Path) -> Corroboration:
    """Corroborate all reports of a ledger anew, and keep what came of it there.

    Readings count as people's decisions leave them, and so do links that people drew or took away.
    Codes that were minted before stay. Raises StoreError when there is no such ledger, or when it
    cannot be written to; it is left as it was then.
    """
    with Ledger.open(ledger, Opening.CHANGE) as opened:
        return casebook.corroborate_ledger(opened)


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


def list_cases(connection: Connection, filters: Filters, page: Page) -> Rows:
    """Return a page of cases, without the names that views withhold."""
    listed = find_cases(connection, filters, page)
    found = withheld_cases(connection, listed.codes, Masks(connection).of_text)
    rows = tuple(cast("dict[str, JsonValue]", case_to_plain(case)) for case in found)
    return Rows(rows, listed.next, count_cases(connection), Listing.CASES.value)
