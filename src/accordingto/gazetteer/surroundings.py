"""What the words around a place's name tell: what it is, and how near to it something happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any

from accordingto.gazetteer.words import PlaceWords
from accordingto.lexicons.tokens import Token
from accordingto.report import Span

_MOST_STEPS = 9
"""So many words before a name are looked at, no more."""
_NEAR_KM = 25.0
_KM = {"mile": 1.609, "miles": 1.609, "metres": 0.001, "meters": 0.001, "m": 0.001}
_FILLERS = frozenset(("the", "a", "an", "besieged", "occupied", "ancient", "historic", "nearby"))
_ALONE = frozenset(("a", "an"))
_MOVED_WITHIN = 5
_DASHES = frozenset("-–—")


class Cue(IntEnum):
    """How strongly the words around say that a name is a place's."""

    NONE = 0
    WEAK = 1
    """ "from", "to", "of", "and"."""
    PLACE = 2
    """ "in", "near", "shelled"."""
    FEATURE = 3
    """ "the town of", "province"."""


class Loose(StrEnum):
    """How the words loosen a position."""

    PART = "part"
    NEAR = "near"
    FAR = "far"
    COUNTRYSIDE = "countryside"
    ROAD = "road"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the words before and after a name tell of the place."""

    cue: Cue = Cue.NONE
    hint: str | None = None
    """What the place is: "admin1", "settlement", "part", "spot" ..."""
    loose: Loose | None = None
    qualifier: Span | None = None
    """The words that loosen the position."""
    is_inside: bool = False
    """It tells where the place named before it lies: "Afrin in northern Syria", "Douma, Syria"."""
    is_where: bool = False
    """ "in", "near": a name after it is a place's, though no gazetteer knows it."""
    is_left: bool = False
    """People went there or came from there; nothing is said to have happened there."""
    is_launch: bool = False
    """Something was fired from there."""


@dataclass(frozen=True, slots=True)
class SurroundingsReader:
    """Reads the words around the names of places. English."""

    words: PlaceWords
    country_of: Callable[[str], str | None]

    def read(self, tokens: Sequence[Token], first: int, last: int) -> Surroundings:
        """Return what is told of the name in tokens `first` up to but not including `last`."""
        around = self._after(tokens, last, self._before(tokens, first))
        if around.loose is Loose.BETWEEN and around.qualifier is None:
            return replace(around, qualifier=_between(tokens, first, last))
        return self._road(tokens, last, around) if around.loose is None else around

    def _road(self, tokens: Sequence[Token], last: int, around: Surroundings) -> Surroundings:
        """Read what stands behind the first name of a road: "the Oren - Sorva highway"."""
        if last >= len(tokens) or tokens[last].text not in _DASHES:
            return around
        end = last + 1
        while end < min(len(tokens), last + _MOST_STEPS) and tokens[end].is_capitalised:
            end += 1
        if end == last + 1 or end >= len(tokens) or not self.is_road(tokens[end]):
            return around
        qualifier = _span(tokens, last, end + 1)
        return replace(around, cue=Cue.FEATURE, hint="road", loose=Loose.ROAD, qualifier=qualifier)

    def is_road(self, token: Token) -> bool:
        """Tell whether a word is one for a road."""
        return self.words.features.get(token.lower) == "road"

    def _before(self, tokens: Sequence[Token], first: int) -> Surroundings:
        around = Surroundings()
        place, end = first - 1, first
        for _ in range(_MOST_STEPS):
            if place < 0 or not tokens[place].is_word:
                is_comma = place >= 0 and tokens[place].text == ","
                return replace(around, is_inside=True) if is_comma else around
            word = tokens[place].lower
            if word == "of" and place:
                around, place = self._head(tokens, place, end, around)
                if place < 0:
                    break
            elif word in self.words.directions:
                if around.loose is None and around.hint is None:
                    around = replace(around, loose=Loose.PART, qualifier=_span(tokens, place, end))
                place -= 1
            elif self._is_attribute(tokens[place]):
                place -= 1
            else:
                return self._preposition(tokens, place, end, around)
        return around

    def _is_attribute(self, token: Token) -> bool:
        """Tell whether a word may stand between "in" and a name: "in the rebel-held"."""
        if token.lower in _FILLERS or token.lower.rpartition("-")[2] in self.words.attributes:
            return True
        return bool(self.country_of(token.text))

    def _head(
        self, tokens: Sequence[Token], of: int, end: int, around: Surroundings
    ) -> tuple[Surroundings, int]:
        """Read "HEAD of"; return where to read on, -1 when there is no more."""
        word = tokens[of - 1].lower
        before = tokens[of - 2].lower if of > 1 else ""
        is_part = word in self.words.looser and (
            before in self.words.directions
            or before in _ALONE
            or word.endswith("s")
            or self.words.looser[word] == Loose.COUNTRYSIDE
        )
        if (kind := self.words.features.get(word)) and not is_part:
            return replace(around, cue=Cue.FEATURE, hint=around.hint or kind), of - 2
        if word not in self.words.looser:
            return replace(around, cue=max(around.cue, Cue.WEAK)), -1
        loose, start = Loose(self.words.looser[word]), of - 1
        while start and tokens[start - 1].lower in self.words.directions:
            start -= 1
        km = self._distance_km(tokens, start)
        if km is not None:
            loose, start = (Loose.NEAR if km <= _NEAR_KM else Loose.FAR), start - 2
        elif word in self.words.directions and word == tokens[start].lower:
            loose = Loose.NEAR
        span = _span(tokens, start, end)
        return replace(around, cue=Cue.FEATURE, loose=loose, qualifier=span), -1

    def _distance_km(self, tokens: Sequence[Token], start: int) -> float | None:
        """Return the distance that stands right before a token: "20 km"."""
        if start < 2 or tokens[start - 1].lower not in self.words.units:
            return None
        number = tokens[start - 2].text.replace(",", "")
        try:
            return float(number) * _KM.get(tokens[start - 1].lower, 1.0)
        except ValueError:
            return None

    def _preposition(
        self, tokens: Sequence[Token], place: int, end: int, around: Surroundings
    ) -> Surroundings:
        word = tokens[place].lower
        told: dict[str, Any] = {"is_where": word in self.words.where}
        if word == "in":
            told["is_inside"] = True
        earlier: set[str] = set()
        if word in ("to", "from", "and"):
            earlier = {token.lower for token in tokens[max(0, place - _MOVED_WITHIN) : place]}
            if word != "and":
                told["is_left"] = bool(earlier & self.words.moved)
            if word == "from" and earlier & self.words.launched:
                told["is_launch"] = True
        is_between = word == "between" or (word == "and" and "between" in earlier)
        if is_between:
            told |= {"loose": Loose.BETWEEN, "qualifier": None}
        elif word in self.words.near_before and around.loose is None:
            told |= {"loose": Loose.NEAR, "qualifier": _span(tokens, place, end)}
        if word in self.words.place_before or word in self.words.near_before:
            told["cue"] = max(around.cue, Cue.PLACE)
        elif word in self.words.weak_before:
            told["cue"] = max(around.cue, Cue.WEAK)
        return replace(around, **told)

    def _after(self, tokens: Sequence[Token], last: int, around: Surroundings) -> Surroundings:
        place = last
        if place < len(tokens) and tokens[place].lower == "'s":
            place += 1
        begin = place
        while place < min(len(tokens), last + 4) and tokens[place].lower in self.words.directions:
            place += 1
        if place >= len(tokens):
            return around
        word = tokens[place].lower
        kind = self.words.features.get(word)
        loose = self.words.looser.get(word)
        span = Span(tokens[begin].start, tokens[place].end)
        if kind == "countryside" or (loose and word.endswith("s") and place + 1 != begin):
            loosened = Loose(loose or "countryside")
            return replace(around, cue=Cue.FEATURE, loose=loosened, qualifier=span)
        if kind is None or place > begin:
            return around
        if around.hint and kind not in ("admin1", "admin2", "road"):
            return replace(around, cue=Cue.FEATURE)
        if kind in ("spot", "road"):
            loosened = Loose.ROAD if kind == "road" else Loose.PART
            return replace(around, cue=Cue.FEATURE, hint=kind, loose=loosened, qualifier=span)
        if kind in ("admin1", "admin2") and around.loose is None:
            return replace(around, cue=Cue.FEATURE, hint=kind, qualifier=span)
        return replace(around, cue=Cue.FEATURE, hint=kind)


def _between(tokens: Sequence[Token], first: int, last: int) -> Span | None:
    """Return "between X and Y" around either name, as it is written."""
    start = next(
        (
            place
            for place in range(first - 1, max(-1, first - _MOST_STEPS), -1)
            if tokens[place].lower == "between"
        ),
        None,
    )
    if start is None:
        return None
    end = last
    if end < len(tokens) and tokens[end].lower == "and":
        end += 1
        while end < min(len(tokens), last + _MOST_STEPS) and tokens[end].is_capitalised:
            end += 1
    return _span(tokens, start, end)


def _span(tokens: Sequence[Token], first: int, last: int) -> Span:
    return Span(tokens[first].start, tokens[last - 1].end)
