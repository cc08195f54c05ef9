"""Voices on many machines: by `voices/1`, and equal to the local ones.

Bodies are counted by the names that all reports give them. Those that one name may stand for are
put into one family, and known again within it. People are known again among those whose name has
the same first and last word.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.corroboration.bodies import Body, join_words
from accordingto.corroboration.identities import LEAST_REPORTS, BodyBook, BodyTally, Tie, ties_of
from accordingto.corroboration.namings import Naming, read_naming
from accordingto.corroboration.voices import category_told, most_told, stand
from accordingto.corroboration.within_reports import resolve_within
from accordingto.engine.spark.components import find_components
from accordingto.engine.spark.forms import BODY, DIGEST, NAMING, STANDING
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_groups, map_rows
from accordingto.records.values import Category

_COUNTED = {"what": "string", "key": "string", "value": "string", "number": "bigint"}
_NAME, _ALONE, _ALIAS = "name", "alone", "alias"
_TIES = {"key": "string", "tie": "string", "what": "string"}
_SPEAKER = {"report": "string", "place": "int", "speaker": "string", "naming": "string"}
_NAMINGS = {**_SPEAKER, "keys": "array<string>", "category": "string"}
_PARTED = {**_SPEAKER, "block": "string", "bodies": "string", "standing": "string"}
_KNOWN = {"key": "string", "known": "string", "name": "string", "state": "string"}
_STANDINGS = {"report": "string", "speaker": "string", "standing": "string"}
_SPEAKS, _IS_NAMED = 0, 1


def resolve_voices(papers: DataFrame, scratch: Scratch) -> DataFrame:
    """Return the speakers who have a name or a body behind them: `report`, `speaker`, `standing`.

    All others are unnamed, and are nobody across reports.
    """
    told = papers.filter("report IS NOT NULL").select("report", "digest")
    namings = scratch.keep(map_rows(told, _name, _NAMINGS), "namings")
    bodies = scratch.keep(_know_bodies(namings, scratch), "bodies")
    named = sql.posexplode("keys").alias("nth", "key")
    found = namings.select("report", "place", named, "category").join(bodies, "key")
    lives = found.filter("nth = 0 AND category IS NOT NULL").groupBy("known", "category").count()
    lives = map_groups(lives, "known", ["category"], _live, {"known": "string", "life": "string"})
    found = found.join(lives, "known", "left").withColumn("tag", sql.lit(_IS_NAMED))
    speakers = namings.select(*_SPEAKER, sql.lit(_SPEAKS).alias("tag"))
    rows = speakers.unionByName(found.drop("category"), allowMissingColumns=True)
    parted = map_groups(rows, "report", ["place", "tag", "nth"], _stand_bodies, _PARTED)
    parted = scratch.keep(parted, "speakers")
    people = parted.filter("block IS NOT NULL")
    people = map_groups(people, "block", ["report", "place"], _stand_people, _STANDINGS)
    by_body = parted.filter("block IS NULL").select(*_STANDINGS)
    return scratch.keep(by_body.unionByName(people), "standings")


def _name(rows: Iterator[Row]) -> Iterator[Cells]:
    """Yield the speakers of whom a person or a body is named."""
    for row in rows:
        speakers = DIGEST.read(row["digest"]).speakers
        namings = resolve_within([read_naming(speaker) for speaker in speakers])
        for place, (speaker, naming) in enumerate(zip(speakers, namings, strict=True)):
            if naming.person or naming.bodies or naming.aliases:
                keys = [body.key for body in naming.bodies]
                written = NAMING.write(naming).decode()
                yield row["report"], place, speaker.id, written, keys, category_told(naming)


@lru_cache(maxsize=65536)
def _naming(written: str) -> Naming:
    return NAMING.read(written.encode())


def _know_bodies(namings: DataFrame, scratch: Scratch) -> DataFrame:
    """Return each body by its `key`, with that by which it is `known`, its `name` and `state`."""
    told = map_groups(namings.select("report", "naming"), "report", [], _count, _COUNTED)
    counted = told.groupBy("what", "key", "value").agg(sql.sum("number").alias("number"))
    counted = scratch.keep(counted, "names")
    ties = map_groups(counted, "key", ["what", "value"], _ties, _TIES)
    tied = _families(scratch.keep(ties, "ties"), counted)
    families = find_components(scratch.keep(tied, "tied"), scratch)
    marked = counted.withColumn("node", sql.xxhash64("key")).join(families, "node", "left")
    within = marked.withColumn("family", sql.coalesce("component", "node"))
    return map_groups(within, "family", ["what", "key", "value"], _know, _KNOWN)


def _count(_report: str, rows: Iterator[Row]) -> Iterator[Cells]:
    """Yield how one report names bodies."""
    namings = [_naming(row["naming"]) for row in rows]
    named = Counter(body for one in namings for body in (*one.bodies, *one.aliases))
    for body, number in named.items():
        yield _NAME, body.key, BODY.write(body).decode(), number
    tally = BodyTally([namings])
    for words, number in tally.standing.items():
        yield _ALONE, join_words(words), json.dumps(words), number
    for alias, keys in tally.aliases.items():
        yield from ((_ALIAS, alias, key, 1) for key in keys)


def _ties(key: str, rows: Iterator[Row]) -> Iterator[Cells]:
    tally = _tally(rows)
    if key in tally.bodies:
        yield from ((key, tie, what) for tie, what in ties_of(tally.bodies[key]))
    yield from ((key, Tie.WORDS, other) for other in tally.aliases.get(key, ()))


def _tally(rows: Iterator[Row]) -> BodyTally:
    """Put what was counted together again."""
    tally = BodyTally()
    for row in rows:
        key, value, number = row["key"], row["value"], row["number"]
        if row["what"] == _NAME:
            body = BODY.read(value.encode())
            tally.name(body, {body.name: number})
        elif row["what"] == _ALONE:
            tally.standing[tuple(json.loads(value))] = number
        else:
            tally.aliases[key].add(value)
    return tally


def _families(ties: DataFrame, counted: DataFrame) -> DataFrame:
    """Return pairs of bodies, and of hubs between them, that may have to do with each other."""
    asked = ties.filter(sql.col("tie") == Tie.ASKS_INITIALS).select("what").distinct()
    initials = ties.filter(sql.col("tie").isin(Tie.ASKS_INITIALS, Tie.HAS_INITIALS))
    initials = initials.join(asked, "what", "left_semi")
    initials = initials.withColumn("what", sql.concat(sql.lit("initials "), "what"))
    often = counted.filter((sql.col("what") == _ALONE) & (sql.col("number") >= LEAST_REPORTS))
    endings = ties.filter(sql.col("tie") == Tie.ENDING)
    endings = endings.join(often.select(sql.col("key").alias("what")), "what", "left_semi")
    words = ties.filter(sql.col("tie") == Tie.WORDS)
    every = initials.select("key", "what").unionByName(endings.select("key", "what"))
    every = every.unionByName(words.select("key", "what"))
    return every.select(sql.xxhash64("key").alias("one"), sql.xxhash64("what").alias("other"))


def _know(_family: int, rows: Iterator[Row]) -> Iterator[Cells]:
    """Know the bodies of one family again."""
    tally = _tally(rows)
    book = BodyBook(tally)
    for key, body in tally.bodies.items():
        known = book.key(body)
        yield key, known, book.name(known), book.state_behind(known)


def _live(known: str, rows: Iterator[Row]) -> Iterator[Cells]:
    """Tell a body's walk of life."""
    yield known, most_told({Category(row["category"]): row["count"] for row in rows})


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Bodies that some speakers name, as they are known across reports."""

    known: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str | None] = field(default_factory=dict)

    def add(self, key: str, known: str, name: str, state: str | None) -> None:
        """Add one body."""
        self.known[key], self.names[known], self.states[known] = known, name, state

    def key(self, body: Body) -> str:
        """Return the key under which a body is known."""
        return self.known[body.key]

    def name(self, key: str) -> str:
        """Return the name by which a body is known."""
        return self.names[key]

    def state_behind(self, key: str) -> str | None:
        """Return the state of which a body is an organ, or that it is."""
        return self.states[key]


def _stand_bodies(report: str, rows: Iterator[Row]) -> Iterator[Cells]:
    """Yield the standings of bodies of one report; of people, what they are known by."""
    for place, of_place in groupby(rows, itemgetter("place")):
        first, *others = of_place
        told = [
            (row["key"], row["known"], row["name"], row["state"], row["life"]) for row in others
        ]
        naming, speaker = _naming(first["naming"]), first["speaker"]
        if naming.person:
            written = json.dumps([row[:4] for row in told])
            yield report, place, speaker, first["naming"], naming.person.key, written, None
            continue
        bodies = _Bodies()
        for row in told:
            bodies.add(*row[:4])
        lives = {row[1]: Category(row[4]) for row in told if row[4]}
        for standing in (
            stand({report: [(speaker, naming)]}, bodies, lives).get(report, {}).values()
        ):
            yield report, place, speaker, None, None, None, STANDING.write(standing).decode()


def _stand_people(_block: str, rows: Iterator[Row]) -> Iterator[Cells]:
    """Know the people again whose names begin and end alike."""
    bodies = _Bodies()
    told: dict[str, list[tuple[str, Naming]]] = {}
    for row in rows:
        told.setdefault(row["report"], []).append((row["speaker"], _naming(row["naming"])))
        for one in json.loads(row["bodies"]):
            bodies.add(*one)
    for report, standings in stand(told, bodies, {}).items():
        for speaker, standing in standings.items():
            yield report, speaker, STANDING.write(standing).decode()
