"""Who was harmed how: counts of people joined to the cues of their sentence."""

from collections.abc import Mapping, Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.counted import Count
from accordingto.reader.rules.harm import HarmCue, Role, is_active
from accordingto.reader.rules.harm_clauses import (
    FAR,
    Clause,
    Harmed,
    find_link,
    find_parts,
    past_apposition,
    share,
    tail,
)
from accordingto.reader.rules.harm_objects import before, take_object
from accordingto.reader.rules.tolls import find_tolls, go_on, is_broken_down
from accordingto.records.values import State

_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "him", "them"})
_PERSONAL = frozenset({State.KILLED, State.INJURED, State.MISSING, State.DETAINED})


def join_harm(
    tokens: Sequence[Token],
    cues: Mapping[int, HarmCue],
    counts: Sequence[Count],
    named: Sequence[Harmed] = (),
) -> list[Harmed]:
    """Return the counts of a sentence that a cue says were harmed, in order of the text.

    The nearest tie wins: a cue in the phrase itself, then one right behind it or its verb, then
    the verb right before it, then a toll or list further off; what "and" and "including" join
    shares the state.
    """
    clause = Clause(
        tokens,
        cues,
        {cue.last: cue for cue in cues.values()},
        sorted(
            (
                *named,
                *(Harmed(count, count.cue if _tells_harm(count) else None) for count in counts),
            ),
            key=lambda harmed: harmed.count.first,
        ),
        load_words("harm_context"),
    )
    clause.harmed[:] = [h for i, h in enumerate(clause.harmed) if _is_counted(clause, i)]
    links = [
        find_link(clause, a, b) for a, b in zip(clause.harmed, clause.harmed[1:], strict=False)
    ]
    for harmed in clause.harmed:
        harmed.cue = harmed.cue or _cue_behind(clause, harmed) or _verb_behind(clause, harmed)
    for place, harmed in enumerate(clause.harmed):
        take_object(clause, harmed, place)
    find_tolls(clause)
    for harmed in clause.harmed:
        harmed.cue = harmed.cue or harmed.count.cue or harmed.count.premodifier
    share(clause, links)
    go_on(clause)
    _find_far_subjects(clause)
    share(clause, links)
    for harmed in clause.harmed:
        harmed.cue = harmed.cue or _listed(clause, harmed) or _along_with(clause, harmed)
    share(clause, links)
    find_parts(clause, links)
    return [
        harmed
        for place, harmed in enumerate(clause.harmed)
        if _holds(clause, harmed) and not is_broken_down(clause, place)
    ]


def _tells_harm(count: Count) -> bool:
    """Tell whether a counted noun outranks any verb: "12 deaths" do, "12 hostages" do not."""
    if count.cue is None or count.of_them:
        return False
    return bool({State.KILLED, State.INJURED} & set(count.cue.states))


def _is_counted(clause: Clause, place: int) -> bool:
    """Tell whether a count is one: not a loose number before another, not somebody who speaks."""
    harmed = clause.harmed[place]
    if clause.lower(harmed.count.last) in clause.words["sayings"] and harmed.cue is None:
        return False
    if _is_frame(clause, harmed):
        return False
    if place + 1 < len(clause.harmed) and harmed.count.is_elliptic and harmed.cue is None:
        return clause.harmed[place + 1].count.first > harmed.count.last
    return True


def _is_frame(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether a count only frames the next: "of the 30 people on board, 22 died"."""
    first = harmed.count.first
    start = first - 2 if clause.lower(first - 1) in {"the", "some", "those"} else first - 1
    is_open = clause.lower(start - 1) in {"", ",", "but"}
    return start >= 0 and clause.lower(start) == "of" and is_open


def _cue_behind(clause: Clause, harmed: Harmed) -> HarmCue | None:
    """Find "dead" in "12 dead", "wounded" in "30 others were left wounded"."""
    place = clause.skip(harmed.count.last, "adverbs")
    cue = clause.cues.get(place)
    if cue is not None and Role.FRAMED in cue.roles:
        return cue if _is_framed(clause, harmed) else None
    if cue is None or not cue.roles & {Role.PASSIVE, Role.AFTER, Role.SUBJECT}:
        return None
    if _acts(clause, harmed, cue) or (Role.FORCE in cue.roles and harmed.count.is_unknown):
        return None
    if Role.OBJECT in cue.roles and _governs(clause, cue):
        # "12 killed 30 wounded", but "raiders killed 12" and "killed 12 wounded 30"
        verb = clause.ends.get(clause.skip(harmed.count.first - 1, "fillers", -1) + 1)
        has_verb = verb is not None and Role.OBJECT in verb.roles
        if not _is_list(clause, cue) or (has_verb and not _is_spent(clause, verb, harmed)):
            return None
    return cue


def _acts(clause: Clause, harmed: Harmed, cue: HarmCue) -> bool:
    """Tell whether one person is the doer: "the suspect abducted the student"."""
    takes = cue.roles & {Role.OBJECT, Role.FORCE}
    return bool(takes) and harmed.count.is_single and clause.lower(cue.last) in _DEFINITE


def _is_framed(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether a verb before the count goes with what stands behind: "hacked 12 to death"."""
    return clause.lower(before(clause, harmed)) in clause.words["frames"]


def _is_spent(clause: Clause, verb: HarmCue | None, harmed: Harmed) -> bool:
    """Tell whether a participle already belongs to a count before this one."""
    return any(h.cue is verb for h in clause.harmed if h.count.first < harmed.count.first)


def _governs(clause: Clause, cue: HarmCue) -> bool:
    """Tell whether a count stands right behind a cue, so that it may be its verb."""
    return _count_behind(clause, cue) is not None


def _count_behind(clause: Clause, cue: HarmCue) -> Harmed | None:
    """Return the count right behind a cue."""
    place = clause.skip(cue.last, "fillers")
    near = (h for h in clause.harmed if cue.last <= h.count.first <= place)
    return next(near, None)


def _is_list(clause: Clause, cue: HarmCue) -> bool:
    """Tell whether the count behind a cue has a cue of its own: "12 killed 30 wounded"."""
    behind = _count_behind(clause, cue)
    if behind is None:
        return False
    after = clause.cues.get(clause.skip(behind.count.last, "adverbs"))
    return after is not None or behind.cue is not None


def _verb_behind(clause: Clause, harmed: Harmed) -> HarmCue | None:
    """Find the verb of which a count is the subject, right behind its phrase."""
    place = past_apposition(clause, tail(clause, harmed.count.last))
    place = clause.skip(place, "relatives")
    place = clause.skip(place, "adverbs")
    start = place
    place = clause.skip(place, "auxiliaries")
    place = clause.skip(place, "adverbs")
    place = clause.skip(place, "auxiliaries")
    cue = clause.cues.get(place)
    if cue is None:
        return None
    if Role.SUBJECT in cue.roles or Role.AMONG in cue.roles:
        return cue
    is_passive = any(
        clause.lower(p) in clause.words["passive_auxiliaries"] for p in range(start, place)
    )
    if is_passive and not is_active(clause.tokens, cue) and cue.roles & {Role.PASSIVE, Role.AFTER}:
        return _killed_after(clause, cue)
    return None


def _killed_after(clause: Clause, cue: HarmCue) -> HarmCue:
    """Return the second verb of "were captured and killed": death is what a count records."""
    if State.KILLED in cue.states or clause.lower(cue.last) != "and":
        return cue
    place = clause.skip(clause.skip(cue.last + 1, "auxiliaries"), "adverbs")
    if clause.lower(place) in {"feared", "presumed"}:
        return cue
    second = clause.cues.get(place)
    if second is None or State.KILLED not in second.states or _governs(clause, second):
        return cue
    return second if second.roles & {Role.PASSIVE, Role.SUBJECT} else cue


def _listed(clause: Clause, harmed: Harmed) -> HarmCue | None:
    """Find the cue of "killing civilians including three children"."""
    first = harmed.count.first
    near = range(max(first - 3, 0), first)
    if not any(clause.lower(p) in clause.words["inclusions"] for p in near):
        return None
    for place in range(first - 1, max(first - FAR // 2, 0), -1):
        cue = clause.cues.get(place)
        if cue is not None and cue.roles & {Role.OBJECT, Role.PASSIVE, Role.SUBJECT}:
            harmed.is_part = True
            return cue
    return None


def _along_with(clause: Clause, harmed: Harmed) -> HarmCue | None:
    """Find the cue of "he was killed along with two others"."""
    first = harmed.count.first
    words = {clause.lower(p) for p in range(max(first - 2, 0), first)}
    if not words & {"alongside", "along", "together"}:
        return None
    for place in range(first - 1, max(first - FAR // 2, 0), -1):
        cue = clause.cues.get(place)
        if cue is not None and cue.roles & {Role.PASSIVE, Role.SUBJECT, Role.AFTER}:
            return cue
    return None


def _find_far_subjects(clause: Clause) -> None:
    """Give a passive without a subject so far the nearest count before it."""
    used = {id(h.cue) for h in clause.harmed}
    for cue in clause.cues.values():
        if id(cue) in used or not cue.roles & {Role.PASSIVE, Role.SUBJECT, Role.AMONG}:
            continue
        start = clause.skip(cue.first - 1, "auxiliaries", -1)
        if Role.PASSIVE in cue.roles and start == cue.first - 1:
            continue
        if is_active(clause.tokens, cue):
            continue
        harmed = _nearest_before(clause, start + 1)
        if harmed is not None and harmed.cue is None and not harmed.count.is_unknown:
            harmed.cue = cue


def _nearest_before(clause: Clause, place: int) -> Harmed | None:
    """Return the count before a verb, when no clause ends between them."""
    for harmed in reversed(clause.harmed):
        if harmed.count.last > place:
            continue
        if place - harmed.count.last > FAR // 2:
            return None
        between = range(harmed.count.last, place)
        if any(clause.lower(p) in clause.words["clause_ends"] for p in between):
            return None
        return harmed
    return None


def _holds(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether the harm is told as fact: not denied, feared or planned."""
    cue = harmed.cue
    if cue is None:
        return False
    if harmed.count.number.low == harmed.count.number.high == 0 or Role.TOLL in cue.roles:
        return True
    if _is_family(clause, harmed) and cue.states[0] in _PERSONAL:
        return False
    start = harmed.count.first if Role.FRAMED in cue.roles else cue.first
    for place in range(start - 1, max(start - 5, -1), -1):
        word = clause.lower(place)
        if word in clause.words["denials"]:
            return False
        if place == start - 1 and word == "to" and _is_plan(clause, place):
            return False
        if word in clause.words["phrase_ends"]:
            break
    return True


def _is_family(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether families are counted, which says nothing of the number of dead."""
    head = harmed.count.head
    return head is not None and clause.lower(head) in {"family", "families"}


def _is_plan(clause: Clause, place: int) -> bool:
    """Tell whether "to kill" is what somebody planned or threatened."""
    return any(clause.lower(p) in clause.words["plans"] for p in range(max(place - 4, 0), place))
