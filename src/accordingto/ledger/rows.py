"""Rows in and out, where a few words on a table are enough."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
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
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import ReturningInsert

PART = 200
"""Rows that are held at a time while many are gone through."""

Value = str | int | float | bytes | None
Row = Mapping[str, Value]


def add_row(connection: Connection, table: Table, row: Row) -> int:
    """Add a row to a table with row ids; return its id."""
    if not _is_sqlite(connection):
        return int(connection.execute(_adding(table), row).scalar_one())
    written = _written_adding(table, tuple(row))
    return int(connection.exec_driver_sql(written.sql, written.values(row)).lastrowid)


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows that have the same columns, at least one."""
    if _is_sqlite(connection):
        written = _written_adding(table, tuple(rows[0]))
        connection.exec_driver_sql(written.sql, list(map(written.values, rows)))
    else:
        connection.execute(_adding_many(table), rows)


def add_whole_rows(connection: Connection, table: Table, rows: Sequence[tuple[Value, ...]]) -> None:
    """Add rows, at least one, that have a value for each column, in the order of the table's."""
    names = tuple(table.c.keys())
    if _is_sqlite(connection):
        connection.exec_driver_sql(_written_adding(table, names).sql, rows)
    else:
        connection.execute(
            _adding_many(table), [dict(zip(names, row, strict=True)) for row in rows]
        )


def find_id(connection: Connection, table: Table, **same: Value) -> int | None:
    """Return the id of a row with these values, if there is one."""
    names = tuple(same)
    if _is_sqlite(connection):
        written = _written_finding(table, names)
        found = connection.exec_driver_sql(written.sql, written.values(same)).scalar()
    else:
        found = connection.execute(_finding(table, names), same).scalar()
    return None if found is None else int(found)


# Statements are made once: making them takes as long as running them. SQLite is given them as they
# are written, with bare values: it takes these in less time than SQLAlchemy takes to prepare them.


@dataclass(frozen=True, slots=True)
class _Written:
    sql: str
    values: Callable[[Row], tuple[Value, ...]]
    """Returns the values of a row in the order in which the statement has them."""


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


@cache
def _written_adding(table: Table, names: tuple[str, ...]) -> _Written:
    return _write(insert(table), names)


@cache
def _written_finding(table: Table, names: tuple[str, ...]) -> _Written:
    # No row but the first is looked for: SQLite goes on when it is asked for another.
    return _write(_finding(table, names).limit(None), names)


def _write(statement: Insert | Select[int], names: Iterable[str]) -> _Written:
    made = statement.compile(dialect=sqlite.dialect(), column_keys=list(names))
    order = list(made.positiontup or ())
    if len(order) > 1:
        return _Written(made.string, itemgetter(*order))
    return _Written(made.string, lambda row: tuple(row[name] for name in order))


@cache
def _adding(table: Table) -> ReturningInsert[int]:
    return insert(table).returning(table.c.id)


@cache
def _adding_many(table: Table) -> Insert:
    return insert(table)


@cache
def _finding(table: Table, names: tuple[str, ...]) -> Select[int]:
    same = (table.c[name] == bindparam(name) for name in names)
    return select(table.c.id).where(*same).limit(1)


def stream(connection: Connection, asked: Executable) -> Generator[RowMapping]:
    """Yield the rows of a query, few of them held at a time; close it when not all are wanted."""
    options: dict[str, Any] = {"yield_per": PART}
    with closing(connection.execute(asked, execution_options=options)) as found:
        yield from found.mappings()
