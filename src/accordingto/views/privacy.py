"""Names that a view withholds: those of children and of people held.

The record keeps the name; only what is shown changes. The rest of promise 10 (DESIGN.md) belongs
to exports.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar, cast

from accordingto.records.actors import Person
from accordingto.records.readings import Reading, ReportInfo
from accordingto.records.values import Age, State
from accordingto.report import Span

WITHHELD = "[name withheld]"

ADULT_AT = 18
"""Age in years from which a named person is shown by name."""

_CHILD_ROLE = re.compile(
    r"\b(?:child|children|boy|girl|schoolboy|schoolgirl|baby|infant|toddler|teenager)s?\b", re.I
)
_WORD = re.compile(r"\w+")
_GAP = 3
"""Most characters between two words of one name ("al-Khatib", "Abu\nOmar")."""

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Mask:
    """Finds the names to withhold in any text, in time linear in its length.

    Whole names only: a first name that stands alone is not found.

    >>> Mask.of(["Lina Harrow"]).hide("Lina Harrow, 9, was hurt.")
    '[name withheld], 9, was hurt.'
    """

    names: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Names as words in lower case, longest first, under their first word."""

    @classmethod
    def of(cls, names: Iterable[str]) -> "Mask":
        """Make a mask of these names."""
        by_first: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(word.casefold() for word in _WORD.findall(name))
            if words:
                by_first.setdefault(words[0], set()).add(words)
        return cls({first: _longest_first(group) for first, group in by_first.items()})

    def joined(self, other: "Mask") -> "Mask":
        """Return a mask of the names of both."""
        firsts = dict.fromkeys((*self.names, *other.names))
        groups = ((f, {*self.names.get(f, ()), *other.names.get(f, ())}) for f in firsts)
        return Mask({first: _longest_first(group) for first, group in groups})

    def find_names(self, text: str) -> Iterator[Span]:
        """Yield the range of each name to withhold, in order, none overlapping another."""
        if not self.names:
            return
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            length = self._length_at(text, words, at)
            if length:
                yield Span(words[at][0], words[at + length - 1][1])
            at += length or 1

    def hide(self, text: str) -> str:
        """Return the text with each name to withhold replaced."""
        parts: list[str] = []
        done = 0
        for span in self.find_names(text):
            parts += (text[done : span.start], WITHHELD)
            done = span.end
        return "".join((*parts, text[done:])) if parts else text

    def _length_at(self, text: str, words: list[tuple[int, int]], at: int) -> int:
        start, end = words[at]
        for name in self.names.get(text[start:end].casefold(), ()):
            here = words[at : at + len(name)]
            is_close = all(after[0] - before[1] <= _GAP for before, after in pairwise(here))
            if is_close and tuple(text[a:b].casefold() for a, b in here) == name:
                return len(name)
        return 0


def mask_for(reading: Reading) -> Mask:
    """Return the mask of all names that views of this reading withhold."""
    children = child_figures(reading)
    return Mask.of(p.name for p in reading.people if withheld_as(p, children) is not None)


def child_figures(reading: Reading) -> frozenset[str]:
    """Return the ids of the figures that count children."""
    return frozenset(figure.id for figure in reading.figures if figure.age is Age.CHILDREN)


def withheld_as(person: Person, children: frozenset[str]) -> str | None:
    """Return how to call a person whose name is withheld, or None when the name is shown.

    `children` are the ids of the figures that count children.
    """
    if _is_child(person, children):
        return "a child, name withheld"
    if person.state is State.DETAINED:
        return "a detained person, name withheld"
    return None


def withhold_names(reading: Reading, mask: Mask) -> Reading:
    """Return the reading with the names hidden in all words that its records carry.

    The report itself stays as it is, because offsets run over it: mask what is shown of it.
    """
    return _hidden(reading, mask) if mask.names else reading


def withhold_in(value: Shown, mask: Mask) -> Shown:
    """Return a record with the names hidden in all words that it carries."""
    return _hidden(value, mask) if mask.names else value


def _is_child(person: Person, children: frozenset[str]) -> bool:
    if person.age is not None:
        return person.age < ADULT_AT
    if person.role and _CHILD_ROLE.search(person.role):
        return True
    return person.figure in children


def _hidden(value: Shown, mask: Mask) -> Shown:
    hidden: object = value
    if isinstance(value, ReportInfo | StrEnum):
        return value
    if isinstance(value, str):
        hidden = mask.hide(value)
    elif isinstance(value, tuple):
        hidden = tuple(_hidden(item, mask) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: _hidden(getattr(value, f.name), mask) for f in fields(value)}
        hidden = replace(value, **changes)
    return cast("Shown", hidden)


def _longest_first(names: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
