"""Who was harmed how: counts of people joined to the cues of their sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.counts import Count
from accordingto.reader.rules.harm import HarmCue, Role, is_active
from accordingto.records.values import State

FAR = 24
"""Tokens over which a subject is looked for before its verb."""
TOLL_REACH = 24
"""Tokens behind "death toll" within which its number is looked for."""


_PERSONAL = frozenset({State.KILLED, State.INJURED, State.MISSING, State.DETAINED})
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
class _Clause:
    """One sentence under reading."""

    tokens: Sequence[Token]
    cues: Mapping[int, HarmCue]
    ends: Mapping[int, HarmCue]
    """Cues by the token behind them."""
    harmed: list[Harmed]
    words: Mapping[str, frozenset[str]]

    def lower(self, place: int) -> str:
        return self.tokens[place].lower if 0 <= place < len(self.tokens) else ""

    def skip(self, place: int, kind: str, step: int = 1) -> int:
        """Step over words of a list."""
        while 0 <= place < len(self.tokens) and self.tokens[place].lower in self.words[kind]:
            place += step
        return place


def join_harm(
    tokens: Sequence[Token], cues: Mapping[int, HarmCue], counts: Sequence[Count]
) -> list[Harmed]:
    """Return the counts of a sentence that a cue says were harmed, in order of the text.

    The nearest tie wins: a cue in the phrase itself, then one right behind it or its verb, then
    the verb right before it, then a toll or list further off; what "and" and "including" join
    shares the state.
    """
    clause = _Clause(
        tokens,
        cues,
        {cue.last: cue for cue in cues.values()},
        [Harmed(count, count.cue) for count in counts],
        load_words("harm_context"),
    )
    clause.harmed[:] = [h for i, h in enumerate(clause.harmed) if _is_counted(clause, i)]
    links = [_link(clause, a, b) for a, b in zip(clause.harmed, clause.harmed[1:], strict=False)]
    for harmed in clause.harmed:
        harmed.cue = harmed.cue or _cue_behind(clause, harmed) or _verb_behind(clause, harmed)
    for place, harmed in enumerate(clause.harmed):
        _take_object(clause, harmed, place)
    _find_tolls(clause)
    for harmed in clause.harmed:
        harmed.cue = harmed.cue or harmed.count.premodifier
    _share(clause, links)
    _go_on(clause)
    _find_far_subjects(clause)
    _share(clause, links)
    for harmed in clause.harmed:
        harmed.cue = harmed.cue or _listed(clause, harmed) or _along_with(clause, harmed)
    _find_parts(clause, links)
    return [h for h in clause.harmed if h.cue is not None and _holds(clause, h)]


def _is_counted(clause: _Clause, place: int) -> bool:
    """Tell whether a count is one: not a loose number before another, not somebody who speaks."""
    harmed = clause.harmed[place]
    if clause.lower(harmed.count.last) in clause.words["sayings"] and harmed.cue is None:
        return False
    if place + 1 < len(clause.harmed) and harmed.count.is_elliptic and harmed.cue is None:
        return clause.harmed[place + 1].count.first > harmed.count.last
    return True


def _tail(clause: _Clause, place: int) -> int:
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


def _cue_behind(clause: _Clause, harmed: Harmed) -> HarmCue | None:
    """Find "dead" in "12 dead", "wounded" in "30 others were left wounded"."""
    place = clause.skip(harmed.count.last, "adverbs")
    cue = clause.cues.get(place)
    if cue is None or not cue.roles & {Role.PASSIVE, Role.AFTER, Role.SUBJECT}:
        return None
    if Role.OBJECT in cue.roles and _governs(clause, cue) and not _is_list(clause, cue):
        return None
    return cue


def _governs(clause: _Clause, cue: HarmCue) -> bool:
    """Tell whether a count stands right behind a cue, so that it may be its verb."""
    return _count_behind(clause, cue) is not None


def _count_behind(clause: _Clause, cue: HarmCue) -> Harmed | None:
    """Return the count right behind a cue."""
    place = clause.skip(cue.last, "fillers")
    near = (h for h in clause.harmed if cue.last <= h.count.first <= place)
    return next(near, None)


def _is_list(clause: _Clause, cue: HarmCue) -> bool:
    """Tell whether the count behind a cue has a cue of its own: "12 killed 30 wounded"."""
    behind = _count_behind(clause, cue)
    if behind is None:
        return False
    after = clause.cues.get(clause.skip(behind.count.last, "adverbs"))
    return after is not None or behind.cue is not None


def _verb_behind(clause: _Clause, harmed: Harmed) -> HarmCue | None:
    """Find the verb of which a count is the subject, right behind its phrase."""
    place = _tail(clause, harmed.count.last)
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


def _killed_after(clause: _Clause, cue: HarmCue) -> HarmCue:
    """Return the second verb of "were captured and killed": death is what a count records."""
    if State.KILLED in cue.states or clause.lower(cue.last) != "and":
        return cue
    place = clause.skip(cue.last + 1, "auxiliaries")
    second = clause.cues.get(place)
    if second is not None and Role.PASSIVE in second.roles and State.KILLED in second.states:
        return cue if _governs(clause, second) else second
    return cue


def _take_object(clause: _Clause, harmed: Harmed, place: int) -> None:
    """Give a count the verb right before it, unless its own verb follows."""
    if harmed.cue is not None:
        return
    first = clause.skip(harmed.count.first - 1, "fillers", -1)
    cue = clause.ends.get(first + 1)
    if cue is None and clause.lower(first) in {"were", "was", "are", "is"}:
        cue = clause.ends.get(first)
        cue = cue if cue is not None and Role.LISTING in cue.roles else None
    if cue is None:
        return
    first_verb = clause.ends.get(cue.first)
    if first_verb is not None and Role.OBJECT in first_verb.roles & cue.roles:
        cue = first_verb if first_verb.last - first_verb.first == 1 else cue
    if Role.CLAIM in cue.roles and (harmed.count.head is None or harmed.count.is_single):
        return
    if cue.roles & {Role.OBJECT, Role.CLAIM, Role.LISTING}:
        if _is_taken(clause, cue, place):
            return
        harmed.cue = cue
        harmed.is_part = Role.LISTING in cue.roles
    elif Role.FORCE in cue.roles and harmed.count.head is not None:
        harmed.cue = cue


def _is_taken(clause: _Clause, cue: HarmCue, place: int) -> bool:
    """Tell whether a participle belongs to the count before it: "12 killed 30 wounded"."""
    return place > 0 and clause.harmed[place - 1].cue is cue


def _link(clause: _Clause, a: Harmed, b: Harmed) -> Link:
    """Tell how two neighbouring counts are joined."""
    first = b.count.first
    between = [t.lower for t in clause.tokens[a.count.last : first]]
    words = [w for w in between if w not in clause.words["fillers"]]
    if len(between) > FAR:
        return Link.NONE
    if words and words[-1] in {"among", "amongst"} and set(words) & clause.words["auxiliaries"]:
        return Link.AMONG
    if _is_included(clause, words, b):
        return Link.INCLUDING
    start = min(_tail(clause, a.count.last), first)
    rest = [clause.lower(p) for p in range(start, first)]
    if start > a.count.last and start == first:
        return Link.NONE
    is_joint = all(w in clause.words["joints"] or w in clause.words["fillers"] for w in rest)
    if is_joint and not any(p in clause.cues for p in range(a.count.last, first)):
        return Link.AND
    return Link.AND if tuple(words[-3:]) in _AS_WELL else Link.NONE


def _is_included(clause: _Clause, words: Sequence[str], b: Harmed) -> bool:
    """Tell whether a count is a part of the one before it, by the words between or its own."""
    if b.count.of_them:
        return True
    near = words[-2:] if b.count.is_single else words[-5:]
    return any(w in clause.words["inclusions"] for w in near)


def _listed(clause: _Clause, harmed: Harmed) -> HarmCue | None:
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


def _share(clause: _Clause, links: Sequence[Link]) -> None:
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


def _go_on(clause: _Clause) -> None:
    """Let "and one in Belvar" go on with the state told before it."""
    for a, b in zip(clause.harmed, clause.harmed[1:], strict=False):
        first = b.count.first
        if b.cue is not None or a.cue is None or not b.count.is_elliptic or first < a.cue.last:
            continue
        is_next = clause.lower(first - 1) in {"and", ",", "while"}
        if is_next and clause.lower(b.count.last) in clause.words["prepositions"]:
            if not any(p in clause.cues for p in range(max(a.count.last, a.cue.last), first)):
                b.cue = a.cue


def _along_with(clause: _Clause, harmed: Harmed) -> HarmCue | None:
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


def _find_tolls(clause: _Clause) -> None:
    """Join "death toll" to the number it rises to."""
    for cue in clause.cues.values():
        if Role.TOLL not in cue.roles:
            continue
        for harmed in clause.harmed:
            first = harmed.count.first
            if not cue.last <= first <= cue.last + TOLL_REACH:
                continue
            if any(clause.lower(p) in clause.words["toll_ends"] for p in range(cue.last, first)):
                break
            if harmed.cue is None and clause.lower(first - 1) in clause.words["toll_verbs"]:
                harmed.cue = cue


def _find_far_subjects(clause: _Clause) -> None:
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


def _nearest_before(clause: _Clause, place: int) -> Harmed | None:
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


def _find_parts(clause: _Clause, links: Sequence[Link]) -> None:
    """Tell parts from wholes: "including", "of them", "among the dead"."""
    for place, harmed in enumerate(clause.harmed):
        if harmed.cue is None:
            continue
        before = clause.harmed[place - 1] if place else None
        link = links[place - 1] if place else Link.NONE
        if before is not None and link is Link.INCLUDING and before.cue is not None:
            harmed.whole, harmed.is_part = before.whole or before, True
        elif before is not None and link is Link.AND and before.whole is not None:
            if _is_smaller(harmed, before.whole):
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


def _holds(clause: _Clause, harmed: Harmed) -> bool:
    """Tell whether the harm is told as fact: not denied, feared or planned."""
    cue = harmed.cue
    if cue is None:
        return False
    if harmed.count.number.low == harmed.count.number.high == 0 or Role.TOLL in cue.roles:
        return True
    if _is_family(clause, harmed) and cue.states[0] in _PERSONAL:
        return False
    for place in range(cue.first - 1, max(cue.first - 5, -1), -1):
        word = clause.lower(place)
        if word in clause.words["denials"]:
            return False
        if place == cue.first - 1 and word == "to" and _is_plan(clause, place):
            return False
        if word in clause.words["phrase_ends"]:
            break
    return True


def _is_family(clause: _Clause, harmed: Harmed) -> bool:
    """Tell whether families are counted, which says nothing of the number of dead."""
    head = harmed.count.head
    return head is not None and clause.lower(head) in {"family", "families"}


def _is_plan(clause: _Clause, place: int) -> bool:
    """Tell whether "to kill" is what somebody planned or threatened."""
    return any(
        clause.lower(p) in clause.words["plans"] for p in range(max(place - 4, 0), place)
    )
