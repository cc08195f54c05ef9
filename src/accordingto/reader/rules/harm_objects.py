"""Who was harmed, told before them: the verb or list that a count is the object of."""

from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.reader.rules.harm_clauses import FAR, Clause, Harmed


def before(clause: Clause, harmed: Harmed) -> int:
    """Return the word before a count, past articles and marks."""
    return clause.skip(harmed.count.first - 1, "fillers", -1)


def take_object(clause: Clause, harmed: Harmed, place: int) -> None:
    """Give a count the verb right before it, unless its own verb follows."""
    if harmed.cue is not None:
        return
    first = before(clause, harmed)
    if clause.lower(first) == "and" and clause.lower(first - 1) in clause.words["reflexives"]:
        # "The bomber killed himself and 13 others."
        harmed.cue = clause.ends.get(first - 1)
        return
    cue = _cue_before(clause, first, harmed)
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
        # "Killed: 12." tells a toll, "the dead: two nurses" some of them.
        harmed.is_part = Role.LISTING in cue.roles and harmed.count.head is not None
    elif _has_people(clause, cue, harmed):
        harmed.cue = cue


def _cue_before(clause: Clause, first: int, harmed: Harmed) -> HarmCue | None:
    """Return the cue that ends at a word before a count, or governs it past that word."""
    cue = clause.ends.get(harmed.count.first) or clause.ends.get(first + 1)
    if cue is not None:
        # A bare noun lists nobody without a verb: "12 dead 30 wounded".
        is_bare = Role.LISTING in cue.roles and Role.NOUN in cue.roles
        return None if is_bare else cue
    word = clause.lower(first)
    if word not in {"were", "was", "are", "is"}:
        return None
    cue = clause.ends.get(first)
    if cue is not None:
        return cue if Role.LISTING in cue.roles else None
    return _inverted(clause, first)


def _inverted(clause: Clause, verb: int) -> HarmCue | None:
    """Return the participle of "Killed in the blast were two nurses"."""
    start = int(clause.lower(0) in {"also", "among"})
    cue = clause.cues.get(start)
    if cue is None or cue.last > verb or Role.PASSIVE not in cue.roles:
        return None
    between = range(cue.last, verb)
    is_open = all(clause.lower(p) not in clause.words["phrase_ends"] for p in between)
    return cue if is_open and not any(p in clause.cues for p in between) else None


def _is_told(clause: Clause, harmed: Harmed) -> bool:
    """Tell whether people are counted, if by those named before: "... and captured 12"."""
    if harmed.count.head is not None or harmed.count.cue is not None:
        return True
    if not harmed.count.is_elliptic:
        return False
    before = (h for h in clause.harmed if h.count.first < harmed.count.first)
    return any(h.count.head is not None and not h.count.is_unknown for h in before)


def _has_people(clause: Clause, cue: HarmCue, harmed: Harmed) -> bool:
    """Tell whether a verb that also takes things takes these people: "lost 12 fighters"."""
    if Role.FORCE in cue.roles and (_is_told(clause, harmed)):
        return True
    if harmed.count.head is None:
        return False
    head = clause.lower(harmed.count.head)
    if Role.LIVES in cue.roles:
        return head in clause.words["lives"]
    if Role.HOLDS in cue.roles:
        is_captor = clause.lower(cue.first) == "holding" and not harmed.count.is_single
        return is_captor and head in clause.words["captives"]
    if Role.TREATS not in cue.roles:
        return False
    behind = range(harmed.count.last, harmed.count.last + FAR // 3)
    return any(clause.lower(p) in clause.words["ailments"] for p in behind)


def _is_taken(clause: Clause, cue: HarmCue, place: int) -> bool:
    """Tell whether a participle belongs to the count before it: "12 killed 30 wounded"."""
    return place > 0 and clause.harmed[place - 1].cue is cue
