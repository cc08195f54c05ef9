"""The report as published: text that never changes, and ranges in it."""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points in a report's text.

    >>> Span(3, 8).overlaps(Span(7, 9))
    True
    """

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: "Span") -> "Span":
        """Return the smallest range that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Report:
    """One news text with what is known of its publication.

    `text` is the input code point for code point (UTF-8, BOM dropped, CRLF to LF).

    >>> Report(id="r1", text="Shelling hit Marenna.").quote(Span(0, 8))
    'Shelling'
    """

    id: str
    text: str
    title: str = ""
    published: str | None = None
    """Publication date as it was given, not yet parsed."""
    publisher: str = ""
    agencies: tuple[str, ...] = ()
    sha256: str = field(init=False)
    """Hash of the text in UTF-8, 64 hexadecimal digits."""

    def __post_init__(self) -> None:
        """Hash the text once; it never changes."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "sha256", digest)

    def quote(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[span.start : span.end]
