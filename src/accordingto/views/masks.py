"""Masks: what finds the names to withhold in any text, and says in their place what they were."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from accordingto.report import Span

WITHHELD = "[name withheld]"

_WORD = re.compile(r"\w+")
_GAP = 3
"""Most characters between two words of one name ("al-Khatib", "Abu\nOmar")."""

Words = tuple[str, ...]
"""Words of a name in lower case."""


class Hidden(NamedTuple):
    """A range of a text that is not shown, and what stands in its place."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Mask:
    """Finds the names to withhold in any text, in time linear in its length.

    Whole names, and those single words of them that are told in `parts`.

    >>> Mask.of(["Lina Harrow"]).hide("Lina Harrow, 9, was hurt.")
    '[name withheld], 9, was hurt.'
    """

    names: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)
    """Names as words, longest first, under their first word."""
    labels: Mapping[Words, str] = field(default_factory=dict)
    """What is said in place of names that are not those of people."""
    parts: frozenset[str] = frozenset()
    """Words of names that are withheld where they stand alone with a capital letter."""
    incidents: frozenset[str] = frozenset()
    """Ids of the incidents whose exact place is withheld."""

    @classmethod
    def of(
        cls,
        names: Iterable[str],
        *,
        parts: Iterable[str] = (),
        labels: Mapping[str, str] | None = None,
        incidents: Iterable[str] = (),
    ) -> "Mask":
        """Make a mask of these names; `labels` are further names with what is said for each."""
        told = {words: label for name, label in (labels or {}).items() if (words := _fold(name))}
        by_first: dict[str, set[Words]] = {}
        for words in (*map(_fold, names), *told):
            if words:
                by_first.setdefault(words[0], set()).add(words)
        grouped = {first: _longest_first(group) for first, group in by_first.items()}
        single = frozenset(word for part in parts for word in _fold(part))
        return cls(grouped, told, single, frozenset(incidents))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is withheld."""
        return not (self.names or self.parts or self.incidents)

    def joined(self, other: "Mask") -> "Mask":
        """Return a mask of what both withhold."""
        firsts = dict.fromkeys((*self.names, *other.names))
        groups = ((f, {*self.names.get(f, ()), *other.names.get(f, ())}) for f in firsts)
        return Mask(
            {first: _longest_first(group) for first, group in groups},
            {**self.labels, **other.labels},
            self.parts | other.parts,
            self.incidents | other.incidents,
        )

    def find(self, text: str) -> Iterator[Hidden]:
        """Yield each range to withhold, in order; names that overlap are one range."""
        if not self.names and not self.parts:
            return
        folded = list(map(str.casefold, _WORD.findall(text)))
        if self.names.keys().isdisjoint(folded) and self.parts.isdisjoint(folded):
            return
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        open_: Hidden | None = None
        for at, (start, _) in enumerate(words):
            found = self._found_at(text, words, at)
            if found is None:
                continue
            if open_ is not None and start < open_.span.end:
                open_ = Hidden(open_.span.hull(found.span), open_.label)
            else:
                if open_ is not None:
                    yield open_
                open_ = found
        if open_ is not None:
            yield open_

    def find_names(self, text: str) -> Iterator[Span]:
        """Yield the range of each name to withhold, in order, none overlapping another."""
        return (hidden.span for hidden in self.find(text))

    def hide(self, text: str) -> str:
        """Return the text with each name to withhold replaced."""
        told: list[str] = []
        done = 0
        for span, label in self.find(text):
            told += (text[done : span.start], label)
            done = span.end
        return "".join((*told, text[done:])) if told else text

    def _found_at(self, text: str, words: list[tuple[int, int]], at: int) -> Hidden | None:
        start, end = words[at]
        first = text[start:end].casefold()
        for name in self.names.get(first, ()):
            here = words[at : at + len(name)]
            is_close = all(after[0] - before[1] <= _GAP for before, after in pairwise(here))
            if is_close and tuple(text[a:b].casefold() for a, b in here) == name:
                return Hidden(Span(start, here[-1][1]), self.labels.get(name, WITHHELD))
        if first in self.parts and not text[start].islower():
            return Hidden(Span(start, end), WITHHELD)
        return None


def _fold(name: str) -> Words:
    return tuple(word.casefold() for word in _WORD.findall(name))


def _longest_first(names: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
