"""Tolls and lists: "the death toll has passed 300", "two were killed in Ostel, three in Belvar"."""

from dataclasses import replace

from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.reader.rules.harm_clauses import Clause, Harmed
from accordingto.records.values import Bound, State

TOLL_REACH = 24
"""Tokens behind "death toll" within which its number is looked for."""
MAX_TOPIC = 5
"""Words of "in the port of Belvar," before a count that goes on with a list."""


def find_tolls(clause: Clause) -> None:
    """Join "death toll" to the number it rises to."""
    for cue in clause.cues.values():
        if Role.TOLL not in cue.roles:
            continue
        for harmed in clause.harmed:
            first = harmed.count.first
            is_near = cue.last <= first <= cue.last + TOLL_REACH
            if harmed.count.is_single or not is_near:
                continue
            if any(clause.lower(p) in clause.words["toll_ends"] for p in range(cue.last, first)):
                break
            if clause.lower(first - 2) == "population":
                break
            if harmed.cue is None and clause.lower(first - 1) in clause.words["toll_verbs"]:
                harmed.cue = _running(clause, cue) if Role.RUNNING in cue.roles else cue
                if clause.lower(first - 1) in clause.words["toll_floors"]:
                    _open(harmed)


def is_broken_down(clause: Clause, place: int) -> bool:
    """Tell whether casualties are then told apart: "30 casualties: 12 killed and 18 injured".

    A bare number of casualties counts the killed (codebook); such a number counts both.
    """
    harmed = clause.harmed[place]
    if not clause.lower(harmed.count.last - 1).startswith("casualt"):
        return False
    if clause.lower(harmed.count.last) not in {":", "(", ",", "-", "–", "—"}:
        return False
    states = {h.cue.states for h in clause.harmed[place + 1 : place + 3] if h.cue}
    return states == {(State.KILLED,), (State.INJURED,)}


def _open(harmed: Harmed) -> None:
    """Leave the end of a toll open that "has passed 300"."""
    number = harmed.count.number
    if number.bound is Bound.EXACT:
        number = replace(number, high=None, approximate=True, bound=Bound.MIN)
        harmed.count = replace(harmed.count, number=number)


def _running(clause: Clause, cue: HarmCue) -> HarmCue:
    """Return a total with the states of the count told last before it."""
    before = [h.cue for h in clause.harmed if h.cue and h.count.first < cue.first]
    return replace(cue, states=before[-1].states) if before else cue


def go_on(clause: Clause) -> None:
    """Let "and one in Belvar" and "; in Belvar, one" go on with the state told before."""
    for a, b in zip(clause.harmed, clause.harmed[1:], strict=False):
        first = b.count.first
        if b.cue is not None or a.cue is None or not b.count.is_elliptic or first < a.cue.last:
            continue
        between = range(max(a.count.last, a.cue.last), first)
        if any(place in clause.cues for place in between):
            continue
        if _is_next_place(clause, b) or _is_topic(clause, b, between.start):
            b.cue = a.cue


def _is_next_place(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether a count goes on with "and one in Belvar"."""
    is_next = clause.lower(harmed.count.first - 1) in {"and", ",", "while"}
    return is_next and clause.lower(harmed.count.last) in clause.words["prepositions"]


def _is_topic(clause: Clause, harmed: Harmed, start: int) -> bool:
    """Tell whether a count goes on with "; in Belvar, one"."""
    first = harmed.count.first
    if clause.lower(first - 1) != "," or clause.lower(harmed.count.last) not in {"", ".", ";", ","}:
        return False
    topic = range(max(start, first - MAX_TOPIC), first - 1)
    return any(clause.lower(p) in {"in", "at", "near"} for p in topic)
