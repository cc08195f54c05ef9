"""One report or record of a ledger, by what a person types."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, or_, select

from accordingto.errors import FilterError
from accordingto.ledger.listing import Found, as_found
from accordingto.ledger.listings import Listing, What
from accordingto.ledger.plain import storable
from accordingto.ledger.record_lookup import SHORTEST, is_start
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import arrivals, publications

_TOLD = 5
C = search_rows.c


def find_one(
    connection: Connection, listing: Listing, typed: str, as_of: date | None = None
) -> Found:
    """Return the one row that is meant: by the start of an id; of reports, also by id or address.

    A record of several publications of one text is that of the first. Raises FilterError when there
    is none, more than one, or one of another kind.
    """
    if listing.what is What.REPORT:
        return _find_report(connection, typed, as_of)
    if not is_start(typed):
        raise FilterError(
            f"{typed[:80]!r} is no start of an id; expected {SHORTEST} or more of its digits 0-9, "
            f"a-f, as `accordingto show {listing}` prints them"
        )
    begun = and_(C.record >= typed, C.record < f"{typed}g", C.record != "")
    asked = select(search_rows).where(begun, known(as_of)).order_by(C.id)
    rows = connection.execute(asked).mappings().all()
    here = [row for row in rows if row["what"] == listing.what.value]
    if not here:
        raise FilterError(_missing(listing, typed, rows))
    ids = dict.fromkeys(row["record"] for row in here)
    if len(ids) > 1:
        raise FilterError(
            f"{typed!r} begins more than one id: {_some(list(ids))}; type more of the one you mean"
        )
    return as_found(here[0])


def known(as_of: date | None) -> ColumnElement[bool]:
    """Return the condition for what stands now, or stood on a day."""
    if as_of is None:
        return C.is_now == 1
    day = as_of.isoformat()
    return and_(C.known_from <= day, or_(C.known_to.is_(None), C.known_to > day))


def _find_report(connection: Connection, typed: str, as_of: date | None) -> Found:
    """Return a report: the newest version of a page that has several."""
    own = select(publications.c.id, publications.c.key, publications.c.page)
    meant = storable(typed)
    ways = [own.join(arrivals).where(arrivals.c.report_id == meant).distinct()]
    # A report without an address has an empty one.
    if meant:
        ways.append(own.where(publications.c.source == meant, publications.c.url == meant))
    if is_start(typed):
        begun = (publications.c.key >= typed, publications.c.key < f"{typed}g")
        ways.append(own.where(*begun))
    for way in ways:
        found = connection.execute(way.order_by(publications.c.id)).mappings().all()
        rows = _rows_of(connection, [row["id"] for row in found], as_of)
        if rows and len({row["page"] for row in found}) > 1:
            raise FilterError(
                f"{typed[:80]!r} names more than one report; say which by its key: "
                f"{_some([row['key'][:12] for row in found])}"
            )
        if rows:
            return as_found(rows[-1])
    raise FilterError(
        f"there is no report {typed[:200]!r}; expected the id of one, its address, or "
        f"{SHORTEST} or more digits of its key, as `accordingto show reports` prints them"
    )


def _rows_of(
    connection: Connection, ids: Sequence[int], as_of: date | None
) -> Sequence[RowMapping]:
    asked = select(search_rows).where(
        C.publication_id.in_(ids), C.what == What.REPORT.value, known(as_of)
    )
    return connection.execute(asked.order_by(C.publication_id)).mappings().all()


def _missing(listing: Listing, typed: str, others: Sequence[RowMapping]) -> str:
    for row in others:
        other = f"{row['what']}s"
        return (
            f"{typed!r} is an id in the list of {other}, not of {listing}; "
            f"try `accordingto show {other} {typed}`"
        )
    return (
        f"{typed!r} begins no id in the list of {listing}; expected one as `accordingto show "
        f"{listing}` prints it"
    )


def _some(names: Sequence[str]) -> str:
    more = ", ..." if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more
