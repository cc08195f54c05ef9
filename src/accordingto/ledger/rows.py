"""Rows in and out, where a few words on a table are enough."""

from collections.abc import Generator, Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Table, insert, select

PART = 200
"""Rows that are held at a time while many are gone through."""

Value = str | int | float | bytes | None
Row = Mapping[str, Value]


def add_row(connection: Connection, table: Table, row: Row) -> int:
    """Add a row to a table with row ids; return its id."""
    made = connection.execute(insert(table).values(row).returning(table.c.id))
    return int(made.scalar_one())


def find_id(connection: Connection, table: Table, **same: Value) -> int | None:
    """Return the id of the row with these values, if there is one."""
    found = connection.execute(select(table.c.id).filter_by(**same)).scalar()
    return None if found is None else int(found)


def stream(connection: Connection, asked: Executable) -> Generator[RowMapping]:
    """Yield the rows of a query, few of them held at a time; close it when not all are wanted."""
    options: dict[str, Any] = {"yield_per": PART}
    with closing(connection.execute(asked, execution_options=options)) as found:
        yield from found.mappings()
