"""Rows of a DataFrame to rows, through Arrow: plain functions on each partition or each group."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, TypeAlias

import pyarrow as pa
from pyspark.sql import DataFrame

from accordingto.errors import ConfigurationError

Row: TypeAlias = dict[str, Any]
"""One row in, by the names of its columns."""
Cells: TypeAlias = tuple[object, ...]
"""One row out, in the order of its columns."""
Columns: TypeAlias = Mapping[str, str]
"""Names of columns, each with its type as Spark calls it."""
RowWork: TypeAlias = Callable[[Iterator[Row]], Iterable[Cells]]
GroupWork: TypeAlias = Callable[[Any, Iterator[Row]], Iterable[Cells]]

_AT_ONCE = 128
"""Rows that are handed on together; some hold all that is said of a case."""
_TYPES = {
    "array<bigint>": pa.list_(pa.int64()),
    "array<string>": pa.list_(pa.string()),
    "bigint": pa.int64(),
    "binary": pa.binary(),
    "boolean": pa.bool_(),
    "double": pa.float64(),
    "int": pa.int32(),
    "string": pa.string(),
}


def check_columns(table: DataFrame, wanted: tuple[str, ...], expected: str) -> None:
    """Raise ConfigurationError when a table lacks a column."""
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise ConfigurationError(
            f"the table has the columns {', '.join(table.columns) or 'none'}; expected "
            f"{', '.join(wanted)}: {expected}; rename its columns, or name another table"
        )


def map_rows(table: DataFrame, work: RowWork, columns: Columns) -> DataFrame:
    """Return what `work` makes of the rows of each partition."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = chain.from_iterable(batch.to_pylist() for batch in batches)
        yield from _batches(work(rows), columns)

    return table.mapInArrow(run, ", ".join(f"{name} {kind}" for name, kind in columns.items()))


def map_groups(
    table: DataFrame,
    key: str,
    order: Sequence[str],
    work: GroupWork,
    columns: Columns,
    parts: int | None = None,
) -> DataFrame:
    """Return what `work` makes of the rows that share a key, which come in order.

    The rows of a partition are sorted and gone through once, so that a million groups of one row
    cost little, and a group is held only as far as the work holds it.
    """

    def run(rows: Iterator[Row]) -> Iterator[Cells]:
        for value, group in groupby(rows, itemgetter(key)):
            yield from work(value, group)

    # So many and no fewer: Spark would put into one part what is small, but long to work on.
    parts = parts or int(table.sparkSession.conf.get("spark.sql.shuffle.partitions") or 1)
    sorted_rows = table.repartition(parts, key).sortWithinPartitions(key, *order)
    return map_rows(sorted_rows, run, columns)


def _batches(rows: Iterable[Cells], columns: Columns) -> Iterator[pa.RecordBatch]:
    types = [_TYPES[kind] for kind in columns.values()]
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        arrays = [
            pa.array(cells, kind)
            for cells, kind in zip(zip(*some, strict=True), types, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, names=list(columns))
