"""One sentence with its counts of people and its harm cues, and how the counts are joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.counted import Count
from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.records.values import State

MAX_APPOSITION = 12
FAR = 24
"""Tokens over which a subject is looked for before its verb."""
_AS_WELL = frozenset({("as", "well", "as"), ("in", "addition", "to")})


class Link(Enum):
    """How two neighbouring counts of a sentence are joined."""

    NONE = 0
    AND = 1
    INCLUDING = 2
    """The second is a part of the first."""
    AMONG = 3
    """The first is a part of the second."""


@dataclass(slots=True)
class Harmed:
    """A count with the cue that tells its state, and the count it is a part of."""

    count: Count
    cue: HarmCue | None = None
    whole: "Harmed | None" = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence under reading."""

    tokens: Sequence[Token]
    cues: Mapping[int, HarmCue]
    ends: Mapping[int, HarmCue]
    """Cues by the token behind them."""
    harmed: list[Harmed]
    words: Mapping[str, frozenset[str]]

    def lower(self, place: int) -> str:
        """Return a word in lower case; empty outside the sentence."""
        return self.tokens[place].lower if 0 <= place < len(self.tokens) else ""

    def skip(self, place: int, kind: str, step: int = 1) -> int:
        """Step over words of a list, forwards no further than a cue."""
        while 0 <= place < len(self.tokens) and self.tokens[place].lower in self.words[kind]:
            if step > 0 and place in self.cues:
                break
            place += step
        return place


def tail(clause: Clause, place: int) -> int:
    """Return the token behind the prepositional phrases that follow a count."""
    end = min(len(clause.tokens), place + 10)
    while place < end and clause.lower(place) in clause.words["prepositions"]:
        place += 1
        while (
            place < end
            and place not in clause.cues
            and clause.lower(place) not in clause.words["phrase_ends"]
            and clause.lower(place) not in clause.words["auxiliaries"]
            and clause.lower(place) not in clause.words["prepositions"]
        ):
            place += 1
    return place


def past_apposition(clause: Clause, place: int) -> int:
    """Return the token behind ", mostly women and children," when one stands at a token."""
    if clause.lower(place) != ",":
        return place
    for end in range(place + 2, min(place + MAX_APPOSITION, len(clause.tokens))):
        if end in clause.cues or clause.lower(end) in clause.words["clause_ends"]:
            return place
        if clause.lower(end) == ",":
            return end + 1
    return place


def find_link(clause: Clause, a: Harmed, b: Harmed) -> Link:
    """Tell how two neighbouring counts are joined."""
    first = b.count.first
    between = [t.lower for t in clause.tokens[a.count.last : first]]
    words = [w for w in between if w not in clause.words["fillers"]]
    if len(between) > FAR or _is_apposition(clause, a, b, between):
        return Link.NONE
    if words and words[-1] in {"among", "amongst"} and set(words) & clause.words["auxiliaries"]:
        return Link.AMONG
    if _is_included(clause, words, b):
        return Link.INCLUDING
    start = min(tail(clause, a.count.last), first)
    rest = [clause.lower(p) for p in range(start, first)]
    if start > a.count.last and start == first:
        return Link.NONE
    is_joint = all(w in clause.words["joints"] or w in clause.words["fillers"] for w in rest)
    if is_joint and not any(p in clause.cues for p in range(a.count.last, first)):
        return Link.AND
    return Link.AND if tuple(words[-3:]) in _AS_WELL else Link.NONE


def _is_apposition(clause: Clause, a: Harmed, b: Harmed, between: Sequence[str]) -> bool:
    """Tell whether a count says who a named person is: "X, a father", but not "X, his wife"."""
    if a.count.name is None or not b.count.is_single or "and" in between:
        return False
    return clause.lower(b.count.first) not in {"her", "his", "their"}


def _is_included(clause: Clause, words: Sequence[str], b: Harmed) -> bool:
    """Tell whether a count is a part of the one before it, by the words between or its own."""
    if b.count.of_them:
        return True
    near = words[-2:] if b.count.is_single else words[-5:]
    return any(w in clause.words["inclusions"] for w in near)


def share(clause: Clause, links: Sequence[Link]) -> None:
    """Let joined counts share a state, forwards and then backwards."""
    pairs = list(zip(clause.harmed, clause.harmed[1:], links, strict=False))
    for a, b, link in pairs:
        if link is Link.NONE or a.cue is None or b.cue is not None:
            continue
        if link is Link.INCLUDING or (link is Link.AND and a.cue is not a.count.cue):
            b.cue = a.cue
            b.is_part = b.is_part or (a.is_part and link is Link.AND)
    for a, b, link in reversed(pairs):
        if link is Link.NONE or a.cue is not None or b.cue is None:
            continue
        if b.cue.first > b.count.first or link is Link.AMONG:
            a.cue = b.cue
            a.is_part = b.is_part and link is Link.AND


def _is_graded(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether a bare count tells how badly some were hurt: "..., two of them critically"."""
    last = harmed.count.last
    is_graded = harmed.count.is_elliptic and clause.lower(last) in clause.words["grades"]
    return is_graded and clause.lower(last + 1) in {"", ".", ",", ";", ")"}


def find_parts(clause: Clause, links: Sequence[Link]) -> None:
    """Tell parts from wholes: "including", "of them", "among the dead"."""
    for a, b in zip(clause.harmed, clause.harmed[1:], strict=False):
        if a.cue is not None and State.INJURED in a.cue.states and _is_graded(clause, b):
            b.cue, b.whole, b.is_part = a.cue, a, True
    for place, harmed in enumerate(clause.harmed):
        if harmed.cue is None:
            continue
        before = clause.harmed[place - 1] if place else None
        link = links[place - 1] if place else Link.NONE
        if before is not None and link is Link.INCLUDING and before.cue is not None:
            harmed.whole, harmed.is_part = before.whole or before, True
        elif (
            before is not None
            and link is Link.AND
            and before.whole is not None
            and _is_smaller(harmed, before.whole)
        ):
            harmed.whole, harmed.is_part = before.whole, True
        if place < len(links) and links[place] is Link.AMONG:
            harmed.whole, harmed.is_part = clause.harmed[place + 1], True
        if harmed.count.of_them or Role.AMONG in harmed.cue.roles:
            harmed.is_part = True


def _is_smaller(part: Harmed, whole: Harmed) -> bool:
    """Tell whether a count can be a part of another, by size."""
    small = part.count.number.low or part.count.number.high or 0
    large = whole.count.number.low or whole.count.number.high or 0
    return small < large
