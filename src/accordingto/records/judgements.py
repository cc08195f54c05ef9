"""Judgements: what people decide about records, and about links between them.

A judgement names words, not rows: the hash of a text, the kind of a record, and a span. So it holds
for any reading of these words, by whichever reader, in whichever ledger.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, JsonValue

from accordingto.errors import JudgementError
from accordingto.records.base import RecordId
from accordingto.records.case_states import ASPECTS, MADE_OF, fault_of_value
from accordingto.records.kinds import AnyRecord, RecordKind
from accordingto.report import Span

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, 64 hexadecimal digits."""
LONGEST_NAME = 100
"""Characters of a reviewer's name."""
LONGEST_WHY = 10_000


class Decision(StrEnum):
    """What a person can decide."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    LINK = "link"
    UNLINK = "unlink"
    NOTE = "note"
    UNSURE = "unsure"
    """Somebody looked, and cannot tell."""
    UNDO = "undo"
    STATE = "state"
    """How far people are with a case."""
    ASSIGN = "assign"
    """Who sees to a case."""
    GRADE = "grade"
    """How well a case is supported."""
    CASE_NOTE = "case_note"


ON_RECORDS = frozenset({Decision.ACCEPT, Decision.CORRECT, Decision.REJECT})
ON_LINKS = frozenset({Decision.LINK, Decision.UNLINK})
ON_CASES = frozenset({Decision.STATE, Decision.ASSIGN, Decision.GRADE, Decision.CASE_NOTE})
NOTES = frozenset({Decision.NOTE, Decision.UNSURE})
"""What is said of a record and decides nothing about it."""
DECIDES_NOTHING = NOTES | {Decision.CASE_NOTE, Decision.UNDO}


class Part(StrEnum):
    """A part of a judgement that may hold personal content, and can be erased for good."""

    WHY = "why"
    SEEN = "seen"
    CHANGES = "changes"


class Operation(StrEnum):
    """How a field is changed."""

    SET = "set"
    ADD = "add"
    """Put a value at the end of a list."""
    REMOVE = "remove"
    """Take an entry out of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The words that a judgement is about, and the kind of record that they carry."""

    sha256: Sha256
    """Hash of the report's text."""
    kind: RecordKind
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    title_sha256: Sha256 | None = None
    """Hash of the report's title, when the words stand in the title alone."""

    @property
    def span(self) -> Span:
        """The range alone."""
        return Span(self.start, self.end)

    @property
    def sort_key(self) -> tuple[str, str, str, int, int]:
        """An order of targets."""
        return self.sha256, self.title_sha256 or "", self.kind, self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that a correction changes."""

    field: str
    """Path into the record: `low`, `place.country`, `blame.0.mode`."""
    operation: Operation = Operation.SET
    value: JsonValue = None
    """As the record's JSON has it; null for `remove`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What an id stood for when the judgement was made: readers differ in ids, not in words."""

    id: RecordId
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A record as the reviewer saw it, earlier corrections included."""

    record: AnyRecord
    references: tuple[Reference, ...] = ()
    """The other records that it, or the correction, names by their ids."""
    read: AnyRecord | None = None
    """What the reader had made of the same words, where earlier decisions had changed it."""
    is_kept: bool = False
    """The reader had nothing at these words: earlier decisions kept the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person: who, when, what about, and why.

    Raises JudgementError when it does not hold together: a correction without a change, a link
    with one end, an undo of nothing.
    """

    decision: Decision
    targets: tuple[Target, ...]
    """One record; the two ends of a link, in order; for `undo`, those of what it undoes. Of a case,
    the words for which its code was minted, and those of other codes that it had then."""
    reviewer: str
    time: AwareDatetime
    """Given by whoever records it; kept in UTC, to the second. Nothing is ordered by it."""
    why: str = ""
    seen: tuple[Seen, ...] = ()
    """What stood at each target, in their order."""
    changes: tuple[Change, ...] = ()
    """Of a correction, its fields; of a decision on a case, what it is to be."""
    undoes: Sha256 | None = None
    """Hash of the entry that is undone."""
    supersedes: tuple[Sha256, ...] = ()
    """Hashes of the entries whose place it takes: those that its reviewer saw in force."""
    blind: bool = False
    """Decided without a look at what others had decided about the record."""
    erased: tuple[Part, ...] = ()
    """Parts that were erased for good; they read as empty."""

    def __post_init__(self) -> None:
        """Put time and sets into their one form, and refuse what does not hold together."""
        object.__setattr__(self, "time", _to_the_second(self.time))
        object.__setattr__(self, "supersedes", tuple(sorted(set(self.supersedes))))
        object.__setattr__(self, "erased", tuple(part for part in Part if part in self.erased))
        check_reviewer(self.reviewer)
        fault = _fault(self)
        if fault:
            raise JudgementError(fault)


def _to_the_second(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise JudgementError(f"the time {time} has no time zone; expected one, as in 10:00Z")
    try:
        return time.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise JudgementError(f"the time {time} lies outside the calendar; expected UTC") from error


def check_reviewer(name: str) -> None:
    """Raise JudgementError unless the name can stand in a log for years and be told from others."""
    fault = None
    if not name.strip():
        fault = "no reviewer; expected a name, initials or a pseudonym"
    elif name != unicodedata.normalize("NFC", name.strip()) or len(name) > LONGEST_NAME:
        fault = (
            f"reviewer {name[:LONGEST_NAME]!r}: expected at most {LONGEST_NAME} characters in "
            "Unicode's form NFC, without white space at the ends"
        )
    elif any(unicodedata.category(character)[0] in "CZ" and character != " " for character in name):
        fault = (
            f"reviewer {name!a}: holds a character that cannot be seen or steers a line; "
            "expected letters, digits, marks and plain spaces"
        )
    if fault:
        raise JudgementError(fault)


def _fault(judgement: Judgement) -> str | None:
    """Say what keeps a judgement from holding together, if anything does."""
    decision, targets = judgement.decision, judgement.targets
    if any(target.end < target.start for target in targets):
        return "a span that ends before it starts; expected start <= end"
    if len(judgement.why) > LONGEST_WHY:
        return f"{len(judgement.why)} characters of why; expected at most {LONGEST_WHY}"
    if (decision is Decision.UNDO) != (judgement.undoes is not None):
        return "an undo names the entry that it undoes, and nothing else does"
    if judgement.blind and decision not in ON_RECORDS:
        return f"a blind {decision}; only decisions on records are made blind"
    if decision in ON_LINKS:
        return _fault_of_link(judgement)
    if decision in ON_CASES:
        return _fault_on_case(judgement)
    if decision is not Decision.UNDO and len(targets) != 1:
        return f"{decision} about {len(targets)} records; expected one"
    has_changes = bool(judgement.changes) or Part.CHANGES in judgement.erased
    if (decision is Decision.CORRECT) != has_changes:
        return f"{decision} with {len(judgement.changes)} changes; correct has some, others none"
    has_seen = len(judgement.seen) == 1 or Part.SEEN in judgement.erased
    if decision in ON_RECORDS and not has_seen:
        return f"{decision} without the record as it was seen; expected it"
    return None


def _fault_of_link(judgement: Judgement) -> str | None:
    targets = judgement.targets
    if len(set(targets)) != 2 or len(targets) != 2:
        return f"{judgement.decision} of {len(set(targets))} records; expected two different ones"
    if targets[0].kind is not targets[1].kind:
        return (
            f"{judgement.decision} of two kinds, {targets[0].kind} and {targets[1].kind}; "
            "expected two records of one kind"
        )
    if judgement.changes:
        return f"{judgement.decision} with changes; only correct has any"
    return None


def _fault_on_case(judgement: Judgement) -> str | None:
    targets, decision = judgement.targets, judgement.decision
    if not targets or len(set(targets)) != len(targets):
        return f"{decision} of {len(targets)} codes; expected one or more different ones"
    if any(target.kind is not RecordKind.INCIDENT for target in targets):
        return f"{decision} about words that carry no incident; cases are of incidents"
    if judgement.seen:
        return f"{decision} with a record as it was seen; a case has none"
    given = {change.field: change.value for change in judgement.changes}
    if decision is Decision.CASE_NOTE:
        return f"{decision} with changes; it decides nothing" if given else None
    if Part.CHANGES in judgement.erased:
        return None
    aspect = ASPECTS[decision.value]
    if len(given) != len(judgement.changes) or not {aspect} <= set(given) <= {aspect, MADE_OF}:
        return f"{decision} that says {', '.join(given) or 'nothing'}; expected {aspect}"
    return fault_of_value(aspect, given[aspect])
