"""Agencies by name: where a text names one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from accordingto.errors import LexiconError
from accordingto.lexicons.loader import load_words, read_lexicon

_FILE = "agencies"
_WORD = re.compile(r"[^\W_]+|\S|\n")


class Agency(BaseModel):
    """One agency: the name that we show, and the names that texts give it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    names: tuple[str, ...]
    state: str | None = None
    """The state that owns it, ISO 3166-1 alpha-2."""


class Word(NamedTuple):
    """A word, mark or line break of a text."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[0].isupper()


class Named(NamedTuple):
    """Where words name an agency: `first` up to but not including `last`."""

    first: int
    last: int
    agency: str


@dataclass(frozen=True)
class AgencyNames:
    """All agencies of the lexicon."""

    by_first: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    """Names in words, the longest first, by their first word."""
    by_name: Mapping[str, str]
    """The name that is shown, by each name in lower case."""
    states: Mapping[str, str]
    """Codes of the states that own agencies, by the name that is shown."""

    def find(self, words: Sequence[Word]) -> Iterator[Named]:
        """Yield the agencies that words name, in order; the longest name wins."""
        behind = 0
        for place, word in enumerate(words):
            if place < behind or word.text not in self.by_first:
                continue
            found = self._at(words, place)
            if found:
                yield found
                behind = found.last

    def _at(self, words: Sequence[Word], first: int) -> Named | None:
        for name, agency in self.by_first.get(words[first].text, ()):
            last = first + len(name)
            if tuple(word.text for word in words[first:last]) == name:
                return Named(first, last, agency)
        return None

    def known(self, name: str) -> str | None:
        """Return the shown name of an agency that is given by name alone, in any case."""
        return self.by_name.get(name.strip().casefold())


def cut_words(text: str, start: int = 0) -> list[Word]:
    """Return the words, marks and line breaks of a text."""
    return [Word(*m.span(), m.group()) for m in _WORD.finditer(text, start)]


@cache
def load_agencies() -> AgencyNames:
    """Return the agencies of the lexicon."""
    rows = read_lexicon(_FILE).get("agency")
    if not isinstance(rows, list):
        raise LexiconError("has no entries [[agency]]", file=f"{_FILE}.toml")
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    by_name: dict[str, str] = {}
    agencies = [_check(row) for row in rows]
    for agency in agencies:
        for name in agency.names:
            by_name[name.casefold()] = agency.name
            for spelling in {name, name if name.islower() else name.upper()}:
                words = tuple(word.text for word in cut_words(spelling))
                by_first.setdefault(words[0], []).append((words, agency.name))
    for names in by_first.values():
        names.sort(key=lambda pair: (-len(pair[0]), pair))
    states = {agency.name: agency.state for agency in agencies if agency.state}
    return AgencyNames(by_first, by_name, states)


def _check(row: object) -> Agency:
    try:
        return Agency.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(
            f"{'.'.join(map(str, first['loc']))}: {first['msg']}", file=f"{_FILE}.toml"
        ) from error


def words_about(name: str) -> frozenset[str]:
    """Return a list of words by which credits are told from other mentions."""
    return load_words(_FILE)[name]
