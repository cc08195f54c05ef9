"""Corroboration from end to end on a Spark: readings in, cases out, as DataFrames."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.engine.spark.casing import CASE_ROW, gather_papers, join_sources, make_cases
from accordingto.engine.spark.copying import find_copies
from accordingto.engine.spark.forms import COPY_GROUP, ORIGIN, PAPER
from accordingto.engine.spark.linking import link_all, number_accounts
from accordingto.engine.spark.papers import make_papers
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.speaking import resolve_voices
from accordingto.engine.spark.tables import Cells, Row, check_columns, map_rows
from accordingto.engine.spark.trucing import join_truces


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroborated:
    """What many reports say together: each record is JSON, as `corroborate --format json` has it.

    The rows of a table come in no order.
    """

    cases: DataFrame
    """`id`, `reports`, `record`: every event that one report or more tells of."""
    copies: DataFrame
    """`first`, `reports`, `record`: reports that share a text."""
    origins: DataFrame
    """`report`, `agency` where the report credits one, `record`."""
    truces: DataFrame
    """`id`, `reports`, `record`."""
    sources: DataFrame
    """`name`, `record`."""
    refused: DataFrame
    """`error`: why a row was not taken up."""

    def tables(self) -> dict[str, DataFrame]:
        """Return all tables by their names."""
        names = ("cases", "copies", "origins", "truces", "sources", "refused")
        return {name: getattr(self, name) for name in names}


def corroborate(readings: DataFrame, scratch: str) -> Corroborated:
    """Link the incidents of many readings into cases, with all that is claimed about them.

    `readings` has a column `reading`, one reading as JSON, as `read` makes it. `scratch` is a
    folder that does not exist yet, where every worker can write: tables between stages are kept
    there, so that a worker that is lost is made up for, and it can be deleted when the tables that
    are returned were written.

    Records are equal to those that one machine makes. Readings of one id are told apart by a
    number behind it: in the order of `path` and `line`, where the table has them, else of their
    JSON. Raises ConfigurationError when the column is not
    there.
    """
    check_columns(readings, ("reading",), "readings, as `read` makes them")
    kept = Scratch(readings.sparkSession, scratch)
    papers = kept.keep(make_papers(readings), "digests")
    copies = find_copies(papers, kept)
    standings = resolve_voices(papers, kept)
    whole = gather_papers(papers, copies, standings, kept)
    linked = link_all(number_accounts(papers, copies, kept), kept)
    found = make_cases(linked, whole, kept)
    cases = found.filter(sql.col("what") == CASE_ROW)
    record = sql.col("record").cast("string").alias("record")
    groups = copies.filter("copies IS NOT NULL").select("copies")
    return Corroborated(
        cases=cases.select("id", sql.col("names").alias("reports"), record),
        copies=map_rows(groups, _copies, _COPIES),
        origins=map_rows(whole.select("paper"), _origins, _ORIGINS),
        truces=join_truces(whole, found, kept),
        sources=join_sources(found),
        refused=papers.filter("error IS NOT NULL").select("error"),
    )


_COPIES = {"first": "string", "reports": "array<string>", "record": "string"}
_ORIGINS = {"report": "string", "agency": "string", "record": "string"}


def _copies(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        group = COPY_GROUP.read(row["copies"])
        yield group.first, list(group.members), row["copies"].decode()


def _origins(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        origin = PAPER.read(row["paper"]).origin
        yield origin.report, origin.agency, ORIGIN.write(origin).decode()
