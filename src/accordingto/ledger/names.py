"""Names of people in texts, found however they are written, and blackened."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.errors import ConfigurationError
from accordingto.report import Span

BLOCK = "\u2588"
"""Stands for each character of a name that was erased: lengths stay, so offsets hold."""
_GAP = 3
"""Most characters between two words of one name."""
_SHORTEST = 3
"""Letters of a part of a name that gives somebody away where the whole name stands too."""
_PARTICLES = frozenset(["abu", "bin", "ben", "ibn", "umm", "bint", "van", "von", "del"])
_WORD = re.compile(r"[^\W_]+")
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    """Without case, accents and characters that cannot be seen."""
    is_name: bool
    """It may be part of a name: no small letter begins it."""


@dataclass(frozen=True, slots=True)
class NameFinder:
    r"""Finds names whatever their case, accents, spaces, and characters that cannot be seen.

    >>> NameFinder.of(["Ada Varn"]).find("ADA\nVARN and Varn's son; the varnish")
    [Span(start=0, end=8)]
    >>> NameFinder.of(["Ada Varn"]).find("Varn's son; the varnish", with_parts=True)
    [Span(start=0, end=4)]
    """

    names: tuple[_Words, ...]
    """Longest first."""
    parts: frozenset[str]
    """Words that give somebody away where the whole name stands too."""

    @classmethod
    def of(cls, names: Iterable[str]) -> "NameFinder":
        """Return what finds these names.

        Raises ConfigurationError for one that is no name: without a letter, or too short.
        """
        found: set[_Words] = set()
        for name in names:
            words = words_of_name(name)
            if sum(map(len, words)) < _SHORTEST:
                raise ConfigurationError(
                    f"the name {name!r}: expected at least {_SHORTEST} letters; it would be found "
                    "everywhere"
                )
            found.add(words)
        parts = {word for name in found for word in name}
        return cls(
            tuple(sorted(found, key=lambda words: (-len(words), words))),
            frozenset(w for w in parts if len(w) >= _SHORTEST and w not in _PARTICLES),
        )

    def finds(self, text: str) -> bool:
        """Tell whether any of the names stands in a text."""
        return self._may_hold(text) and bool(self.find(text))

    def find(self, text: str, *, with_parts: bool = False) -> list[Span]:
        """Return where names stand, in order; `with_parts`, also where a part of one does."""
        if not self._may_hold(text, with_parts=with_parts):
            return []
        tokens = _tokens(text)
        parts = self.parts if with_parts else frozenset()
        spans, at = [], 0
        while at < len(tokens):
            length = self._length_at(tokens, at)
            if not length and tokens[at].is_name and tokens[at].word in parts:
                length = 1
            if length:
                spans.append(Span(tokens[at].start, tokens[at + length - 1].end))
            at += length or 1
        return spans

    def blacken(self, text: str) -> str:
        """Return a text of the same length without the names and their parts."""
        return blacken(text, self.find(text, with_parts=True))

    def _may_hold(self, text: str, *, with_parts: bool = False) -> bool:
        folded = text.lower() if text.isascii() else _fold(text)
        if with_parts and any(part in folded for part in self.parts):
            return True
        return any(all(word in folded for word in name) for name in self.names)

    def _length_at(self, tokens: Sequence[_Token], at: int) -> int:
        for name in self.names:
            here = tokens[at : at + len(name)]
            is_close = all(after.start - before.end <= _GAP for before, after in pairwise(here))
            if is_close and tuple(token.word for token in here) == name:
                return len(name)
        return 0


def blacken(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length with these ranges blackened; white space stays."""
    letters = list(text)
    for span in spans:
        for at in range(span.start, span.end):
            if not letters[at].isspace():
                letters[at] = BLOCK
    return "".join(letters)


def words_of_name(name: str) -> _Words:
    """Return the words of a name without case, accents and characters that cannot be seen."""
    return tuple(token.word for token in _tokens(name))


def _tokens(text: str) -> list[_Token]:
    if text.isascii():
        return [
            _Token(m.start(), m.end(), m[0].lower(), not m[0][0].islower())
            for m in _WORD.finditer(text)
        ]
    tokens = []
    start = None
    for at, letter in enumerate(f"{text} "):
        is_inner = letter.isalnum() or (start is not None and _is_unseen(letter))
        if is_inner and start is None:
            start = at
        elif not is_inner and start is not None:
            word = _fold(text[start:at])
            tokens.append(_Token(start, at, word, not text[start].islower()))
            start = None
    return tokens


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}
