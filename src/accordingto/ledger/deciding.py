"""From what a person wants to decide to a judgement that says all that was seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from accordingto.errors import JudgementError, OvertakenError
from accordingto.ledger.carrying import carry, hash_title
from accordingto.ledger.matching import REFERENCES, Index, Place
from accordingto.ledger.reviews import REVIEWED, Carried, Reviewed, Status
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.base import JsonValue
from accordingto.records.changes import apply_changes, check_words, record_to_plain
from accordingto.records.judgements import (
    ON_LINKS,
    ON_RECORDS,
    Change,
    Decision,
    Judgement,
    Reference,
    Seen,
    Target,
)
from accordingto.records.kinds import Listed
from accordingto.records.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a person wants to say of a record, and who says it when."""

    decision: Decision
    reviewer: str
    time: datetime
    why: str = ""
    changes: tuple[Change, ...] = ()
    as_read: bool = False
    """Of the record as the reader has it, not as earlier decisions left it."""
    blind: bool = False
    """Of the record as the reader has it, without a look at what others decided about it."""
    seen: frozenset[str] | None = None
    """Hashes of the decisions that its reviewer saw; None when that is not to be checked."""


@dataclass(frozen=True)
class Desk:
    """A reading with its text and its decisions, as a reviewer has it in view."""

    reading: Reading
    text: str
    carried: Carried
    standing: Standing

    @classmethod
    def of(cls, reading: Reading, text: str, standing: Standing) -> "Desk":
        """Lay out a reading with the decisions that hold for its words."""
        return cls(reading, text, carry(reading, standing), standing)

    def find(self, record: str) -> Reviewed:
        """Return the record with this id.

        Raises JudgementError when there is none.
        """
        for reviewed in self.carried.records:
            if reviewed.record.id == record:
                return reviewed
        raise JudgementError(
            f"report {self.reading.id!r} has no record {record}; expected an id as a reading "
            "prints it"
        )

    def words_of(self, reviewed: Reviewed) -> str:
        """Return the text that the record's offsets run over."""
        return self.reading.report.title if reviewed.in_title else self.text

    def decide(self, intent: Intent, record: str) -> Judgement:
        """Return the judgement about one record.

        Raises JudgementError when there is no such record, when a correction does not fit it or the
        text, and when it was not read at all and is to be taken as it was read; OvertakenError when
        another decided on it whose decision the reviewer did not see.
        """
        reviewed = self.find(record)
        _check_overtaken(reviewed, intent)
        seen = self._seen(reviewed, intent)
        if intent.changes:
            check_words(apply_changes(seen.record, intent.changes), self.words_of(reviewed))
        return Judgement(
            decision=intent.decision,
            targets=(self.target_of(reviewed.listed),),
            reviewer=intent.reviewer,
            time=intent.time,
            why=intent.why,
            seen=(seen,),
            changes=intent.changes,
            supersedes=tuple(self._superseded(reviewed, intent)),
            blind=intent.blind and intent.decision in ON_RECORDS,
        )

    def target_of(self, listed: Listed) -> Target:
        """Return the words that carry a record."""
        return Target(
            sha256=self.reading.report.sha256,
            kind=listed.kind,
            start=listed.span.start,
            end=listed.span.end,
            title_sha256=hash_title(self.reading) if listed.in_title else None,
        )

    def see(self, reviewed: Reviewed) -> Seen:
        """Return a record as it stands, with what the ids in it stand for."""
        return self._seen(reviewed, None)

    def _seen(self, reviewed: Reviewed, intent: Intent | None) -> Seen:
        record, read = reviewed.record, reviewed.read
        if intent is not None and (intent.as_read or intent.blind):
            if read is None:
                raise JudgementError(
                    f"the reader has no record at the words of {record.id}; expected one to take "
                    "as it was read; leave --as-read out, or reject it"
                )
            record = read
        changes = intent.changes if intent else ()
        values: list[JsonValue] = [{c.field.rsplit(".", 1)[-1]: c.value} for c in changes]
        values.append({c.field.split(".")[0]: c.value for c in changes})
        plain = [dict(record_to_plain(one)) for one in (record, read) if one is not None]
        ids = dict.fromkeys(_ids_in([*plain, *values]))
        return Seen(
            record=record,
            references=tuple(self._references(ids, record.id)),
            read=read if read != record else None,
            is_kept=read is None,
        )

    def _references(self, ids: Sequence[str] | dict[str, None], own: str) -> Iterator[Reference]:
        """Yield what ids stand for; what stands for nothing is left out."""
        index = Index(tuple(reviewed.listed for reviewed in self.carried.records))
        by_id = {listed.record.id: listed for listed in index.listed}
        for identity in ids:
            place: Place | None = index.place_of(identity)
            if identity == own or place is None:
                continue
            listed = by_id.get(identity)
            in_title = listed.in_title if listed else False
            target = Target(
                sha256=self.reading.report.sha256,
                kind=place[0],
                start=place[1].start,
                end=place[1].end,
                title_sha256=hash_title(self.reading) if in_title else None,
            )
            yield Reference(id=identity, target=target)

    def _superseded(self, reviewed: Reviewed, intent: Intent) -> Iterator[str]:
        """Yield the decisions whose place the new one takes.

        Another's decision that says the same stays beside it: two people have looked.
        """
        if intent.decision not in ON_RECORDS:
            return
        if intent.blind:
            own = (one for one in reviewed.decisions if one.judgement.reviewer == intent.reviewer)
            yield from (entry.hash for entry in own)
            return
        queued = {
            item.decision.hash
            for item in self.carried.queue
            if item.record == reviewed.record.id and item.decision.judgement.decision in ON_RECORDS
        }
        yield from queued
        agrees = _agrees(intent, reviewed.status)
        for entry in reviewed.decisions:
            if not agrees or entry.judgement.reviewer == intent.reviewer:
                yield entry.hash


def decide_link(intent: Intent, one: tuple[Desk, str], other: tuple[Desk, str]) -> Judgement:
    """Return the judgement that two records belong together, or do not.

    Raises JudgementError when either is not there, when they are one, or of two kinds.
    """
    ends = [(desk, desk.find(record)) for desk, record in (one, other)]
    ends.sort(key=lambda end: end[0].target_of(end[1].listed).sort_key)
    return Judgement(
        decision=intent.decision,
        targets=tuple(desk.target_of(end.listed) for desk, end in ends),
        reviewer=intent.reviewer,
        time=intent.time,
        why=intent.why,
        seen=tuple(desk.see(end) for desk, end in ends),
        supersedes=tuple(_superseded_links(intent, one, other)),
    )


def decide_undo(intent: Intent, entry: str, standing: Standing) -> Judgement:
    """Return the judgement that takes back an entry of the log; an undo can be taken back too.

    Raises JudgementError when there is no such entry, or when it was taken back already.
    """
    found = standing.entries.get(entry)
    if found is None:
        raise JudgementError(
            f"the log has no entry {entry}; expected the hash of one, as `accordingto log` prints"
        )
    undo = standing.undone_by(entry)
    if undo is not None:
        raise JudgementError(
            f"the entry {entry} was undone already, by {undo}; expected one that holds; "
            "to have it back, undo that"
        )
    return Judgement(
        decision=intent.decision,
        targets=found.judgement.targets,
        reviewer=intent.reviewer,
        time=intent.time,
        why=intent.why,
        undoes=entry,
    )


def _superseded_links(
    intent: Intent, one: tuple[Desk, str], other: tuple[Desk, str]
) -> Iterator[str]:
    pair = {(desk.reading.report.sha256, record) for desk, record in (one, other)}
    for entry in one[0].standing.in_force:
        made = entry.judgement
        if made.decision not in ON_LINKS or _pair_of(entry, (one[0], other[0])) != pair:
            continue
        if made.decision is not intent.decision or made.reviewer == intent.reviewer:
            yield entry.hash


def _pair_of(entry: Recorded, desks: Sequence[Desk]) -> set[tuple[str, str]]:
    """Return the ends of a link, by text and record, as far as they lie on these desks."""
    found = set()
    for target in entry.judgement.targets:
        for desk in desks:
            if target.sha256 == desk.reading.report.sha256 and target in desk.carried.at:
                found.add((target.sha256, desk.carried.at[target]))
    return found


def _check_overtaken(reviewed: Reviewed, intent: Intent) -> None:
    """Refuse to decide over a decision of another that was not seen."""
    if intent.seen is None or intent.blind:
        return
    unseen = [
        entry
        for entry in reviewed.decisions
        if entry.hash not in intent.seen and entry.judgement.reviewer != intent.reviewer
    ]
    if unseen:
        last = max(unseen, key=lambda entry: entry.sort_key).judgement
        raise OvertakenError(
            f"{last.reviewer} decided on {reviewed.record.id} meanwhile: {last.decision}; expected "
            "a look at that first; nothing was recorded",
            tuple(entry.hash for entry in unseen),
        )


def _agrees(intent: Intent, status: Status) -> bool:
    if intent.as_read:
        return False
    if intent.decision is Decision.ACCEPT:
        return status in REVIEWED
    return intent.decision is Decision.REJECT and status is Status.REJECTED


def _ids_in(value: JsonValue, name: str = "") -> Iterator[str]:
    """Yield the ids by which plain values name records."""
    if isinstance(value, str):
        if name in REFERENCES or name == "actor":
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _ids_in(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids_in(inner, name)
