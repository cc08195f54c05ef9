"""People who are counted in one state and later in another: missing, then dead.

By the rule of `reconciliation/1` there are two ways to know: the words that carry the later count
say so ("died of their wounds", "found dead"), or the same voice's count in the earlier state has
gone down while its count of the dead has gone up, by no more.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from accordingto.records.tolls import Standing, TollClaim, Transition
from accordingto.records.values import Bound, State

_FROM = (State.INJURED, State.MISSING, State.ABDUCTED, State.DETAINED)
_SAYS_SO: Mapping[State, re.Pattern[str]] = {
    State.INJURED: re.compile(
        r"\b(?:died of|dying of|succumb(?:ed|ing)? to|died from)"
        r"(?: [a-z]{2,12}){0,2}? (?:wounds|injuries)\b"
    ),
    State.MISSING: re.compile(
        r"\bmissing\b[^.]{0,80}\b(?:found dead|bodies)\b|\bbod(?:y|ies) of[^.]{0,40}\bmissing\b"
    ),
    State.ABDUCTED: re.compile(
        r"\b(?:hostages?|captives?|abducted|kidnapped)\b[^.]{0,80}\bfound dead\b"
    ),
    State.DETAINED: re.compile(
        r"\b(?:died|dead|killed) (?:in|under) (?:custody|detention|torture)\b"
    ),
}


def find_transitions(claims: Iterable[TollClaim]) -> tuple[Transition, ...]:
    """Return every change of state that a voice tells of, by voice and day.

    Nothing is computed from it: it says that two counts must not be added up.
    """
    by_voice: dict[str, list[TollClaim]] = {}
    for claim in claims:
        if claim.said is not None and claim.standing is not Standing.KEPT_APART:
            by_voice.setdefault(claim.voice, []).append(claim)
    found = [one for voice in sorted(by_voice) for one in _of_voice(by_voice[voice])]
    return tuple(dict.fromkeys(found))


def mark_moved_on(
    claims: Iterable[TollClaim], transitions: Sequence[Transition]
) -> list[TollClaim]:
    """Mark the counts of missing people that a voice has since counted among the dead.

    Injured stay counted as injured: that some of them died says nothing about the others.
    """
    moved = {one.before: one for one in transitions if one.from_state is not State.INJURED}
    return [_moved(claim, moved.get(claim.ref)) for claim in claims]


def _moved(claim: TollClaim, change: Transition | None) -> TollClaim:
    if change is None or claim.standing is not Standing.STANDS:
        return claim
    return replace(claim, standing=Standing.MOVED_ON, replaced_by=change.after, why=change.why)


def _of_voice(claims: list[TollClaim]) -> Iterator[Transition]:
    claims.sort(key=lambda one: (one.said, one.ref))
    dead = [claim for claim in claims if claim.state is State.KILLED]
    for state in _FROM:
        before = [claim for claim in claims if claim.state is state]
        if before and dead:
            yield from _by_words(before, dead)
            yield from _by_numbers(before, dead)


def _by_words(before: Sequence[TollClaim], dead: Sequence[TollClaim]) -> Iterator[Transition]:
    """Take the voice's word for it: the last earlier count of the state that it names."""
    pattern = _SAYS_SO[before[0].state]
    for after in dead:
        if pattern.search(after.quote.casefold()) is None:
            continue
        earlier = [one for one in before if _day(one) < _day(after) and _covers(one, after)]
        if earlier:
            yield _transition(earlier[-1], after, f'the voice says so: "{after.quote}"')


def _by_numbers(before: Sequence[TollClaim], dead: Sequence[TollClaim]) -> Iterator[Transition]:
    """Compare a voice's counts: fewer in one state, more dead, and no more than fit."""
    exact = [one for one in before if one.bound is Bound.EXACT]
    for one, later in pairwise(exact):
        fewer = (one.low or 0) - (later.low or 0)
        if fewer <= 0 or one.group != later.group:
            continue
        counts = [two for two in dead if two.bound is Bound.EXACT and two.group == one.group]
        earlier = [two for two in counts if _day(two) <= _day(one)]
        since = [two for two in counts if _day(one) < _day(two) <= _day(later)]
        if earlier and since and 0 < (since[-1].low or 0) - (earlier[-1].low or 0) <= fewer:
            why = f"its count went from {one.low} to {later.low} while its count of the dead rose"
            yield _transition(one, since[-1], why)


def _covers(one: TollClaim, after: TollClaim) -> bool:
    """Tell whether the later dead can be among those counted before."""
    return one.high is None or (after.low or 0) <= one.high


def _day(claim: TollClaim) -> str:
    return claim.said.isoformat() if claim.said else ""


def _transition(before: TollClaim, after: TollClaim, why: str) -> Transition:
    return Transition(
        voice=after.voice,
        before=before.ref,
        after=after.ref,
        from_state=before.state,
        to_state=after.state,
        why=why,
    )
