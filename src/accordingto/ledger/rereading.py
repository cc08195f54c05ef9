"""New readings of reports that the ledger has, beside the old ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, select

from accordingto.ledger.carrying import carry
from accordingto.ledger.comparing import ReadingDiff, compare_readings
from accordingto.ledger.decisions import read_standing
from accordingto.ledger.keeping import keep_reading, point_at
from accordingto.ledger.plain import parse_list
from accordingto.ledger.publications import Kept
from accordingto.ledger.readings import find_reading
from accordingto.ledger.reviewing import is_decided_on, refresh_reviews
from accordingto.ledger.reviews import Carried
from accordingto.ledger.store_tables import (
    arrivals,
    current_readings,
    publications,
    readings,
    texts,
)
from accordingto.records.base import JsonValue
from accordingto.records.readings import Problem, ReaderInfo, Reading
from accordingto.report import Report

NOTHING_DECIDED = Carried((), (), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereadable:
    """A publication whose current reading is another reader's, and what that reader was given."""

    kept: Kept
    reading_id: int
    """The current reading."""
    known_id: int | None
    """A reading by the reader that is asked for, if there is one already."""
    publication: str
    """Key of the publication."""
    path: str
    line: int | None
    report: Report
    problems: tuple[Problem, ...]
    """What ingest found wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What became of a publication that was read again."""

    publication: str
    report: str
    """Id of the report."""
    old: Reading
    new: Reading
    diff: ReadingDiff
    carried: Carried
    """The new reading with the decisions that hold for it; empty where nobody decided."""

    @property
    def held(self) -> int:
        """How many decisions hold for records of the new reading."""
        return len({entry.hash for one in self.carried.records for entry in one.decisions})


def find_rereadable(connection: Connection, info: ReaderInfo) -> list[int]:
    """Return the publications, by their rows, whose current reading another reader made.

    What a person entered by hand is left alone.
    """
    asked = (
        select(current_readings.c.publication_id)
        .join(readings, readings.c.id == current_readings.c.reading_id)
        .where(~readings.c.reader.startswith(ReaderInfo.by_person("", "").name, autoescape=True))
        .where(
            (readings.c.reader != info.name)
            | (readings.c.version != info.version)
            | (readings.c.model_hash != (info.model_hash or ""))
        )
    )
    return list(connection.scalars(asked.order_by(current_readings.c.publication_id)))


def load_rereadable(
    connection: Connection, ids: Sequence[int], info: ReaderInfo
) -> Iterator[Rereadable]:
    """Yield publications with what their current reading was made from."""
    asked = (
        select(
            *(arrivals.c[name] for name in ("report_id", "title", "published", "publisher")),
            *(arrivals.c[name] for name in ("agencies", "problems", "path", "line")),
            readings.c.publication_id,
            readings.c.arrival_id,
            readings.c.text_id,
            readings.c.head_sha256,
            readings.c.id.label("reading_id"),
            publications.c.key,
            publications.c.version,
            texts.c.text,
        )
        .select_from(current_readings)
        .join(readings, readings.c.id == current_readings.c.reading_id)
        .join(arrivals, arrivals.c.id == readings.c.arrival_id)
        .join(publications, publications.c.id == readings.c.publication_id)
        .join(texts, texts.c.id == readings.c.text_id)
        .where(current_readings.c.publication_id.in_(ids))
        .order_by(current_readings.c.publication_id)
    )
    for row in connection.execute(asked):
        known = select(readings.c.id).where(
            readings.c.publication_id == row.publication_id,
            readings.c.head_sha256 == row.head_sha256,
            readings.c.reader == info.name,
            readings.c.version == info.version,
            readings.c.model_hash == (info.model_hash or ""),
        )
        yield Rereadable(
            kept=Kept(
                publication_id=row.publication_id,
                arrival_id=row.arrival_id,
                text_id=row.text_id,
                head_sha256=row.head_sha256,
                version=row.version,
                is_new=False,
                is_new_arrival=False,
            ),
            reading_id=row.reading_id,
            known_id=connection.execute(known).scalar(),
            publication=row.key,
            path=row.path,
            line=row.line,
            report=Report(
                id=row.report_id,
                text=row.text,
                title=row.title,
                published=row.published,
                publisher=row.publisher,
                agencies=tuple(map(str, parse_list(row.agencies))),
            ),
            problems=tuple(_problem(told) for told in parse_list(row.problems)),
        )


def compare_with_current(
    connection: Connection, rereadable: Rereadable, reading: Reading
) -> Reread:
    """Return what another reading would change; nothing is kept."""
    old = find_reading(connection, rereadable.reading_id)
    assert old is not None  # noqa: S101 -- it is current, and readings are never deleted
    carried = NOTHING_DECIDED
    if is_decided_on(connection, old.text_sha256):
        carried = carry(reading, read_standing(connection, [old.text_sha256]))
    return Reread(
        publication=rereadable.publication,
        report=rereadable.report.id,
        old=old.reading,
        new=reading,
        diff=compare_readings(old.reading, reading),
        carried=carried,
    )


def keep_rereading(
    connection: Connection, rereadable: Rereadable, reading: Reading, now: str
) -> Reread:
    """Keep another reading as the current one, and carry the decisions over to it."""
    reread = compare_with_current(connection, rereadable, reading)
    if not keep_reading(connection, rereadable.kept, reading, now):
        assert rereadable.known_id is not None  # noqa: S101 -- that is why it was not kept again
        point_at(connection, rereadable.kept.publication_id, rereadable.known_id)
    if reread.carried is not NOTHING_DECIDED:
        refresh_reviews(connection, [reading.report.sha256])
    return reread


def _problem(told: JsonValue) -> Problem:
    plain = cast("Mapping[str, str]", told)
    return Problem(stage=plain["stage"], code=plain["code"], message=plain["message"])
