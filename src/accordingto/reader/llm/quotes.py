"""Quotes found again in a report: what a model says it has read, where it stands."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from accordingto.reader.layers import Sentence
from accordingto.report import Report, Span

ELISION = "[...]"
"""Stands in a quote for words left out in the middle."""
LONGEST = 3000
"""Code points that a quote may span."""
MOST_PLACES = 200
"""Occurrences of one quote that are looked at."""
_STRAIGHT = str.maketrans("‘’‚‛“”„‟«»‐‑–—", '\'\'\'\'""""""----')
"""Marks that models write in another form than the report; one for one."""


class Quotes:
    """Finds quotes in one report, by their very words.

    White space and the forms of quotation marks and dashes may differ; nothing else. A quote begins
    and ends where words and numbers do, so that "12" is not found in "112" or "12,500".

    >>> text = "Shells fell. 112 people fled and 12 died."
    >>> Quotes(Report(id="r1", text=text), ()).find("12 died")
    Span(start=33, end=40)
    >>> Quotes(Report(id="r1", text=text), ()).find("13 died")
    """

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self._text = report.text
        self._starts = [sentence.evidence.start for sentence in sentences]
        self._words, self._places = _folded(report.text)

    def find(
        self,
        quote: str,
        *,
        near: Span | None = None,
        outside: Span | None = None,
        taken: Collection[Span] = (),
    ) -> Span | None:
        """Return where a quote stands; None when these words do not stand in the report.

        Where it stands in several places: one that is not `taken`, that lies outside `outside`, in
        the sentence nearest to `near`, nearest there.
        """
        return min(
            self._all(quote), key=lambda span: self._rank(span, near, outside, taken), default=None
        )

    def _rank(
        self, span: Span, near: Span | None, outside: Span | None, taken: Collection[Span]
    ) -> tuple[bool, int, bool, int, int]:
        apart = gap = 0
        if near is not None:
            apart = abs(self._sentence(span) - self._sentence(near))
            gap = max(0, span.start - near.end, near.start - span.end)
        is_inside = outside is not None and span.overlaps(outside)
        return is_inside, apart, span in taken, gap, span.start

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._starts, span.start)

    def _all(self, quote: str) -> Iterator[Span]:
        """Yield every place of a quote; one with words left out is found by its two ends."""
        whole = list(self._exactly(_fold(quote)))
        if whole or ELISION not in quote:
            yield from whole
            return
        head, _, tail = (_fold(part) for part in quote.partition(ELISION))
        if not head or not tail:
            return
        ends = list(self._exactly(tail))
        for first in self._exactly(head):
            last = next((span for span in ends if span.start >= first.end), None)
            if last is not None and last.end - first.start <= LONGEST:
                yield Span(first.start, last.end)

    def _exactly(self, words: str) -> Iterator[Span]:
        if not words or len(words) > LONGEST:
            return
        at, seen = self._words.find(words), 0
        while at >= 0 and seen < MOST_PLACES:
            span = Span(self._places[at], self._places[at + len(words) - 1] + 1)
            if _is_edge(self._text, span.start) and _is_edge(self._text, span.end):
                seen += 1
                yield span
            at = self._words.find(words, at + 1)


def _fold(words: str) -> str:
    return " ".join(words.translate(_STRAIGHT).split())


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with one blank for each run of white space, and where each letter stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(_STRAIGHT)):
        is_blank = letter.isspace()
        if not (is_blank and letters and letters[-1] == " "):
            letters.append(" " if is_blank else letter)
            places.append(place)
    return "".join(letters), places


def _is_edge(text: str, place: int) -> bool:
    """Tell whether a word or number may begin or end at a place."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if before.isalnum() and after.isalnum():
        return False
    if before in {",", "."} and after.isdigit():
        return not text[place - 2 : place - 1].isdigit()
    if after in {",", "."} and before.isdigit():
        return not text[place + 1 : place + 2].isdigit()
    return True
