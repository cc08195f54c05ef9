"""The sentences around words: enough of a report to understand them by."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from accordingto.report import Span

_ENDS = re.compile(r"[.!?…][\"”’'»)\]]{0,3}(?=\s)|\n")
LONGEST = 600
"""Characters of a passage beside the words themselves."""


@dataclass(frozen=True, slots=True)
class Passages:
    """A text cut where sentences seem to end; roughly, and in any script."""

    text: str
    ends: tuple[int, ...]
    """Where each sentence ends, in order."""

    @classmethod
    def of(cls, text: str) -> "Passages":
        """Cut a text."""
        return cls(text, tuple(found.end() for found in _ENDS.finditer(text)))

    def around(self, span: Span) -> Span:
        """Return the sentences that hold a span, without white space around them.

        Of very long ones, what is near.
        """
        start = max(0, min(span.start, len(self.text)))
        end = max(start, min(span.end, len(self.text)))
        before = bisect_right(self.ends, start)
        after = bisect_left(self.ends, end)
        first = self.ends[before - 1] if before else 0
        last = self.ends[after] if after < len(self.ends) else len(self.text)
        first, last = max(first, start - LONGEST // 2), min(last, end + LONGEST // 2)
        while first < start and self.text[first].isspace():
            first += 1
        while last > end and self.text[last - 1].isspace():
            last -= 1
        return Span(first, last)

    def words_around(self, spans: Iterable[Span]) -> str:
        """Return the sentences that hold any of the spans, each once, in order."""
        found = sorted({self.around(span) for span in spans if span.end > span.start})
        return " ".join(self.text[passage.start : passage.end] for passage in found)
