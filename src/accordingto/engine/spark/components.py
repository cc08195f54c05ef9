"""Connected components: what hangs together, through any number of pairs."""

from collections.abc import Iterator

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.corroboration.unions import Unions
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_rows

_COMPONENTS = {"node": "bigint", "component": "bigint"}
AT_ONCE = 2_000_000
"""Pairs up to which one worker finds the components by itself: some 500 MB there."""


def find_components(pairs: DataFrame, scratch: Scratch, at_once: int = AT_ONCE) -> DataFrame:
    """Return every `node` of `pairs` (`one`, `other`) with its `component`: the lowest node in it.

    By turns of large stars and small stars (Kiveris et al. 2014), each a join and a minimum: every
    node is tied to lower and lower ones until each component is one star. No node's neighbours
    are ever held together, so one that has millions is no harder than millions that have one.
    `pairs` are counted first, so they should be kept.
    """
    if pairs.count() <= at_once:
        told = pairs.select("one", "other").coalesce(1)
        return scratch.keep(map_rows(told, _join_all, _COMPONENTS), "components")
    edges, before = scratch.keep(_downward(pairs), "edges"), None
    while before != (now := _fingerprint(edges)):
        before = now
        edges = scratch.keep(_small_star(_large_star(edges)), "edges")
    tied = edges.select(sql.col("high").alias("node"), sql.col("low").alias("component"))
    tops = edges.select(sql.col("low").alias("node"), sql.col("low").alias("component")).distinct()
    return scratch.keep(tied.unionByName(tops), "components")


def _downward(pairs: DataFrame) -> DataFrame:
    """Return pairs of two different nodes, once each, the higher one first."""
    high, low = sql.greatest("one", "other").alias("high"), sql.least("one", "other").alias("low")
    return pairs.filter("one != other").select(high, low).distinct()


def _fingerprint(edges: DataFrame) -> tuple[object, ...]:
    """Return what tells one set of edges from another: no more than two numbers come here."""
    marks = sql.xxhash64("high", "low").cast("decimal(38, 0)")
    return tuple(edges.agg(sql.count("*"), sql.sum(marks)).first() or ())


def _large_star(edges: DataFrame) -> DataFrame:
    """Tie all higher neighbours of each node to its lowest."""
    back = edges.select(sql.col("low").alias("node"), sql.col("high").alias("near"))
    both = edges.select(sql.col("high").alias("node"), sql.col("low").alias("near")).unionByName(
        back
    )
    lowest = both.groupBy("node").agg(sql.least(sql.min("near"), sql.col("node")).alias("lowest"))
    higher = both.filter("near > node").join(lowest, "node")
    return higher.select(sql.col("near").alias("high"), sql.col("lowest").alias("low")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Tie all lower neighbours of each node, and the node, to its lowest."""
    lowest = edges.groupBy("high").agg(sql.min("low").alias("lowest"))
    moved = edges.join(lowest, "high").filter("low != lowest")
    moved = moved.select(sql.col("low").alias("high"), sql.col("lowest").alias("low"))
    return moved.unionByName(lowest.withColumnRenamed("lowest", "low")).distinct()


def _join_all(rows: Iterator[Row]) -> Iterator[Cells]:
    pairs = {(row["one"], row["other"]) for row in rows}
    nodes = sorted({node for one, other in pairs if one != other for node in (one, other)})
    places = {node: place for place, node in enumerate(nodes)}
    unions = Unions(len(nodes))
    for one, other in pairs:
        if one != other:
            unions.join(places[one], places[other])
    for place, node in enumerate(nodes):
        yield node, nodes[unions.find(place)]
