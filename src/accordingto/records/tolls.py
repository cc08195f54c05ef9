"""Tolls of a case: who gives which figure, which of them stand, and how far they agree."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accordingto.records.values import Age, Basis, Bound, Category, Sex, State, Who
from accordingto.records.voices import VoiceCount


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ClaimRef:
    """Where a claim stands: a record of a report."""

    report: str
    record: str


class Stake(StrEnum):
    """On whose side of a case a speaker stands, by the rule that is named beside it."""

    PERPETRATORS_SIDE = "perpetrators_side"
    """On the side of somebody who is held responsible."""
    VICTIMS_SIDE = "victims_side"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeSuggestion:
    """A stake, with the reason for it."""

    stake: Stake
    why: str


class Standing(StrEnum):
    """What has become of a claim in its toll."""

    STANDS = "stands"
    SUPERSEDED = "superseded"
    """The same voice has since given another figure for the same group and place."""
    RESTATED = "restated"
    """The report repeats in its own voice what it has from somebody else: no voice of its own."""
    MOVED_ON = "moved_on"
    """Those counted have since been counted in another state: missing, then dead."""
    KEPT_APART = "kept_apart"
    """One among those counted, or some of them: compared with no toll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The people a figure counts, as the report calls them; unknown is a value."""

    who: Who
    age: Age
    sex: Sex
    side: str | None = None
    """Name of the side they belong to, where the report gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollClaim:
    """A figure with its speaker: one voice's count of one group in one state."""

    ref: ClaimRef
    voice: str
    """Id of the voice."""
    name: str
    """Name of the voice."""
    category: Category | None
    stake: StakeSuggestion
    said: date | None
    state: State
    group: Group
    low: int | None
    high: int | None
    bound: Bound
    is_approximate: bool
    words: str
    quote: str
    basis: Basis
    standing: Standing = Standing.STANDS
    replaced_by: ClaimRef | None = None
    """The claim that superseded, is restated by, or moved on from this one."""
    why: str = ""
    """Why it does not stand, if it does not."""
    derived_from: tuple[ClaimRef, ...] = ()
    """The parts of one statement that were added up to this figure, which nobody gives."""
    flags: tuple[str, ...] = ()
    """`background` `round` `said_before_it_happened` `differs_from_itself`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollValue:
    """One figure for a toll, with everybody who gives it."""

    low: int | None
    high: int | None
    is_derived: bool
    """Nobody gives it: it is the sum of parts of one statement."""
    voices: VoiceCount
    """Who gives this very figure."""
    agreeing: VoiceCount | None
    """Whose standing figures agree with it, theirs included: "at least 70" agrees with 75.

    Null where a toll has more than 100 different figures, which no honest reporting makes.
    """
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The least and the most that is claimed; numbers that somebody gave, or derived ones."""

    low: int | None
    """The lowest number; null where none is given."""
    high: int | None
    """The highest number; null where none is given."""
    is_open_below: bool
    """A claim has no lower end ("up to 30")."""
    is_open_above: bool
    """A claim has no upper end ("at least 70")."""
    low_claims: tuple[ClaimRef, ...] = ()
    high_claims: tuple[ClaimRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupToll:
    """All that is claimed of one group in one state, side by side."""

    state: State
    group: Group
    claims: tuple[TollClaim, ...]
    """Every claim, those that no longer stand included, by day and voice."""
    values: tuple[TollValue, ...]
    """The standing figures, each once, lowest first; vague ones agree with them but are none."""
    extent: Extent | None
    """Over the standing claims; null when there is none."""
    is_contested: bool
    """Two standing claims of independent voices do not agree."""
    voices: VoiceCount
    """Who says of this group, in whatever number, what happened to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """People counted in one state who are later counted in another, by the same voice."""

    voice: str
    before: ClaimRef
    after: ClaimRef
    from_state: State
    to_state: State
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The figures of a case, put side by side."""

    rule: str
    """`reconciliation/1`."""
    tolls: tuple[GroupToll, ...]
    parts: tuple[TollClaim, ...]
    """Figures for some of those counted, and single people beside a count."""
    cumulative: tuple[TollClaim, ...]
    """Figures over a longer time or a whole war: never in the toll of the case."""
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRange:
    """A range of a toll by a named rule, and the claims that made it.

    Null where nothing is claimed; open where the claims are open.
    """

    rule: str
    """`ucdp-like/1` or `airwars-like/1`."""
    name: str
    """What is counted: `deaths`, `civilians_killed`, `children_killed`, ..."""
    extent: Extent | None
    best: int | None = None
    """Of `ucdp-like/1` alone."""
    best_claims: tuple[ClaimRef, ...] = ()
    why: str = ""
    """How the best figure was chosen, or why there is no range."""
