"""SQLAlchemy engines for either store, set up so that a transaction is whole or not at all."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from accordingto.errors import StoreError
from accordingto.ledger.addresses import Address

BUSY_SECONDS = 60
"""How long a writer waits for another before it gives up."""
WRITES = "accordingto_writes"
"""Execution option of a connection that is going to write."""
IN_BULK = "accordingto_in_bulk"
"""Execution option of one that need not wait for the disk."""
_PAGES_BESIDE = 8000
"""Pages that are written beside the file (32 MB) before they go into it. A report writes to a
hundred pages all over its indexes, mostly to those that others wrote to: the more wait, the fewer
times each is moved."""
_CACHE_KB = 32 * 1024
"""What a writer remembers of the file. Indexes of 100,000 reports do not fit into SQLite's 2 MB."""
_APPLICATION_ID = 0x61636374
"""Marks an SQLite file as a ledger (`acct`), for `file` and for us."""
_WRITERS_LOCK = 0x6163636F7264696E
"""Advisory lock on PostgreSQL: one writer at a time, as on SQLite."""


def open_engine(address: Address, *, is_read_only: bool) -> Engine:
    """Return an engine for the address; nothing is read or written yet.

    Raises StoreError when PostgreSQL is asked for and its driver is not installed.
    """
    if address.path is not None:
        return _sqlite_engine(address.path, is_read_only=is_read_only)
    return _postgres_engine(address, is_read_only=is_read_only)


def prepare_file(path: Path) -> None:
    """Make an SQLite file ready: WAL, which readers and a writer can share, and our mark."""
    with closing(_connect(path, "rwc")) as connection:
        deadline = time.monotonic() + BUSY_SECONDS
        while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # Of two that make one file, one is told at once that it is locked.
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        if connection.execute("PRAGMA application_id").fetchone() == (0,):
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")


def connect_file(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that is there, for what no transaction holds (VACUUM)."""
    return _connect(path, "rw")


def _sqlite_engine(path: Path, *, is_read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = _connect(path, _mode(path, is_read_only=is_read_only))
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        if is_read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_BESIDE}")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level None: transactions begin where we say so, and hold schema changes too.
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{_MODES[mode]}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


_MODES = {"ro": "mode=ro", "rw": "mode=rw", "rwc": "mode=rwc", "still": "mode=ro&immutable=1"}


def _mode(path: Path, *, is_read_only: bool) -> str:
    """Tell how to open a file.

    SQLite needs to write beside a WAL file even to read it. Who may write cleans up there when
    done, so a file is opened for writing even to be read, where that is allowed. One in a place
    where nothing can be written, at which nobody is at work, is taken as it stands.
    """
    if not is_read_only or (_may_write(path) and _may_write(path.parent)):
        return "rw"
    if path.with_name(f"{path.name}-wal").exists():
        return "ro"
    try:
        with closing(_connect(path, "ro")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return "still"
    return "ro"


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(WRITES, False):
        connection.exec_driver_sql("BEGIN")
        return
    level = "NORMAL" if options.get(IN_BULK, False) else "FULL"
    connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgres_engine(address: Address, *, is_read_only: bool) -> Engine:
    assert address.url is not None  # noqa: S101 -- an address is a file or a URL
    options = [f"-c lock_timeout={round(BUSY_SECONDS * 1000)}"]
    given = address.url.query.get("options", ())
    options += [given] if isinstance(given, str) else given
    if is_read_only:
        options.append("-c default_transaction_read_only=on")
    try:
        engine = create_engine(
            address.url,
            pool_size=2,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "options": " ".join(options)},
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "the driver of PostgreSQL is not installed; expected psycopg 3; install it, as in: "
            "pip install 'accordingto[postgres]'",
            ledger=address.name,
            code="no_driver",
        ) from error
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _begin_postgres(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(WRITES, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
        if options.get(IN_BULK, False):
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
