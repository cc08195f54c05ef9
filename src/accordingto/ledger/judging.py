"""Decisions as people ask for them: by the start of an id, checked, and kept all or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from accordingto.errors import JudgementError
from accordingto.ledger.deciding import Desk, Intent, decide_link, decide_undo
from accordingto.ledger.decisions import add_judgement, find_entries, read_standing
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.logs import Words, words_of
from accordingto.ledger.readings import find_reading
from accordingto.ledger.record_lookup import FoundRecord, check_start, find_record, find_records
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.standing import Recorded
from accordingto.records.agreements import Agreement
from accordingto.records.assignments import Words as Choice
from accordingto.records.assignments import parse_assignment
from accordingto.records.judgements import (
    NOTES,
    ON_CASES,
    ON_LINKS,
    ON_RECORDS,
    Change,
    Decision,
    check_reviewer,
)
from accordingto.records.kinds import evidence_of

_NEEDS_WHY = frozenset(Decision) - {Decision.ACCEPT, Decision.UNSURE}
"""Decisions on cases are made by `case_deciding`, which knows its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for."""

    decision: Decision
    ids: tuple[str, ...]
    """Starts of ids of records; for `undo`, of entries of the log or of a record."""
    reviewer: str
    time: datetime
    why: str = ""
    assignments: tuple[str, ...] = ()
    """`field=value`, for `correct`."""
    as_read: bool = False
    publication: str = ""
    """Start of the key of the publication that is meant."""
    blind: bool = False
    """Without a look at what others decided about the record."""
    seen: frozenset[str] | None = None
    """Hashes of the decisions that the reviewer saw; None when that is not to be checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision that was recorded."""

    entry: Recorded
    records: tuple[FoundRecord, ...]
    """One, or the two ends of a link; none for an undo."""
    words: tuple[str, ...]
    """That carry them."""
    replaced: tuple[Recorded, ...]
    """The decisions whose place it takes, or that it takes back."""


def judge(ledger: Ledger, asked: Asked) -> list[Judged]:
    """Record what a person decides, in one transaction.

    Raises JudgementError when any of it cannot be recorded; nothing is kept then.
    """
    with ledger.change() as connection:
        made = judge_within(connection, asked)
        targets = (target for one in made for target in one.entry.judgement.targets)
        refresh_reviews(connection, {target.sha256 for target in targets})
    return made


def judge_within(connection: Connection, asked: Asked) -> list[Judged]:
    """Record what a person decides, in a transaction of others; they see to `refresh_reviews`.

    Raises JudgementError when it cannot be recorded.
    """
    check_reviewer(asked.reviewer)
    _check(asked)
    if asked.decision in ON_LINKS:
        return [_link(connection, asked)]
    if asked.decision is Decision.UNDO:
        return [_undo(connection, asked, start) for start in asked.ids]
    return [_decide(connection, asked, start) for start in asked.ids]


def find_words(connection: Connection, start: str) -> Words:
    """Return the words that a record, or an entry of the log, is about.

    Raises JudgementError when the start of the id begins neither, or both.
    """
    check_start(start)
    entries, records = find_entries(connection, start), find_records(connection, start)
    if len(entries) + bool(records) > 1:
        raise JudgementError(
            f"{start!r} begins more than one entry or record; type more of the one you mean"
        )
    if entries:
        return words_of(entries[0].entry.judgement.targets[0])
    found = find_record(connection, start)
    (desk,) = _desks(connection, [found])
    return words_of(desk.target_of(desk.find(found.record).listed))


def _check(asked: Asked) -> None:
    """Refuse what cannot be meant, before anything is looked up."""
    fault = None
    if asked.decision in ON_CASES:
        fault = f"{asked.decision} of a record; expected the code of a case to be decided on"
    elif asked.decision in ON_LINKS and len(asked.ids) != 2:
        fault = f"{asked.decision} of {len(asked.ids)} records; expected the ids of two"
    elif not asked.ids:
        fault = "no id; expected that of a record, or of an entry to undo"
    elif len(set(asked.ids)) != len(asked.ids):
        fault = "one id twice; expected each once"
    elif bool(asked.assignments) != (asked.decision is Decision.CORRECT):
        fault = f"{asked.decision} with {len(asked.assignments)} changes; give --set with correct"
    elif asked.as_read and asked.decision not in ON_RECORDS:
        fault = f"{asked.decision} as read; --as-read goes with accept, correct, reject"
    elif asked.blind and asked.decision not in ON_RECORDS | NOTES:
        fault = f"a blind {asked.decision}; expected a decision on a record"
    elif asked.decision in _NEEDS_WHY and not asked.why.strip():
        fault = f"{asked.decision} without a reason; expected one: --why TEXT"
    if fault:
        raise JudgementError(fault)


def _intent(asked: Asked) -> Intent:
    return Intent(
        decision=asked.decision,
        reviewer=asked.reviewer,
        time=asked.time,
        why=asked.why.strip(),
        as_read=asked.as_read,
        blind=asked.blind,
        seen=asked.seen,
    )


def _decide(connection: Connection, asked: Asked, start: str) -> Judged:
    found = find_record(connection, start, asked.publication)
    (desk,) = _desks(connection, [found])
    intent = replace(_intent(asked), changes=tuple(_changes(desk, found, asked)))
    entry = add_judgement(connection, desk.decide(intent, found.record))
    return _judged(entry, [(desk, found)])


def _changes(desk: Desk, found: FoundRecord, asked: Asked) -> Iterator[Change]:
    """Yield the changes that were typed, their words found in the report."""
    reviewed = desk.find(found.record)
    records = [one.record for one in desk.carried.records]
    deals = [one.deal for one in records if isinstance(one, Agreement) and one.deal]
    words = Choice(
        text=desk.words_of(reviewed),
        actors={m.span: actor.id for actor in desk.reading.actors for m in actor.mentions},
        ids=frozenset((*(one.id for one in records), *deals)),
        near=reviewed.listed.span.start,
    )
    for typed in asked.assignments:
        yield parse_assignment(typed, reviewed.kind, words)


def _link(connection: Connection, asked: Asked) -> Judged:
    found = [find_record(connection, start, asked.publication) for start in asked.ids]
    desks = _desks(connection, found)
    ends = list(zip(desks, found, strict=True))
    one, other = ((desk, end.record) for desk, end in ends)
    return _judged(add_judgement(connection, decide_link(_intent(asked), one, other)), ends)


def _desks(connection: Connection, found: Sequence[FoundRecord]) -> list[Desk]:
    """Lay out the readings of records, with the decisions about all of them."""
    standing = read_standing(connection, {one.text_sha256 for one in found})
    desks = []
    for one in found:
        stored = find_reading(connection, one.reading_id)
        assert stored is not None  # noqa: S101 -- its record was just found
        desks.append(Desk.of(stored.reading, stored.reading.report.text or "", standing))
    return desks


def _judged(entry: Recorded, ends: Sequence[tuple[Desk, FoundRecord]]) -> Judged:
    standing = ends[0][0].standing.entries
    return Judged(
        entry=entry,
        records=tuple(found for _, found in ends),
        words=tuple(evidence_of(desk.find(found.record).record).text for desk, found in ends),
        replaced=tuple(standing[hash_] for hash_ in entry.judgement.supersedes),
    )


def _undo(connection: Connection, asked: Asked, start: str) -> Judged:
    """Take back an entry, or the one decision that holds for a record."""
    undone = _entry_to_undo(connection, start, asked.publication)
    standing = read_standing(connection, {t.sha256 for t in undone.judgement.targets})
    judgement = decide_undo(_intent(asked), undone.hash, standing)
    entry = add_judgement(connection, judgement)
    return Judged(entry=entry, records=(), words=(), replaced=(undone,))


def _entry_to_undo(connection: Connection, start: str, publication: str) -> Recorded:
    check_start(start)
    entries = find_entries(connection, start)
    if len(entries) > 1:
        raise JudgementError(
            f"{start!r} begins more than one entry of the log; type more of the one you mean"
        )
    records = find_records(connection, start, publication)
    if entries and records:
        raise JudgementError(
            f"{start!r} begins an entry of the log and a record; type more of the one you mean"
        )
    if entries:
        return entries[0].recorded
    found = find_record(connection, start, publication)
    (desk,) = _desks(connection, [found])
    holding = desk.find(found.record).decisions
    if len(holding) != 1:
        told = ", ".join(f"{e.hash[:12]} ({_told(e)})" for e in holding) or "none"
        raise JudgementError(
            f"{len(holding)} decisions hold for {found.record}; expected one to undo; name an "
            f"entry of the log: {told}"
        )
    return holding[0]


def _told(entry: Recorded) -> str:
    return f"{entry.judgement.decision} by {entry.judgement.reviewer}"
