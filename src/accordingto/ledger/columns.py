"""The one MetaData of a ledger, and columns that mean the same on SQLite and PostgreSQL.

SQLite tables are STRICT: a column holds INTEGER, REAL, TEXT or BLOB and nothing else. Days are ISO
text (`2016-09-24`), times are UTC text (`2016-09-24T10:00:00.000000Z`), truths are 0 and 1, lists
and objects are canonical JSON as text. So a row reads the same in either store.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION
from sqlalchemy.types import REAL, TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables of a ledger; `schema.py` loads every module that adds to it."""

WHOLE = BigInteger().with_variant(Integer, "sqlite")
"""Whole numbers up to 2**63 - 1."""
REAL_NUMBER: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION(), "postgresql")
MOST = 2**63 - 1
"""The largest number that a column holds."""


def strict_table(name: str, *parts: Any) -> Table:  # noqa: ANN401 -- columns, constraints, indexes
    """Return a table that is STRICT where the store is SQLite."""
    return Table(name, metadata, *parts, sqlite_strict=True)


def pairs_table(name: str, first: str, second: str) -> Table:
    """Return a table of pairs of whole numbers, each once, kept in the order of its first."""
    columns = (Column(one, WHOLE, primary_key=True, autoincrement=False) for one in (first, second))
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=False)


def row_id() -> Column[int]:
    """Return the primary key of a table; it means something in this ledger alone."""
    return Column("id", WHOLE, Identity(always=False), primary_key=True)


def text(name: str, *, optional: bool = False, **options: Any) -> Column[str]:  # noqa: ANN401
    """Return a column of text, filled in every row unless it is optional."""
    return Column(name, Text, nullable=optional, **options)


def whole(name: str, *, optional: bool = False, **options: Any) -> Column[int]:  # noqa: ANN401
    """Return a column of whole numbers, filled in every row unless it is optional."""
    return Column(name, WHOLE, nullable=optional, **options)


def real(name: str) -> Column[float]:
    """Return a column of real numbers; it may be empty."""
    return Column(name, REAL_NUMBER, nullable=True)


def content(name: str) -> Column[bytes]:
    """Return a column of bytes; it may be empty."""
    return Column(name, LargeBinary, nullable=True)


def points_at(
    name: str, target: str, *, optional: bool = False, index: bool = False
) -> Column[int]:
    """Return a column that holds the row id of a row of another table."""
    return Column(name, WHOLE, ForeignKey(f"{target}.id"), nullable=optional, index=index)
