"""Ranges of a toll, made by the rules of others as far as a program can follow them.

`ucdp-like/1` and `airwars-like/1` choose from the figures that stand; neither adds nor averages.
"""

from collections.abc import Callable, Iterable, Sequence

from accordingto.corroboration.evidence import CaseFile
from accordingto.corroboration.tolls import extent_of, is_numbered, standing
from accordingto.records.tolls import (
    Extent,
    GroupToll,
    Reconciliation,
    Stake,
    TollClaim,
    TollRange,
)
from accordingto.records.values import Age, Sex, State, Who

UCDP, AIRWARS = "ucdp-like/1", "airwars-like/1"
NOBODY = "nobody gives a figure for it"
NO_TOTAL = "there are figures for several kinds of people, and nobody gives a total"

_TOTAL = frozenset((Who.UNKNOWN, Who.MIXED))
_STATES = (State.KILLED, State.INJURED)


def ranges_of(found: Reconciliation, case: CaseFile) -> tuple[TollRange, ...]:
    """Return all ranges of a case, by every rule; null ones are there with the reason."""
    return (ucdp_range(found.tolls, case), *airwars_ranges(found.tolls))


def ucdp_range(tolls: Iterable[GroupToll], case: CaseFile) -> TollRange:
    """Return low, best and high of all dead, as `ucdp-like/1` reads them from the figures.

    The best figure is the one that most independent voices give, those with names first; of
    several, the lowest. "Nobody was killed" is the best figure only where there is no other.
    """
    dead = [toll for toll in tolls if toll.state is State.KILLED and _is_of_every_age(toll)]
    dead = [toll for toll in dead if standing(toll.claims)]
    whole = [toll for toll in dead if toll.group.who in _TOTAL]
    kinds = _kinds(dead)
    if len(kinds) == 1:
        whole += kinds.popitem()[1]
    elif not whole and kinds:
        return TollRange(rule=UCDP, name="deaths", extent=None, why=NO_TOTAL)
    claims = standing(claim for toll in whole for claim in toll.claims)
    extent = extent_of(claims)
    if extent is None:
        return TollRange(rule=UCDP, name="deaths", extent=None, why=NOBODY)
    best, given = _best(claims, case)
    return TollRange(
        rule=UCDP,
        name="deaths",
        extent=extent,
        best=best,
        best_claims=tuple(sorted({claim.ref for claim in given})),
        why=_why_best(best, extent),
    )


def _kinds(dead: Iterable[GroupToll]) -> dict[tuple[Who, str | None], list[GroupToll]]:
    """Return tolls of civilians alone, or of fighters alone, by the kind of people.

    Where somebody counts fighters of both sides together, those of one side are part of them.
    """
    found: dict[tuple[Who, str | None], list[GroupToll]] = {}
    for toll in dead:
        if toll.group.who not in _TOTAL:
            found.setdefault((toll.group.who, toll.group.side), []).append(toll)
    for who, side in list(found):
        if side is not None and (who, None) in found:
            del found[who, side]
    return found


def _is_of_every_age(toll: GroupToll) -> bool:
    """Tell whether a toll is of people of every age and sex."""
    group = toll.group
    return group.age in (Age.UNKNOWN, Age.MIXED) and group.sex in (Sex.UNKNOWN, Sex.MIXED)


def _is_undivided(toll: GroupToll) -> bool:
    """Tell whether a toll is of people of every age and sex, on any side."""
    return _is_of_every_age(toll) and toll.group.side is None


def _best(claims: list[TollClaim], case: CaseFile) -> tuple[int | None, Sequence[TollClaim]]:
    """Return the lower end that most independent voices give, and the claims that give it."""
    given: dict[int, list[TollClaim]] = {}
    for claim in claims:
        if claim.low is not None and (is_numbered(claim) or not any(map(is_numbered, claims))):
            given.setdefault(claim.low, []).append(claim)
    if len(given) > 1:
        given.pop(0, None)

    def order(low: int) -> tuple[int, int, int]:
        voices = case.count_refs(claim.ref for claim in given[low])
        return -voices.named, -voices.with_unnamed, low

    best = min(given, key=order, default=None)
    return best, given.get(-1 if best is None else best, ())


def _why_best(best: int | None, extent: Extent) -> str:
    if best is None:
        return "no figure has a lower end"
    if extent.low == extent.high:
        return "the one figure that is given"
    return "given by the most independent voices; the lowest of those that as many give"


def airwars_ranges(tolls: Iterable[GroupToll]) -> tuple[TollRange, ...]:
    """Return the ranges of civilians killed and injured, of children and women among them.

    People whose status nobody tells count as civilians, unless somebody who is not on the side of
    a perpetrator tells of fighters in the same state. A block that nobody gives is null.
    """
    told = list(tolls)
    return tuple(_block(told, state, name) for state in _STATES for name in _BLOCKS)


def _block(tolls: list[GroupToll], state: State, name: str) -> TollRange:
    """Return one of Airwars' blocks."""
    has_fighters = any(_tells_of_fighters(toll, state) for toll in tolls)
    taken = [
        claim
        for toll in tolls
        if toll.state is state and _BLOCKS[name](toll)
        if toll.group.who is Who.CIVILIAN or (toll.group.who is Who.UNKNOWN and not has_fighters)
        for claim in toll.claims
    ]
    extent = extent_of(taken)
    return TollRange(
        rule=AIRWARS,
        name=f"{name}_{state.value}",
        extent=extent,
        why="" if extent else NOBODY,
    )


def _tells_of_fighters(toll: GroupToll, state: State) -> bool:
    """Tell whether anybody but a perpetrator's side counts fighters in this state."""
    if toll.state is not state or toll.group.who not in (Who.COMBATANT, Who.MIXED):
        return False
    return any(_is_no_perpetrator(claim) and claim.high != 0 for claim in standing(toll.claims))


def _is_no_perpetrator(claim: TollClaim) -> bool:
    return claim.stake.stake is not Stake.PERPETRATORS_SIDE


def _is_women(toll: GroupToll) -> bool:
    return toll.group.sex is Sex.WOMEN and toll.group.age is not Age.CHILDREN


_BLOCKS: dict[str, Callable[[GroupToll], bool]] = {
    "civilians": _is_undivided,
    "children": lambda toll: toll.group.age is Age.CHILDREN,
    "women": _is_women,
}
