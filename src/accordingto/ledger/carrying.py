"""Decisions carried to a reading: what people decided about words holds for any reading of them.

What a person accepted or corrected stands as that person saw it, whatever a later reader makes of
the same words; where the two differ, the difference is queued to be looked at. A rejection holds
only for a record that still says what was rejected. What no decision holds for is unreviewed, and
nothing else makes it reviewed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from accordingto.errors import JudgementError
from accordingto.ledger.matching import Index, Place, core_of, differences, fits_between, pair_up
from accordingto.ledger.resettling import Resettler
from accordingto.ledger.reviews import Carried, QueueCode, Queued, Reviewed, Status
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.changes import apply_changes
from accordingto.records.judgements import (
    ON_CASES,
    ON_LINKS,
    ON_RECORDS,
    Decision,
    Part,
    Seen,
    Target,
)
from accordingto.records.kinds import AnyRecord, Listed
from accordingto.records.readings import Reading

_BESIDE_RECORDS = ON_LINKS | ON_CASES


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a decision is about, as its reviewer saw it."""

    entry: Recorded
    target: Target
    seen: Seen
    decided: AnyRecord

    @property
    def listed(self) -> Listed:
        """The record that was decided on, as it was seen."""
        record = self.seen.record
        return Listed(self.target.kind, record, self.target.title_sha256 is not None)

    @property
    def decides(self) -> bool:
        """A note decides nothing."""
        return self.entry.judgement.decision in ON_RECORDS

    @property
    def is_rejection(self) -> bool:
        return self.entry.judgement.decision is Decision.REJECT

    @property
    def is_correction(self) -> bool:
        return self.entry.judgement.decision is Decision.CORRECT

    @property
    def is_kept(self) -> bool:
        """A record that was accepted or corrected is kept where a reading does not have it."""
        return self.decides and not self.is_rejection

    @property
    def changed(self) -> frozenset[str]:
        """Fields that the correction changes."""
        return frozenset(c.field.split(".")[0] for c in self.entry.judgement.changes)

    def place_of(self, identity: str) -> Place | None:
        """Tell where the words stand of a record that the one seen names."""
        for reference in self.seen.references:
            if reference.id == identity:
                return reference.target.kind, reference.target.span
        return None

    def is_one_with(self, other: "_Subject") -> bool:
        """Tell whether two decisions are about one record, seen in different readings or not."""
        mine, others = self.listed, other.listed
        is_near = mine.span == others.span or mine.span.overlaps(others.span)
        return is_near and core_of(mine.record) == core_of(others.record)


def carry(reading: Reading, standing: Standing) -> Carried:
    """Return the reading with the decisions that hold for its words.

    Decisions about other texts are left alone. The same whatever the order of the decisions.
    """
    return _Carrier(reading, standing, []).carry()


def targets_text(target: Target, reading: Reading) -> bool:
    """Tell whether a target's words stand in this report's text or title."""
    if target.sha256 != reading.report.sha256:
        return False
    return target.title_sha256 in {None, hash_title(reading)}


def hash_title(reading: Reading) -> str:
    """Return the SHA-256 of a report's title in UTF-8."""
    return sha256(reading.report.title.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class _Carrier:
    reading: Reading
    standing: Standing
    queue: list[Queued]

    @cached_property
    def index(self) -> Index:
        return Index.of(self.reading)

    @cached_property
    def subjects(self) -> tuple[_Subject, ...]:
        """What the decisions on this text are about; those whose content was erased are queued."""
        return tuple(self._find_subjects())

    @cached_property
    def matched(self) -> dict[int, int]:
        """Which record of the reading each subject is, by their places."""
        news = self.index.listed
        fits = [
            (found, number, place)
            for number, one in enumerate(self.subjects)
            for found, _, place in fits_between(
                [one.listed], news, one.place_of, self.index.place_of
            )
        ]
        return pair_up(fits, lambda one, two: self.subjects[one].is_one_with(self.subjects[two]))

    @cached_property
    def resettler(self) -> Resettler:
        ids = {
            one.target: (
                self.index.listed[self.matched[number]].record.id
                if number in self.matched
                else one.seen.record.id
            )
            for number, one in enumerate(self.subjects)
            if number in self.matched or one.is_kept
        }
        return Resettler(self.index, ids)

    def carry(self) -> Carried:
        """Match, apply, and queue what is left over."""
        by_record: dict[int, list[_Subject]] = {}
        left: list[_Subject] = []
        for number, subject in enumerate(self.subjects):
            place = self.matched.get(number)
            (left if place is None else by_record.setdefault(place, [])).append(subject)
        records = [
            self._review(listed, by_record.get(place, []))
            for place, listed in enumerate(self.index.listed)
        ]
        records += self._keep(left)
        at = dict(self._ends_of_links())
        self.queue.sort(key=lambda item: (item.decision.sort_key, item.code, item.record or ""))
        return Carried(tuple(records), tuple(self.queue), {**self.resettler.ids, **at})

    def _find_subjects(self) -> Iterator[_Subject]:
        for entry in (*self.standing.in_force, *self.standing.notes):
            made = entry.judgement
            if made.decision in _BESIDE_RECORDS or not targets_text(made.targets[0], self.reading):
                continue
            try:
                # Erased, or recorded by a version that knew other fields.
                if not made.seen or Part.CHANGES in made.erased:
                    raise JudgementError("erased")
                decided = apply_changes(made.seen[0].record, made.changes)
            except JudgementError:
                self._queue(QueueCode.ERASED, entry, None)
            else:
                yield _Subject(entry, made.targets[0], made.seen[0], decided)

    def _review(self, listed: Listed, subjects: Sequence[_Subject]) -> Reviewed:
        """Return a record of the reading with the decisions that hold for it."""
        holding = [one for one in subjects if one.decides and self._holds(one, listed)]
        notes = tuple(one.entry for one in subjects if not one.decides)
        return self._settle(holding, notes, listed, listed.record)

    def _holds(self, subject: _Subject, listed: Listed) -> bool:
        """Tell whether a decision holds for a record; queue in what the record differs."""
        apart = self._apart(subject.seen.read or subject.seen.record, subject, listed.record)
        if subject.is_rejection:
            if apart:
                self._queue(QueueCode.REJECTED_DIFFERS, subject.entry, listed, apart)
            return not apart
        still = self._apart(subject.decided, subject, listed.record)
        disagreeing = tuple(name for name in apart if name in still)
        if disagreeing:
            self._queue(QueueCode.DIFFERS, subject.entry, listed, disagreeing)
        return True

    def _keep(self, left: Sequence[_Subject]) -> Iterator[Reviewed]:
        """Yield the records that the reading does not have, and decisions keep."""
        groups: list[list[_Subject]] = []
        for subject in left:
            group = next((g for g in groups if any(subject.is_one_with(o) for o in g)), None)
            if group is None:
                groups.append([subject])
            else:
                group.append(subject)
        for group in groups:
            kept = [subject for subject in group if subject.is_kept]
            notes = tuple(subject.entry for subject in group if not subject.decides)
            for subject in kept:
                if not subject.seen.is_kept:
                    self._queue(QueueCode.GONE, subject.entry, subject.listed)
            if kept:
                holding = [subject for subject in group if subject.decides]
                yield self._settle(holding, notes, kept[0].listed, None)
            else:
                for note in notes:
                    self._queue(QueueCode.NOTE_GONE, note, None)

    def _settle(
        self,
        holding: Sequence[_Subject],
        notes: tuple[Recorded, ...],
        listed: Listed,
        read: AnyRecord | None,
    ) -> Reviewed:
        status = self._status(holding)
        record = listed.record
        if status in {Status.ACCEPTED, Status.CORRECTED}:
            first = next((one for one in holding if one.is_correction), holding[0])
            record, lost = self.resettler.settle(
                first.decided, read, first.seen.references, first.changed
            )
            if lost:
                self._queue(QueueCode.REFERENCE_GONE, first.entry, listed, lost)
        return Reviewed(
            kind=listed.kind,
            record=record,
            read=read,
            in_title=listed.in_title,
            status=status,
            decisions=tuple(one.entry for one in holding),
            notes=notes,
        )

    def _status(self, holding: Sequence[_Subject]) -> Status:
        if not holding:
            return Status.UNREVIEWED
        rejections = [one for one in holding if one.is_rejection]
        if len(rejections) == len(holding):
            return Status.REJECTED
        first = holding[0]
        is_one = all(
            not any(differences(first.decided, one.decided, first.place_of, one.place_of))
            for one in holding[1:]
        )
        if rejections or not is_one:
            return Status.DISPUTED
        is_corrected = any(one.is_correction for one in holding)
        return Status.CORRECTED if is_corrected else Status.ACCEPTED

    def _apart(self, record: AnyRecord, subject: _Subject, new: AnyRecord) -> tuple[str, ...]:
        return tuple(differences(record, new, subject.place_of, self.index.place_of))

    def _ends_of_links(self) -> Iterator[tuple[Target, str]]:
        """Yield where the ends of links are that lie in this text."""
        for entry in self.standing.in_force:
            if entry.judgement.decision not in ON_LINKS:
                continue
            for target in entry.judgement.targets:
                if targets_text(target, self.reading):
                    found = self.resettler.find(target)
                    if found is None:
                        self._queue(QueueCode.END_GONE, entry, None)
                    else:
                        yield target, found

    def _queue(
        self,
        code: QueueCode,
        entry: Recorded,
        listed: Listed | None,
        fields: tuple[str, ...] = (),
    ) -> None:
        record = listed.record.id if listed else None
        self.queue.append(Queued(code=code, decision=entry, record=record, fields=fields))
