"""Figures that agree or do not, the least and the most of them, and who gives which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from math import ceil, inf

from accordingto.corroboration.evidence import CaseFile
from accordingto.records.tolls import ClaimRef, Extent, GroupToll, Standing, TollClaim, TollValue
from accordingto.records.values import Bound
from accordingto.records.voices import VoiceCount

LEEWAY = 0.1
""""About 20" agrees with every figure within a tenth of 20, and within one person."""
MOST_FIGURES = 100
"""Different figures of one toll up to which it is counted who agrees with each."""

Counter = Callable[[Iterable[ClaimRef]], VoiceCount]
"""Counts the independent voices behind figures."""


def span_of(claim: TollClaim) -> tuple[float, float]:
    """Return the figures that a claim allows, for comparing alone.

    A vague one ("dozens") allows every figure from one up: it is counted as saying that there were
    such people, and contradicts nobody who gives a number.
    """
    if not is_numbered(claim):
        return 1, inf
    low = -inf if claim.low is None else float(claim.low)
    high = inf if claim.high is None else float(claim.high)
    if claim.bound is Bound.ABOUT and claim.low is not None and claim.high is not None:
        low, high = low - _leeway(claim.low), high + _leeway(claim.high)
    return low, high


def _leeway(number: int) -> int:
    return max(1, ceil(number * LEEWAY))


def agree(one: TollClaim, other: TollClaim) -> bool:
    """Tell whether two figures can both be right: "at least 70" agrees with 75, 12 not with 14."""
    (low, high), (least, most) = span_of(one), span_of(other)
    return low <= most and least <= high


def is_numbered(claim: TollClaim) -> bool:
    """Tell whether a claim gives a number; a vague one gives a word."""
    return claim.bound is not Bound.VAGUE and not (claim.low is None and claim.high is None)


def standing(claims: Iterable[TollClaim]) -> list[TollClaim]:
    """Return the claims that stand."""
    return [claim for claim in claims if claim.standing is Standing.STANDS]


def extent_of(claims: Iterable[TollClaim]) -> Extent | None:
    """Return the least and the most of the claims that stand, with those that made them.

    Vague claims are left out when there is a number. Null when nothing is claimed.
    """
    told = standing(claims)
    told = [claim for claim in told if is_numbered(claim)] or told
    if not told:
        return None
    lows = (_first(claim.low, claim.high) for claim in told)
    highs = (_first(claim.high, claim.low) for claim in told)
    low = min((number for number in lows if number is not None), default=None)
    high = max((number for number in highs if number is not None), default=None)
    return Extent(
        low=low,
        high=high,
        is_open_below=any(claim.low is None for claim in told),
        is_open_above=any(claim.high is None for claim in told),
        low_claims=_refs(claim for claim in told if _first(claim.low, claim.high) == low),
        high_claims=_refs(claim for claim in told if _first(claim.high, claim.low) == high),
    )


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one


def _refs(claims: Iterable[TollClaim]) -> tuple[ClaimRef, ...]:
    return tuple(sorted({claim.ref for claim in claims}))


def values_of(claims: Iterable[TollClaim], count: Counter) -> tuple[TollValue, ...]:
    """Return each figure that stands, with the voices that give it and those that agree with it."""
    told = standing(claims)
    numbered = sorted((one for one in told if is_numbered(one)), key=_value_order)
    figures = [list(same) for _, same in groupby(numbered, key=_value_order)]
    is_compared = len(figures) <= MOST_FIGURES
    found = []
    for same in figures:
        first = same[0]
        alike = (claim.ref for claim in told if agree(claim, first)) if is_compared else None
        found.append(
            TollValue(
                low=first.low,
                high=first.high,
                is_derived=all(claim.derived_from for claim in same),
                voices=count(claim.ref for claim in same),
                agreeing=count(alike) if alike is not None else None,
                claims=_refs(same),
            )
        )
    return tuple(found)


def _value_order(claim: TollClaim) -> tuple[float, float, bool]:
    low = -1 if claim.low is None else claim.low
    return low, inf if claim.high is None else claim.high, claim.bound is Bound.ABOUT


def is_contested(claims: Iterable[TollClaim], bodies: Mapping[ClaimRef, str]) -> bool:
    """Tell whether two standing claims of independent voices do not agree.

    `bodies` names who is behind each claim. In one walk: claims disagree when
    the least that one allows is more than the most that another does.
    """
    highest: dict[str, float] = {}
    lowest: dict[str, float] = {}
    for claim in standing(claims):
        low, high = span_of(claim)
        key = bodies[claim.ref]
        highest[key] = max(low, highest.get(key, -inf))
        lowest[key] = min(high, lowest.get(key, inf))
    lows = sorted(highest.items(), key=lambda item: -item[1])[:2]
    highs = sorted(lowest.items(), key=lambda item: item[1])[:2]
    return any(low > high for one, low in lows for other, high in highs if one != other)


def make_toll(claims: Sequence[TollClaim], case: CaseFile) -> GroupToll:
    """Put all claims of one group in one state side by side; there is at least one."""
    told = [claim.ref for claim in standing(claims)]
    return GroupToll(
        state=claims[0].state,
        group=claims[0].group,
        claims=tuple(sorted(claims, key=claim_order)),
        values=values_of(claims, case.count_refs),
        extent=extent_of(claims),
        is_contested=is_contested(claims, case.bodies_of(told)),
        voices=case.count_refs(told),
    )


def claim_order(claim: TollClaim) -> tuple[bool, str, str, ClaimRef, tuple[ClaimRef, ...]]:
    """Order of showing: by day of saying, those without one last; then by voice and place."""
    said = claim.said.isoformat() if claim.said else ""
    return not said, said, claim.name, claim.ref, claim.derived_from
