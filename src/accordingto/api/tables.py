"""Tables with typed columns: what a reading, a case or a ledger says, a row a record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None


class ColumnType(StrEnum):
    """What a column holds; any cell may be unknown."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length, a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


Cell = tuple[str, ColumnType, Callable[[Any], Value]]
"""Name of a column, what it holds, and how it is found."""

TEXT, COUNT, NUMBER = ColumnType.TEXT, ColumnType.COUNT, ColumnType.NUMBER
FLAG, DAY, TEXTS = ColumnType.FLAG, ColumnType.DAY, ColumnType.TEXTS


def make_table(name: str, cells: Sequence[Cell], things: Iterable[object]) -> Table:
    """Return a table with a row for each thing."""
    columns = tuple(Column(header, kind) for header, kind, _ in cells)
    return Table(name, columns, tuple(tuple(find(one) for *_, find in cells) for one in things))


def plain(value: Any) -> Value:  # noqa: ANN401 -- whatever a field holds
    """Return a value as a cell holds it: a member of an enumeration as its word."""
    return str(value) if isinstance(value, StrEnum) else value
