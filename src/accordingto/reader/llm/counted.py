"""Numbers of figures: read from the words by grammar, whatever a model says that they are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Sentence
from accordingto.reader.llm.answers import ToldFigure
from accordingto.reader.numbers import Number, NumberGrammar, load_number_grammar
from accordingto.reader.people_nouns import is_somebody
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.singles import SingleFinder
from accordingto.report import Span


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
        """Read "a child", "the couple", "his son", or a name."""
        inside = [place for place, token in enumerate(tokens) if words.holds(token.span)]
        if not inside:
            return None
        found = self.singles.single_at(tokens, {}, inside[0])
        chosen = [tokens[place] for place in inside]
        if found is not None:
            low, high = found.number.low, found.number.high
            return Counted(words, low, high, False, is_as_told=_fits(found.number, told))
        if not is_somebody(chosen, is_numbered=bool(self.grammar.find(chosen))):
            return None
        is_named = all(token.is_capitalised for token in chosen)
        is_as_told = {told.low, told.high} <= {1, None}
        return Counted(words, 1, 1, False, is_as_told, words if is_named else None)


def _fits(number: Number, told: ToldFigure) -> bool:
    """Tell whether a model's number is that of the words, or one end of it."""
    ends = {told.low, told.high} - {None}
    return bool(ends) and ends <= {number.low, number.high}
