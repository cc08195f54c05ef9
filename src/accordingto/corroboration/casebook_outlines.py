"""How each case of a ledger is told: one row a case, for maps and calendars of all of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import inf

from sqlalchemy import Connection, delete, select

from accordingto.corroboration.digests import Account
from accordingto.corroboration.linking import Linked
from accordingto.corroboration.outlines import Stories, outline
from accordingto.ledger.case_tables import case_digests, case_outlines
from accordingto.ledger.copying import in_parts
from accordingto.ledger.plain import storable, storable_number
from accordingto.ledger.rows import Value, add_rows
from accordingto.records.cases import ToldPlace
from accordingto.records.values import State

Row = dict[str, Value]


def write_outlines(connection: Connection, cases: Sequence[tuple[str, Linked]]) -> None:
    """Write how cases are told, in place of what was kept under their codes."""
    for part in in_parts(code for code, _ in cases):
        connection.execute(delete(case_outlines).where(case_outlines.c.code.in_(part)))
    rows = make_outlines(connection, cases)
    if rows:
        add_rows(connection, case_outlines, rows)


def make_outlines(connection: Connection, cases: Sequence[tuple[str, Linked]]) -> list[Row]:
    """Return the rows of cases; copies of one text among their reports count once."""
    reports = {account.report for _, linked in cases for account in linked.accounts}
    return list(outline_rows(cases, _stories_of(connection, reports)))


def read_outlines(connection: Connection, codes: Iterable[str]) -> dict[str, Row]:
    """Return what is kept of cases, by their codes."""
    columns = [column for column in case_outlines.columns if column.name != "id"]
    found: dict[str, Row] = {}
    for part in in_parts(sorted(codes)):
        asked = select(*columns).where(case_outlines.c.code.in_(part))
        found |= {row["code"]: dict(row) for row in connection.execute(asked).mappings()}
    return found


def outline_rows(cases: Iterable[tuple[str, Linked]], stories: Stories) -> Iterator[Row]:
    """Yield what is kept of each case: days, place and kind as most of its texts tell them."""
    for code, linked in cases:
        told = outline(code, linked, stories)
        days = told.days[0] if told.days else None
        first, last = (days.date_from, days.date_to) if days else (None, None)
        row: Row = {
            "code": code,
            "accounts": len(linked.accounts),
            "kind": told.kinds[0].kind.value,
            "first_day": _iso(first or last),
            "last_day": _iso(last or first),
            "at_facility": int(any(one.at_facility for one in linked.accounts)),
            "killed": storable_number(_killed(linked)),
            "differing": _count_differing(linked) or None,
        }
        yield row | _place(told.places[0] if told.places else None)


def _place(place: ToldPlace | None) -> Row:
    return {
        "place": storable(place.name) if place else None,
        "gazetteer_name": place.gazetteer_name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "where_prec": place.where_prec if place else None,
    }


def _killed(linked: Linked) -> int | None:
    lows = (
        toll.low
        for account in linked.accounts
        for toll in account.tolls
        if toll.state is State.KILLED and toll.low is not None
    )
    return max(lows, default=None)


def _count_differing(linked: Linked) -> int:
    """Return how many counts of the killed cannot two and two be true: of each account, the most.

    Copies say what their text says, so that they change nothing.
    """
    counts = {_largest(account) for account in linked.accounts} - {None}
    found, reached = 0, -inf
    for high, low in sorted((one[1], one[0]) for one in counts if one is not None):
        if low > reached:
            found, reached = found + 1, high
    return found


def _largest(account: Account) -> tuple[float, float] | None:
    """Return between which numbers the largest count of an account lies; open ends are open."""
    told = [
        (toll.low or 0, inf if toll.high is None else toll.high)
        for toll in account.tolls
        if toll.state is State.KILLED and (toll.low, toll.high) != (None, None)
    ]
    return max(told, default=None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stories_of(connection: Connection, reports: Iterable[str]) -> Stories:
    found: dict[str, int] = {}
    for part in in_parts(sorted(reports)):
        asked = select(case_digests.c.key, case_digests.c.story).where(
            case_digests.c.key.in_(part), case_digests.c.story.is_not(None)
        )
        found |= {row.key: row.story for row in connection.execute(asked)}
    return found
