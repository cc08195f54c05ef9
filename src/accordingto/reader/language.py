"""Language of a report, and whether this reader covers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from accordingto.reader.layers import Annotation, Annotations
from accordingto.report import Report, Span

SAMPLE = 1000
"""Code points from the head and from the middle that are looked at."""
MIN_LETTERS = 40
"""Fewer letters tell no language."""
MIN_SHARE = 0.6
"""Below this probability the language stays unknown: headlines of names look like anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Annotation):
    """Language of the text, ISO 639-1; None when there is too little of it to tell."""

    code: str | None
    is_read: bool


@cache
def _identifier() -> LanguageIdentifier:
    """Load the identifier once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@dataclass(frozen=True, slots=True)
class FindLanguage:
    """Tell the language by py3langid (Lui and Baldwin 2012), from a sample of the text."""

    read: frozenset[str] = frozenset({"en"})
    name: ClassVar[str] = "language"
    requires: ClassVar[frozenset[type[object]]] = frozenset()
    provides: ClassVar[type[object]] = Language

    def __call__(self, report: Report, found: Annotations) -> Iterator[Language]:
        """Yield the one language of the report."""
        middle = max(SAMPLE, len(report.text) // 2)
        sample = report.text[:SAMPLE] + report.text[middle : middle + SAMPLE]
        code = None
        if sum(map(str.isalpha, sample)) >= MIN_LETTERS:
            named, share = _identifier().classify(sample)
            code = str(named) if share >= MIN_SHARE else None
        yield Language(
            evidence=Span(0, min(SAMPLE, len(report.text))),
            code=code,
            is_read=code is None or code in self.read,
        )
