"""Copies and origins on many machines: by `copies/1` and `origins/1`, and equal to the local ones.

What is compared with what follows from keys that texts share, as in `corroboration.copies`; here
each key, each range of shingles and each group of copies is the business of one worker.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.corroboration.copies import (
    Text,
    band_keys,
    contain,
    find_near_copies,
    group_copies,
    is_soon,
    is_taken_over,
    leave_out,
    link_copies,
    share_own,
)
from accordingto.corroboration.copy_index import LEAST_SHARED, ShingleIndex
from accordingto.corroboration.digests import Sketch
from accordingto.corroboration.linking import choose
from accordingto.corroboration.origins import find_origins
from accordingto.corroboration.sketches import MOST_SHINGLES, Hashes, read_shingles
from accordingto.engine.spark.components import find_components
from accordingto.engine.spark.forms import ACCOUNT, COPY_GROUP, DIGEST, ORIGIN
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_groups, map_rows

_PAIRS = {"one": "bigint", "other": "bigint"}
_LINKS = {**_PAIRS, "of_one": "double", "of_other": "double"}
_INDEX = {**_PAIRS, "shared": "bigint", "recurring": "binary"}
_POSTINGS = 2_000_000
"""Shingles of a range that one worker sorts: some 100 MB there."""
_ALL_HASHES = 1 << 32
_TEXT, _LINK = 0, 1


def find_copies(papers: DataFrame, scratch: Scratch) -> DataFrame:
    """Return what is found of every report that has copies.

    Columns: `report`, `story` (the number of its group), `origin`, and on one row of each group
    `copies`, the group.
    """
    texts = _number_texts(papers, scratch)
    near = scratch.keep(_find_near(texts, scratch), "near-copies")
    leaders = texts.join(near.select(sql.col("other").alias("number")), "number", "left_anti")
    links = scratch.keep(near.unionByName(_compare(leaders, scratch)), "copy-links")
    components = find_components(links.select("one", "other"), scratch)
    return scratch.keep(_group(papers, texts, links, components), "copies")


def _number_texts(papers: DataFrame, scratch: Scratch) -> DataFrame:
    """Number the texts that have shingles, the longest first."""
    texts = papers.filter("length(shingles) > 0").select("report", "day", "shingles")
    order = [sql.length("shingles").desc(), sql.col("report").asc()]
    return scratch.number(texts, "number", order, "texts")


def _hashes(raw: bytes) -> Hashes:
    return read_shingles(Sketch(shingles=raw, words=0))


def _find_near(texts: DataFrame, scratch: Scratch) -> DataFrame:
    """Return near-copies, each with the longer text that it is of.

    Which text leads another depends on those alone that it hangs together with by keys.
    """
    bands = map_rows(texts.select("number", "shingles"), _bands, {"key": "binary", "one": "bigint"})
    pairs = scratch.keep(map_groups(bands, "key", ["one"], _tie_to_first, _PAIRS), "bands")
    components = find_components(pairs, scratch).withColumnRenamed("node", "number")
    hanging = texts.join(components, "number").select("component", "number", "shingles")
    return map_groups(hanging, "component", ["number"], _near_copies, _LINKS)


def _bands(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        for band, values in band_keys(_hashes(row["shingles"])):
            yield bytes([band]) + values, row["number"]


def _tie_to_first(_key: bytes, rows: Iterator[Row]) -> Iterator[Cells]:
    first = next(rows)["one"]
    for row in rows:
        yield first, row["one"]


def _near_copies(_component: int, rows: Iterator[Row]) -> Iterator[Cells]:
    told = [(row["number"], _hashes(row["shingles"])) for row in rows]
    shingles = [hashes for _, hashes in told]
    for place, leader in find_near_copies(shingles).items():
        of_leader, of_place = contain(shingles[leader], shingles[place])
        yield told[leader][0], told[place][0], of_leader, of_place


def _compare(leaders: DataFrame, scratch: Scratch) -> DataFrame:
    """Return the pairs that share enough, of texts that are no near-copies of each other."""
    count = leaders.count()
    ranges = max(1, -(-count * MOST_SHINGLES // _POSTINGS))
    split = partial(_split, ranges=ranges)
    told = {"range": "bigint", "number": "bigint", "day": "int", "shingles": "binary"}
    parts = map_rows(leaders.select("number", "day", "shingles"), split, told)
    index = scratch.keep(map_groups(parts, "range", ["number"], _index, _INDEX), "index")
    found = (
        index.filter("shared > 0").groupBy("one", "other").agg(sql.sum("shared").alias("shared"))
    )
    pairs = found.filter(sql.col("shared") >= LEAST_SHARED).select("one", "other")
    recurring = index.filter("recurring IS NOT NULL").groupBy(sql.col("one").alias("number"))
    frames = recurring.agg(sql.collect_list("recurring").alias("recurring"))
    own = leaders.join(frames, "number", "left").select("number", "day", "shingles", "recurring")
    ends = [
        own.select(*(sql.col(name).alias(f"{end}_{name}") for name in own.columns)) for end in "ab"
    ]
    both = pairs.join(ends[0], pairs.one == ends[0].a_number)
    return map_rows(both.join(ends[1], pairs.other == ends[1].b_number), _taken_over, _LINKS)


def _split(rows: Iterator[Row], ranges: int) -> Iterator[Cells]:
    """Cut the shingles of each text into ranges of hashes."""
    bounds = [number * _ALL_HASHES // ranges for number in range(1, ranges)]
    for row in rows:
        hashes = _hashes(row["shingles"])
        cuts = np.searchsorted(hashes, np.array(bounds, dtype=np.int64))
        for number, part in enumerate(np.split(hashes, cuts)):
            if len(part):
                yield number, row["number"], row["day"], _packed(part)


def _packed(hashes: Hashes) -> bytes:
    return hashes.astype("<u4").tobytes()


def _index(_range: int, rows: Iterator[Row]) -> Iterator[Cells]:
    """Tell of one range of hashes which texts share some, and which come again over weeks."""
    told = [(row["number"], row["day"], _hashes(row["shingles"])) for row in rows]
    index = ShingleIndex([hashes for _, _, hashes in told], [day for _, day, _ in told])
    pairs, counts = index.count_shared()
    for (one, other), shared in zip(pairs.tolist(), counts.tolist(), strict=True):
        yield told[one][0], told[other][0], shared, None
    recurring = index.find_recurring()
    for number, _, hashes in told:
        own = hashes[np.isin(hashes, recurring, assume_unique=True)]
        if len(own):
            yield number, None, None, _packed(own)


def _taken_over(rows: Iterator[Row]) -> Iterator[Cells]:
    for row in rows:
        one, other = _hashes(row["a_shingles"]), _hashes(row["b_shingles"])
        whole = contain(one, other)
        soon = is_soon(row["a_day"], row["b_day"])
        if is_taken_over(whole, partial(_share_own, row, one, other), is_soon=soon):
            yield row["one"], row["other"], *whole


def _share_own(row: Row, one: Hashes, other: Hashes) -> float:
    return share_own(_own(one, row["a_recurring"]), _own(other, row["b_recurring"]))


def _own(shingles: Hashes, recurring: list[bytes] | None) -> Hashes:
    return leave_out(shingles, _hashes(b"".join(recurring))) if recurring else shingles


def _group(
    papers: DataFrame, texts: DataFrame, links: DataFrame, components: DataFrame
) -> DataFrame:
    story = sql.col("component").alias("story")
    stories = components.select(sql.col("node").alias("number"), story)
    empty = {"one": "bigint", "other": "bigint", "of_one": "double", "of_other": "double"}
    members = texts.select("number", "report", "day").join(stories, "number")
    members = members.join(papers.select("report", "digest"), "report")
    members = members.withColumn("tag", sql.lit(_TEXT))
    ties = links.join(stories, links.one == stories.number).drop("number")
    ties = ties.withColumn("tag", sql.lit(_LINK))
    rows = members.select("*", *(sql.lit(None).cast(kind).alias(n) for n, kind in empty.items()))
    rows = rows.unionByName(ties, allowMissingColumns=True)
    columns = {"report": "string", "story": "bigint", "origin": "binary", "copies": "binary"}
    return map_groups(rows, "story", ["tag", "number", "one", "other"], _copies, columns)


def _copies(story: int, rows: Iterator[Row]) -> Iterator[Cells]:
    texts: dict[int, Text] = {}
    digests, links = [], []
    for row in rows:
        if row["tag"] == _TEXT:
            texts[row["number"]] = Text(row["report"], row["day"], _hashes(b""))
            whole = DIGEST.read(row["digest"])
            digests.append(replace(whole, accounts=(), blame=(), statements=(), speakers=()))
        else:
            ends = texts[row["one"]], texts[row["other"]]
            links.append(link_copies(*ends, row["of_one"], row["of_other"]))
    group = group_copies(texts.values(), links)
    for key, origin in find_origins(digests, [group]).items():
        told = COPY_GROUP.write(group) if key == group.first else None
        yield key, story, ORIGIN.write(origin), told


def choose_accounts(accounts: DataFrame) -> DataFrame:
    """Return for each account of copies (`number`) the one that stands for it (`chosen`).

    `accounts` has `story`, `number`, `report` and `account`.
    """
    columns = {"number": "bigint", "chosen": "bigint"}
    copied = accounts.filter("story IS NOT NULL").select("story", "number", "report", "account")
    return map_groups(copied, "story", ["number"], _choose, columns)


def _choose(story: int, rows: Iterator[Row]) -> Iterator[Cells]:
    numbers, accounts = [], []
    for row in rows:
        numbers.append(row["number"])
        accounts.append(ACCOUNT.read(row["account"]))
    chosen = choose(accounts, {one.report: story for one in accounts})
    yield from zip(numbers, (numbers[place] for place in chosen), strict=True)
