"""A copy of a ledger as it is at one moment, in one file, read again before it counts."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from urllib.parse import quote

from accordingto.errors import StoreError
from accordingto.ledger.copying import copy_rows
from accordingto.ledger.failures import told_as_store_errors
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.verify import count_parts, verify_ledger

_PAGES = 2048
"""Pages of SQLite that are copied at a time; between them, others may write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was made."""

    path: Path
    size: int
    """Bytes."""
    sha256: str
    """Of the file."""
    counts: tuple[tuple[str, int], ...]
    """How much of each kind is in it."""


def back_up(
    ledger: Ledger,
    path: Path,
    *,
    replace: bool = False,
    on_part: Callable[[str], None] | None = None,
) -> Backup:
    """Copy a ledger into a file, an SQLite ledger whatever the store, and verify the copy.

    Others may write meanwhile: the copy is the ledger at one moment. The file is there whole and
    verified, or not at all. `on_part` is told what is being done.

    Raises StoreError when something stands in the way, and when the copy is not as it was kept.
    """
    with told_as_os_errors(str(path)):  # of a folder that may not be entered
        check_target(ledger, path, replace=replace)
    with _written_beside(path) as fresh:
        if on_part is not None:
            on_part("copying")
        _copy(ledger, fresh)
        counts = _verified(fresh, path, on_part)
        _settle_on_disk(fresh)
        with fresh.open("rb") as stream:
            made = Backup(
                path=path,
                size=fresh.stat().st_size,
                sha256=file_digest(stream, "sha256").hexdigest(),
                counts=counts,
            )
        _put_in_place(fresh, path, replace=replace)
    return made


def check_target(ledger: Ledger, path: Path, *, replace: bool) -> None:
    """Raise StoreError unless a copy may be written to this path."""
    own, name = ledger.address.path, str(path)
    if own is not None and path.exists() and path.samefile(own):
        raise StoreError(
            "this is the ledger itself; expected another file; name one, on another disk at best",
            ledger=name,
            code="same",
        )
    if path.is_dir() or not path.parent.is_dir():
        found = "this is a folder" if path.is_dir() else "there is no folder to put it into"
        raise StoreError(
            f"{found}; expected a new file in a folder that is there; name one",
            ledger=name,
            code="not_found",
        )
    if path.exists() and not replace:
        raise StoreError(
            "there is a file of this name; expected a name that is free; name another, or replace "
            "it with --force",
            ledger=name,
            code="exists",
        )
    if _beside(path, "-wal").exists():
        raise StoreError(
            "this is a ledger that somebody is at work on; expected a file that nobody uses; "
            "name another",
            ledger=name,
            code="busy",
        )


def _copy(ledger: Ledger, fresh: Path) -> None:
    if ledger.is_sqlite:
        with told_as_store_errors(ledger.name):
            _copy_pages(ledger, fresh)
        return
    with Ledger.open(fresh, Opening.MAKE) as made, made.change() as into, ledger.look() as source:
        copy_rows(source, into)


def _copy_pages(ledger: Ledger, fresh: Path) -> None:
    with ledger.look() as connection, closing(_open(fresh)) as into:
        # The look holds a snapshot: what others write meanwhile is not in the copy.
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 -- the ledger is a file
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(into, pages=_PAGES)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=rwc", uri=True)


def _verified(
    fresh: Path, path: Path, on_part: Callable[[str], None] | None
) -> tuple[tuple[str, int], ...]:
    with Ledger.open(fresh) as copy:
        for fault in verify_ledger(copy, on_part=on_part):
            raise StoreError(
                f"the copy is not as it was kept, and was not left there: {fault}; expected a "
                "ledger that verifies; `accordingto verify` tells whether the ledger itself does",
                ledger=str(path),
                code="damaged",
            )
        with copy.look() as connection:
            return tuple(count_parts(connection))


@contextmanager
def _written_beside(path: Path) -> Iterator[Path]:
    """Give a path beside that of a file to be, and leave nothing there at the end."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.partial")
    with told_as_os_errors(str(path)):
        fresh.touch(mode=0o600)
        try:
            yield fresh
        finally:
            for one in (fresh, *(_beside(fresh, end) for end in ("-wal", "-shm", "-journal"))):
                with suppress(OSError):
                    one.unlink(missing_ok=True)


@contextmanager
def told_as_os_errors(name: str) -> Iterator[None]:
    """Turn what the system says of a file into a StoreError that names it."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"it cannot be written ({error.strerror or error}); expected room, and a folder that "
            "you may write to; see to it, and run it again",
            ledger=name,
            code="disk",
        ) from error


def _settle_on_disk(fresh: Path) -> None:
    """Bring all of it into the one file, and that onto the disk."""
    with told_as_store_errors(str(fresh)), closing(_open(fresh)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    with fresh.open("rb") as stream:
        os.fsync(stream.fileno())


def _put_in_place(fresh: Path, path: Path, *, replace: bool) -> None:
    if replace and path.exists():
        shutil.copymode(path, fresh)
        fresh.replace(path)
    else:
        try:
            os.link(fresh, path)  # never over a file that came meanwhile
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no links
            if path.exists():
                raise
            fresh.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError:  # some network disks cannot
        pass
    finally:
        os.close(folder)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)
