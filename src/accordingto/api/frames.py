"""Tables as DataFrames of pandas and polars, and as tables of Arrow."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from accordingto.api.tables import ColumnType, Table
from accordingto.errors import ConfigurationError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_PANDAS = {
    ColumnType.TEXT: "string",
    ColumnType.COUNT: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.FLAG: "boolean",
    ColumnType.DAY: "datetime64[s]",
    ColumnType.TEXTS: "object",
}
_POLARS = {
    ColumnType.TEXT: "String",
    ColumnType.COUNT: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.FLAG: "Boolean",
    ColumnType.DAY: "Date",
}
_ARROW = {
    ColumnType.TEXT: "string",
    ColumnType.COUNT: "int64",
    ColumnType.NUMBER: "float64",
    ColumnType.FLAG: "bool_",
    ColumnType.DAY: "date32",
}


def to_pandas(table: Table) -> "pd.DataFrame":
    """Return a DataFrame of pandas: nullable numbers and flags, days as `datetime64[s]`.

    Raises ConfigurationError when pandas is not installed.
    """
    pandas = need("pandas", "pandas")
    columns = {
        name: pandas.Series(list(map(_listed, cells)), dtype=_PANDAS[kind])
        for name, kind, cells in _columns(table)
    }
    frame: pd.DataFrame = pandas.DataFrame(columns)
    return frame


def to_polars(table: Table) -> "pl.DataFrame":
    """Return a DataFrame of polars; days are dates, several words a list.

    Raises ConfigurationError when polars is not installed.
    """
    polars = need("polars", "polars")

    def kind_of(kind: ColumnType) -> Any:  # noqa: ANN401 -- polars' own
        if kind is ColumnType.TEXTS:
            return polars.List(polars.String)
        return getattr(polars, _POLARS[kind])

    columns = [
        polars.Series(name, list(map(_listed, cells)), dtype=kind_of(kind))
        for name, kind, cells in _columns(table)
    ]
    frame: pl.DataFrame = polars.DataFrame(columns)
    return frame


def to_arrow(table: Table) -> "pa.Table":
    """Return a table of Arrow; days are `date32`, several words a list.

    Raises ConfigurationError when pyarrow is not installed.
    """
    arrow = need("pyarrow", "arrow")

    def kind_of(kind: ColumnType) -> Any:  # noqa: ANN401 -- pyarrow's own
        if kind is ColumnType.TEXTS:
            return arrow.list_(arrow.string())
        return getattr(arrow, _ARROW[kind])()

    columns = {
        name: arrow.array(list(map(_listed, cells)), type=kind_of(kind))
        for name, kind, cells in _columns(table)
    }
    made: pa.Table = arrow.table(columns)
    return made


def need(module: str, extra: str) -> ModuleType:
    """Import what an extra brings.

    Raises ConfigurationError when it is not installed, naming the extra.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise ConfigurationError(
            f"{module} is not installed ({error}); expected the extra {extra!r}; "
            f"install it: pip install 'accordingto[{extra}]'"
        ) from error


def _columns(table: Table) -> Iterator[tuple[str, ColumnType, tuple[object, ...]]]:
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    for column, values in zip(table.columns, cells, strict=True):
        yield column.name, column.type, values


def _listed(cell: object) -> object:
    return list(cell) if isinstance(cell, tuple) else cell
