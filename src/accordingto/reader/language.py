"""Language of a report, and whether this reader covers it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from tempfile import gettempdir
from typing import TYPE_CHECKING, ClassVar

from accordingto.errors import ConfigurationError
from accordingto.lexicons.loader import load_words
from accordingto.reader.layers import Annotation, Annotations
from accordingto.report import Report, Span

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 1000
"""Code points from the head and from the middle that are looked at."""
MIN_LETTERS = 40
"""Fewer letters tell no language."""
MIN_SHARE = 0.6
"""Below this probability the language stays unknown: headlines of names look like anything."""
PLAIN_SHARE = 0.12
"""From this share of small words that are English alone, a text is English beyond doubt."""
MIN_WORDS = 20
"""Fewer words are too few for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Annotation):
    """Language of the text, ISO 639-1; None when there is too little of it to tell."""

    code: str | None
    is_read: bool


@cache
def _identifier() -> "LanguageIdentifier":
    """Load the identifier once a process, where a text asks for it: that takes half a second.

    Raises ConfigurationError when there is no room to unpack it.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- see above

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise ConfigurationError(
            f"what tells languages cannot be unpacked in {gettempdir()} "
            f"({error.strerror or error}); expected room for some megabytes; make room, or name "
            "another folder in TMPDIR"
        ) from error


def _identify(sample: str) -> str | None:
    """Return the language of a sample; None where it is too short, or looks like several."""
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    named, share = _identifier().classify(sample)
    return str(named) if share >= MIN_SHARE else None


def _small_words() -> frozenset[str]:
    return load_words("english")["small"]


@dataclass(frozen=True, slots=True)
class FindLanguage:
    """Tell the language by py3langid (Lui and Baldwin 2012), from a sample of the text.

    Plain English is told at once, by its small words: py3langid is slow beside the rest.
    """

    small_words: frozenset[str] = field(default_factory=_small_words)
    read: frozenset[str] = frozenset({"en"})
    name: ClassVar[str] = "language"
    requires: ClassVar[frozenset[type[object]]] = frozenset()
    provides: ClassVar[type[object]] = Language

    def __call__(self, report: Report, found: Annotations) -> Iterator[Language]:
        """Yield the one language of the report."""
        middle = max(SAMPLE, len(report.text) // 2)
        sample = report.text[:SAMPLE] + report.text[middle : middle + SAMPLE]
        code = "en" if self._is_plain_english(sample) else _identify(sample)
        yield Language(
            evidence=Span(0, min(SAMPLE, len(report.text))),
            code=code,
            is_read=code is None or code in self.read,
        )

    def _is_plain_english(self, sample: str) -> bool:
        """Tell whether the small words of English stand in a sample as often as in any English."""
        words = sample.lower().split()
        known = sum(map(self.small_words.__contains__, words))
        return len(words) >= MIN_WORDS and known >= PLAIN_SHARE * len(words)
