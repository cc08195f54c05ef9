"""Reconciliation: the figures of a case side by side, by state, group and voice.

The rule `reconciliation/1` adds and averages nothing over voices. docs/method.md says what it does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from accordingto.corroboration.counted import is_of_others, side_of
from accordingto.corroboration.digests import Account, FigureClaim
from accordingto.corroboration.evidence import CaseFile, Told
from accordingto.corroboration.parts import (
    OTHERS,
    derive_sums,
    set_single_people_apart,
    why_partial,
)
from accordingto.corroboration.stakes import Stakes, stakes_in
from accordingto.corroboration.supersession import flags_of, supersede
from accordingto.corroboration.tolls import agree, claim_order, make_toll
from accordingto.corroboration.transitions import find_transitions, mark_moved_on
from accordingto.records.tolls import (
    ClaimRef,
    Group,
    GroupToll,
    Reconciliation,
    Standing,
    TollClaim,
)
from accordingto.records.values import Scope, State, Who

RULE = "reconciliation/1"
_RESTATED = "the report repeats in its own voice what it has from {name}"


def reconcile(case: CaseFile) -> Reconciliation:
    """Return all figures of a case, side by side; copies of a claim change none of them."""
    return _Reconciler(case).reconciliation()


@dataclass(frozen=True)
class _Reconciler:
    case: CaseFile

    @cached_property
    def stakes(self) -> Stakes:
        return stakes_in(self.case)

    @cached_property
    def figures(self) -> Mapping[ClaimRef, FigureClaim]:
        return {told.ref: told.figure for told in self.case.figures}

    @cached_property
    def accounts(self) -> Mapping[ClaimRef, Account]:
        return {told.ref: told.account for told in self.case.figures}

    def reconciliation(self) -> Reconciliation:
        """Sort the claims, and settle what stands."""
        cumulative, parts, whole = [], [], []
        for told in self.case.figures:
            claim = self._claim(told)
            partial = why_partial(told, self.figures) or self._why_others(told)
            if told.figure.scope is Scope.CUMULATIVE:
                cumulative.append(claim)
            elif partial:
                parts.append(replace(claim, standing=Standing.KEPT_APART, why=partial))
            else:
                whole.append(claim)
        settled = self._settle(whole)
        transitions = find_transitions(settled)
        settled = mark_moved_on(settled, transitions)
        settled += derive_sums(settled, self.figures)
        return Reconciliation(
            rule=RULE,
            tolls=tuple(self._tolls(settled)),
            parts=tuple(sorted(parts, key=claim_order)),
            cumulative=tuple(sorted(cumulative, key=claim_order)),
            transitions=transitions,
        )

    @cached_property
    def _counted_before(self) -> Mapping[tuple[str, State], int]:
        """Where each report first counts people in a state."""
        first: dict[tuple[str, State], int] = {}
        for account, figure in self.case.figures:
            key = (account.report, figure.state)
            if figure.scope is Scope.INCIDENT:
                first[key] = min(figure.start, first.get(key, figure.start))
        return first

    def _why_others(self, told: Told) -> str:
        """Tell whether a figure is of others than those whom the report counts before."""
        first = self._counted_before.get((told.account.report, told.figure.state))
        is_later = first is not None and first < told.figure.start
        return OTHERS if is_later and is_of_others(told.figure.words) else ""

    def _settle(self, claims: Sequence[TollClaim]) -> list[TollClaim]:
        """Mark what is restated, told of one person, or replaced by its own voice."""
        told = set_single_people_apart(_mark_restated(claims, self.figures), self.figures)
        settled: list[TollClaim] = []
        for same in _by_group(told):
            settled += supersede(same, self.accounts)
        return settled

    def _tolls(self, claims: Iterable[TollClaim]) -> Iterable[GroupToll]:
        for same in sorted(_by_group(claims), key=lambda one: group_order(one[0])):
            yield make_toll(same, self.case)

    def _claim(self, told: Told) -> TollClaim:
        report, figure = told.account.report, told.figure
        voice = self.case.evidence.voice(report, figure)
        return TollClaim(
            ref=told.ref,
            voice=voice.id,
            name=voice.name,
            category=voice.category,
            stake=self.stakes.of(report, figure.speaker),
            said=figure.said,
            state=figure.state,
            group=self._group(told),
            low=figure.low,
            high=figure.high,
            bound=figure.bound,
            is_approximate=figure.is_approximate,
            words=figure.words,
            quote=figure.quote,
            basis=figure.basis,
            flags=flags_of(told.account, figure),
        )

    def _group(self, told: Told) -> Group:
        figure, evidence = told.figure, self.case.evidence
        side = side_of(figure.who, figure.words)
        if side is None and figure.side is not None and figure.who is not Who.CIVILIAN:
            side = evidence.voices.voice_of(told.account.report, figure.side).name
        return Group(who=figure.who, age=figure.age, sex=figure.sex, side=side)


def _by_group(claims: Iterable[TollClaim]) -> list[list[TollClaim]]:
    """Return the claims by state and group."""
    found: dict[object, list[TollClaim]] = {}
    for claim in claims:
        found.setdefault((claim.state, claim.group), []).append(claim)
    return list(found.values())


def group_order(claim: TollClaim) -> tuple[str, ...]:
    """Order of tolls: by state, then by group, as their names sort."""
    group = claim.group
    return claim.state, group.who, group.age, group.sex, group.side or ""


def _mark_restated(
    claims: Sequence[TollClaim], figures: Mapping[ClaimRef, FigureClaim]
) -> list[TollClaim]:
    """Mark what a report says in its own voice when it has it from somebody that it names.

    A headline, or "the strike, which killed 12": the same report attributes a figure for the same
    state that agrees, so the words add no voice. What agrees with none is the report's own.
    """
    sourced: dict[object, list[TollClaim]] = {}
    for claim in claims:
        if figures[claim.ref].speaker is not None:
            sourced.setdefault((claim.ref.report, claim.state), []).append(claim)
    return [
        claim
        if figures[claim.ref].speaker is not None
        else _restated(claim, sourced.get((claim.ref.report, claim.state), ()))
        for claim in claims
    ]


def _restated(claim: TollClaim, sourced: Sequence[TollClaim]) -> TollClaim:
    alike = [one for one in sourced if _restates(claim, one)]
    if not alike:
        return claim
    first = min(alike, key=lambda one: (one.low != claim.low, one.group != claim.group, one.ref))
    why = _RESTATED.format(name=first.name)
    return replace(claim, standing=Standing.RESTATED, replaced_by=first.ref, why=why)


def _restates(claim: TollClaim, other: TollClaim) -> bool:
    """Tell whether words of a report's own can be those of somebody it quotes.

    They give the same number, a vaguer one, or a bound that holds it.
    """
    if (claim.group.age, claim.group.sex) != (other.group.age, other.group.sex):
        return False
    if {claim.group.who, other.group.who} == {Who.CIVILIAN, Who.COMBATANT}:
        return False
    is_looser = claim.low is None or claim.high is None or claim.is_approximate
    return agree(claim, other) and (claim.low == other.low or is_looser)
