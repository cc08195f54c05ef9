"""Rows in and out, where a few words on a table are enough."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Insert,
    RowMapping,
    Select,
    Table,
    bindparam,
    insert,
    select,
)
from sqlalchemy.sql.dml import ReturningInsert

PART = 200
"""Rows that are held at a time while many are gone through."""

Value = str | int | float | bytes | None
Row = Mapping[str, Value]


def add_row(connection: Connection, table: Table, row: Row) -> int:
    """Add a row to a table with row ids; return its id."""
    return int(connection.execute(_adding(table), row).scalar_one())


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows that have the same columns."""
    connection.execute(_adding_many(table), rows)


def find_id(connection: Connection, table: Table, **same: Value) -> int | None:
    """Return the id of a row with these values, if there is one."""
    found = connection.execute(_finding(table, tuple(same)), same).scalars().first()
    return None if found is None else int(found)


# Statements are made once: making them takes as long as running them.


@cache
def _adding(table: Table) -> ReturningInsert[int]:
    return insert(table).returning(table.c.id)


@cache
def _adding_many(table: Table) -> Insert:
    return insert(table)


@cache
def _finding(table: Table, names: tuple[str, ...]) -> Select[int]:
    return select(table.c.id).where(*(table.c[name] == bindparam(name) for name in names)).limit(1)


def stream(connection: Connection, asked: Executable) -> Generator[RowMapping]:
    """Yield the rows of a query, few of them held at a time; close it when not all are wanted."""
    options: dict[str, Any] = {"yield_per": PART}
    with closing(connection.execute(asked, execution_options=options)) as found:
        yield from found.mappings()
