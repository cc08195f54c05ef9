"""Targets: whom or what a violent deed was aimed at or hit."""

from accordingto.reader.rules.parties import MARKS, MAX_PHRASE, View
from accordingto.reader.rules.roles import is_passive
from accordingto.report import Span

_TOWARD = frozenset(("on", "at", "upon", "into", "with"))
_RELATIVES = frozenset(("that", "who", "which", "while"))
_AIMING = frozenset(("hit", "targeted", "struck", "pounded"))
_TAIL = frozenset(("of", "'s", "and", "the", "a", "that"))
AIM_REACH = 12
"""What a deed is aimed at stands no more than so many words behind it."""


def find_targets(view: View, first: int, last: int, *, is_verb: bool) -> list[Span]:
    """Return whom or what a deed hit: its object, what stands behind "on", else those harmed."""
    hit: Span | None
    if not is_verb:
        hit = _aimed_at(view, last)
    elif is_passive(view, first, last):
        hit = phrase_before(view, first)
    else:
        hit = _object(view, last)
    loser = _loser(view, last)
    found = [span for span in (hit, loser) if span is not None and _can_be_hit(view, span)]
    if any(not _is_place(view, span) for span in found):
        return found
    harmed = _victims(view, first)
    if harmed is None or not _can_be_hit(view, harmed):
        return found
    return [harmed, *(span for span in found if not span.overlaps(harmed))]


def _object(view: View, last: int) -> Span | None:
    """Return what a verb acts on; of "fired shells at the town" the town."""
    is_toward = view.lower(last) in _TOWARD and view.lower(last + 1) not in ("least", "most")
    span = phrase_after(view, last + is_toward)
    return span if span is not None and _can_be_hit(view, span) else _aimed_at(view, last)


def _loser(view: View, last: int) -> Span | None:
    """Return the party from which ground is taken: "captured the town from the rebels"."""
    for place in range(last, min(last + AIM_REACH, len(view.tokens))):
        if view.ends_clause(place) or view.lower(place) in _RELATIVES:
            return None
        if view.lower(place) == "from":
            start = place + 1
            while view.lower(start) in view.words.determiners or view.lower(start) == "control":
                start += 1
            party = view.party_at(start)
            return view.span(party.first, party.last) if party and not party.is_place else None
    return None


def _is_place(view: View, span: Span) -> bool:
    """Tell whether words are nothing but the name of a place."""
    places = {view.tokens[place].start for place in view.places}
    return all(
        token.start in places or token.lower in view.words.determiners
        for token in view.inside((span,))
    )


def _can_be_hit(view: View, span: Span) -> bool:
    """Tell whether words name something that can be hit: no weapon, no bare number, no "them"."""
    words = [token.lower for token in view.inside((span,))]
    not_hit = view.words.not_hit
    if words[-1] in not_hit or words[0].endswith("ing"):
        return False
    return any(word[0].isalpha() and word not in view.words.empty for word in words)


def phrase_after(view: View, first: int) -> Span | None:
    """Return the phrase that begins at `first`: up to a preposition, a verb or a mark."""
    last = first
    while last < min(len(view.tokens), first + MAX_PHRASE) and not _ends_phrase(view, last):
        last += 1
    return _trim(view, first, last)


def phrase_before(view: View, last: int) -> Span | None:
    """Return the phrase that ends before `last`, its auxiliaries left out."""
    while last > 0 and view.lower(last - 1) in view.words.auxiliaries:
        last -= 1
    first = last
    while first > max(0, last - MAX_PHRASE) and not _ends_phrase(view, first - 1):
        first -= 1
    return _trim(view, first, last)


def _victims(view: View, near: int) -> Span | None:
    """Return the people whom the words of harm nearest to `near` speak of."""
    harm_verbs = view.words.harm_verbs
    verbs = [place for place, word in enumerate(view.lowers) if word in harm_verbs]
    if not verbs:
        return None
    verb = min(verbs, key=lambda place: (abs(place - near), place))
    after = view.lower(verb + 1)
    has_object = not (
        is_passive(view, verb, verb + 1)
        or after in view.words.prepositions
        or after in view.words.breaks
        or after in MARKS
        or verb + 1 in view.days
    )
    is_behind = has_object or after == "at"  # "killing at least nine"
    span = phrase_after(view, verb + 1) if is_behind else phrase_before(view, verb)
    return span if span is not None and _are_people(view, span) else None


def _are_people(view: View, span: Span) -> bool:
    """Tell whether a phrase names or counts somebody; "killed hope" does not."""
    words, tokens = view.words, list(view.inside((span,)))
    first = tokens[0].lower
    return (
        first in words.determiners
        or first in ("at", "more", "about", "nearly")
        or any(
            token.is_capitalised
            or token.text[0].isdigit()
            or token.lower in words.people
            or token.lower in words.combatants
            for token in tokens
        )
    )


def _trim(view: View, first: int, last: int) -> Span | None:
    while last > first and view.lower(last - 1) in _TAIL:
        last -= 1
    while first < last and view.lower(first) in ("of", "and", "also"):
        first += 1
    return view.span(first, last) if last > first else None


def _ends_phrase(view: View, place: int) -> bool:
    """Tell whether a token cannot stand in the phrase for what is hit."""
    lower, words = view.lower(place), view.words
    if lower in MARKS or place in view.days or place in view.cues:
        return True
    if lower == "at" and view.lower(place + 1) in ("least", "most"):
        return False
    if lower == "than" and view.lower(place - 1) == "more":
        return False
    if lower in words.prepositions or lower in words.breaks or lower in words.auxiliaries:
        return True
    return lower in words.carriers or lower in words.harm_verbs or lower in words.harming


def _aimed_at(view: View, last: int) -> Span | None:
    """Return what stands behind "on", "against" or "targeting", to the right of a noun."""
    for place in range(last, min(last + AIM_REACH, len(view.tokens) - 1)):
        is_relative = view.lower(place) in _RELATIVES
        if view.lower(place) == "," and view.lower(place + 1) not in view.words.aims:
            return None
        if view.ends_clause(place) or (is_relative and view.lower(place + 1) not in _AIMING):
            return None
        if view.lower(place) in view.words.aims and place + 1 not in view.days:
            span = phrase_after(view, place + 1)
            if span is not None and _can_be_hit(view, span):
                return span
    return None
