"""Files to tables and back: JSONL and Parquet in, Parquet out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as sql

from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_rows
from accordingto.errors import ConfigurationError

SPARK_ERRORS = (PySparkException, Py4JError)
"""What a Spark raises when something fails there."""
_LONGEST = 300
"""Characters of an error that are told."""
_LINES = {"path": "string", "block": "bigint", "nth": "bigint", "raw": "binary"}
_PARQUET = ".parquet"
_ROWS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def is_parquet(path: str) -> bool:
    """Tell whether a path is one of Parquet: a file, or a folder with some in it."""
    here = Path(path)
    return here.name.endswith(_PARQUET) or (
        here.is_dir() and any(one.name.endswith(_PARQUET) for one in here.iterdir())
    )


def is_rows(path: str) -> bool:
    """Tell whether a path is one of JSONL."""
    return path.endswith(_ROWS)


def open_parquet(session: SparkSession, paths: Sequence[str]) -> DataFrame:
    """Open Parquet; raises ConfigurationError when it cannot be read."""
    try:
        return session.read.parquet(*paths)
    except SPARK_ERRORS as error:
        raise ConfigurationError(
            f"{', '.join(paths)}: not Parquet that can be read ({reason(error)}); expected "
            "files that Spark or pyarrow wrote; check the path and the permissions"
        ) from error


def open_lines(scratch: Scratch, paths: Sequence[str]) -> DataFrame:
    """Return the lines of JSONL, each with its `path` and `line`; files may be split to be read.

    Raises ConfigurationError when a file is not there.
    """
    try:
        text = scratch.spark.read.text(list(paths), lineSep="\n")
        where = sql.col("_metadata.file_path"), sql.col("_metadata.file_block_start")
        # As bytes: what is not UTF-8 is to be refused, not mended on its way.
        rows = text.select(
            where[0].alias("path"), where[1].alias("block"), sql.col("value").cast("binary")
        )
        numbered = scratch.keep(map_rows(rows, _number, _LINES), "lines")
    except SPARK_ERRORS as error:
        raise ConfigurationError(
            f"{', '.join(paths)}: cannot be read ({reason(error)}); expected JSONL; check the "
            "path and the permissions"
        ) from error
    before = Window.partitionBy("path").orderBy("block").rowsBetween(Window.unboundedPreceding, -1)
    sizes = numbered.groupBy("path", "block").agg(sql.count("*").alias("lines"))
    starts = sizes.withColumn("start", sql.coalesce(sql.sum("lines").over(before), sql.lit(0)))
    found = numbered.join(sql.broadcast(starts.drop("lines")), ["path", "block"])
    return found.select("path", (sql.col("start") + sql.col("nth")).alias("line"), "raw")


def _number(rows: Iterator[Row]) -> Iterator[Cells]:
    """Number the lines of each part of a file, from 1."""
    met: Counter[tuple[str, int]] = Counter()
    for row in rows:
        part = row["path"], row["block"]
        met[part] += 1
        yield _plain(row["path"]), row["block"], met[part], row["value"]


def _plain(path: str) -> str:
    """Return a local path as a user writes it."""
    parts = urlsplit(path)
    return unquote(parts.path) if parts.scheme == "file" else path


def reason(error: Exception) -> str:
    """Return the line of an error of Spark that tells most: its cause, or Python's own words."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    said = [line for line in lines if "Error: " in line]
    first = lines[:1] or [type(error).__name__]
    return (causes or said or first)[-1][:_LONGEST]


def refuse_existing(output: str) -> None:
    """Raise ConfigurationError when something stands where the output is to go, or cannot."""
    if len(urlsplit(output).scheme) > 1:  # one letter is a disk
        raise ConfigurationError(
            f"{output} is an address; expected a folder on a disk that driver and workers share; "
            "from Python, tables can be written anywhere: docs/spark.md"
        )
    if Path(output).exists():
        raise ConfigurationError(
            f"{output} is there already; expected a folder that is not; name another one, or take "
            "it away"
        )


def write_tables(tables: Mapping[str, DataFrame], output: str) -> None:
    """Write tables as Parquet, each in its folder; one is whole when it holds `_SUCCESS`."""
    for name, table in tables.items():
        table.write.parquet(f"{output}/{name}")
