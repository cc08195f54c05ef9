"""Tolls of an incident beside the toll of a row: each source's own, and none of them added up."""

from collections.abc import Iterable, Sequence
from math import log

from accordingto.corroboration.check_results import Agreement, StatedRange, TollDifference
from accordingto.corroboration.check_subjects import TollClaim
from accordingto.formats.reference import ReferenceEvent
from accordingto.records.values import Age, State, Who

_ABOUT = 0.2
"""Share by which a number that is said to be rough may be off."""
_LEAST_NEAR = 0.4
_ALL_CIVILIANS = "civilians"
_CIVILIANS = frozenset((_ALL_CIVILIANS, "children", "women", "men"))
_UNKNOWN = frozenset(("not known who",))
CLOSE = 0.25
"""Natural logarithm of the ratio up to which two tolls are nearly alike: 28 %."""


def compare_claim(claim: TollClaim, event: ReferenceEvent) -> TollDifference:
    """Return how one source's toll stands to a row's.

    A part of a toll, of civilians or children say, is compared with the row's count of that group
    where it has one; else it can only be more than the row's whole toll, or not.
    """
    bounds = _row_bounds(claim, event)
    ends = claim_ends(claim)
    if bounds is None or ends is None:
        return TollDifference(claim, Agreement.NOT_SAID, 0)
    (least, most), (low, high) = bounds, ends
    if most is not None and low > most:
        return TollDifference(claim, Agreement.ABOVE, low - most)
    if high is not None and high < least:
        return TollDifference(claim, Agreement.BELOW, least - high)
    return TollDifference(claim, Agreement.WITHIN, 0)


def claim_ends(claim: TollClaim) -> tuple[int, int | None] | None:
    """Return the least and the most that a claim allows; None as the most where it is open."""
    if claim.low is None and claim.high is None:
        return None
    low = 0 if claim.low is None else claim.low
    return low, claim.high


def _row_bounds(claim: TollClaim, event: ReferenceEvent) -> tuple[int, int | None] | None:
    group = _group_of(claim)
    for own in event.groups:
        if own.state is claim.state and own.name == group:
            # "15 women", a part, are some of the civilians.
            is_some = claim.is_part and group == _ALL_CIVILIANS
            return (0 if is_some else own.low), own.high
    if claim.state is not State.KILLED or event.toll.most is None:
        return None
    is_part = claim.is_part or (group is not None and claim.who is not Who.CIVILIAN)
    return (0 if is_part else event.toll.least or 0), event.toll.most


def _group_of(claim: TollClaim) -> str | None:
    if claim.age is Age.CHILDREN:
        return "children"
    if claim.who is Who.CIVILIAN and claim.is_part:
        return _ALL_CIVILIANS
    return _ALL_CIVILIANS if claim.state is State.INJURED else None


def gap_between(claim: TollClaim, event: ReferenceEvent) -> float | None:
    """Return the natural logarithm of the ratio between a claim and a row's nearest bound.

    0 when both can hold; None when one of them gives no number, or the claim counts a part only.
    "About 20" may be a fifth off; "at least 20" may grow to twice that.
    """
    ends, most = claim_ends(claim), event.toll.most
    if ends is None or most is None or claim.is_part or claim.state is not State.KILLED:
        return None
    least, (low, high) = event.toll.least or 0, ends
    top = max(2 * low, low + 1) if high is None else high
    slack = _ABOUT if claim.is_approximate else 0.0
    if low * (1 - slack) > most:
        return log((low + 1) / (most + 1))
    if top * (1 + slack) < least:
        return log((least + 1) / (top + 1))
    return 0.0


def nearness(claim: TollClaim, event: ReferenceEvent) -> float:
    """Return 1 when a claim's number is the row's, and less the more the two may differ, to 0.4.

    "At least 20" and 34 can both hold, and yet 21 is the likelier row.
    """
    number = claim.low if claim.low is not None else claim.high
    row = event.toll.best if event.toll.best is not None else event.toll.least
    if number is None or row is None:
        return _LEAST_NEAR
    return max(_LEAST_NEAR, 1 - abs(log((number + 1) / (row + 1))))


def opposed_group(claim: TollClaim, event: ReferenceEvent) -> str | None:
    """Return whom alone a row counts, when a claim is of the others: civilians, or fighters."""
    counted = [group for group in event.groups if group.state is State.KILLED]
    civilian = sum(group.high for group in counted if group.name in _CIVILIANS)
    unknown = sum(group.high for group in counted if group.name in _UNKNOWN)
    fighters = sum(group.high for group in counted) - civilian - unknown
    if claim.who is Who.CIVILIAN and fighters and not civilian + unknown:
        return "fighters"
    if claim.who is Who.COMBATANT and civilian and not fighters + unknown:
        return "civilians"
    return None


def largest_claim(claims: Iterable[TollClaim]) -> int:
    """Return the highest number that a single claim of people killed gives for certain."""
    lows = (claim.low if claim.low is not None else claim.high or 0 for claim in claims)
    return max(lows, default=0)


def state_range(
    inside: Sequence[ReferenceEvent], wider: Sequence[ReferenceEvent]
) -> StatedRange | None:
    """Return what several rows say together; None unless two of them give a number.

    Of `wider` rows, which cover other days too, nobody may be of these days.
    """
    lows = [least for event in inside if (least := event.toll.least) is not None]
    highs = [most for event in (*inside, *wider) if (most := event.toll.most) is not None]
    return StatedRange(max(lows, default=0), sum(highs), len(highs)) if len(highs) > 1 else None
