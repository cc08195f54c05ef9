"""Numbers as reports write them: digits, words, vague quantities, and what bounds them.

English. Pure functions over tokens: no number is inferred, and an open end stays open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from accordingto.lexicons.loader import Entry, load_entries, load_words, read_lexicon
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.records.values import Bound

_DASHES = frozenset("-–—‐‑")
_OPENERS = frozenset({"a", "an", "between"})
MAX_NUMBER = 10**10
"""No count of people is larger; longer runs of digits are telephone numbers and the like."""


class BoundEntry(Entry):
    """Words before a number that bound it."""

    bound: Bound


class FixedEntry(Entry):
    """A phrase with a value of its own: "half a dozen"."""

    value: int


class VagueEntry(Entry):
    """A vague quantity with the floor that the codebook gives it: "dozens", 24."""

    low: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: tokens `first` up to but not including `last`, with its approximator."""

    first: int
    last: int
    low: int | None
    high: int | None
    approximate: bool
    bound: Bound
    core: int
    """The first token of the number itself, behind its approximator."""


class _Value(NamedTuple):
    """A plain value or the floor of a vague quantity, and the token behind it."""

    last: int
    value: int
    is_vague: bool = False


class NumberGrammar:
    """Reads number phrases.

    >>> from accordingto.lexicons.tokens import find_tokens
    >>> number = NumberGrammar().number_at(tuple(find_tokens("at least 12 people")), 0)
    >>> number.low, number.high, number.bound.value
    (12, None, 'min')
    """

    def __init__(self, lexicon: str = "numbers") -> None:
        data = read_lexicon(lexicon)
        words = load_words(lexicon)
        self._values = cast("Mapping[str, int]", data["values"])
        self._scales = cast("Mapping[str, int]", data["scales"])
        self._suffix_min = words["suffix_min"]
        self._suffix_about = words["suffix_about"]
        self._bounds = PhraseMatcher(
            (e.pattern, e.bound) for e in load_entries(lexicon, "bound", BoundEntry)
        )
        self._fixed = PhraseMatcher(
            (e.pattern, e.value) for e in load_entries(lexicon, "fixed", FixedEntry)
        )
        self._vague = PhraseMatcher(
            (e.pattern, e.low) for e in load_entries(lexicon, "vague", VagueEntry)
        )
        phrases = (self._bounds, self._fixed, self._vague)
        self._openers = _OPENERS.union(
            self._values, self._scales, *(matcher.starts for matcher in phrases)
        )

    def find(self, tokens: Sequence[Token]) -> list[Number]:
        """Return the number phrases of a sentence from left to right, none overlapping another."""
        found: list[Number] = []
        free = 0
        openers = self._openers
        begins = [
            place
            for place, token in enumerate(tokens)
            if token.lower in openers or (not token.lower.isalpha() and self.can_begin(token))
        ]
        for place in begins:
            number = self.number_at(tokens, place) if place >= free else None
            if number is not None:
                found.append(number)
                free = number.last
        return found

    def number_at(self, tokens: Sequence[Token], first: int) -> Number | None:
        """Return the number phrase that begins at token `first`, or None."""
        if first < len(tokens) and not self.can_begin(tokens[first]):
            return None
        place, bounds = first, []
        while place < len(tokens) and (match := self._bounds.match_at(tokens, place)) is not None:
            bounds.append(match.value)
            place = match.last
        if place < len(tokens) and tokens[place].lower == "between":
            return self._between(tokens, first, place)
        value = self._value(tokens, place)
        if value is None:
            return None
        return self._range(tokens, first, place, value) or self._bounded(
            tokens, (first, place), value, bounds
        )

    def can_begin(self, token: Token) -> bool:
        """Tell by its first word whether a number phrase is worth trying."""
        word = token.lower
        return word in self._openers or word[0].isdigit() or "-" in word

    def _bounded(
        self, tokens: Sequence[Token], begins: tuple[int, int], value: _Value, bounds: list[Bound]
    ) -> Number:
        """Apply approximators and suffixes to one value."""
        last, after = self._suffix(tokens, value.last)
        bounds = [*bounds, *after]
        open_end = next((b for b in bounds if b in {Bound.MIN, Bound.MAX}), None)
        is_about = Bound.ABOUT in bounds
        low: int | None = None if open_end is Bound.MAX else value.value
        high: int | None = None if open_end is Bound.MIN or value.is_vague else value.value
        if value.is_vague and open_end is Bound.MAX:
            low, high = None, value.value
        bound: Bound = open_end or (Bound.ABOUT if is_about else Bound.EXACT)
        if value.is_vague:
            bound = Bound.VAGUE
        return Number(begins[0], last, low, high, bound is not Bound.EXACT, bound, begins[1])

    def _suffix(self, tokens: Sequence[Token], last: int) -> tuple[int, list[Bound]]:
        """Read "or more", "or so" and "+" behind a number."""
        if last < len(tokens) and tokens[last].text == "+":
            return last + 1, [Bound.MIN]
        if last + 1 < len(tokens) and tokens[last].lower == "or":
            word = tokens[last + 1].lower
            if word in self._suffix_min:
                return last + 2, [Bound.MIN]
            if word in self._suffix_about:
                return last + 2, [Bound.ABOUT]
        return last, []

    def _between(self, tokens: Sequence[Token], first: int, place: int) -> Number | None:
        """Read "between 20 and 30"."""
        low = self._value(tokens, place + 1)
        if low is None or low.last >= len(tokens) or tokens[low.last].lower not in {"and", "to"}:
            return None
        high = self._value(tokens, low.last + 1)
        return _ordered(first, place, low, high)

    def _range(self, tokens: Sequence[Token], first: int, place: int, low: _Value) -> Number | None:
        """Read "20 to 30", "20-30", "two or three"; "from 20 to 30" tells of a rise instead."""
        if low.is_vague or low.last >= len(tokens):
            return None
        joint = tokens[low.last]
        if not (joint.text in _DASHES or joint.lower in {"to", "or"}):
            return None
        if joint.lower == "to" and first and tokens[first - 1].lower == "from":
            return None
        return _ordered(first, place, low, self._value(tokens, low.last + 1))

    def _value(self, tokens: Sequence[Token], place: int) -> _Value | None:
        """Read one value, exact or vague, without approximators."""
        if place >= len(tokens):
            return None
        token = tokens[place]
        if token.text[0].isdigit():
            return self._digits(tokens, place)
        if (vague := self._vague.match_at(tokens, place)) is not None:
            return _Value(vague.last, vague.value, is_vague=True)
        if (fixed := self._fixed.match_at(tokens, place)) is not None:
            return _Value(fixed.last, fixed.value)
        if token.lower in {"a", "an"}:
            follows = tokens[place + 1].lower if place + 1 < len(tokens) else ""
            return self._words(tokens, place + 1) if follows in self._scales else None
        return self._words(tokens, place)

    def _digits(self, tokens: Sequence[Token], place: int) -> _Value | None:
        """Read digits with separators, and the scale behind them: "1.9 million", "1 000"."""
        written = tokens[place].lower.replace(",", "")
        last = place + 1
        if not written.isdecimal():
            return self._decimal(tokens, written, last)
        if len(written) > len(str(MAX_NUMBER)):
            return None
        value = int(written)
        while last < len(tokens) and tokens[last].text == "000" and value < MAX_NUMBER:
            value, last = value * 1000, last + 1
        scale = self._scales.get(tokens[last].lower) if last < len(tokens) else None
        if scale is not None:
            value, last = value * scale, last + 1
        return _Value(last, value) if value <= MAX_NUMBER else None

    def _decimal(self, tokens: Sequence[Token], written: str, last: int) -> _Value | None:
        """Read "1.9 million"; a decimal without a scale counts no people."""
        scale = self._scales.get(tokens[last].lower) if last < len(tokens) else None
        whole, point, part = written.partition(".")
        if scale is None or not point or not (whole + part).isdecimal() or len(written) > 9:
            return None
        value = int(whole + part) * scale // 10 ** len(part)
        return _Value(last + 1, value)

    def _words(self, tokens: Sequence[Token], place: int) -> _Value | None:
        """Read "twenty-three", "a hundred and four", "three dozen"."""
        total = current = 0
        last = place
        while last < len(tokens):
            word = tokens[last].lower
            if word == "and" and current and not current % 100 and last > place:
                if self._unit(tokens, last + 1) is None:
                    break
                last += 1
                continue
            unit = self._unit(tokens, last)
            if unit is not None and _can_add(current, unit):
                current += unit
            elif (scale := self._scales.get(word)) is not None:
                if scale >= 1000:
                    total, current = total + (current or 1) * scale, 0
                else:
                    current = (current or 1) * scale
            else:
                break
            last += 1
            if total > MAX_NUMBER:
                return None
        return _Value(last, total + current) if last > place else None

    def _unit(self, tokens: Sequence[Token], place: int) -> int | None:
        """Return the value of a number word below a hundred, hyphened or not."""
        if place >= len(tokens):
            return None
        word = tokens[place].lower
        value = self._values.get(word)
        if value is not None or "-" not in word:
            return value
        tens, _, ones = word.partition("-")
        high, low = self._values.get(tens), self._values.get(ones)
        return high + low if high is not None and low is not None and low < 10 <= high else None


@cache
def load_number_grammar() -> NumberGrammar:
    """Return the grammar over the lexicon of numbers; whoever asks has the same one."""
    return NumberGrammar()


@cache
def load_number_words() -> frozenset[str]:
    """Return the words for small numbers: "two", "twelve"."""
    return frozenset(cast("Mapping[str, int]", read_lexicon("numbers")["values"]))


def _can_add(current: int, unit: int) -> bool:
    """Tell whether a unit can follow what was read: "twenty three" yes, "three twenty" no."""
    rest = current % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < unit < 10)


def _ordered(first: int, place: int, low: _Value, high: _Value | None) -> Number | None:
    """Make a range when both ends are plain and in order."""
    if high is None or low.is_vague or high.is_vague or low.value >= high.value:
        return None
    return Number(first, high.last, low.value, high.value, False, Bound.RANGE, place)
