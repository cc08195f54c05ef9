"""Readings to papers: what corroboration keeps of each report, and what could not be taken up."""

from collections.abc import Iterator
from dataclasses import replace

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.copies import day_of
from accordingto.corroboration.digests import Digest
from accordingto.engine.spark.forms import ACCOUNT, DIGEST
from accordingto.engine.spark.tables import Cells, Row, map_rows
from accordingto.errors import AccordingtoError
from accordingto.ingest.readings import parse_reading

_PAPERS = {
    "report": "string",
    "sha256": "string",
    "day": "int",
    "shingles": "binary",
    "digest": "binary",
    "records": "array<string>",
    "starts": "array<bigint>",
    "accounts": "array<string>",
    "error": "string",
}


def make_papers(readings: DataFrame) -> DataFrame:
    """Return one row a report, with its digest, sketch and accounts, or with an `error`.

    `readings` has a column `reading`, JSON as `accordingto read --format jsonl` writes it, and may
    have `path` and `line`, where it stood.
    """
    for name, kind in (("path", "string"), ("line", "int")):
        if name not in readings.columns:
            readings = readings.withColumn(name, sql.lit(None).cast(kind))
    return map_rows(_named_apart(readings.select("path", "line", "reading")), _papers, _PAPERS)


def _named_apart(readings: DataFrame) -> DataFrame:
    """Number the readings of one id, in the order in which they stood, else of their JSON."""
    told = readings.withColumn("own", sql.get_json_object("reading", "$.id"))
    marked = told.withColumn("mark", sql.xxhash64("reading"))
    often = marked.groupBy("own").count().filter("count > 1 AND own IS NOT NULL").select("own")
    alone = marked.join(often, "own", "left_anti").withColumn("number", sql.lit(1))
    order = Window.partitionBy("own").orderBy("path", "line", "reading")
    several = marked.join(often, "own", "left_semi").withColumn(
        "number", sql.row_number().over(order)
    )
    columns = ["path", "line", "reading", "number"]
    return alone.select(columns).unionByName(several.select(columns))


def _papers(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        try:
            yield _paper(_digest(row))
        except AccordingtoError as error:
            yield None, None, None, None, None, None, None, None, str(error)


def _digest(row: Row) -> Digest:
    line = row["reading"] or ""
    reading = parse_reading(line.encode(), row["path"] or "readings", row["line"])
    number = row["number"]
    return condense(reading, reading.id if number == 1 else f"{reading.id}#{number}")


def _paper(digest: Digest) -> Cells:
    accounts = digest.accounts
    return (
        digest.key,
        digest.sha256,
        day_of(digest),
        digest.sketch.shingles if digest.sketch else None,
        DIGEST.write(replace(digest, sketch=None)),
        [one.record for one in accounts],
        [one.start for one in accounts],
        [ACCOUNT.write(one).decode() for one in accounts],
        None,
    )
