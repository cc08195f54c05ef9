"""Digests and accounts of invented reports as rows of a ledger, in one line."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select

from accordingto.corroboration.casebook_rows import keep_digest
from accordingto.corroboration.digests import Account, Digest
from accordingto.ledger.case_tables import case_accounts
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.rows import add_row
from accordingto.ledger.store_tables import readings
from tests.corroboration.casebook import make_digest
from tests.ledger.incoming import keep, make_incoming


@contextmanager
def room_in(ledger: Ledger) -> Iterator[Connection]:
    """A connection to a ledger with one reading, of which each digest gets a copy."""
    keep(ledger, make_incoming())
    with ledger.change() as connection:
        yield connection


def keep_digests(connection: Connection, digests: Iterable[Digest]) -> list[int]:
    """Keep digests, each of a reading of its own; return their rows."""
    return [keep_digest(connection, _copy_reading(connection), one) for one in digests]


def keep_accounts(connection: Connection, accounts: Iterable[Account]) -> list[int]:
    """Keep accounts, each of a report of its own; return their rows."""
    digests = keep_digests(connection, (make_digest(one.report, account=one) for one in accounts))
    rows = case_accounts.c
    asked = select(rows.id).where(rows.digest_id.in_(digests)).order_by(rows.id)
    return list(connection.scalars(asked))


def _copy_reading(connection: Connection) -> int:
    row = dict(connection.execute(select(readings).order_by(readings.c.id)).mappings().first())
    del row["id"]
    many = connection.scalar(select(func.count()).select_from(readings))
    return add_row(connection, readings, row | {"version": f"copy {many}"})
