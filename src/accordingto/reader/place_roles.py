"""What a place is to an incident: where it hit, from where it was launched, where people died."""

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import find_tokens
from accordingto.records.values import PlaceRole

_WORDS = load_words("place_roles")
_REACH = 10
"""Words before a name, of the same clause."""


def role_of_place(before: str) -> PlaceRole:
    """Return what a place is, by the words before its name; where it hit unless they say else.

    >>> role_of_place("Rockets were fired from").value
    'launch'
    """
    words = [token.lower for token in find_tokens(before)]
    ends = [at for at, word in enumerate(words) if word in _WORDS["ends"]]
    words = words[ends[-1] + 1 if ends else 0 :][-_REACH:]
    while words and words[-1] in _WORDS["light"]:
        words.pop()
    is_launched = _WORDS["launching"] & set(words) and _WORDS["launched"] & set(words)
    if words[-1:] == ["from"] and is_launched:
        return PlaceRole.LAUNCH
    is_there = bool(words) and words[-1] in {"at", "in"}
    if is_there and _WORDS["dying"] & set(words) and _WORDS["wards"] & set(words):
        return PlaceRole.DIED_AT
    return PlaceRole.IMPACT
