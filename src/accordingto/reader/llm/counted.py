"""Numbers of figures: read from the words by grammar, whatever a model says that they are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Sentence
from accordingto.reader.llm.answers import ToldFigure
from accordingto.reader.numbers import Number, NumberGrammar, load_number_grammar
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.singles import SingleFinder
from accordingto.report import Span

_FAMILY = "family"
"""A noun in the singular that stands for several people, nobody knows how many."""
_ONE = frozenset({"a", "an", "another"})
_PARTICLES = frozenset({"al", "bin", "bint", "de", "el", "ibn", "von"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What the words of a figure count."""

    evidence: Span
    """The words, with what bounds the number."""
    low: int | None
    high: int | None
    approximate: bool
    is_as_told: bool = True
    """The model gave this number too, or a bound of it."""
    name: Span | None = None
    """The words are the name of one person."""


@dataclass(frozen=True, slots=True)
class ReadCount:
    """Reads what the words of a figure count; None when they count nobody.

    A number that the words hold wins over the model's. Of several, the one that the model gave is
    taken, and none where it gave another.
    """

    sentences: Sequence[Sentence]
    grammar: NumberGrammar = field(default_factory=load_number_grammar)
    counts: CountFinder = field(default_factory=CountFinder)
    singles: SingleFinder = field(default_factory=SingleFinder)

    def __call__(self, words: Span, told: ToldFigure) -> Counted | None:
        """Return the count in some words of a report."""
        tokens = self._tokens(words)
        numbers = [
            number
            for number in self.grammar.find(tokens)
            if words.holds(tokens[number.core].span) and self.counts.can_count(tokens, number)
        ]
        if not numbers:
            return self._single(tokens, words, told)
        fitting = [number for number in numbers if _fits(number, told)]
        if not fitting and len(numbers) > 1:
            return None
        number = (fitting or numbers)[0]
        span = Span(tokens[number.first].start, tokens[number.last - 1].end)
        low, high, approximate = number.low, number.high, number.approximate
        if fitting and low == high and told.low is None and told.high is not None:
            low, approximate = None, True  # "15 killed or wounded": of each at most so many
        return Counted(words.hull(span), low, high, approximate, is_as_told=bool(fitting))

    def _tokens(self, words: Span) -> Sequence[Token]:
        place = bisect_right(self.sentences, words.start, key=lambda one: one.evidence.start)
        return self.sentences[place - 1].tokens if place else ()

    def _single(self, tokens: Sequence[Token], words: Span, told: ToldFigure) -> Counted | None:
        """Read "a child", "the couple", "a man and a woman", or a name."""
        inside = [place for place, token in enumerate(tokens) if words.holds(token.span)]
        if not inside:
            return None
        chosen = tokens[inside[0] : inside[-1] + 1]
        nouns = [token.lower for token in chosen if token.lower in self.counts.nouns.who]
        found = self.singles.single_at(tokens, {}, inside[0])
        count = found.number.low if found is not None else None
        if count is None and nouns and self.counts.nouns.singular.issuperset(nouns):
            count = 1
        if _FAMILY in nouns:
            count = None
        elif len(nouns) > 1 and (_is_joined(chosen) or (told.low, told.high) != (1, 1)):
            count = self._joined(chosen, nouns, told)
        name = _name(chosen, nouns, opens=inside[0] == 0)
        if count is None and not nouns:
            is_one = chosen[0].lower in _ONE and (told.low, told.high) == (1, 1)
            count = 1 if name is not None or (is_one and chosen[-1].is_capitalised) else None
        if count is None:
            return None
        is_as_told = {told.low, told.high} == {count}
        return Counted(words, count, count, False, is_as_told, name if count == 1 else None)

    def _joined(
        self, chosen: Sequence[Token], nouns: Sequence[str], told: ToldFigure
    ) -> int | None:
        """Return how many "a man and a woman" are, if the model counts them so too."""
        are_single = self.counts.nouns.singular.issuperset(nouns)
        is_so_told = told.low == told.high == len(nouns)
        return len(nouns) if are_single and _is_joined(chosen) and is_so_told else None


def _is_joined(chosen: Sequence[Token]) -> bool:
    return any(token.lower == "and" for token in chosen)


def _name(chosen: Sequence[Token], nouns: Sequence[str], *, opens: bool) -> Span | None:
    """Return the name that words end with, behind any noun: "commander Omar al-Khatib".

    One word alone that opens a sentence has a capital in any case, and is no name by that.
    """
    first = len(chosen)
    while first and chosen[first - 1].lower not in nouns and _is_of_name(chosen[first - 1]):
        first -= 1
    is_whole = first == 0
    if first == len(chosen) or (is_whole and opens and len(chosen) == 1):
        return None
    if not is_whole and not nouns:
        return None
    return Span(chosen[first].start, chosen[-1].end)


def _is_of_name(token: Token) -> bool:
    """Tell whether a word may be part of a name: "Omar", "al-Khatib", "bin"."""
    behind = token.text.partition("-")[2]
    return token.is_capitalised or behind[:1].isupper() or token.lower in _PARTICLES


def _fits(number: Number, told: ToldFigure) -> bool:
    """Tell whether a model's number is that of the words, or one end of it."""
    ends = {told.low, told.high} - {None}
    return bool(ends) and ends <= {number.low, number.high}
