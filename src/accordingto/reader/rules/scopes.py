"""What a figure covers: one incident, a part of another figure, or a longer period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.harm_clauses import Harmed
from accordingto.records.values import Scope, State

WAR_SIZED = 20_000
"""No single incident that a report tells of kills or displaces so many."""
_ASIDE = 7
"""Tokens between "the deadliest" and the period it is the deadliest of."""
_CLAUSE = 30
"""Tokens between a figure and the words of its period."""


@cache
def load_periods() -> PhraseMatcher[bool]:
    """Return the matcher over phrases that name a longer period."""
    return PhraseMatcher((e.pattern, True) for e in load_entries("scopes", "period", Entry))


@dataclass(frozen=True, slots=True)
class ScopeReader:
    """Tells the scope of the figures of one sentence."""

    periods: PhraseMatcher[bool] = field(default_factory=load_periods)
    words: Mapping[str, frozenset[str]] = field(default_factory=lambda: load_words("scopes"))

    def read(self, tokens: Sequence[Token], harmed: Sequence[Harmed]) -> list[Scope]:
        """Return the scope of each count, in their order."""
        places = [m.first for m in self.periods.find(tokens) if not self._is_aside(tokens, m.first)]
        scopes = []
        before: Harmed | None = None
        for one in harmed:
            # "Another 12 died" adds to a toll; "killed five and hurt another 12" does not.
            adds = one.count.is_further and (before is None or _is_same_state(before, one))
            scopes.append(Scope.PART if one.is_part or adds else self._scope(one, places))
            before = one
        return scopes

    def _is_aside(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether a period is no measure of a toll: "has since risen"."""
        if place and tokens[place].lower == "since":
            ahead = {t.lower for t in tokens[place + 1 : place + 3]}
            is_today = bool(ahead & self.words["hours"])
            return is_today or tokens[place - 1].lower in self.words["perfect"]
        near = (t.lower for t in tokens[max(place - _ASIDE, 0) : place])
        return any(word in self.words["superlatives"] for word in near)

    def _scope(self, harmed: Harmed, places: Sequence[int]) -> Scope:
        """Tell the scope of a count that is no part."""
        if harmed.count.is_single:
            return Scope.INCIDENT
        if any(abs(place - harmed.count.first) <= _CLAUSE for place in places):
            return Scope.CUMULATIVE
        low = harmed.count.number.low or harmed.count.number.high or 0
        states = harmed.cue.states if harmed.cue else ()
        if low >= WAR_SIZED and set(states) <= {State.KILLED, State.INJURED, State.DISPLACED}:
            return Scope.CUMULATIVE
        return Scope.INCIDENT


def _is_same_state(a: Harmed, b: Harmed) -> bool:
    """Tell whether two counts were harmed in the same way."""
    return a.cue is not None and b.cue is not None and a.cue.states == b.cue.states
