"""Rows in and out, where a few words on a table are enough."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, insert, select

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
