"""What a docket shows: a case with all that is claimed of it, and all that people decided."""

from dataclasses import dataclass
from datetime import date, datetime

from accordingto.records.case_states import CaseState
from accordingto.records.grades import Grade, GradeFlag
from accordingto.records.values import Kind
from accordingto.views.blame_matrix import BlameMatrix, Said
from accordingto.views.docket_setting import Quote
from accordingto.views.toll_chart import ApartClaims, TollChart


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatTold:
    """A kind that some reports give."""

    kind: Kind
    words: str
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenTold:
    """Days that some reports give."""

    first: date | None
    last: date | None
    precision: str
    """In words where it is not one day: "known to the month"."""
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereTold:
    """A place that some reports give."""

    name: str
    where_prec: int | None
    """UCDP, 1 exact to 7."""
    precision: str
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One report's account of it."""

    id: str
    kind: str
    quote: Quote
    founder: str
    """What names it when a case is parted: the hash of its text, a colon, where it begins."""
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report of the case."""

    number: int
    key: str
    link: str
    title: str
    publisher: str
    published: date | None
    credit: str
    """Whom it, or a copy of it, credits."""
    copy_of: int | None
    """Number of the first report with this text."""
    doubts: tuple[str, ...]
    accounts: tuple[AccountLine, ...]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """Reports of one origin, which are one voice where they speak in their own."""

    name: str
    reports: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """Why two accounts are held to be of one event."""

    reports: tuple[int, int]
    rule: str
    probability: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """A case that may be this one."""

    code: str
    title: str
    first_day: str | None
    last_day: str | None
    size: str
    likely: str
    """The probability in a word."""
    probability: str
    """By the rule, for the two accounts that are most alike."""
    reasons: tuple[str, ...]
    """Each with what it adds: "both on the same day (+2.5)"."""
    own: str
    own_quote: Quote
    other: str
    other_quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeGiven:
    """A grade that a person gave."""

    reviewer: str
    grade: Grade | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """The suggestion of the rule, and what people say."""

    rule: str
    suggested: Grade | None
    reasons: tuple[str, ...]
    flags: tuple[GradeFlag, ...]
    voices: str
    given: tuple[GradeGiven, ...]
    """All grades that people gave, the first first."""
    holds: Grade | None
    """A person's grade that holds."""
    is_disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One act of a person: an entry of the log, or several links of one act."""

    time: datetime
    reviewer: str
    decision: str
    words: str
    """What it is about, as it was seen."""
    changes: tuple[str, ...]
    why: str
    force: str
    """`holds`, `undone` or `superseded`."""
    entries: tuple[str, ...]
    is_new: bool
    can_be_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note on the case."""

    time: datetime
    reviewer: str
    words: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far people are with it."""

    state: CaseState
    assignee: str | None
    disputed: tuple[str, ...]
    """Of state, assignee and grade, what people are at odds about."""
    seen: str
    """Hashes of the decisions that hold, to be sent back with a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new to the reader."""

    looked_at: datetime | None
    """None for who never said that they have seen it."""
    reports: tuple[int, ...]
    decisions: int
    claims: int
    """Figures and blame that nobody had told before."""
    repeats: int
    """Figures that new reports repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """All of it."""

    code: str
    size: str
    what: tuple[WhatTold, ...]
    when: tuple[WhenTold, ...]
    where: tuple[WhereTold, ...]
    is_place_withheld: bool
    progress: Progress
    since: Since | None
    """None where nobody has said who looks."""
    tolls: tuple[TollChart, ...]
    apart: tuple[ApartClaims, ...]
    ranges: tuple[str, ...]
    blame: BlameMatrix
    said: tuple[Said, ...]
    grade: Graded
    near: tuple[NearLine, ...]
    origins: tuple[OriginGroup, ...]
    links: tuple[LinkLine, ...]
    notes: tuple[NoteLine, ...]
    history: tuple[HistoryLine, ...]
    hidden_decisions: int
    """Decisions of others that a second reader does not see before deciding."""
    left_out: int = 0
    """Claims, quotes, reports and links of a very large case that only `whole` shows."""

    @property
    def title(self) -> str:
        """What happened and where, in short."""
        what = self.what[0].words if self.what else "event"
        where = self.where[0].name if self.where else "place not known"
        return f"{what[:1].upper()}{what[1:]}, {where}"
