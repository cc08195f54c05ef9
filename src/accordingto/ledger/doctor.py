"""Is a ledger well? What an owner should know and see to, each with what to do."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from accordingto import __version__
from accordingto.errors import StoreError
from accordingto.ledger.case_rows import find_pending
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.migrating import find_revision
from accordingto.ledger.quarantine import count_held
from accordingto.ledger.search_checks import check_rows
from accordingto.ledger.store_tables import (
    about,
    blobs,
    current_readings,
    publications,
    quarantine,
    readings,
    tombstones,
)
from accordingto.ledger.verify import check_database

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""
LONG_WAL = 64 * 1024 * 1024
"""Bytes of a write-ahead log that is longer than it should be."""
LITTLE_ROOM = 512 * 1024 * 1024
"""Bytes of free disk below which adding may stop soon."""
PENDING = "erasing"
"""In `about` from the moment that names are erased until no file holds them any more."""
_MB = 1024 * 1024
_NAMED = 3
"""Keys that are named of what is not in step."""


class Health(StrEnum):
    """How something is."""

    WELL = "well"
    NOTE = "note"
    """Worth knowing; nothing is broken."""
    FAULT = "fault"
    """To be seen to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing."""

    name: str
    health: Health
    told: str


Check = Callable[[Ledger, Connection], Iterator[Finding]]


def examine_program() -> Iterator[Finding]:
    """Yield which programs this runs on."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("program", Health.WELL, f"accordingto {__version__}, Python {python}")
    found = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        yield Finding(
            "SQLite", Health.FAULT, f"{found}; expected {needed} or later; use a newer Python"
        )
        return
    yield Finding("SQLite", Health.WELL, found)


def examine_ledger(ledger: Ledger, *, is_quick: bool = False) -> Iterator[Finding]:
    """Yield what was found of a ledger; nothing is written.

    A quick look leaves out what takes as long as reading everything: pages and search index.
    """
    for name, check in _CHECKS.items():
        if is_quick and name in _SLOW:
            continue
        try:
            with ledger.look() as connection:
                yield from check(ledger, connection)
        except StoreError as error:
            yield Finding(name, Health.FAULT, error.message)


def _examine_store(ledger: Ledger, connection: Connection) -> Iterator[Finding]:
    kind = "an SQLite file"
    if not ledger.is_sqlite:
        version = connection.execute(text("SHOW server_version")).scalar()
        kind = f"PostgreSQL {version}"
    yield Finding("schema", Health.WELL, f"{find_revision(connection)}, {kind}")


def _examine_file(ledger: Ledger, connection: Connection) -> Iterator[Finding]:
    path = ledger.address.path
    if path is None:
        return
    size = path.stat().st_size
    yield Finding("size", Health.WELL, _bytes(size))
    wal = path.with_name(f"{path.name}-wal")
    length = wal.stat().st_size if wal.exists() else 0
    if length > LONG_WAL:
        yield Finding(
            "write-ahead log",
            Health.NOTE,
            f"{_bytes(length)}; it shrinks when nobody holds the ledger open; see who does",
        )
    else:
        yield Finding("write-ahead log", Health.WELL, _bytes(length))
    yield from _examine_room(path, size)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        yield Finding(
            "permissions", Health.NOTE, "it can be looked at, and not be written to, by you"
        )
    mode = connection.execute(text("PRAGMA journal_mode")).scalar()
    if mode != "wal":
        yield Finding(
            "journal", Health.NOTE, f"{mode}; expected wal, so that many may look while one writes"
        )


def _examine_room(path: Path, size: int) -> Iterator[Finding]:
    free = shutil.disk_usage(path.absolute().parent).free
    told = f"{_bytes(free)} free"
    if free < LITTLE_ROOM:
        yield Finding("disk", Health.FAULT, f"{told}; expected {_bytes(LITTLE_ROOM)}; make room")
    elif free < 2 * size:
        yield Finding(
            "disk", Health.NOTE, f"{told}; a backup needs {_bytes(size)}, erasing twice as much"
        )
    else:
        yield Finding("disk", Health.WELL, told)


def _examine_database(_: Ledger, connection: Connection) -> Iterator[Finding]:
    faults = [str(fault) for fault in islice(check_database(connection), _NAMED)]
    if faults:
        yield Finding("database", Health.FAULT, f"{'; '.join(faults)}; go back to a backup")
    elif connection.dialect.name == "sqlite":
        yield Finding("database", Health.WELL, "its pages are whole, and every row leads somewhere")


def _examine_reports(_: Ledger, connection: Connection) -> Iterator[Finding]:
    total = _count(connection, select(func.count()).select_from(publications))
    read = _count(connection, select(func.count()).select_from(current_readings))
    if total > read:
        yield Finding(
            "readings",
            Health.NOTE,
            f"{total - read:,} of {total:,} publications are not read; "
            "take them up with `accordingto add --retry`",
        )
    else:
        yield Finding("readings", Health.WELL, f"all of {total:,} publications are read")
    by = (
        select(readings.c.reader, readings.c.version, readings.c.model_hash, func.count())
        .join(current_readings, current_readings.c.reading_id == readings.c.id)
        .group_by(readings.c.reader, readings.c.version, readings.c.model_hash)
        .order_by(func.count().desc())
    )
    for reader, version, model, count in connection.execute(by):
        model_told = f", model {model[:12]}" if model else ""
        yield Finding("reader", Health.WELL, f"{count:,} by {reader} {version}{model_told}")


def _examine_quarantine(_: Ledger, connection: Connection) -> Iterator[Finding]:
    held = count_held(connection)
    if not held:
        yield Finding("quarantine", Health.WELL, "nothing is in it")
        return
    by = (
        select(quarantine.c.code, func.count())
        .where(quarantine.c.resolved_at.is_(None))
        .group_by(quarantine.c.code)
        .order_by(func.count().desc(), quarantine.c.code)
        .limit(_NAMED)
    )
    told = ", ".join(f"{count:,} {code}" for code, count in connection.execute(by))
    yield Finding(
        "quarantine",
        Health.NOTE,
        f"{held:,} in it ({told}); take them up with `accordingto add --retry`",
    )


def _examine_cases(_: Ledger, connection: Connection) -> Iterator[Finding]:
    waiting = len(find_pending(connection).fresh)
    if waiting:
        yield Finding(
            "cases",
            Health.NOTE,
            f"{waiting:,} readings are not corroborated as they stand; take them up with "
            "`accordingto corroborate --ledger`",
        )
    else:
        yield Finding("cases", Health.WELL, "all readings are corroborated as they stand")


def _examine_blobs(_: Ledger, connection: Connection) -> Iterator[Finding]:
    gone = blobs.c.bytes.is_(None)
    told = select(tombstones.c.sha256).where(tombstones.c.kind == "blob")
    lost = _count(
        connection,
        select(func.count()).select_from(blobs).where(gone, blobs.c.sha256.not_in(told)),
    )
    erased = _count(connection, select(func.count()).select_from(blobs).where(gone)) - lost
    if lost:
        yield Finding(
            "bytes",
            Health.FAULT,
            f"{lost:,} blobs are gone, and no tombstone tells why; go back to a backup",
        )
    else:
        also = f"; {erased:,} were erased on purpose" if erased else ""
        yield Finding("bytes", Health.WELL, f"none is missing{also}")


def _examine_search(_: Ledger, connection: Connection) -> Iterator[Finding]:
    behind = list(check_rows(connection))
    if behind:
        named = ", ".join(fault.publication[:12] for fault in behind[:_NAMED])
        yield Finding(
            "search index",
            Health.FAULT,
            f"{len(behind):,} publications are not found as they stand ({named}); "
            "`accordingto verify` tells more",
        )
    else:
        yield Finding("search index", Health.WELL, "in step with readings and decisions")


def _examine_erasing(_: Ledger, connection: Connection) -> Iterator[Finding]:
    asked = select(about.c.value).where(about.c.name == PENDING)
    if connection.execute(asked).first() is not None:
        yield Finding(
            "erasing",
            Health.FAULT,
            "names were erased, but the files were not cleared of them yet; run "
            "`accordingto redact --finish`",
        )


_CHECKS: dict[str, Check] = {
    "schema": _examine_store,
    "file": _examine_file,
    "database": _examine_database,
    "readings": _examine_reports,
    "quarantine": _examine_quarantine,
    "cases": _examine_cases,
    "bytes": _examine_blobs,
    "search index": _examine_search,
    "erasing": _examine_erasing,
}
_SLOW = frozenset({"database", "search index"})


def _count(connection: Connection, asked: object) -> int:
    return int(connection.execute(asked).scalar_one())  # type: ignore[call-overload]


def _bytes(count: int) -> str:
    return f"{count / _MB:,.1f} MB" if count < 1024 * _MB else f"{count / 1024 / _MB:,.1f} GB"
