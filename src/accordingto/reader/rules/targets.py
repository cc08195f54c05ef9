"""Targets: whom or what a violent deed was aimed at or hit."""

from accordingto.reader.rules.parties import MARKS, MAX_PHRASE, View
from accordingto.reader.rules.roles import is_passive
from accordingto.report import Span

_TOWARD = frozenset(("on", "at", "upon", "into", "with"))
_RELATIVES = frozenset(("that", "who", "which", "while"))
_TAIL = frozenset(("of", "'s", "and", "the", "a", "that"))
AIM_REACH = 12
"""What a deed is aimed at stands no more than so many words behind it."""


def find_targets(view: View, first: int, last: int, *, is_verb: bool) -> list[Span]:
    """Return whom or what a deed hit: its object or what stands behind "on", then those harmed."""
    hit: Span | None
    if not is_verb:
        hit = _aimed_at(view, last)
    elif is_passive(view, first, last):
        hit = phrase_before(view, first)
    else:
        hit = phrase_after(view, last + (view.lower(last) in _TOWARD))
    kept: list[Span] = []
    for span in (hit, _victims(view, first)):
        if span is not None and not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


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
    verbs = [p for p in range(len(view.tokens)) if view.lower(p) in view.words.harm_verbs]
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
        if view.ends_clause(place) or view.lower(place) in _RELATIVES:
            return None
        if view.lower(place) in view.words.aims and place + 1 not in view.days:
            return phrase_after(view, place + 1)
    return None
