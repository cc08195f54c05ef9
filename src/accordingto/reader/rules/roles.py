"""Doers: who does a violent deed, found by the order of words around it."""

from accordingto.reader.rules.parties import MARKS, Phrase, View

_GOVERNING = frozenset(
    (
        "in", "at", "near", "on", "against", "to", "from", "with", "by", "over", "into", "for",
        "under", "including", "between",
    )
)  # fmt: skip
_LINKS = frozenset(("of", "backed", "supported", "led", "loyal", "allied"))
_CONJUNCTIONS = frozenset(("that", "while", "when", "after", "where", "who", "which"))
_WITHIN = frozenset(("in", "at", "after", "from", "by", "near", "against", "during", "following"))
"""Between a verb and its object no such word stands."""
_PAIR = 2
_BELONG = frozenset(("belong", "belonging", "belongs"))
_CLASHES = frozenset(
    ("battle", "battled", "battles", "clash", "clashed", "clashes", "fighting", "fought")
)
_INSIDE = frozenset(("army", "insurgent", "jihadist", "militant", "rebel", "regime"))
"""Doers that stand inside the words for a deed: "rebel fire"."""
PRONOUNS = frozenset(("it", "they", "we"))
_POSSESSIVES = frozenset(("its", "their", "our"))
_JOINTS = frozenset(("and", "or", "&"))
CLAUSE_REACH = 25
"""A subject stands no more than so many words before its verb."""
AGENT_REACH = 14
"""A doer behind "by" stands no more than so many words after the deed."""
OBJECT_REACH = 9
"""A deed stands no more than so many words behind the verb it is the object of."""


def find_doers(view: View, first: int, last: int, *, is_verb: bool) -> list[Phrase]:
    """Return the parties that do the deed in tokens `first` to `last`, in the order of the text.

    "by X" behind the deed comes first, then "between X and Y", then the subject of a verb, whose
    deed a noun is ("Marenese strikes", "the rebels' attack"), and the subject of the verb whose
    object it is ("launched an attack"). Empty when the sentence names nobody.
    """
    agents = _agents(view, last) or _opponents(view, first, last)
    if agents:
        return agents
    if is_verb:
        return [] if is_passive(view, first, last) else find_subjects(view, first)
    owner = _owner(view, first)
    if owner is not None:
        return with_joined(view, owner)
    if last - first > 1 and view.lower(first) in _INSIDE:
        return [Phrase(first, first + 1, is_armed=True, is_place=False)]
    for verb in (_carrier(view, first), _harming_verb(view, first)):
        subjects = find_subjects(view, verb) if verb is not None else []
        if subjects:
            return subjects
    return []


def is_passive(view: View, first: int, last: int) -> bool:
    """Tell whether a verb is in the passive: behind a form of "be", before "by", or a bare one."""
    if view.lower(last) == "by":
        return True
    place = first - 1
    while place >= 0 and view.lower(place) in view.words.auxiliaries:
        if view.lower(place) in view.words.be:
            return not view.lower(first).endswith("ing")
        place -= 1
    return place == first - 1 and last - first == 1 and _lacks_object(view, first)


def with_joined(view: View, phrase: Phrase) -> list[Phrase]:
    """Return a phrase with those that "and" or "or" joins to it: "the army and its allies"."""
    found = [phrase]
    while (other := _party_before(view, found[0].first)) is not None:
        found.insert(0, other)
    while (other := _party_after(view, found[-1].last)) is not None:
        found.append(other)
    kept = [p for p in found if not p.is_place or p is phrase]
    return kept if len(found) <= _PAIR else found  # "the regime, Ostria and the militias"


def _party_before(view: View, first: int) -> Phrase | None:
    """Return the party that is joined to what begins at `first`."""
    place = first - 1
    while view.lower(place) in view.words.determiners:
        place -= 1
    return view.party_at(place - 1) if view.lower(place) in _JOINTS else None


def _party_after(view: View, last: int) -> Phrase | None:
    """Return the party that is joined to what ends before `last`."""
    if view.party_at(last) is not None:  # a list that lost its commas
        return view.party_at(last)
    if view.lower(last) == "in" and view.lower(last + 1) == "cooperation":
        last += 2
    place = last + (view.lower(last) == "," or _is_crew(view, last))
    if view.lower(place) not in (*_JOINTS, "with"):
        return None
    if view.lower(place) == "with" and view.lower(place - 1) != "cooperation":
        return None
    place += 1
    while view.lower(place) in view.words.determiners or view.lower(place) == "those":
        place += 1
    return view.party_at(place)


def _is_crew(view: View, place: int) -> bool:
    """Tell whether a word says who of a party: "either army gunners or a rebel crew"."""
    before = {view.lower(back) for back in range(max(0, place - 4), place)}
    return "either" in before and view.lower(place).isalpha() and view.lower(place + 1) == "or"


def find_subjects(view: View, verb: int) -> list[Phrase]:
    """Return the parties that stand as subject before the word `verb`."""
    subject = _subject(view, verb)
    return with_joined(view, subject) if subject is not None else []


def _subject(view: View, verb: int) -> Phrase | None:
    """Return the nearest party before a verb that is no object of another word."""
    if _has_pronoun(view, verb):
        return _antecedent(view, verb)
    furthest: Phrase | None = None
    joined = view.lower(verb - 1) in ("and", ",")
    lowest = _clause_start(view, verb)
    for phrase in reversed(view.parties):
        if phrase.first < lowest:
            break
        if phrase.last > verb:
            continue
        before = _before(view, phrase.first)
        word = view.lower(before) if before >= lowest else ""
        belongs = word == "to" and view.lower(before - 1) in _BELONG
        if (word in _GOVERNING and not belongs) or (word == "of" and not phrase.is_armed):
            continue
        if word == "(":
            continue
        if phrase.is_place and not _touches(view, phrase.last, verb):
            continue
        furthest = phrase
        if not joined and word not in _LINKS:
            break
    return furthest


def _has_pronoun(view: View, verb: int) -> bool:
    """Tell whether the subject of a verb is "it" or "they", or their aircraft."""
    place = verb - 1
    while view.lower(place) in view.words.auxiliaries:
        place -= 1
    if view.lower(place) in view.words.bearers and view.lower(place - 1) in _POSSESSIVES:
        return True
    return view.lower(place) in PRONOUNS


def _antecedent(view: View, verb: int) -> Phrase | None:
    """Return the party that "it" stands for: the speaker, else the nearest armed side before."""
    before = [p for p in view.parties if p.last <= verb and not p.is_place]
    spoken = [p for p in before if p.first in view.sources]
    armed = [p for p in before if p.is_armed]
    return next(reversed(spoken or armed), None)


def _skip_bearers(view: View, place: int) -> int:
    """Return where a party begins behind "by" and its aircraft: "by planes belonging to A"."""
    place = skip_determiners(view, place + (view.lower(place) == "either"))
    at = place
    while at < len(view.tokens) and (
        view.lower(at) in view.words.bearers or view.lower(at) in ("belonging", "from", "to", "of")
    ):
        at = skip_determiners(view, at + 1)
    return at if view.party_at(at) is not None else place


def _opponents(view: View, first: int, last: int) -> list[Phrase]:
    """Return both sides of a clash: "clashes between A and B", "A killed in clashes with B"."""
    if view.lower(last) == "with" and view.lower(last - 1) in _CLASHES:
        other = view.party_at(skip_determiners(view, last + 1))
        if other is None or other.is_place:
            return []
        before = _harmed_before(view, first)
        return [*before, *(p for p in with_joined(view, other) if p not in before)]
    for place in range(last, min(last + 6, len(view.tokens))):
        if view.ends_clause(place):
            return []
        if view.lower(place) == "between":
            start = skip_determiners(view, place + 1)
            party = view.party_at(start) or view.party_at(start + 1)
            return with_joined(view, party) if party is not None else []
    return []


def _agents(view: View, last: int) -> list[Phrase]:
    """Return the parties behind "by", to the right of a deed, within its clause."""
    for place in range(last, min(last + AGENT_REACH, len(view.tokens))):
        if view.ends_clause(place) or view.lower(place) in _CONJUNCTIONS:
            return []
        is_held = place > last and view.lower(place - 1) in view.words.holding
        if (view.lower(place) == "by" and not is_held) or (
            view.lower(place) == "from" and place == last
        ):
            party = view.party_at(_skip_bearers(view, place + 1))
            if view.lower(place) == "from" and (party is None or not party.is_armed):
                return []
            return with_joined(view, party) if party is not None else []
    return []


def _harmed_before(view: View, first: int) -> list[Phrase]:
    """Return the armed side that was harmed in a clash, or is the subject of "clashed"."""
    lowest = _clause_start(view, first)
    for phrase in reversed(view.parties):
        if phrase.first < lowest:
            return []
        if phrase.last <= first and phrase.is_armed:
            before = view.lower(_before(view, phrase.first))
            return with_joined(view, phrase) if before not in _GOVERNING else []
    return []


def _lacks_object(view: View, verb: int) -> bool:
    """Tell whether a verb that needs an object has none: "six men killed in Tarvo"."""
    if view.lower(verb) not in view.words.transitive:
        return False
    last = verb + 1
    if last in view.days or last in view.cues:
        return True
    after = view.lower(last)
    return after in MARKS or after in view.words.prepositions or after in view.words.breaks


def _owner(view: View, first: int) -> Phrase | None:
    """Return the party whose deed a noun is: "Marenese air strikes", "the rebels' attack"."""
    for place in range(first - 1, max(first - 6, 0) - 1, -1):
        party = view.party_at(place)
        if party is not None:
            return None if party.is_place else party
        word = view.lower(place)
        is_between = word in view.words.attack_adjectives or word in ("'s", "'", "’", '"')
        if not is_between and not word[0].isdigit():
            return None
    return None


def _carrier(view: View, first: int) -> int | None:
    """Return the verb that a deed is the object of: "launched an attack"."""
    for place in range(first - 1, max(first - OBJECT_REACH, -1), -1):
        if view.lower(place) in MARKS or view.lower(place) in _WITHIN:
            return None
        if view.lower(place) in view.words.carriers:
            return place
    return None


def _harming_verb(view: View, first: int) -> int | None:
    """Return the verb of the harm done in a deed: "killed nine in an attack"."""
    for place in range(first - 1, max(first - 12, -1), -1):
        if view.ends_clause(place) or view.lower(place) in _CONJUNCTIONS:
            return None
        if view.lower(place) in view.words.harming:
            return None if is_passive(view, place, place + 1) else place
    return None


def _before(view: View, first: int) -> int:
    """Return the token before a phrase and its determiner."""
    place = first - 1
    while place >= 0 and (
        (view.lower(place) in view.words.determiners and view.lower(place) != "of")
        or view.lower(place)[0].isdigit()
    ):
        place -= 1
    return place


def _touches(view: View, last: int, verb: int) -> bool:
    """Tell whether only auxiliaries stand between a phrase and its verb."""
    return all(view.lower(place) in view.words.auxiliaries for place in range(last, verb))


def _clause_start(view: View, place: int) -> int:
    """Return the first token of the clause that holds `place`."""
    lowest = max(place - CLAUSE_REACH, 0)
    for at in range(place - 1, lowest - 1, -1):
        if view.lower(at) in "()" and _is_bracketed(view, at):
            continue
        is_opener = view.lower(at) in _CONJUNCTIONS and view.lower(at) not in ("who", "which")
        if view.ends_clause(at) or is_opener:
            return at + 1
    return lowest


def _is_bracketed(view: View, at: int) -> bool:
    """Tell whether a bracket belongs to a short name in brackets: "(MDF)"."""
    opening = at if view.lower(at) == "(" else at - 2
    return view.lower(opening) == "(" and view.lower(opening + 2) == ")"


def skip_determiners(view: View, place: int) -> int:
    """Return the first token from `place` on that is no article, number or quotation mark."""
    while (
        view.lower(place) in view.words.determiners
        or view.lower(place) in ('"', "“", "'", "‘")
        or view.lower(place)[0].isdigit()
    ):
        place += 1
    return place
