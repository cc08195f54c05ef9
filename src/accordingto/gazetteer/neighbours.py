"""What the other names of a sentence tell of a name: the area around it, and that it is a place."""

from collections.abc import Sequence
from itertools import pairwise

from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Cue
from accordingto.gazetteer.toponyms import Toponym, Trust

_TOUCHING = 3
"""Code points between "Syria's Homs" and "Aleppo, Syria"."""
_JOINED, _LIST = 6, 3
"""Code points between the names of a list, "Utah, and Texas"; names that make a list."""
_APPOSED = 45
"""Code points between "Afrin in northern Syria", at most."""
_MOST_AREAS = 4


def areas_beside(sentence: Sequence[Toponym], place: int) -> tuple[GazetteerPlace, ...]:
    """Return the areas that the words put around a toponym: "Douma, Syria", "Syria's Homs"."""
    toponym = sentence[place]
    if _is_in_list(sentence, place):
        return ()
    near = []
    for other in sentence[place + 1 : place + 3]:
        gap = other.span.start - toponym.span.end
        if gap <= _TOUCHING or (other.around.is_inside and gap <= _APPOSED):
            near.append(other)
    before = sentence[max(0, place - 1) : place]
    near += [one for one in before if toponym.span.start - one.span.end <= _TOUCHING]
    return tuple(
        found
        for other in near
        for found in other.candidates[:_MOST_AREAS]
        if found.feature in ("country", "admin1") or (found.is_area and other.around.hint)
    )


def find_cued(sentences: Sequence[Sequence[Toponym]]) -> set[str]:
    """Return the folded names that the report, at least once, puts as a place's name is put."""
    cued = {fold_name(one.text) for row in sentences for one in row if one.around.cue >= Cue.PLACE}
    for row in sentences:
        for one, other in pairwise(row):
            if other.span.start - one.span.end <= _JOINED:
                cued |= {fold_name(one.text)} if other.trust > Trust.WEAK else set()
                cued |= {fold_name(other.text)} if one.trust > Trust.WEAK else set()
    return cued


def _is_in_list(sentence: Sequence[Toponym], place: int) -> bool:
    """Tell whether a name stands in a list of units: "Ohio, Oregon, Texas and Utah"."""
    length, at = 1, place
    while at and _is_listed(sentence[at - 1], sentence[at]):
        length, at = length + 1, at - 1
    at = place
    while at + 1 < len(sentence) and _is_listed(sentence[at], sentence[at + 1]):
        length, at = length + 1, at + 1
    return length >= _LIST


def _is_listed(one: Toponym, other: Toponym) -> bool:
    both = all(found.candidates and _names_unit(found) for found in (one, other))
    return both and other.span.start - one.span.end <= _JOINED


def _names_unit(toponym: Toponym) -> bool:
    return any(found.feature == "admin1" for found in toponym.candidates[:_MOST_AREAS])
