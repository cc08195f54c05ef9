"""Readings as they stand: what people accepted, corrected, kept and rejected applied to them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from sqlalchemy import Connection, RowMapping, select

from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.decisions import time_of
from accordingto.ledger.plain import parse_list
from accordingto.ledger.reviews import REVIEWED, Carried, Reviewed, Status
from accordingto.records.changes import record_from_plain
from accordingto.records.kinds import AnyRecord, Listed, RecordKind, records_of
from accordingto.records.readings import Headline, Reading

R = TypeVar("R", bound=AnyRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What people have made of one record."""

    status: Status
    reviewers: tuple[str, ...] = ()
    """Of those whose decisions hold."""
    time: str = ""
    """Of the last decision that holds, else of the last note."""
    is_kept: bool = False
    """The reading does not have it: a decision keeps it."""
    decisions: tuple[str, ...] = ()
    """Hashes of entries of the log."""
    notes: tuple[str, ...] = ()


UNREVIEWED = Review(status=Status.UNREVIEWED)


@dataclass(frozen=True, slots=True)
class StandingReading:
    """A reading as it stands."""

    reading: Reading
    """Decisions applied; what was rejected is left out."""
    reviews: Mapping[str, Review] = field(default_factory=dict)
    """By the id of the record; a record without one is unreviewed."""
    rejected: tuple[Listed, ...] = ()
    as_read: Reading | None = None
    """Before decisions; None where there are none."""

    def read_as(self, record: str) -> AnyRecord | None:
        """Return a record as the reader has it, where people made it say something else."""
        if self.as_read is None or record not in self.reviews:
            return None
        read, stands = _find(self.as_read, record), _find(self.reading, record)
        return None if stands is None or read == stands else read

    def review_of(self, record: str) -> Review:
        """Return what people have made of a record."""
        return self.reviews.get(record, UNREVIEWED)

    @property
    def entered_by(self) -> str | None:
        """Name of the person who entered the reading by hand; None when a program made it."""
        return self.reading.report.reader.person

    def is_reviewed(self, record: str) -> bool:
        """Tell whether a person stands for the record: by a decision, or by entering it."""
        status = self.review_of(record).status
        is_entered = status is Status.UNREVIEWED and self.entered_by is not None
        return is_entered or status in REVIEWED


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that people decided on."""

    id: str
    kind: RecordKind
    in_title: bool
    stands_as: AnyRecord | None
    """None when it stands as it was read."""
    review: Review


def _find(reading: Reading, record: str) -> AnyRecord | None:
    return next((one.record for one in records_of(reading) if one.record.id == record), None)


def stand_as_carried(reading: Reading, carried: Carried) -> StandingReading:
    """Return a reading as the decisions that were carried to it leave it."""
    touched = (_touched(one) for one in carried.records if one.decisions or one.notes)
    return stand(reading, touched)


def stand(reading: Reading, touched: Iterable[Touched]) -> StandingReading:
    """Return a reading with what people made of its records applied to it."""
    by_id = {one.id: one for one in touched}
    if not by_id:
        return StandingReading(reading)
    rejected = tuple(
        listed
        for listed in records_of(reading)
        if listed.record.id in by_id and by_id[listed.record.id].review.status is Status.REJECTED
    )
    return StandingReading(
        _applied(reading, by_id),
        {one.id: one.review for one in by_id.values()},
        rejected,
        as_read=reading,
    )


def load_touched(connection: Connection, ids: Sequence[int]) -> dict[int, list[Touched]]:
    """Return the records of current readings that people decided on, by the row of the reading."""
    found: dict[int, list[Touched]] = {}
    asked = select(reviews).where(reviews.c.reading_id.in_(ids)).order_by(reviews.c.id)
    for row in connection.execute(asked).mappings():
        found.setdefault(row["reading_id"], []).append(_from_row(row))
    return found


def _from_row(row: RowMapping) -> Touched:
    kind = RecordKind(row["kind"])
    plain = json.loads(row["stands_as"]) if row["stands_as"] is not None else None
    return Touched(
        id=row["record"],
        kind=kind,
        in_title=bool(row["in_headline"]),
        stands_as=None if plain is None else record_from_plain(kind, plain),
        review=Review(
            status=Status(row["status"]),
            reviewers=_names(row["reviewers"]),
            time=row["time"],
            is_kept=bool(row["is_kept"]),
            decisions=_names(row["decisions"]),
            notes=_names(row["notes"]),
        ),
    )


def _touched(reviewed: Reviewed) -> Touched:
    last = max(reviewed.decisions or reviewed.notes, key=lambda entry: entry.sort_key)
    people = dict.fromkeys(entry.judgement.reviewer for entry in reviewed.decisions)
    return Touched(
        id=reviewed.record.id,
        kind=reviewed.kind,
        in_title=reviewed.in_title,
        stands_as=None if reviewed.record == reviewed.read else reviewed.record,
        review=Review(
            status=reviewed.status,
            reviewers=tuple(people),
            time=time_of(last.judgement),
            is_kept=reviewed.read is None,
            decisions=tuple(entry.hash for entry in reviewed.decisions),
            notes=tuple(entry.hash for entry in reviewed.notes),
        ),
    )


def _applied(reading: Reading, by_id: Mapping[str, Touched]) -> Reading:
    title = reading.headline
    headline = Headline(
        figures=_settled(title.figures, by_id, RecordKind.FIGURE, in_title=True),
        statements=_settled(title.statements, by_id, RecordKind.STATEMENT, in_title=True),
        incidents=_settled(title.incidents, by_id, RecordKind.INCIDENT, in_title=True),
        agreements=_settled(title.agreements, by_id, RecordKind.AGREEMENT, in_title=True),
    )
    return replace(
        reading,
        figures=_settled(reading.figures, by_id, RecordKind.FIGURE),
        statements=_settled(reading.statements, by_id, RecordKind.STATEMENT),
        incidents=_settled(reading.incidents, by_id, RecordKind.INCIDENT),
        agreements=_settled(reading.agreements, by_id, RecordKind.AGREEMENT),
        actors=_settled(reading.actors, by_id, RecordKind.ACTOR),
        people=_settled(reading.people, by_id, RecordKind.PERSON),
        headline=headline,
    )


def _settled(
    records: tuple[R, ...],
    by_id: Mapping[str, Touched],
    kind: RecordKind,
    *,
    in_title: bool = False,
) -> tuple[R, ...]:
    """Return the records of one list as they stand, those that decisions keep last."""
    here = {record.id for record in records}
    kept = (
        one.stands_as
        for one in by_id.values()
        if (one.kind, one.in_title) == (kind, in_title)
        and one.id not in here
        and one.review.status is not Status.REJECTED
        and one.stands_as is not None
    )
    return (*_standing(records, by_id), *cast("Iterator[R]", kept))


def _standing(records: tuple[R, ...], by_id: Mapping[str, Touched]) -> Iterator[R]:
    for record in records:
        touched = by_id.get(record.id)
        if touched is None:
            yield record
        elif touched.review.status is not Status.REJECTED:
            yield record if touched.stands_as is None else cast("R", touched.stands_as)


def _names(written: str) -> tuple[str, ...]:
    return tuple(map(str, parse_list(written)))
