"""What came of a check: how each incident or case compares with the rows of a reference dataset.

A reference is another reading of the same events, made under rules of its own, and not the truth: a
match makes nothing true, and a row that is missing makes nothing false.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accordingto.corroboration.check_subjects import Checked, TollClaim
from accordingto.formats.reference import ReferenceEvent
from accordingto.records.cases import Term


class Outcome(StrEnum):
    """How an incident or case stands to the rows of a dataset."""

    ONE_TO_ONE = "one_to_one"
    """One row tells of it."""
    ONE_TO_MANY = "one_to_many"
    """Several rows of its day and place tell of it together."""
    DAY_AND_AREA = "day_and_area"
    """It sums up a day and an area; these are that day's rows there."""
    AMBIGUOUS = "ambiguous"
    """Rows that may be it; none stands out, or it has no place by which to tell."""
    NOT_FOUND = "not_found"
    """No row is like it."""
    NOT_COMPARED = "not_compared"
    """Without a day, or without a place and within a longer time, nothing can be looked for."""


MATCHED = frozenset({Outcome.ONE_TO_ONE, Outcome.ONE_TO_MANY, Outcome.DAY_AND_AREA})


class Flag(StrEnum):
    """What has to be known to weigh an outcome."""

    SHARES_SOURCE = "shares_source"
    """The row stands on the report's own publisher, agency or source: it is no second voice."""
    OUTSIDE_SCOPE = "outside_scope"
    """The dataset does not cover this kind, time or country, or only in part."""
    AGGREGATE_OVERLAP = "aggregate_overlap"
    """A row sums up several days or places, or several incidents meet one row."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag, and why it is there."""

    flag: Flag
    why: str


class Agreement(StrEnum):
    """How a claimed toll stands to a row's."""

    WITHIN = "within"
    """Both can hold."""
    ABOVE = "above"
    """More than the row's highest."""
    BELOW = "below"
    """Less than the row's lowest."""
    NOT_SAID = "not_said"
    """One of them gives no number."""


@dataclass(frozen=True, slots=True)
class TollDifference:
    """One source's toll beside a row's; neither is changed by the other."""

    claim: TollClaim
    agreement: Agreement
    by: int
    """People between the claim and the nearest that the row allows; 0 when both can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A row that may be an incident, and how they differ."""

    event: ReferenceEvent
    score: float
    """0 to 1, by the terms; a way to order rows, not a measured probability."""
    terms: tuple[Term, ...]
    days_apart: int
    """0 when the days overlap."""
    km: float | None
    """Between the points that stand for both places; None where either has none."""
    tolls: tuple[TollDifference, ...]
    fits_toll: bool
    """A whole toll of the incident and the row's can both hold, or nearly."""
    is_there: bool
    """Its day and place are the incident's, whatever else differs."""
    is_apart: bool = False
    """It fits days or a place of a case that are far from those that most of its reports give."""


@dataclass(frozen=True, slots=True)
class StatedRange:
    """What several rows say together, as a range and never as a sum.

    From the highest single row, should the others tell of the same people, to all rows at their
    highest, should none.
    """

    low: int
    high: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a dataset has on one incident or case."""

    subject: Checked
    outcome: Outcome
    why: str
    """One sentence."""
    rows: tuple[Candidate, ...] = ()
    """The rows that match, or those that may, the best first."""
    also: tuple[Candidate, ...] = ()
    """Beside rows that match: others that may, but are less like it."""
    together: StatedRange | None = None
    flags: tuple[Flagged, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The time and area that the reports cover, as far as can be told from what they tell of."""

    first: date
    last: date
    days: int
    """Days within it on which a report tells of something."""
    radius_km: float
    """Rows farther than this from every place that a report names are not counted as missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A whole check."""

    findings: tuple[Finding, ...]
    rows_compared: int
    rows_left_out: int
    """Known to the year or to the country only."""
    coverage: Coverage | None
    """None when no report tells of a day and place."""
    unmentioned: tuple[ReferenceEvent, ...]
    """Rows within the coverage that no incident matches or may match, by day."""
    within_coverage: int
    """Rows within the coverage, mentioned or not."""
