"""News of a case: what reports that came in say of it that was not said before."""

from dataclasses import dataclass
from enum import StrEnum

from accordingto.records.tolls import Extent, Group, TollClaim
from accordingto.records.values import State


class NewsKind(StrEnum):
    """What is new."""

    NEW_CASE = "new_case"
    """An event of which no report told before."""
    TOLL = "toll"
    """The least or the most that is claimed has moved by more than the user's bound."""
    RIVAL_BLAME = "rival_blame"
    """Independent voices hold different parties responsible, who did not before."""
    DENIAL = "denial"
    """Somebody denies, who did not before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollMove:
    """What is claimed of one group in one state, before and now."""

    state: State
    group: Group
    before: Extent | None
    """Null where nothing was claimed, or nothing that stands."""
    after: Extent | None
    claims: tuple[TollClaim, ...]
    """Claims that were not there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two parties of whom independent voices blame the one without the other."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Who denies what, in words of a report."""

    name: str
    """Name of the voice."""
    actor: str | None
    """Of whom it is denied that they did it, where that is told."""
    quote: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNews:
    """What is new of one case, of one kind."""

    kind: NewsKind
    code: str
    reports: tuple[str, ...]
    """Reports that came in and tell of the case, sorted."""
    tolls: tuple[TollMove, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    denials: tuple[Denial, ...] = ()
