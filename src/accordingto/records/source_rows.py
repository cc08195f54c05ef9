"""What an organisation or the holder of a public office said, over all cases."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.tolls import ClaimRef, Extent
from accordingto.records.values import Category, State


@dataclass(frozen=True, slots=True, kw_only=True)
class TollComparison:
    """One standing toll of a source beside the range of everybody independent of it."""

    case: str
    state: State
    group: str
    """The group in words: "civilians", "children"."""
    ref: ClaimRef
    low: int | None
    high: int | None
    others: Extent | None
    """Null when nobody independent gives a figure."""
    outcome: str
    """`within`, `below`, `above` or `no_other`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source: counts and intervals of what it said; no measure of how credible it is."""

    name: str
    category: Category | None
    speakers: tuple[str, ...]
    """Names under which it spoke: the organisation's own, those of its office-holders."""
    cases: int
    figures: int
    blame: int
    denials: int
    own_claims: int
    statements: int
    first: int
    """Cases in which nobody gave a figure on an earlier day, and nobody else on the same day."""
    first_shared: int
    """Cases in which others gave their first figure on the same day."""
    dated: int
    """Cases in which the day of its first figure is known: what `first` is out of."""
    superseded: int
    """Figures that it has itself replaced."""
    first_said: date | None
    last_said: date | None
    within: int
    below: int
    above: int
    no_other: int
    comparisons: tuple[TollComparison, ...]
