"""What each capitalised word of a sentence is: part of a place's name, a title, a demonym ..."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.words import PlaceWords
from accordingto.lexicons.tokens import Token
from accordingto.report import Span

WELL_KNOWN = 50_000
"""A place with so many people is taken for itself where its name stands alone."""
MOST_WORDS = 7
"""No name of a place has more words than this."""
_ARTICLE_NAME = re.compile(r"(?:[ae][dlnrstz]|[aeu]l|[ae](?:sh|th|dh))[-‐‑’'][A-Z]")
_TWO_NAMES = re.compile(r"([^\W\d_]{3,60})[-‐‑–]([^\W\d_]{3,60})")
_CONTRACTION = re.compile(r"['’](?:m|ll|ve|d|re|t)$")
_ARTICLES = frozenset(("al", "el", "ash"))
_SUN_LETTERS = frozenset(("d", "dh", "l", "n", "r", "s", "sh", "t", "th", "z"))
_LONGEST_SHORT, _MOST_STOPS = 5, 4
"""Letters of the first part of an abbreviation, "Calif."; its parts and stops."""
_TITLE_SHARE = 0.75
_TITLE_WORDS = 5
_CACHED_WORDS = 50_000
_TINY, _SHORT = 2, 3
_ACRONYM = 4
"""Words of so few letters, all capitals, name countries ("UAE") or no place ("SANA")."""


class Label(StrEnum):
    """What a segment of capitalised words is."""

    PLACE = "place"
    GIVEN = "given"
    DEMONYM = "demonym"
    FEATURE = "feature"
    DIRECTION = "direction"
    TIME = "time"
    TITLE = "title"
    ORGANISATION = "organisation"
    WORD = "word"
    NAME = "name"
    """None of these: a name that nothing explains."""


class Segment(NamedTuple):
    """Tokens `first` up to but not including `last`, which belong together."""

    first: int
    last: int
    label: Label
    span: Span
    text: str
    candidates: tuple[GazetteerPlace, ...] = ()
    is_given: bool = False
    """A given name that is a place's name too."""

    @property
    def is_well_known(self) -> bool:
        """Tell whether it names a country, a unit, a region or a place of many people."""
        return any(found.is_wide or found.population >= WELL_KNOWN for found in self.candidates)

    @classmethod
    def over(cls, run: Sequence["Segment"]) -> "Segment":
        """Return one unexplained name over a run of segments."""
        text = " ".join(segment.text for segment in run)
        span = run[0].span.hull(run[-1].span)
        return cls(run[0].first, run[-1].last, Label.NAME, span, text)


class Labeller:
    """Cuts the capitalised words of a sentence into segments; the longest known name wins."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._single = lru_cache(maxsize=_CACHED_WORDS)(self._find_single)
        self._labels = {
            **dict.fromkeys(words.not_places, Label.WORD),
            **dict.fromkeys(words.features, Label.FEATURE),
            **dict.fromkeys(words.near_before, Label.WORD),
            **dict.fromkeys(words.titles, Label.TITLE),
            **dict.fromkeys(words.organisations, Label.ORGANISATION),
            **dict.fromkeys(words.directions, Label.DIRECTION),
            **dict.fromkeys(words.times, Label.TIME),
        }

    def label(
        self, tokens: Sequence[Token], ordinary: frozenset[str]
    ) -> tuple[list[Segment], bool]:
        """Return the segments of a sentence in order, and whether it is written in title case."""
        is_title = _is_title_case(tokens)
        segments: list[Segment] = []
        free = 0
        heads = [token.text[0] for token in tokens]
        for place in [p for p, head in enumerate(heads) if head in "ae" or head.isupper()]:
            if place < free or not _begins_name(tokens, place):
                continue
            segment = (
                self._abbreviation(tokens, place)
                or self._place(tokens, place)
                or self._other(tokens, place, ordinary)
            )
            segments.append(segment)
            free = segment.last
        return segments, is_title

    def _abbreviation(self, tokens: Sequence[Token], first: int) -> Segment | None:
        """Return the unit that an abbreviation behind a comma names: "Lexington, Ky."."""
        if not first or tokens[first - 1].text != "," or len(tokens[first].text) > _LONGEST_SHORT:
            return None
        text, last = "", first
        while last < len(tokens) and (not text or tokens[last].start == tokens[last - 1].end):
            text, last = text + tokens[last].text, last + 1
            found = self._gazetteer.lookup(text) if text.endswith(".") else ()
            if found and all(place.feature == "admin1" for place in found):
                span = Span(tokens[first].start, tokens[last - 1].end)
                return Segment(first, last, Label.PLACE, span, text, found)
            if last - first >= _MOST_STOPS:
                break
        return None

    def _place(self, tokens: Sequence[Token], first: int) -> Segment | None:
        """Return the longest place name that begins here."""
        for last in _ends(tokens, first, self._words.connectors):
            span = Span(tokens[first].start, tokens[last - 1].end)
            text = _join(tokens, first, last)
            if last - first > 1:
                if text.lower().removeprefix("al ") in self._words.not_places:
                    return Segment(first, last, Label.WORD, span, text)
                if found := self._lookup(text):
                    return Segment(first, last, Label.PLACE, span, text, found)
                continue
            token = tokens[first]
            word = token.text.capitalize() if _opens_dateline(tokens, first) else token.text
            found = () if _is_article(tokens, first) else self._single(word)
            is_continent = bool(found) and found[0].feature == "continent"
            may_be_stem = not found or (is_continent and not _follows_the(tokens, first))
            if may_be_stem and (stem := self._possessive(token.text)):
                span, text, found = Span(span.start, span.end - 1), token.text[:-1], stem
            if not found and self._names_road(tokens, first):
                text, found = self._first_of_road(token.text)
            if found:
                is_given = token.lower in self._words.given and found[0].feature != "country"
                return Segment(first, last, Label.PLACE, span, text, found, is_given)
        return None

    def _names_road(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether a word is the name of a road: "the Oren-Sorva highway"."""
        if not _TWO_NAMES.fullmatch(tokens[place].text) or place + 1 >= len(tokens):
            return False
        return self._words.features.get(tokens[place + 1].lower) == "road"

    def _first_of_road(self, word: str) -> tuple[str, tuple[GazetteerPlace, ...]]:
        """Return the first of the two places that a road joins, if both are known."""
        one, other = _TWO_NAMES.fullmatch(word).groups()  # type: ignore[union-attr]  # it matched
        found = self._single(one)
        return (one, found) if found and self._single(other) else (word, ())

    def _lookup(self, text: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of a name; with an Arabic article only where such names are at home."""
        found = self._gazetteer.lookup(text)
        if found and _ARTICLE_NAME.match(text):
            return tuple(place for place in found if place.country in self._words.romanised)
        return found

    def _find_single(self, word: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of one word, unless it is as a rule something else."""
        lower = word.lower()
        if _plain(lower) in self._labels or lower in self._words.generic:
            return ()
        if self._gazetteer.country_of(word):
            return ()
        if (len(word) <= _TINY and not word.isupper()) or _CONTRACTION.search(word):
            return ()
        found = self._lookup(word)
        if len(word) <= _SHORT or (len(word) <= _ACRONYM and word.isupper()):
            is_code = word.isupper()
            return tuple(place for place in found if (place.feature == "country") == is_code)
        return found

    def _is_demonym(self, word: str) -> bool:
        return bool(self._gazetteer.country_of(word) or self._gazetteer.people(word))

    def _possessive(self, word: str) -> tuple[GazetteerPlace, ...]:
        """Return countries and large places where an apostrophe was lost: "Syrias"."""
        if word[-1] not in "sS" or len(word) <= _SHORT + 1 or "-" in word:
            return ()
        found = self._single(word[:-1])
        return tuple(
            place for place in found if place.feature == "country" or place.population > 100_000
        )

    def _other(self, tokens: Sequence[Token], first: int, ordinary: frozenset[str]) -> Segment:
        """Label a word that begins no known place name."""
        token = tokens[first]
        last = first + 1
        if _is_article(tokens, first):
            last += 1
            if tokens[first + 1].lower.removesuffix("s") in self._words.not_places:
                span = Span(token.start, tokens[first + 1].end)
                return Segment(first, last, Label.WORD, span, _join(tokens, first, last))
        is_led = token.lower in self._words.generic and _looks_like_name(tokens, first)
        label = Label.NAME if is_led or last > first + 1 else self._labels.get(_plain(token.lower))
        if label is None and token.lower.rpartition("-")[2] in self._words.attributes:
            label = Label.WORD
        if label is None and token.text.isupper() and 1 < len(token.text) <= _ACRONYM + 1:
            label = Label.WORD
        if label is None and self._is_demonym(token.text):
            label = Label.DEMONYM
        if label is None and token.lower in self._words.given:
            label = Label.GIVEN
        if label is None:
            is_first = not first or not tokens[first - 1].is_word
            is_word = token.lower in ordinary or (is_first and not _looks_like_name(tokens, first))
            label = Label.WORD if is_word else Label.NAME
        span = Span(token.start, tokens[last - 1].end)
        return Segment(first, last, label, span, _join(tokens, first, last))


def _plain(word: str) -> str:
    """Return a word without the article before it: "al-Assad" is "assad"."""
    head, dash, rest = word.partition("-")
    return rest if dash and head in _ARTICLES else word


def _follows_the(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].lower == "the"


def _opens_dateline(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a short word in capitals opens a report with where it was filed: "KYIV, ..."."""
    if place or len(tokens) < _TITLE_WORDS or not tokens[0].text.isupper():
        return False
    return len(tokens[0].text) == _ACRONYM and tokens[1].text == "," and tokens[2].is_capitalised


def _is_article(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an Arabic article stands by itself before a name: "Al Quriyah", "Ash Sholah"."""
    if tokens[place].lower[0] not in "ae":
        return False
    if place + 1 >= len(tokens) or not tokens[place + 1].is_capitalised:
        return False
    word, name = tokens[place].lower, tokens[place + 1].lower
    if word in ("al", "el"):
        return True
    return word[:1] in ("a", "e") and word[1:] in _SUN_LETTERS and name.startswith(word[1:])


def _looks_like_name(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the first word of a clause begins a longer name."""
    return first + 1 < len(tokens) and _begins_name(tokens, first + 1)


def _begins_name(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a name can begin here: a capital, or a small article before one."""
    token = tokens[place]
    if token.text[0].isupper():
        return token.lower != "the"
    if token.text[0] not in "ae":  # as any small article begins
        return False
    if _ARTICLE_NAME.match(token.text):
        return True
    if token.lower not in ("al", "el") or place + 1 >= len(tokens):
        return False
    return tokens[place + 1].is_capitalised and tokens[place + 1].start - token.end <= 1


def _ends(tokens: Sequence[Token], first: int, connectors: frozenset[str]) -> Iterator[int]:
    """Yield the tokens before which a name that begins here may end, the furthest first."""
    ends: list[int] = []
    for place in range(first, min(first + MOST_WORDS, len(tokens))):
        token = tokens[place]
        if (
            token.text[0].isupper()
            or (ends and token.text.isdigit())
            or (token.text[0] in "ae" and _ARTICLE_NAME.match(token.text))
        ):
            ends.append(place + 1)
        elif token.text == "." and tokens[place - 1].text in ("St", "Mt", "Ft"):
            continue
        elif token.lower not in connectors:
            break
    return reversed(ends)


def _join(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join([token.text for token in tokens[first:last]])


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Tell whether nearly all longer words begin with a capital, as in a headline."""
    words = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    capitals = sum([word[0].isupper() for word in words])
    return len(words) >= _TITLE_WORDS and capitals >= _TITLE_SHARE * len(words)
