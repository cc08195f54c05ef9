"""Quotations: words in quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Annotations, Quotation, Sentence
from accordingto.report import Report, Span

_OPEN_TO_CLOSE = {'"': '"', "“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class FindQuotations:
    """Pair the double quotation marks of each line.

    Straight, curly, angle and low marks; single marks are too often apostrophes to be trusted.
    A straight mark before a blank closes or is stray, but never opens. An opening mark without its
    partner runs to the end of its line. One pass, no nesting.
    """

    name: ClassVar[str] = "quotations"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence})
    provides: ClassVar[type[object]] = Quotation

    def __call__(self, report: Report, found: Annotations) -> Iterator[Quotation]:
        """Yield quotations in order, marks included."""
        opened: Token | None = None
        last: Token | None = None
        paragraph = -1
        for sentence in found.of(Sentence):
            if sentence.paragraph != paragraph:
                if opened is not None and last is not None:
                    yield Quotation(evidence=Span(opened.start, last.end), is_closed=False)
                opened, paragraph = None, sentence.paragraph
            for token in sentence.tokens:
                last = token
                if opened is not None and token.text == _OPEN_TO_CLOSE[opened.text]:
                    yield Quotation(evidence=Span(opened.start, token.end), is_closed=True)
                    opened = None
                elif opened is None and _opens(report.text, token):
                    opened = token
        if opened is not None and last is not None:
            yield Quotation(evidence=Span(opened.start, last.end), is_closed=False)


def _opens(text: str, token: Token) -> bool:
    """Tell whether a mark can begin a quotation."""
    if token.text not in _OPEN_TO_CLOSE:
        return False
    return token.text != '"' or not text[token.end : token.end + 1].isspace()
