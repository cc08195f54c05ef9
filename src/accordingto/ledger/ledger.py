"""A ledger: reports, their readings and people's decisions, in one SQLite file or on PostgreSQL."""

import secrets
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select

from accordingto import __version__
from accordingto.errors import StoreError
from accordingto.ledger.addresses import Address, parse_address
from accordingto.ledger.engines import IN_BULK, WRITES, open_engine, prepare_file
from accordingto.ledger.failures import told_as_store_errors
from accordingto.ledger.migrating import (
    check_revision,
    find_revision,
    is_empty,
    make_schema,
    newer,
    no_ledger,
    upgrade,
)
from accordingto.ledger.migrations import REVISION
from accordingto.ledger.store_tables import about

Clock = Callable[[], datetime]


class Opening(Enum):
    """What may be done with a ledger that is opened."""

    LOOK = "look"
    """Nothing is changed."""
    CHANGE = "change"
    """It must be there; an older schema is brought up to date."""
    MAKE = "make"
    """As CHANGE; where there is none, it is made."""


def utc_now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


class Ledger:
    """An open ledger; use it in `with`, and go through `look` and `change`.

    The modules of this room take the connection that these give: `publications`, `readings`,
    `quarantine` and so on. Many may look at a ledger while one writes; writers take turns, and wait
    up to a minute for each other.

        with Ledger.open("war.ledger") as ledger, ledger.look() as connection:
            for publication in iterate_publications(connection):
                ...
    """

    def __init__(self, address: Address, engine: Engine, opening: Opening, clock: Clock) -> None:
        self._engine = engine
        self._opening = opening
        self._clock = clock
        self.address = address

    @classmethod
    def open(
        cls,
        where: str | Path,
        opening: Opening = Opening.LOOK,
        *,
        clock: Clock = utc_now,
    ) -> Self:
        """Open the ledger in a file, or at the URL of a PostgreSQL database.

        Raises StoreError when there is none (unless it may be made), when it is something else, of
        a newer version, of an older one that may only be looked at, or cannot be reached.
        """
        address = parse_address(where)
        with told_as_store_errors(address.name):
            _check_place(address, opening)
            engine = open_engine(address, is_read_only=opening is Opening.LOOK)
            ledger = cls(address, engine, opening, clock)
            try:
                ledger._settle()
            except BaseException:
                engine.dispose()
                raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; what was changed is kept already."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """File or URL as it may be shown, without a password."""
        return self.address.name

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the ledger is an SQLite file."""
        return self.address.is_file

    @property
    def is_read_only(self) -> bool:
        """Tell whether it was opened to look at only."""
        return self._opening is Opening.LOOK

    def now(self) -> str:
        """Return the time as the ledger writes it: UTC, to the microsecond, in order as text."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @contextmanager
    def look(self) -> Generator[Connection]:
        """Give a connection that sees the ledger as it is now, whatever others write meanwhile."""
        options: dict[str, object] = {}
        if not self.is_sqlite:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with told_as_store_errors(self.name), self._engine.connect() as fresh:
            connection = fresh.execution_options(**options)
            with connection.begin():
                yield connection

    def change(self, *, in_bulk: bool = False) -> AbstractContextManager[Connection]:
        """Give a connection whose changes are all kept at the end, or none of them on an error.

        Changes `in_bulk` do not wait for the disk: they survive the death of the program, but where
        the power fails, the last of them may be gone, whole ones only. They are for what can be
        done again.

        Raises StoreError when the ledger was opened to look at only, when another writes for longer
        than a minute, when there is no room, and whenever else the store fails; nothing is kept.
        """
        if self.is_read_only:
            raise StoreError(
                "it was opened to look at only; expected it to be opened for changes",
                ledger=self.name,
                code="read_only",
            )
        return self._change({WRITES: True, IN_BULK: in_bulk})

    @contextmanager
    def _change(self, options: Mapping[str, bool]) -> Generator[Connection]:
        with told_as_store_errors(self.name), self._engine.connect() as fresh:
            connection = fresh.execution_options(**options)
            with connection.begin():
                yield connection

    def _settle(self) -> None:
        """See that there is a ledger of our schema, and make it so where that is allowed."""
        if self._opening is Opening.LOOK:
            with self.look() as connection:
                check_revision(connection, self.name)
            return
        with self.look() as connection:
            if find_revision(connection) == REVISION:
                return
        with self.change() as connection:
            self._bring_up_to_date(connection)

    def _bring_up_to_date(self, connection: Connection) -> None:
        found = find_revision(connection)
        if found is not None and found > REVISION:
            raise newer(found, self.name)
        if found is None and not (self._opening is Opening.MAKE and is_empty(connection)):
            raise no_ledger(self.name, is_empty=is_empty(connection))
        if found is not None:
            upgrade(connection)
        else:
            make_schema(connection)
            facts = {"ledger": secrets.token_hex(16), "made_at": self.now(), "made_by": __version__}
            rows = [{"name": name, "value": value} for name, value in facts.items()]
            connection.execute(insert(about), rows)


def read_about(connection: Connection) -> dict[str, str]:
    """Return what a ledger says of itself: `ledger` (a random id), `made_at`, `made_by`."""
    rows = connection.execute(select(about.c.name, about.c.value))
    return {row.name: row.value for row in rows}


def _check_place(address: Address, opening: Opening) -> None:
    """Refuse a file that is not there before SQLite makes an empty one; set up one to be made."""
    path = address.path
    if path is None:
        return
    try:
        is_folder = path.is_dir()
        size = path.stat().st_size if path.exists() else None
    except OSError as error:  # a folder above it that may not be entered; a name that is too long
        raise StoreError(
            f"it cannot be opened ({error.strerror}); expected a file in a folder that is there "
            "and that you may use; check the spelling and the permissions",
            ledger=address.name,
            code="not_found",
        ) from error
    if is_folder:
        raise StoreError(
            "this is a folder; expected a file for the ledger; name one in it",
            ledger=address.name,
            code="not_a_ledger",
        )
    if opening is Opening.MAKE:
        if not size:
            prepare_file(path)
    elif size is None:
        raise StoreError(
            "there is no ledger at this path; expected one that `accordingto add` made; "
            "check the spelling, and the folder you are in",
            ledger=address.name,
            code="not_found",
        )
