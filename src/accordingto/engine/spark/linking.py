"""Accounts to cases on many machines: blocks, scored pairs, what hangs together, then groups.

Two accounts are compared where a block puts them together, and a group is made of what hangs
together by pairs above the threshold, by the very code that a single machine runs.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from accordingto.corroboration.blocking import (
    LARGEST,
    STILL_RARE,
    WINDOW,
    number_keys,
    order_in_block,
)
from accordingto.corroboration.codes import assign_codes
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.digests import Account
from accordingto.corroboration.linking import link_accounts
from accordingto.corroboration.weights import load_weights
from accordingto.engine.spark.components import find_components
from accordingto.engine.spark.copying import choose_accounts
from accordingto.engine.spark.forms import ACCOUNT, LINKED
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_groups, map_rows

_LOOKS = {
    "kind": "string",
    "first_day": "bigint",
    "most": "bigint",
    "words": "array<string>",
    "by_report": "string",
    "by_record": "string",
}
"""What accounts of one large block are sorted by."""
_SCORES = {"one": "bigint", "other": "bigint", "score": "double"}
_EVERYWHERE = -1
"""Place in a block in which everybody is compared with everybody."""
_ACCOUNT, _PAIR = 0, 1


@cache
def _comparer() -> Comparer:
    """Load the comparer, once a worker."""
    return Comparer()


def number_accounts(papers: DataFrame, copies: DataFrame, scratch: Scratch) -> DataFrame:
    """Number the accounts of all papers in their order; with each, the one that it stands for.

    Columns: `number`, `chosen`, `report`, `sha256`, `story`, `account`.
    """
    zipped = sql.explode(sql.arrays_zip("records", "starts", "accounts")).alias("told")
    told = papers.filter("report IS NOT NULL").select("report", "sha256", zipped)
    told = told.join(copies.select("report", "story"), "report", "left")
    accounts = told.select("report", "sha256", "story", "told.*")
    accounts = accounts.withColumnRenamed("accounts", "account")
    order = [sql.col(name) for name in ("report", "starts", "records")]
    numbered = scratch.number(accounts, "number", order, "accounts")
    chosen = numbered.join(choose_accounts(numbered), "number", "left")
    chosen = chosen.withColumn("chosen", sql.coalesce("chosen", "number"))
    columns = ["number", "chosen", "report", "sha256", "story", "account"]
    return scratch.keep(chosen.select(columns), "chosen")


def link_all(accounts: DataFrame, scratch: Scratch) -> DataFrame:
    """Group accounts into cases; each case has its `code`, its `reports` and what is `linked`."""
    compared = accounts.filter("number = chosen").select("number", "account")
    blocks = scratch.keep(_find_blocks(compared, scratch), "blocks")
    scores = scratch.keep(_score(compared, blocks), "scores")
    above = scores.filter(sql.col("score") > load_weights().threshold).select("one", "other")
    hanging = find_components(above, scratch)
    return scratch.keep(_group(accounts, scores, hanging), "linked")


def _find_blocks(compared: DataFrame, scratch: Scratch) -> DataFrame:
    """Return the blocks of each account, and its place in those that are large."""
    looks = map_rows(compared, _looks, {"number": "bigint", **_LOOKS, "keys": "array<bigint>"})
    order = [sql.col(name) for name in (*_LOOKS, "number")]
    sorted_looks = scratch.number(looks, "look", order, "looks")
    keyed = sorted_looks.select("number", "look", sql.explode("keys").alias("key"))
    of_key = Window.partitionBy("key")
    place = sql.row_number().over(of_key.orderBy("look"))
    sized = keyed.withColumn("size", sql.count("*").over(of_key)).withColumn("place", place)
    is_word = sql.col("key").bitwiseAND(sql.lit(1)) == 1
    tells = (sql.col("size") > 1) & (~is_word | (sql.col("size") <= STILL_RARE))
    everywhere = sql.when(sql.col("size") <= LARGEST, _EVERYWHERE).otherwise(sql.col("place"))
    kept = sized.filter(tells).withColumn("place", everywhere.cast("bigint"))
    told = sql.sort_array(sql.collect_list(sql.struct("key", "place"))).alias("blocks")
    return kept.groupBy("number").agg(told).select("number", "blocks.key", "blocks.place")


def _looks(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        account = ACCOUNT.read(row["account"])
        kind, day, *others = order_in_block(account)
        yield row["number"], kind, day.toordinal(), *others, number_keys(account)


def _score(compared: DataFrame, blocks: DataFrame) -> DataFrame:
    """Compare what is in one block, each pair once: in the first block that puts it together."""
    told = blocks.withColumnsRenamed({"key": "keys", "place": "places"})
    told = told.join(compared, "number")
    block = sql.posexplode("keys").alias("nth", "key")
    rows = told.select("number", "account", "keys", "places", block)
    rows = rows.withColumn("place", sql.element_at("places", sql.col("nth") + 1)).drop("nth")
    return map_groups(rows, "key", ["place", "number"], _score_block, _SCORES)


class _Member(NamedTuple):
    number: int
    account: Account
    places: Mapping[int, int]
    """Where it stands in each of its blocks."""


def _score_block(key: int, rows: Iterator[Row]) -> Iterator[Cells]:
    comparer, near = _comparer(), deque[_Member]()
    for row in rows:
        places = dict(zip(row["keys"], row["places"], strict=True))
        member = _Member(row["number"], ACCOUNT.read(row["account"]), places)
        for other in near:
            if _first_common(member, other) == key:
                one, two = sorted((member, other), key=lambda each: each.number)
                score = comparer.score_if_high(one.account, two.account)
                yield one.number, two.number, score
        near.append(member)
        if row["place"] != _EVERYWHERE and len(near) > WINDOW:
            near.popleft()


def _first_common(one: _Member, other: _Member) -> int | None:
    """Return the first block that puts two accounts together."""
    for key, place in one.places.items():
        there = other.places.get(key)
        if there is not None and (place == _EVERYWHERE or abs(place - there) <= WINDOW):
            return key
    return None


def _group(accounts: DataFrame, scores: DataFrame, hanging: DataFrame) -> DataFrame:
    at = hanging.select(sql.col("node").alias("chosen"), "component")
    told = accounts.join(at, "chosen", "left").withColumn("tag", sql.lit(_ACCOUNT))
    told = told.withColumn("component", sql.coalesce("component", "chosen"))
    first = hanging.select(sql.col("node").alias("one"), "component")
    second = hanging.select(sql.col("node").alias("other"), sql.col("component").alias("same"))
    within = scores.join(first, "one").join(second, "other").filter("component = same")
    pairs = within.select("component", "one", "other", sql.lit(_PAIR).alias("tag"))
    rows = told.unionByName(pairs, allowMissingColumns=True)
    columns = {"code": "string", "reports": "array<string>", "linked": "binary"}
    return map_groups(rows, "component", ["tag", "number", "one", "other"], _link, columns)


def _link(_component: int, rows: Iterator[Row]) -> Iterator[Cells]:
    accounts: list[Account] = []
    stories: dict[str, int] = {}
    texts: dict[str, str] = {}
    compared: dict[int, int] = {}
    pairs: dict[int, list[int]] = {}
    for row in rows:
        if row["tag"] == _PAIR:
            pairs.setdefault(compared[row["one"]], []).append(compared[row["other"]])
            continue
        accounts.append(ACCOUNT.read(row["account"]))
        texts[row["report"]] = row["sha256"]
        if row["story"] is not None:
            stories[row["report"]] = row["story"]
        if row["number"] == row["chosen"]:
            compared[row["number"]] = len(compared)
    linked = link_accounts(
        accounts, stories, comparer=_comparer(), pair_up=lambda _: _Partners(pairs)
    )
    codes = assign_codes([one.accounts for one in linked], texts).codes
    for code, one in zip(codes, linked, strict=True):
        yield code, sorted({account.report for account in one.accounts}), LINKED.write(one)


@dataclass(frozen=True, slots=True)
class _Partners:
    """Who was put together by blocks, by places among the accounts that are compared."""

    pairs: Mapping[int, Sequence[int]]

    def partners(self, place: int) -> list[int]:
        """Return the accounts after this one that it is worth comparing with, in order."""
        return sorted(self.pairs.get(place, ()))
