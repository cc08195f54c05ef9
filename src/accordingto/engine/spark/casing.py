"""Cases on many machines: each with the papers of its reports, as one machine makes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.corroboration.codes import Assigned
from accordingto.corroboration.copies import CopyGroup
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.corroboration.linking import Linked
from accordingto.corroboration.origins import Origin, find_origins
from accordingto.corroboration.packed_digests import PackedDigests
from accordingto.corroboration.source_table import join_parts
from accordingto.corroboration.voices import Standing, VoiceBook, stand_for_text
from accordingto.engine.spark.forms import (
    CASE,
    DIGEST,
    LINKED,
    ORIGIN,
    PAPER,
    SOURCE_PART,
    SOURCE_ROW,
    STANDING,
    Paper,
)
from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.tables import Cells, Row, map_groups

MOST_AT_HAND = 500
"""Reports of a case up to which all are held unpacked."""
_DIGEST, _COPY, _STANDING = 0, 1, 2
_LINKED, _PAPER = 0, 1
_FOUND = {"what": "string", "id": "string", "names": "array<string>", "record": "binary"}
CASE_ROW, ACCOUNT_ROW, SOURCE_ROWS = "case", "account", "source"


def gather_papers(
    papers: DataFrame, copies: DataFrame, standings: DataFrame, scratch: Scratch
) -> DataFrame:
    """Return all that is known of each `report`: its `paper`, and whether it `tells_of_deals`."""
    known = papers.filter("report IS NOT NULL").select("report", "digest")
    rows = known.withColumn("tag", sql.lit(_DIGEST))
    for found, tag in ((copies.drop("copies"), _COPY), (standings, _STANDING)):
        rows = rows.unionByName(found.withColumn("tag", sql.lit(tag)), allowMissingColumns=True)
    columns = {"report": "string", "paper": "binary", "tells_of_deals": "boolean"}
    return scratch.keep(map_groups(rows, "report", ["tag"], _gather, columns), "papers")


def _gather(report: str, rows: Iterator[Row]) -> Iterator[Cells]:
    digest = DIGEST.read(next(rows)["digest"])
    origin, story, standings = None, None, dict[str, Standing]()
    for row in rows:
        if row["tag"] == _COPY:
            origin, story = ORIGIN.read(row["origin"]), row["story"]
        else:
            standings[row["speaker"]] = STANDING.read(row["standing"].encode())
    origin = origin or find_origins([digest], ())[report]
    paper = Paper(digest=digest, origin=origin, story=story, standings=standings)
    yield report, PAPER.write(paper), bool(digest.steps)


@dataclass(frozen=True, slots=True)
class Library:
    """The papers of some reports, as corroboration looks at them."""

    digests: Mapping[ReportKey, Digest]
    voices: VoiceBook
    origins: Mapping[ReportKey, Origin]
    stories: Mapping[ReportKey, int]

    @classmethod
    def of(cls, papers: Iterable[bytes], count: int) -> "Library":
        """Open papers; those of very many are packed again once they are known."""
        standings: dict[ReportKey, Mapping[str, Standing]] = {}
        own: dict[ReportKey, Standing] = {}
        origins: dict[ReportKey, Origin] = {}
        stories: dict[ReportKey, int] = {}

        def opened() -> Iterator[Digest]:
            for paper in map(PAPER.read, papers):
                key = paper.digest.key
                standings[key], origins[key] = paper.standings, paper.origin
                own[key] = stand_for_text(paper.digest.publisher, paper.origin)
                if paper.story is not None:
                    stories[key] = paper.story
                yield paper.digest

        if count > MOST_AT_HAND:
            packed = PackedDigests(opened())
            return cls(
                packed, VoiceBook(standings, own, origins, packed.speakers), origins, stories
            )
        digests = {digest.key: digest for digest in opened()}
        speakers = {key: digest.speakers for key, digest in digests.items()}
        return cls(digests, VoiceBook(standings, own, origins, speakers), origins, stories)

    def copies(self) -> tuple[CopyGroup, ...]:
        """Return which of the reports share a text."""
        groups: dict[int, list[ReportKey]] = {}
        for key, story in self.stories.items():
            groups.setdefault(story, []).append(key)
        return tuple(CopyGroup(members=tuple(keys), links=()) for keys in groups.values())

    def corroboration(self, code: str, linked: Linked) -> Corroboration:
        """Return what these reports say together of one case."""
        return Corroboration(
            digests=self.digests,
            copies=self.copies(),
            origins=self.origins,
            resolve=lambda: self.voices,
            groups=(linked,),
            codes=Assigned((code,), {}, {}, ()),
        )


def make_cases(linked: DataFrame, papers: DataFrame, scratch: Scratch) -> DataFrame:
    """Return what was found of all cases, by `what` it is, its `id`, and its `record`.

    A case has its reports as `names`, an account of it its report and record, and a part of the row
    of a source the source's own.
    """
    asked = linked.select("code", sql.explode("reports").alias("report"))
    needed = asked.join(papers.select("report", "paper"), "report")
    needed = needed.withColumn("tag", sql.lit(_PAPER))
    rows = linked.withColumn("tag", sql.lit(_LINKED))
    rows = rows.unionByName(needed, allowMissingColumns=True)
    return scratch.keep(map_groups(rows, "code", ["tag", "report"], _make_case, _FOUND), "cases")


def _make_case(code: str, rows: Iterator[Row]) -> Iterator[Cells]:
    first = next(rows)
    linked = LINKED.read(first["linked"])
    library = Library.of((row["paper"] for row in rows), len(first["reports"]))
    found = library.corroboration(code, linked)
    for case in found.cases():
        yield CASE_ROW, code, list(case.reports), CASE.write(case)
    for account in linked.accounts:
        yield ACCOUNT_ROW, code, [account.report, account.record], None
    for part in found.source_parts():
        yield SOURCE_ROWS, part.row.name, None, SOURCE_PART.write(part)


def join_sources(found: DataFrame) -> DataFrame:
    """Return the row of each source over all cases: `name`, `record`."""
    parts = found.filter(sql.col("what") == SOURCE_ROWS).select("id", "record")
    return map_groups(parts, "id", ["record"], _join_source, {"name": "string", "record": "string"})


def _join_source(name: str, rows: Iterator[Row]) -> Iterator[Cells]:
    row = join_parts(SOURCE_PART.read(row["record"]) for row in rows)
    yield name, SOURCE_ROW.write(row).decode()
