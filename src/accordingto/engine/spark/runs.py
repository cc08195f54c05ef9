"""Whole runs for a command: files in, a folder of Parquet out, and what came of it in numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from shutil import rmtree

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.engine.choices import ReaderChoice
from accordingto.engine.spark.corroborating import corroborate
from accordingto.engine.spark.files import (
    SPARK_ERRORS,
    is_parquet,
    open_lines,
    open_parquet,
    reason,
    refuse_existing,
    write_tables,
)
from accordingto.engine.spark.reading import read, read_lines
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.sessions import start_session
from accordingto.errors import ConfigurationError
from accordingto.ingest.inputs import Given

READINGS, REFUSED = "readings", "refused"
TOLD = 20
"""Refusals that are told by a run; all are in the table `refused`."""
_A_PART = 2_000
"""Readings a task of corroboration; the model of a part's memory is in docs/spark.md."""
_SCRATCH = ".scratch"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a run."""

    counts: dict[str, int]
    """Rows of each table that was written."""
    refused: dict[str, int]
    """By code, where there is one."""
    told: tuple[str, ...]
    """The first of what was refused, in words."""


def run_read(
    paths: Sequence[str],
    output: str,
    choice: ReaderChoice,
    given: Given,
    *,
    with_text: bool,
    master: str,
) -> Came:
    """Read JSONL and Parquet, and write `readings` and `refused` into a new folder.

    Raises ConfigurationError when Spark cannot be started, an input cannot be opened, or a job
    does not come to its end.
    """
    with _working(output, master) as scratch:
        tables = []
        rows = [path for path in paths if not is_parquet(path)]
        if rows:
            lines = open_lines(scratch, rows)
            tables.append(read_lines(lines, choice, given, with_text=with_text))
        if len(rows) < len(paths):
            reports = open_parquet(scratch.spark, [path for path in paths if path not in rows])
            tables.append(read(reports, choice, given, with_text=with_text))
        found = scratch.keep(reduce(DataFrame.unionByName, tables), "read")
        good = found.filter("reading IS NOT NULL").drop("error", "code")
        bad = found.filter("reading IS NULL").drop("reading", "problems")
        write_tables({READINGS: good, REFUSED: bad}, output)
        return _came(scratch, output, (READINGS, REFUSED))


def run_corroborate(path: str, output: str, *, master: str) -> Came:
    """Corroborate readings, and write all tables into a new folder.

    `path` is a folder that `run_read` wrote, other Parquet, or JSONL. Raises ConfigurationError.
    """
    with _working(output, master) as scratch:
        inner = Path(path, READINGS)
        path = str(inner) if inner.is_dir() else path
        if is_parquet(path):
            readings = open_parquet(scratch.spark, [path])
        else:
            lines = open_lines(scratch, [path])
            lines = lines.filter(~sql.col("raw").cast("string").rlike(r"^\s*$"))
            readings = lines.withColumn("reading", sql.col("raw").cast("string")).drop("raw")
        parts = max(_cores(scratch), -(-readings.count() // _A_PART))
        scratch.spark.conf.set("spark.sql.shuffle.partitions", str(parts))
        tables = corroborate(readings, f"{scratch.folder}/stages").tables()
        write_tables(tables, output)
        return _came(scratch, output, tables)


def _cores(scratch: Scratch) -> int:
    return scratch.spark.sparkContext.defaultParallelism


@contextmanager
def _working(output: str, master: str) -> Iterator[Scratch]:
    """Give a Spark, and a folder for what lies between the stages."""
    refuse_existing(output)
    session = start_session(master)
    folder = Path(output, _SCRATCH)
    try:
        session.conf.set(
            "spark.sql.shuffle.partitions", str(session.sparkContext.defaultParallelism)
        )
        yield Scratch(session, str(folder))
    except SPARK_ERRORS as error:
        raise ConfigurationError(
            f"Spark did not come to its end: {reason(error)}; what is in {output} is not whole"
        ) from error
    finally:
        session.stop()
        rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # where something was written, it stays
            Path(output).rmdir()


def _came(scratch: Scratch, output: str, names: Sequence[str] | dict[str, DataFrame]) -> Came:
    tables = {name: scratch.spark.read.parquet(f"{output}/{name}") for name in names}
    bad = tables[REFUSED]
    codes: Counter[str] = Counter()
    if "code" in bad.columns:
        codes.update({row["code"]: row["count"] for row in bad.groupBy("code").count().collect()})
    told = bad.orderBy("error").limit(TOLD).collect()
    return Came(
        counts={name: table.count() for name, table in tables.items()},
        refused=dict(codes),
        told=tuple(row["error"] for row in told),
    )
