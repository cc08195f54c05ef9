"""The accused: whom a sentence holds responsible in so many words."""

from accordingto.reader.rules.parties import Phrase, View
from accordingto.reader.rules.roles import PRONOUNS, find_subjects, skip_determiners, with_joined

_BLAMING = frozenset(
    ("accuse", "accused", "accuses", "accusing", "blame", "blamed", "blames", "blaming", "finger")
)
_LINKS = frozenset(("behind", "part", "responsible", "suspected"))
_PARTS = frozenset(("complicity", "involvement", "role", "responsibility"))


def find_accused(view: View) -> tuple[list[Phrase], bool]:
    """Return the parties that a sentence holds responsible, and whether it says who does so.

    "X blamed Y", "accused Y of", "Y was behind the attack", "Y's role in it"; "blamed on Y" leaves
    open who blames.
    """
    for place, word in enumerate(view.lowers):
        if word in _BLAMING:
            start = skip_determiners(view, place + 1)
            is_open = view.lower(start) in ("on", "at")
            accused = view.party_at(skip_determiners(view, start + is_open))
            if accused is not None:
                return with_joined(view, accused), not is_open
        elif word in _PARTS and (party := view.party_at(place - 1)) is not None:
            return with_joined(view, party), True
        elif word in _LINKS:
            linked = _linked(view, place)
            if linked:
                return linked, word != "suspected"
    return [], True


def _linked(view: View, place: int) -> list[Phrase]:
    """Return the party of which it is said that it is behind a deed, part of it, suspected."""
    word, after = view.lower(place), view.lower(place + 1)
    if word == "part":
        meant = _meant(view, place) if (after, view.lower(place + 2)) == ("of", "it") else None
        return [meant] if meant is not None else []
    if word == "suspected":
        return find_subjects(view, place) if after in ("of", "in") else []
    return find_subjects(view, place) if view.lower(place - 1) in view.words.be else []


def find_speaker(view: View, last: int) -> list[Phrase]:
    """Return the party that says what stands behind it, up to the word `last`."""
    before = [p for p in view.parties if p.last <= last and p.first in view.sources]
    return with_joined(view, before[-1]) if before else []


def _meant(view: View, last: int) -> Phrase | None:
    """Return the party that brackets add to a pronoun: "they (Ostria)"."""
    for place in range(last):
        if view.lower(place) in PRONOUNS and view.lower(place + 1) == "(":
            return view.party_at(place + 2)
    return None
