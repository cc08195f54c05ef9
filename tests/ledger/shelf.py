"""A ledger with a few reports in it, and lists of it in one line."""

from sqlalchemy import select

from accordingto.ledger import record_tables as tables
from accordingto.ledger.filters import Filters
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page, find_page
from accordingto.ledger.listings import Listing
from accordingto.ledger.store_tables import arrivals
from tests.ledger.incoming import keep, make_incoming

SHELLING = (
    "Shelling by the Dorrash Guard killed at least 12 people in Homs on Friday, residents said. "
    "The Dorrash Guard denied it."
)
STRIKE = (
    "An air strike on a hospital in Aleppo killed 70 people on 2 March 2024, "
    "according to the Skerry Relief Society. Rebels blamed the air force. "
    "Other doctors said 91 people were killed in the strike."
)
TRUCE = (
    "A ceasefire between the Dorrash Guard and rebels in Idlib took effect on Monday, "
    "Foreign Minister Ada Varn said."
)


def fill(ledger: Ledger) -> None:
    """Three reports of three publishers."""
    keep(ledger, make_incoming(SHELLING, given_id="r1", title="Homs shelled"))
    keep(ledger, make_incoming(STRIKE, given_id="r2", publisher="Skerry Wire"))
    keep(ledger, make_incoming(TRUCE, given_id="r3", publisher="Ostrel Times"))


def listed(ledger: Ledger, listing, filters=None, page=None, **asked):
    """The rows of a list."""
    with ledger.look() as connection:
        filters = filters or Filters(**asked)
        return find_page(connection, Listing(listing), filters, page or Page()).rows


def words_listed(ledger: Ledger, listing, **asked):
    """What they are, in a word each: the report's id and the kind, in order."""
    with ledger.look() as connection:
        rows = find_page(connection, Listing(listing), Filters(**asked)).rows
        return [told(connection, row) for row in rows]


def told(connection, row) -> str:
    asked = select(arrivals.c.report_id).where(arrivals.c.publication_id == row.publication_id)
    report = connection.scalar(asked)
    if row.what == "report":
        return report
    column = {"incident": "kind", "figure": "low", "statement": "stance", "agreement": "step"}
    table = getattr(tables, f"{row.what}s", tables.actors)
    name = column.get(row.what, "name")
    here = (table.c.reading_id == row.reading_id, table.c.record == row.record)
    return f"{report} {connection.scalar(select(table.c[name]).where(*here))}"
