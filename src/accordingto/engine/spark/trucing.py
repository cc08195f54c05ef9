"""Truces on many machines: deals paired in blocks, linked, and joined where they hang together."""

from collections import deque
from collections.abc import Iterator

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.corroboration.evidence import Evidence
from accordingto.corroboration.truce_likeness import Deal, deals_of
from accordingto.corroboration.truces import WINDOW, DealPair, block_keys, join_deals, link_deals
from accordingto.engine.spark.casing import ACCOUNT_ROW, Library
from accordingto.engine.spark.components import find_components
from accordingto.engine.spark.forms import DEAL, TRUCE
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_groups, map_rows

_DEALS = {"report": "string", "by_record": "string", "deal": "binary"}
_PAIRS = {"one": "bigint", "other": "bigint"}
_DEAL, _PAIR, _PAPER, _CASE = range(4)


def join_truces(papers: DataFrame, found: DataFrame, scratch: Scratch) -> DataFrame:
    """Return every deal that reports tell of: `id`, `reports` and `record`."""
    telling = papers.filter("tells_of_deals").select("report", "paper")
    deals = map_rows(telling, _deals, _DEALS)
    order = [sql.col("report").asc(), sql.col("by_record").asc()]
    deals = scratch.number(deals, "number", order, "deals")
    links = scratch.keep(_link(deals), "deal-links")
    components = find_components(links, scratch)
    hanging = components.withColumnRenamed("node", "number")
    deals = deals.join(hanging, "number", "left")
    deals = deals.withColumn("component", sql.coalesce("component", "number"))
    pairs = links.join(components, links.one == components.node).drop("node")
    where = deals.select("component", "report").distinct()
    needed = where.join(telling, "report")
    accounts = found.filter(sql.col("what") == ACCOUNT_ROW)
    names = sql.col("names")
    accounts = accounts.select(
        names[0].alias("report"), names[1].alias("by_record"), sql.col("id").alias("code")
    )
    rows = deals.withColumn("tag", sql.lit(_DEAL))
    others = ((pairs, _PAIR), (needed, _PAPER), (accounts.join(where, "report"), _CASE))
    for table, tag in others:
        rows = rows.unionByName(table.withColumn("tag", sql.lit(tag)), allowMissingColumns=True)
    columns = {"id": "string", "reports": "array<string>", "record": "string"}
    return map_groups(rows, "component", ["tag", "number", "one", "other"], _join, columns)


def _deals(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        library = Library.of([row["paper"]], 1)
        evidence = Evidence(library.digests, library.voices)
        for deal in deals_of(library.digests[row["report"]], evidence):
            yield deal.ref.report, deal.ref.record, DEAL.write(deal)


def _link(deals: DataFrame) -> DataFrame:
    """Return the pairs of deals that are held to be one."""
    keyed = map_rows(
        deals.select("number", "deal"), _keys, {"key": "string", "day": "int", "number": "bigint"}
    )
    pairs = map_groups(keyed, "key", ["day", "number"], _pair_up, _PAIRS).distinct()
    one = deals.select(sql.col("number").alias("one"), sql.col("deal").alias("first"))
    other = deals.select(sql.col("number").alias("other"), sql.col("deal").alias("second"))
    return map_rows(pairs.join(one, "one").join(other, "other"), _compare, _PAIRS)


def _keys(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        for (kind, number), day in block_keys(DEAL.read(row["deal"])):
            yield f"{kind} {number}", day.toordinal(), row["number"]


def _pair_up(_key: str, rows: Iterator[Row]) -> Iterator[Cells]:
    near = deque[int](maxlen=WINDOW)
    for row in rows:
        number = row["number"]
        yield from ((min(one, number), max(one, number)) for one in near if one != number)
        near.append(number)


def _compare(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        if link_deals(DEAL.read(row["first"]), DEAL.read(row["second"])):
            yield row["one"], row["other"]


def _join(_component: int, rows: Iterator[Row]) -> Iterator[Cells]:
    places: dict[int, int] = {}
    deals: list[Deal] = []
    links: list[DealPair] = []
    papers: list[bytes] = []
    cases: dict[tuple[str, str], str] = {}
    for row in rows:
        if row["tag"] == _DEAL:
            places[row["number"]] = len(deals)
            deals.append(DEAL.read(row["deal"]))
        elif row["tag"] == _PAIR:
            one, other = places[row["one"]], places[row["other"]]
            link = link_deals(deals[one], deals[other])
            links += [DealPair(one, other, link)] if link else []
        elif row["tag"] == _PAPER:
            papers.append(row["paper"])
        else:
            cases[row["report"], row["by_record"]] = row["code"]
    library = Library.of(papers, len(papers))
    evidence = Evidence(library.digests, library.voices)
    for truce in join_deals(deals, links, evidence, cases):
        reports = sorted({one.ref.report for step in truce.steps for one in step.reports})
        yield truce.id, reports, TRUCE.write(truce).decode()
