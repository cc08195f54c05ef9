"""Cases and claims as Parquet: typed tables for pandas, polars, DuckDB, R and Spark.

Numbers are numbers and days are days; what is not known is null. Written by pyarrow, an extra.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from itertools import islice
from tempfile import TemporaryFile
from types import ModuleType
from typing import BinaryIO, TypeAlias

from accordingto.errors import ConfigurationError
from accordingto.formats.bundles import Material
from accordingto.formats.case_table import case_row
from accordingto.formats.claim_rows import loose_rows, rows_of_case
from accordingto.formats.datapackage import METHOD, REVIEWED_ALONE, WITH_UNREVIEWED
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import Cell, Column, ExportFolder, load_columns

MEDIA_TYPE = "application/vnd.apache.parquet"
EXTRA = "parquet"
_AT_ONCE = 5_000
"""Rows of a group."""
_TO_DECIDE = frozenset(("decision", "reason"))
"""Columns of the claims sheet that are there to be filled in."""
_TYPES = {
    "string": "string",
    "integer": "int64",
    "year": "int64",
    "number": "float64",
    "boolean": "bool_",
    "date": "date32",
}
Value: TypeAlias = Cell | date
Row: TypeAlias = Sequence[Cell]


class ParquetTables:
    """`cases.parquet` and `claims.parquet`, with the columns of the sheets of these names."""

    name = "parquet"
    about = "cases and claims as typed tables, for pandas, DuckDB, R and Spark"
    extra = EXTRA

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write both files; everything fits."""
        arrow = load_arrow()
        claims = load_columns("claims_columns.toml")
        told = tuple(column for column in claims if column.name not in _TO_DECIDE)
        tables: tuple[tuple[str, str, tuple[Column, ...], Iterable[Row]], ...] = (
            (
                "cases.parquet",
                "Cases, one a row.",
                load_columns("case_table_columns.toml"),
                map(case_row, material.cases()),
            ),
            (
                "claims.parquet",
                "Claims, one a row: events, tolls, steps of truces.",
                told,
                _claims(edition, material, told),
            ),
        )
        for path, about, columns, rows in tables:
            with folder.open(path, MEDIA_TYPE, about) as file, TemporaryFile() as kept:
                schema = _schema(arrow, columns, {"about": about, **_metadata(edition)})
                write_table(arrow, kept, schema, _values(rows, columns, folder.clean))
                kept.seek(0)
                shutil.copyfileobj(kept, file)
        yield from ()


def load_arrow() -> ModuleType:
    """Return pyarrow with its module for Parquet.

    Raises ConfigurationError when it is not installed.
    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise ConfigurationError(
            "Parquet is written by pyarrow, which is not installed; "
            'expected the extra: pip install "accordingto[parquet]"'
        ) from error


def _claims(edition: Edition, material: Material, columns: Sequence[Column]) -> Iterator[Row]:
    for case in material.cases():
        for cells in rows_of_case(case, edition.ledger):
            yield [cells.get(column.name) for column in columns]
    for report in material.reports():
        for cells in loose_rows(report, edition.ledger):
            yield [cells.get(column.name) for column in columns]


def _schema(arrow: ModuleType, columns: Sequence[Column], metadata: Mapping[str, str]) -> object:
    fields = [
        arrow.field(
            column.name,
            getattr(arrow, _TYPES[column.type])(),
            metadata={"description": column.about},
        )
        for column in columns
    ]
    return arrow.schema(fields, metadata=metadata)


def _metadata(edition: Edition) -> Mapping[str, str]:
    """Return what is told of an export in each file, for those that lost the folder."""
    told = {
        "method": METHOD,
        "reviewed": WITH_UNREVIEWED if edition.with_unreviewed else REVIEWED_ALONE,
        "program": edition.program,
        "rules": ", ".join(edition.rules),
        "ledger": edition.ledger,
        "ledger_state": edition.state,
        "as_of": edition.as_of,
        "filters": json.dumps([f"{name} {value}" for name, value in edition.filters]),
    }
    return told | ({"licence": edition.licence} if edition.licence else {})


def _values(
    rows: Iterable[Row], columns: Sequence[Column], clean: Callable[[str], str]
) -> Iterator[list[Value]]:
    for row in rows:
        yield [_value(cell, column, clean) for cell, column in zip(row, columns, strict=True)]


def _value(cell: Cell, column: Column, clean: Callable[[str], str]) -> Value:
    """Return a cell as its column's type has it; empty text is null."""
    if not isinstance(cell, str):
        return cell
    if column.type == "date":
        return date.fromisoformat(cell) if cell else None
    return clean(cell) or None


def write_table(
    arrow: ModuleType, file: BinaryIO, schema: object, rows: Iterator[list[Value]]
) -> None:
    """Write rows in groups, few held at a time."""
    with arrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, _AT_ONCE)):
            arrays = [list(values) for values in zip(*group, strict=True)]
            table = arrow.Table.from_arrays(
                [arrow.array(v, f.type) for v, f in zip(arrays, writer.schema, strict=True)],
                schema=writer.schema,
            )
            writer.write_table(table)
