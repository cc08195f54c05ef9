"""Lists of cases: those of which an incident is as filters ask, in the order of incidents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from accordingto.errors import FilterError
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.listing import Found, Page, find_page, which_match
from accordingto.ledger.listings import Listing, What
from accordingto.ledger.search_tables import search_rows


@dataclass(frozen=True, slots=True)
class CasePage:
    """Codes of a page of cases."""

    codes: tuple[str, ...]
    next: int | None
    """What to give as `after` for the next page; None when this is the last one."""


def find_cases(connection: Connection, filters: Filters, page: Page) -> CasePage:
    """Return a page of cases, each once: where the first of its incidents stands.

    Raises FilterError as `find_page` does, for a page of none, and for a day of knowledge: cases
    are kept as they are known now. A page may be of any size.
    """
    if filters.as_of is not None:
        raise FilterError("cases are kept as they are known now; expected no --as-of")
    if page.limit < 1:
        raise FilterError(f"a page of {page.limit} cases; expected 1 or more")
    codes: list[str] = []
    after, last = page.after, None
    while True:
        asked = replace(page, after=after, limit=min(page.limit, _AT_ONCE))
        found = find_page(connection, Listing.INCIDENTS, filters, asked)
        for row, code in _leading(connection, found.rows, filters, page):
            if len(codes) == page.limit:
                return CasePage(tuple(codes), last)
            codes.append(code)
            last = row.id
        after = found.next
        if after is None:
            return CasePage(tuple(codes), None)


_AT_ONCE = 200


def _leading(
    connection: Connection, rows: Sequence[Found], filters: Filters, page: Page
) -> list[tuple[Found, str]]:
    """Return the rows that come first of those of their case, with its code."""
    codes = _codes_of(connection, rows)
    beside = _rows_of_cases(connection, set(codes.values()))
    several = {row for rows_of in beside.values() if len(rows_of) > 1 for row, _ in rows_of}
    matching = which_match(connection, Listing.INCIDENTS, filters, several)
    found = []
    for row in rows:
        code = codes.get(row.id)
        if code is None:
            continue
        rivals = [one for one in beside[code] if one[0] in matching and one[0] != row.id]
        if not any(_is_before(one, row, page) for one in rivals):
            found.append((row, code))
    return found


def _is_before(one: tuple[int, str], row: Found, page: Page) -> bool:
    number, sort = one
    if sort == row.sort:
        return number < row.id
    return (sort < row.sort) is page.oldest_first


def _codes_of(connection: Connection, rows: Iterable[Found]) -> dict[int, str]:
    ids = [row.id for row in rows]
    asked = (
        select(search_rows.c.id, case_accounts.c.code)
        .join(case_digests, case_digests.c.reading_id == search_rows.c.reading_id)
        .join(
            case_accounts,
            (case_accounts.c.digest_id == case_digests.c.id)
            & (case_accounts.c.record == search_rows.c.record),
        )
        .where(search_rows.c.id.in_(ids), search_rows.c.in_headline == 0)
    )
    return {row.id: row.code for row in connection.execute(asked)}


def _rows_of_cases(
    connection: Connection, codes: Iterable[str]
) -> Mapping[str, list[tuple[int, str]]]:
    """Return the rows of all incidents of cases, as they stand, with what they are ordered by."""
    asked = (
        select(
            case_accounts.c.code,
            *(search_rows.c[name] for name in ("id", "sort", "what", "is_now")),
        )
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .join(
            search_rows,
            (search_rows.c.record == case_accounts.c.record)
            & (search_rows.c.reading_id == case_digests.c.reading_id),
        )
        .where(case_accounts.c.code.in_(sorted(codes)))
    )
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(asked):
        # Asked for here: SQLite would go through all incidents to find those of a few cases.
        if row.is_now == 1 and row.what == What.INCIDENT.value:
            found[row.code].append((row.id, row.sort))
    return found


def count_cases(connection: Connection) -> int:
    """Return how many cases there are."""
    asked = select(func.count(case_accounts.c.code.distinct()))
    return int(connection.execute(asked).scalar_one())


def has_filters(filters: Filters) -> bool:
    """Tell whether a list is narrowed down at all."""
    return filters != NO_FILTERS


def which_cases(connection: Connection, codes: Iterable[str], filters: Filters) -> set[str]:
    """Return which of some cases are in a list: those with an incident as filters ask."""
    rows = _rows_of_cases(connection, codes)
    every = {row for rows_of in rows.values() for row, _ in rows_of}
    found = which_match(connection, Listing.INCIDENTS, filters, every)
    return {code for code, rows_of in rows.items() if any(row in found for row, _ in rows_of)}
