"""Quotations: words in quotation marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Annotations, Quotation, Sentence
from accordingto.report import Report, Span

_OPEN_TO_CLOSE = {'"': '"', "“": "”", "«": "»", "„": "“"}
_SINGLE = {"‘": "’", "'": "'"}
_OPENERS = frozenset((*_OPEN_TO_CLOSE, *_SINGLE))
_ENDS = frozenset(",.?!…")


@dataclass(frozen=True, slots=True)
class FindQuotations:
    """Pair the quotation marks of each line.

    Straight, curly, angle and low marks. A straight mark before a blank closes or is stray, but
    never opens. An opening mark without its partner runs to the end of its line. Single marks, as
    British publishers print them, count only where no apostrophe can be meant. One pass, no
    nesting.
    """

    name: ClassVar[str] = "quotations"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence})
    provides: ClassVar[type[object]] = Quotation

    def __call__(self, report: Report, found: Annotations) -> Iterator[Quotation]:
        """Yield quotations in order, marks included."""
        for _, sentences in groupby(found.of(Sentence), key=lambda s: s.paragraph):
            tokens = [token for sentence in sentences for token in sentence.tokens]
            yield from _in_line(report.text, tokens)


def _in_line(text: str, tokens: Sequence[Token]) -> Iterator[Quotation]:
    """Yield the quotations of one line."""
    if _OPENERS.isdisjoint([token.text for token in tokens]):
        return
    place, singles = 0, _Singles(text, tokens)
    while place < len(tokens):
        token = tokens[place]
        end: int | None = None
        if _opens(text, token):
            mark = _OPEN_TO_CLOSE[token.text]
            end = next((i for i in range(place + 1, len(tokens)) if tokens[i].text == mark), None)
            if end is None:
                yield Quotation(evidence=Span(token.start, tokens[-1].end), is_closed=False)
                return
        elif token.text in _SINGLE:
            end = singles.closing(place)
            if end is None and place == 0 and token.text == "‘":
                yield Quotation(evidence=Span(token.start, tokens[-1].end), is_closed=False)
                return
        if end is not None:
            yield Quotation(evidence=Span(token.start, tokens[end].end), is_closed=True)
            place = end
        place += 1


def _opens(text: str, token: Token) -> bool:
    """Tell whether a mark can begin a quotation."""
    if token.text not in _OPEN_TO_CLOSE:
        return False
    return token.text != '"' or not text[token.end : token.end + 1].isspace()


class _Singles:
    """Finds the partners of single marks, from the end of the line back, once.

    A mark behind a comma or full stop closes. A curly one behind a letter closes too, unless that
    letter is the "s" of an owner ("the doctors’ union") and a surer mark follows.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._partners: dict[int, int] = {}
        sure: dict[str, int | None] = dict.fromkeys(_SINGLE.values())
        likely: int | None = None
        for place in range(len(tokens) - 1, -1, -1):
            token = tokens[place]
            if token.text in _SINGLE and _can_open(text, token):
                end = sure[_SINGLE[token.text]]
                end = likely if end is None and token.text == "‘" else end
                if end is not None:
                    self._partners[place] = end
                sure, likely = dict.fromkeys(_SINGLE.values()), None
            elif place and token.text in _SINGLE.values():
                before = tokens[place - 1]
                if before.end != token.start:
                    continue
                is_owner = before.lower.endswith("s")
                if before.text[-1] in _ENDS or (token.text == "’" and not is_owner):
                    sure[token.text], likely = place, None
                elif token.text == "’":
                    likely = place

    def closing(self, place: int) -> int | None:
        """Return the token that closes what the mark at `place` opens."""
        return self._partners.get(place)


def _can_open(text: str, token: Token) -> bool:
    """Tell whether a single mark stands before a word and behind no letter."""
    before = text[token.start - 1 : token.start] if token.start else ""
    after = text[token.end : token.end + 1]
    return not before.isalnum() and before not in _ENDS and after.isalnum()
