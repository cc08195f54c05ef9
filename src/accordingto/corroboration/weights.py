"""What each way of being alike weighs, and how rare words are: data that linking is built on."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import log
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked

COMMON = 2.0
"""Words less rare than this (one text in seven) say nothing."""
_DATA = files("accordingto.corroboration")
_STRICT = ConfigDict(extra="forbid")


@checked(frozen=True, config=_STRICT)
class TermWeight:
    """What one level of one aspect adds to a link's log-odds."""

    id: str
    aspect: str
    prior: float
    weight: float
    why: str


@checked(frozen=True, config=_STRICT)
class Weights:
    """All weights of one version of the rule, and the log-odds above which accounts are linked."""

    schema: int
    rule: str
    bias: float
    bias_prior: float
    threshold: float
    term: tuple[TermWeight, ...]

    def of(self) -> Mapping[str, TermWeight]:
        """Return the terms by their ids."""
        return {term.id: term for term in self.term}


@checked(frozen=True, config=_STRICT)
class _WordCounts:
    schema: int
    texts: Annotated[int, Field(ge=1)]
    words: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Rarity:
    """How rare words are in news of war: fixed, so no report changes what another's words say."""

    texts: int
    counts: Mapping[str, int]

    def of(self, word: str) -> float:
        """Return the natural logarithm of one in how many texts holds the word."""
        return self._known.get(word, self._unknown)

    @cached_property
    def _known(self) -> dict[str, float]:
        return {word: log((self.texts + 1) / (count + 1)) for word, count in self.counts.items()}

    @cached_property
    def _unknown(self) -> float:
        return log(self.texts + 1)


@cache
def load_weights() -> Weights:
    """Return the weights that the package ships."""
    return TypeAdapter(Weights).validate_python(_read("linking.toml"))


@cache
def load_rarity() -> Rarity:
    """Return the word counts that the package ships."""
    found = TypeAdapter(_WordCounts).validate_python(_read("word_counts.toml"))
    return Rarity(found.texts, found.words)


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
