"""What a situation brief says, before it is Markdown or HTML.

All strings are plain: visible characters on one line, names withheld. Every line carries its
evidence, so that a line may come from another report than the one above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from accordingto.views.report_views import InContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The report in which a line stands."""

    publisher: str
    day: str
    """Of publication, ISO or EDTF; or that it is not known."""
    report: str
    """Id of the report."""
    version: str = ""
    """Which version of its page it is, where there are several."""

    def told(self) -> str:
        """Return it as a brief cites it."""
        return ", ".join(filter(None, (self.publisher, self.day, self.report, self.version)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where to look a line up, and the words that carry it."""

    quotes: tuple[InContext, ...]
    origin: Origin
    kind: str
    """Of the record."""
    record: str
    """Start of the record's id, as `accordingto show` takes it."""
    mark: str = ""
    """That it is not reviewed, or was corrected or entered by a person."""
    is_reviewed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is said, by whom, with its evidence."""

    what: str
    says: str
    """On whose word it stands."""
    details: tuple[str, ...] = ()
    evidence: Evidence
    again: tuple[Evidence, ...] = ()
    """Where the same report says the same again, on the same word."""
    depth: int = 0
    """Parts of a figure stand one step deeper, below it."""

    def all_evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence for each record that it stands for."""
        return (self.evidence, *self.again)


class Dispute(StrEnum):
    """What about an account is told in ways that cannot all hold, the gravest first."""

    TOLLS = "tolls differ"
    BLAME = "blame is contested"
    DENIED = "it is denied that it happened"
    WHERE_AND_WHEN = "days or places differ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Something told in ways that cannot all hold."""

    dispute: Dispute
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One account of something that happened: today one report's, a case's once there are cases."""

    number: int = 0
    """Counted from 1 through the brief."""
    when: str
    where: str
    line: Line
    """The kind, and who tells of it."""
    held: tuple[Line, ...] = ()
    """Who is held responsible, with mode and accuser in one sentence."""
    tolls: tuple[Line, ...] = ()
    """By who says so."""
    left_out: int = 0
    """Figures of it that are not reviewed, and not asked for."""
    contests: tuple[Contest, ...] = ()
    most_killed: int = 0
    """Largest number of people that somebody says were killed in it; 0 where nobody gives one."""
    largest: Line | None = None
    """The figure that says so."""

    @property
    def title(self) -> str:
        """Day, place and kind, for where it is named apart from its day."""
        return f"{self.when} · {self.where} · {self.line.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """What is told of one place on one day."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGroup:
    """What is told of one day, or of one span of days."""

    title: str
    places: tuple[PlaceGroup, ...]

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of all places, in order."""
        for place in self.places:
            yield from place.entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines that belong together: the steps of a deal, tolls of one state."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many records are in a brief, and how many are not."""

    shown: int
    unreviewed: int
    """Of those that are shown."""
    left_out: int
    """That are not reviewed, where only reviewed ones are asked for."""
    rejected: int
    """By people."""


@dataclass(frozen=True, slots=True)
class Contested:
    """An entry, and one thing about it that is contested."""

    entry: Entry
    contest: Contest


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a brief, for its contents."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief, the most important first."""

    title: str
    scope: tuple[str, ...]
    """What was asked for, and what that leaves out."""
    counts: Counts
    notes: tuple[str, ...]
    """What a reader must know: what is reviewed, what an entry is, how much there is."""
    largest: tuple[Entry, ...]
    """With the largest tolls that anybody gives, one for each place and day."""
    days: tuple[DayGroup, ...]
    longer: tuple[DayGroup, ...]
    """What lasted longer than a week, or has one end only."""
    loose_tolls: tuple[Lines, ...]
    deals: tuple[Lines, ...]
    """Steps that have a day."""
    apart: tuple[DayGroup, ...]
    """Accounts without a day, and those without a place."""
    undated_steps: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to say but that."""
        return not self.counts.shown

    def entries(self) -> Iterator[Entry]:
        """Yield all entries in their order."""
        for group in (*self.days, *self.longer, *self.apart):
            yield from group.entries()

    def contested(self) -> tuple[Contested, ...]:
        """Return what is contested, with the entries, by what it is."""
        found = [Contested(entry, one) for entry in self.entries() for one in entry.contests]
        order = list(Dispute)
        return tuple(sorted(found, key=lambda one: order.index(one.contest.dispute)))

    def contents(self) -> tuple[Part, ...]:
        """Return the parts that hold anything, with how much."""
        happened = sum(1 for group in (*self.days, *self.longer) for _ in group.entries())
        apart = sum(1 for group in self.apart for _ in group.entries())
        parts = (
            Part("happened", "What happened", happened),
            Part("tolls", "Other tolls", _count(self.loose_tolls)),
            Part("deals", "Truces and talks", _count(self.deals)),
            Part("contested", "Contested", len(self.contested())),
            Part("apart", "Without a day or a place", apart + len(self.undated_steps)),
        )
        return tuple(part for part in parts if part.count)


def _count(groups: tuple[Lines, ...]) -> int:
    return sum(len(group.lines) for group in groups)
