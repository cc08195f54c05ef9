"""What people have made of the records of a reading, and what of it should be looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accordingto.ledger.standing import Recorded
from accordingto.records.judgements import Target
from accordingto.records.kinds import AnyRecord, Listed, RecordKind


class Status(StrEnum):
    """What people have made of a record."""

    UNREVIEWED = "unreviewed"
    """A machine found it, and no decision holds for it."""
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    """People decided at odds, none of them having seen the other's decision."""


REVIEWED = frozenset({Status.ACCEPTED, Status.CORRECTED})
"""What may be shown as reviewed and right."""


class QueueCode(StrEnum):
    """Why a decision did not simply carry over."""

    GONE = "gone"
    """The reading has no record at these words; the one that was decided on is kept."""
    DIFFERS = "differs"
    """The reading says something else; what was decided stands."""
    REJECTED_DIFFERS = "rejected_differs"
    """The reading no longer says what was rejected; its record is unreviewed."""
    NOTE_GONE = "note_gone"
    """The reading has no record at the words of a note."""
    END_GONE = "end_gone"
    """The reading has no record at one end of a link."""
    REFERENCE_GONE = "reference_gone"
    """What was decided names another record that the reading does not have."""
    ERASED = "erased"
    """What was seen or changed was erased for good; the decision holds for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A decision that a person should look at again."""

    code: QueueCode
    decision: Recorded
    record: str | None
    """Id of the record of this reading that it concerns."""
    fields: tuple[str, ...] = ()
    """In which this reading says something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A record, and what people have made of it."""

    kind: RecordKind
    record: AnyRecord
    """As it stands now, decisions applied."""
    read: AnyRecord | None
    """As this reading has it; None when it is kept by a decision alone."""
    in_title: bool
    status: Status
    decisions: tuple[Recorded, ...] = ()
    """Those that hold for it."""
    notes: tuple[Recorded, ...] = ()

    @property
    def listed(self) -> Listed:
        """The record alone."""
        return Listed(self.kind, self.record, self.in_title)


@dataclass(frozen=True, slots=True)
class Carried:
    """A reading with all that people decided about its words."""

    records: tuple[Reviewed, ...]
    """In the order of the reading; those that are kept by decisions alone come last."""
    queue: tuple[Queued, ...]
    at: Mapping[Target, str]
    """Id of the record to which the decisions about each target went."""
