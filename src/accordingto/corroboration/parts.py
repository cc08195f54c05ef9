"""Totals and parts: which figures count some of others, and sums of the parts of one statement."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from accordingto.corroboration.digests import FigureClaim
from accordingto.corroboration.evidence import Told
from accordingto.records.tolls import ClaimRef, Group, Standing, TollClaim
from accordingto.records.values import Age, Bound, Scope, Sex, Who

_ADDED = frozenset((Bound.EXACT, Bound.MIN, Bound.MAX, Bound.RANGE))
_NUMBER = re.compile(r"\d|\bone\b", re.IGNORECASE)
SOME = "some of those counted: the report does not say of which total it is a part"
SAME_GROUP = "some of those counted: a part of a total of the same people"
OTHERS = "others, beside some whom the report counts before"
ONE_PERSON = "one person told of beside a count"


def is_one_person(figure: FigureClaim) -> bool:
    """Tell whether a figure is a person told of by noun or name: "a child", "Abu Tarvo"."""
    return figure.low == figure.high == 1 and _NUMBER.search(figure.words) is None


def why_partial(told: Told, figures: Mapping[ClaimRef, FigureClaim]) -> str:
    """Return why a figure counts only some of its group, or nothing when it counts all of it.

    A part counts all of its own group when it is tied to a total of a wider one: the 11 children
    of "56 people, 11 children among them" are all children. A part that is tied to none, or to a
    total of the same people (those of one street, of one hour), is some of them.
    """
    figure = told.figure
    if figure.scope is not Scope.PART:
        return ""
    total = figures.get(ClaimRef(report=told.account.report, record=figure.part_of or ""))
    if total is None:
        return SOME
    return SAME_GROUP if _kind(figure) == _kind(total) else ""


def _kind(figure: FigureClaim) -> tuple[object, ...]:
    return figure.state, figure.who, figure.age, figure.sex, figure.side


def set_single_people_apart(
    claims: Sequence[TollClaim], figures: Mapping[ClaimRef, FigureClaim]
) -> list[TollClaim]:
    """Keep single people apart where somebody gives a count of people in the same state.

    They were counted, or were not: nothing tells. Where nobody counts, they are all there is. "A
    child" that stands in one sentence with other counts ("three women and a child") is a count.
    """
    company = Counter(_statement(claim, figures) for claim in claims)
    alone = {
        claim.ref
        for claim in claims
        if is_one_person(figures[claim.ref]) and company[_statement(claim, figures)] == 1
    }
    counted = {claim.state for claim in claims if claim.ref not in alone}
    return [
        replace(claim, standing=Standing.KEPT_APART, why=ONE_PERSON)
        if claim.ref in alone and claim.state in counted
        else claim
        for claim in claims
    ]


def _statement(claim: TollClaim, figures: Mapping[ClaimRef, FigureClaim]) -> tuple[object, ...]:
    """What makes claims parts of one statement: report, speaker, state and sentence."""
    return claim.ref.report, figures[claim.ref].speaker, claim.state, claim.quote


def derive_sums(
    claims: Iterable[TollClaim], figures: Mapping[ClaimRef, FigureClaim]
) -> list[TollClaim]:
    """Return sums of parts of one statement, where its speaker gives no total in that report.

    One statement: one report, one speaker, one sentence, one state. The parts must count people of
    whom none can be in two: civilians and fighters, children and adults, women and men, or two
    sides. Only numbers are added, never "dozens" or "about". The sum is marked as derived.
    """
    statements: dict[tuple[object, ...], list[TollClaim]] = {}
    totals: set[tuple[object, ...]] = set()
    for claim in claims:
        *speaker, _ = statement = _statement(claim, figures)
        statements.setdefault(statement, []).append(claim)
        if claim.group.who in (Who.UNKNOWN, Who.MIXED) and _is_undivided(claim.group):
            totals.add(tuple(speaker))
    return [
        _total(sorted(parts, key=lambda one: one.ref))
        for (*speaker, _), parts in statements.items()
        if tuple(speaker) not in totals and _can_be_added(parts, figures)
    ]


def _is_undivided(group: Group) -> bool:
    return group.age is Age.UNKNOWN and group.sex is Sex.UNKNOWN and group.side is None


def _can_be_added(parts: list[TollClaim], figures: Mapping[ClaimRef, FigureClaim]) -> bool:
    """Tell whether all claims of a sentence are parts that exclude each other."""
    return (
        len(parts) > 1
        and all(_is_part_to_add(one, figures[one.ref]) for one in parts)
        and all(are_apart(a.group, b.group) for a, b in combinations(parts, 2))
    )


def _is_part_to_add(claim: TollClaim, figure: FigureClaim) -> bool:
    is_number = claim.bound in _ADDED and not _is_vaguely_exact(claim)
    return is_number and claim.standing is Standing.STANDS and figure.scope is Scope.INCIDENT


def _is_vaguely_exact(claim: TollClaim) -> bool:
    return claim.is_approximate and claim.bound is Bound.EXACT


def are_apart(one: Group, other: Group) -> bool:
    """Tell whether nobody can be in both groups.

    >>> women = Group(who=Who.CIVILIAN, age=Age.ADULTS, sex=Sex.WOMEN)
    >>> children = Group(who=Who.CIVILIAN, age=Age.CHILDREN, sex=Sex.UNKNOWN)
    >>> civilians = Group(who=Who.CIVILIAN, age=Age.UNKNOWN, sex=Sex.UNKNOWN)
    >>> are_apart(women, children), are_apart(women, civilians)
    (True, False)
    """
    if {one.who, other.who} == {Who.CIVILIAN, Who.COMBATANT}:
        return True
    ages, sexes = {one.age, other.age}, {one.sex, other.sex}
    if Age.CHILDREN in ages and ages & {Age.ADULTS, Age.ELDERLY}:
        return True
    if sexes == {Sex.WOMEN, Sex.MEN}:
        return True
    return bool(one.side and other.side and one.side != other.side)


def _total(parts: list[TollClaim]) -> TollClaim:
    first = parts[0]
    low = _add([one.low for one in parts])
    high = _add([one.high for one in parts])
    bound = Bound.EXACT if low == high else Bound.MIN if high is None else Bound.RANGE
    return replace(
        first,
        group=_joint_group([one.group for one in parts]),
        low=low,
        high=high,
        bound=Bound.MAX if low is None else bound,
        is_approximate=any(one.is_approximate for one in parts),
        words=" + ".join(one.words for one in parts),
        derived_from=tuple(one.ref for one in parts),
        flags=tuple(sorted({flag for one in parts for flag in one.flags})),
    )


def _add(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _joint_group(groups: list[Group]) -> Group:
    who = {group.who for group in groups}
    joint = Who.UNKNOWN if Who.UNKNOWN in who else Who.MIXED
    return Group(who=who.pop() if len(who) == 1 else joint, age=Age.UNKNOWN, sex=Sex.UNKNOWN)
