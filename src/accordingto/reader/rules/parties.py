"""Phrases that may name a party: "rebel fighters", "the Marenese army", "government forces"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from accordingto.lexicons.tokens import Token
from accordingto.reader.casing import is_written_small
from accordingto.reader.rules.violence import Lexicon
from accordingto.report import Span

HARD = frozenset('.;:!?"“”()[]|…—–')
"""Marks that no clause runs across."""
MARKS = HARD | frozenset(",")
_SIDE_SUFFIXES = ("-led", "-backed", "-linked", "-affiliated", "-allied", "-aligned", "-dominated")
_SIDE_PREFIXES = ("pro-", "anti-")
_PARTICLES = ("al-", "el-", "ad-", "ar-", "as-", "an-", "ash-")
"""Articles that a name may begin with though they are written small: "Faylaq al-Rahman"."""
_ARTICLES = frozenset(("al", "el", "ibn", "bin", "de", "del"))
_AIRBORNE = frozenset(("war", "air", "attack"))
_start_of = attrgetter("start")
MAX_LISTED = 2
MAX_BARE = 1
MAX_PHRASE = 9
"""A phrase for a party, or for what is hit, has at most so many words."""


class Phrase(NamedTuple):
    """Words `first` up to but not including `last` that may name a party."""

    first: int
    last: int
    is_armed: bool
    """It holds a word for an armed side."""
    is_place: bool
    """It is nothing but the name of a place."""


@dataclass(frozen=True, slots=True)
class View:
    """One sentence, with what is known of its words."""

    tokens: Sequence[Token]
    words: Lexicon
    places: frozenset[int] = frozenset()
    """Tokens that name a place."""
    days: frozenset[int] = frozenset()
    """Tokens that name a day."""
    cues: frozenset[int] = frozenset()
    """Tokens of the cues of statements."""
    sources: frozenset[int] = frozenset()
    """Tokens of the sources of statements."""
    deeds: frozenset[int] = frozenset()
    """Tokens of the words for violent deeds."""
    ordinary: frozenset[str] = frozenset()
    """Words that the report writes small somewhere: no names, even with a capital."""
    lowers: tuple[str, ...] = field(init=False)
    """The words in lower case."""
    parties: tuple[Phrase, ...] = field(init=False)
    """Phrases for parties, in order."""
    _party_of: dict[int, Phrase] = field(init=False)

    def __post_init__(self) -> None:
        """Find the parties once."""
        object.__setattr__(self, "lowers", tuple([token.lower for token in self.tokens]))
        parties = tuple(_find_parties(self))
        object.__setattr__(self, "parties", parties)
        owner = {place: party for party in parties for place in range(party.first, party.last)}
        object.__setattr__(self, "_party_of", owner)

    def lower(self, place: int) -> str:
        """Return a word in lower case; a full stop beyond either end."""
        return self.lowers[place] if 0 <= place < len(self.lowers) else "."

    def span(self, first: int, last: int) -> Span:
        """Return the range of tokens `first` up to but not including `last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def party_at(self, place: int) -> Phrase | None:
        """Return the party that a token belongs to."""
        return self._party_of.get(place)

    def ends_clause(self, place: int) -> bool:
        """Tell whether a token cannot stand inside a clause."""
        if self.tokens[place].text in HARD:
            return True
        # "reportedly" is a cue, but stands inside the clause that it is about.
        return place in self.cues and not self.lower(place).endswith("ly")

    def inside(self, spans: Sequence[Span]) -> Iterator[Token]:
        """Yield the tokens that lie in one of a few ranges."""
        for start, end in spans:
            first = bisect_left(self.tokens, start, key=_start_of)
            yield from self.tokens[first : bisect_left(self.tokens, end, first, key=_start_of)]


def _find_parties(view: View) -> Iterator[Phrase]:
    """Yield the phrases that may name a party.

    A phrase is a row of modifiers, names and nationalities, with or without a last word for an
    armed side. Names that open a sentence count when they are no common word.
    """
    first = -1
    outside = view.days | view.cues | view.deeds
    words = view.words
    listed = _joined(words.armed, words.modifiers, words.sides, words.bearers)
    for place, token in enumerate(view.tokens):
        is_part = place not in outside and (token.lower in listed or _is_named(view, place))
        if is_part and first < 0:
            first = place
        elif not is_part and first >= 0:
            yield from _phrase(view, first, place)
            first = -1
    if first >= 0:
        yield from _phrase(view, first, len(view.tokens))


def _is_named(view: View, place: int) -> bool:
    """Tell whether a token that stands in no list may be part of the name of a party."""
    token = view.tokens[place]
    is_plain = token.text.isalpha() and token.text.islower() and token.text not in _ARTICLES
    if is_plain and view.lower(place - 1) != "-":
        return False  # nearly every word: no capital, no hyphen
    return _is_part(view, token) or _is_joint(view, place)


def _is_joint(view: View, place: int) -> bool:
    """Tell whether a word holds two parts of a name together: "U.S.-led", "al Rashid"."""
    after = view.tokens[place + 1].text if place + 1 < len(view.tokens) else "."
    if view.lower(place) in _ARTICLES:
        return after[0].isupper()
    if place == 0:
        return False
    if view.lower(place) == "-":
        touches = view.tokens[place - 1].end == view.tokens[place].start
        return touches and view.tokens[place - 1].is_capitalised and "-" + after in _SIDE_SUFFIXES
    if view.lower(place) == "'s":  # "the People's Army", not "Ostria's army"
        owner = view.tokens[place - 1]
        return owner.is_capitalised and after[0].isupper() and is_written_small(owner.lower)
    return view.lower(place - 1) == "-" and "-" + view.lower(place) in _SIDE_SUFFIXES


@cache
def _joined(*lists: frozenset[str]) -> frozenset[str]:
    """Return the words of several lists, joined once."""
    return frozenset().union(*lists)


def _is_part(view: View, token: Token) -> bool:
    """Tell whether a token is written as a part of a party's name is, or has an ending of one."""
    lower, words = token.lower, view.words
    if _is_name_part(token):
        if any(sign.isdigit() for sign in token.text) and token.text.isupper():
            return False  # the name of an aircraft: "F-16"
        is_common = lower in words.not_names or lower in view.ordinary
        is_common = is_common or lower in words.attack_adjectives
        return lower in words.demonyms or not is_common
    return lower.endswith(_SIDE_SUFFIXES) or lower.startswith(_SIDE_PREFIXES)


def _phrase(view: View, first: int, last: int) -> Iterator[Phrase]:
    """Yield a run of words as a phrase, when it can name a party."""
    words = view.words
    end, has_bearer = _head(view, first, last)
    if end == first:
        return
    inside = [view.lower(place) for place in range(first, end)]
    named = [w for w in inside if w in words.modifiers or w in words.demonyms]
    # Aircraft of a side ("regime jets", "Marenese planes"), not of an airline.
    is_armed = bool(named) if has_bearer else any(w in words.armed for w in inside)
    is_named = bool(named) or any(_is_name_part(view.tokens[p]) for p in range(first, end))
    if not (is_named or is_armed or inside[-1] in words.sides):
        return
    if inside[-1] in words.demonyms and "-" not in inside[0]:
        first = end - 1
    is_place = not is_armed and inside[-1] not in words.demonyms
    is_place = is_place and all(p in view.places for p in range(first, end))
    yield Phrase(max(first, end - MAX_PHRASE), end, is_armed, is_place)
    # "the regime Ostria and the militias": a list that lost its commas.
    if is_armed and not has_bearer and 0 < last - end <= MAX_LISTED:
        yield from _phrase(view, end, last)


def _is_name_part(token: Token) -> bool:
    """Tell whether a word is written as part of a name: "Shabaab", "al-Shabaab"."""
    return token.is_capitalised or token.text.startswith(_PARTICLES)


def _head(view: View, first: int, last: int) -> tuple[int, bool]:
    """Return where the name of a side ends in a run of words, and whether its weapons follow.

    What stands behind the last word for a side is another thing's name.
    """
    end, has_bearer = last, False
    for place in range(last - 1, first - 1, -1):
        lower = view.lower(place)
        is_flown = lower == "fighters" and view.lower(place - 1) in view.words.bearers
        if lower in view.words.bearers or is_flown:
            end, has_bearer = place, True
        elif lower in view.words.armed or lower in view.words.sides:
            end = place + 1
            break
    while end > first and (
        view.lower(end - 1) in _AIRBORNE or (has_bearer and view.lower(end - 1) == "fighter")
    ):
        end -= 1
    return end, has_bearer


def whole_end(view: View, phrase: Phrase) -> int:
    """Return where a party ends with what tells which it is: "forces loyal to Ostria's king".

    Only plain words for fighters are told apart so: "fighters of the Tarvo Brigade".
    """
    if view.lower(phrase.last - 1) not in view.words.armed or phrase.last - phrase.first > MAX_BARE:
        return phrase.last
    place = phrase.last
    if view.lower(place) == "loyal" and view.lower(place + 1) == "to":
        place += 2
    elif view.lower(place) in ("of", "from"):
        place += 1
    else:
        return phrase.last
    while view.lower(place) in view.words.determiners:
        place += 1
    other = view.party_at(place)
    return other.last if other is not None and not other.is_place else phrase.last
