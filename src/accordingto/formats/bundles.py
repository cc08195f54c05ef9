"""What exporters are given: cases with the records and reports behind them, and whole reports.

Names, and exact places of hospitals and shelters, are withheld in all of it already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from accordingto.formats.auto_archiver import Archived
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.cases import AccountRef, Case, ToldDays, ToldPlace
from accordingto.records.days import PublishedUsed
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.tolls import ClaimRef, TollRange
from accordingto.records.voices import Voice

R_co = TypeVar("R_co", Figure, Incident, Statement, Agreement, covariant=True)


class ReviewStatus(StrEnum):
    """What people have made of a record; what they rejected is never given to an exporter."""

    UNREVIEWED = "unreviewed"
    """A machine found it, and no person stands for it."""
    DISPUTED = "disputed"
    """People decided at odds: nobody stands for it."""
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ENTERED = "entered"
    """By hand."""

    @property
    def is_reviewed(self) -> bool:
        """Tell whether a person stands for it."""
        return self not in {ReviewStatus.UNREVIEWED, ReviewStatus.DISPUTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNote:
    """Who stands for a record."""

    status: ReviewStatus
    reviewers: tuple[str, ...] = ()
    time: str = ""
    """UTC; of the last decision that holds."""


NOT_REVIEWED = ReviewNote(status=ReviewStatus.UNREVIEWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote:
    """A report, without its text: that belongs to whoever published it."""

    key: str
    """As cases name it: `AccountRef.report`, `ClaimRef.report`."""
    id: str
    """The id that it came with."""
    publication: str
    """The same in every ledger: 64 hexadecimal digits."""
    title: str
    publisher: str
    """As given; empty where it was not."""
    agencies: tuple[str, ...]
    url: str
    published: PublishedUsed
    language: str | None
    sha256: str
    """Of the text, over whose code points all offsets run."""
    length: int
    """Code points of the text."""
    reader: str
    """Name and version of the program that read it, or `entered by` a person."""
    origin: str = ""
    """The agency whose text it is; empty for the publisher's own."""
    copy_of: str = ""
    """Key of the first report with this text, if that is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """How a report came into the ledger, and where its page was archived."""

    raw_sha256: str
    """Of the bytes as they came first; empty for what a program made."""
    media_type: str
    fetched_at: str
    """When they were fetched from the address, UTC; empty for what came as a file."""
    added_at: str
    """When they came into the ledger first, UTC."""
    archives: tuple[Archived, ...] = ()
    """As tools for archiving say that were imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNote:
    """An entry of the log, in words; names withheld."""

    entry: str
    """Hash of the entry."""
    time: str
    """UTC, as it was given."""
    reviewer: str
    decision: str
    kind: str
    """Kind of record."""
    starts: tuple[int, ...]
    """Where the words begin, in the text of the report; two for a link within it."""
    words: str
    """That carry the record, as the reviewer saw them."""
    changes: tuple[str, ...]
    """Of a correction: `low 12 → 3`."""
    why: str
    force: str
    """`holds` `undone` `superseded`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNote(Generic[R_co]):
    """A record of a report as it stands after people's decisions."""

    report: str
    """Key of the report."""
    record: R_co
    in_title: bool
    """Its offsets run over the report's title."""
    review: ReviewNote
    before: str
    """What stands before its words in their sentences."""
    words: str
    """Its evidence."""
    after: str
    case: str = ""
    """Code of the case of its incident, or of the figure's or blame's."""

    @property
    def quote(self) -> str:
        """The sentences that carry it, names withheld."""
        return self.before + self.words + self.after

    @property
    def ref(self) -> ClaimRef:
        """Where it stands, as tolls and blame of a case name it."""
        return ClaimRef(report=self.report, record=self.record.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBundle:
    """One case with all that stands behind it.

    In an edition of reviewed records alone, the case is put together from these only: its tolls,
    ranges, blame and suggested grade hold nothing that no person stands for.
    """

    case: Case
    reports: tuple[ReportNote, ...]
    """In the order of their keys."""
    incidents: tuple[RecordNote[Incident], ...]
    """Accounts of the case, in the order of its outline."""
    figures: tuple[RecordNote[Figure], ...]
    statements: tuple[RecordNote[Statement], ...]
    """About one of its incidents or figures."""
    voices: Mapping[str, Voice] = field(default_factory=dict)
    """By the ids that tolls and blame name."""
    is_place_withheld: bool = False
    """It happened at a hospital, clinic or shelter: its places are districts here."""

    @property
    def code(self) -> str:
        """Its permanent code."""
        return self.case.id

    @property
    def days(self) -> ToldDays | None:
        """The days that most texts give."""
        return self.case.outline.days[0] if self.case.outline.days else None

    @property
    def place(self) -> ToldPlace | None:
        """The place that most texts give."""
        return self.case.outline.places[0] if self.case.outline.places else None

    def range_of(self, rule: str, name: str) -> TollRange | None:
        """Return a range by its rule and name: `ucdp-like/1`, `deaths`."""
        found = (one for one in self.case.ranges if (one.rule, one.name) == (rule, name))
        return next(found, None)

    def incident(self, ref: AccountRef) -> RecordNote[Incident] | None:
        """Return the record behind an account."""
        return _find(self.incidents, ref.report, ref.incident)

    def figure(self, ref: ClaimRef) -> RecordNote[Figure] | None:
        """Return the record behind a claim of a toll; None for one that is not in the edition."""
        return _find(self.figures, ref.report, ref.record)

    def report(self, key: str) -> ReportNote | None:
        """Return a report by its key."""
        return next((one for one in self.reports if one.key == key), None)

    @property
    def reviewed(self) -> tuple[int, int]:
        """How many of its records a person stands for, and how many there are."""
        notes = [one.review for one in self.incidents]
        notes += [one.review for one in self.figures]
        notes += [one.review for one in self.statements]
        return sum(one.status.is_reviewed for one in notes), len(notes)


def _find(notes: tuple[RecordNote[R_co], ...], report: str, record: str) -> RecordNote[R_co] | None:
    found = (one for one in notes if (one.report, one.record.id) == (report, record))
    return next(found, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBundle:
    """One report with all its records, those that belong to no case too."""

    report: ReportNote
    incidents: tuple[RecordNote[Incident], ...]
    figures: tuple[RecordNote[Figure], ...]
    statements: tuple[RecordNote[Statement], ...]
    agreements: tuple[RecordNote[Agreement], ...]
    actors: tuple[Actor, ...] = ()
    """Who speaks, acts or is named in it, reviewed or not."""


class Material(Protocol):
    """What there is to export; each may be gone through as often as needed, little held at a time.

    Only what the edition asks for: filters hold, and unreviewed records are left out unless they
    were asked for.
    """

    def cases(self) -> Iterator[CaseBundle]:
        """Yield the cases in the order of their codes."""
        ...

    def reports(self) -> Iterator[ReportBundle]:
        """Yield the reports in the order of their keys."""
        ...

    def retrieval(self, report: ReportNote) -> Retrieval:
        """Return how a report came."""
        ...

    def decisions(self, report: ReportNote) -> tuple[DecisionNote, ...]:
        """Return what people decided about a report's words, in the order of their times."""
        ...
