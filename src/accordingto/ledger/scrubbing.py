"""A store cleared of what was taken out of it: no page, log or index holds it any more."""

import sqlite3
from contextlib import closing

from sqlalchemy import Connection, delete, select, text

from accordingto.errors import StoreError
from accordingto.ledger.doctor import PENDING
from accordingto.ledger.engines import connect_file, open_engine
from accordingto.ledger.failures import told_as_store_errors
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.rows import add_rows
from accordingto.ledger.store_tables import about


def overwrite_deleted(connection: Connection) -> None:
    """Let SQLite write zeros over what is deleted from now on."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON")).fetchone()


def note_pending(connection: Connection, now: str) -> None:
    """Note that the store has to be cleared, in the transaction that makes it so."""
    if not is_pending(connection):
        add_rows(connection, about, [{"name": PENDING, "value": now}])


def is_pending(connection: Connection) -> bool:
    """Tell whether the store has still to be cleared."""
    asked = select(about.c.value).where(about.c.name == PENDING)
    return connection.execute(asked).first() is not None


def scrub(ledger: Ledger) -> None:
    """Write the store anew without what was deleted, and empty its log.

    Raises StoreError when somebody else holds it open, or there is no room: it is still to be done
    then, and `doctor` tells.
    """
    with told_as_store_errors(ledger.name):
        if ledger.address.path is not None:
            _scrub_file(ledger)
        else:
            _scrub_database(ledger)
    with ledger.change() as connection:
        connection.execute(delete(about).where(about.c.name == PENDING))


def _scrub_file(ledger: Ledger) -> None:
    assert ledger.address.path is not None  # noqa: S101 -- it is a file
    with closing(connect_file(ledger.address.path)) as raw:
        raw.execute("PRAGMA secure_delete = ON").fetchone()
        _empty_log(raw, ledger.name)
        raw.execute("VACUUM")
        _empty_log(raw, ledger.name)


def _empty_log(raw: sqlite3.Connection, name: str) -> None:
    is_busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise StoreError(
            "names were erased, but somebody holds the ledger open, and its log cannot be emptied "
            "of them; expected to be alone; see to it, and run `accordingto redact --finish`",
            ledger=name,
            code="busy",
        )


def _scrub_database(ledger: Ledger) -> None:
    engine = open_engine(ledger.address, is_read_only=False)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL"))
    finally:
        engine.dispose()
