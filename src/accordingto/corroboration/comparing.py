"""Two accounts compared: a score in log-odds, and the terms that make it."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import exp, sqrt
from typing import NamedTuple

from accordingto.corroboration.digests import Account
from accordingto.corroboration.likeness import (
    compare_actors,
    compare_days,
    compare_kinds,
    compare_names,
    compare_places,
    compare_reports,
    compare_targets,
    compare_tolls,
    meet,
)
from accordingto.corroboration.weights import (
    COMMON,
    Rarity,
    TermWeight,
    Weights,
    load_rarity,
    load_weights,
)
from accordingto.records.cases import Term

WORDS_ALIKE, WORDS_SHARED = "words_alike", "words_shared"
ENOUGH = 60.0
"""Sum of the rarity of shared words from which on more say no more."""
_SMALLEST = 0.05
"""Terms that weigh less are not told."""


class Level(NamedTuple):
    """One answer about two accounts, and how far it holds."""

    id: str
    value: float = 1.0


@dataclass(frozen=True)
class Comparer:
    """Compares accounts by the rule `linking/1`: a sum of weighted terms, learned from annotations.

    The score is the log-odds that two accounts are of one event; symmetric, and the same whatever
    other reports there are.
    """

    weights: Weights = field(default_factory=load_weights)
    rarity: Rarity = field(default_factory=load_rarity)

    @cached_property
    def terms(self) -> dict[str, TermWeight]:
        """The weights, by the id of their term."""
        return dict(self.weights.of())

    @cached_property
    def _plain(self) -> dict[str, float]:
        return {term.id: term.weight for term in self.weights.term}

    def score(self, one: Account, other: Account) -> float:
        """Return the log-odds that both are accounts of one event."""
        plain, total = self._plain, self.weights.bias
        for name, value in self.levels(one, other):
            total += plain[name] * value
        return total

    def reaches(self, one: Account, other: Account) -> bool:
        """Tell whether the score is above the threshold; most pairs are told by a part of it."""
        plain, top = self._plain, self._most
        alike, shared = self._compare_words(one, other)
        so_far = self.weights.bias + plain[WORDS_ALIKE] * alike + plain[WORDS_SHARED] * shared
        so_far += plain[compare_days(one, other)] + plain[compare_kinds(one.kind, other.kind)]
        open_still = top["places"] + top["meeting"] + top["actors"] + top["targets"]
        open_still += top["names"] if one.names and other.names else 0.0
        if so_far + open_still + top["tolls"] <= self.weights.threshold:
            return False
        so_far += plain[compare_tolls(one, other)]
        if so_far + open_still <= self.weights.threshold:
            return False
        return self.score(one, other) > self.weights.threshold

    @cached_property
    def _most(self) -> dict[str, float]:
        """The most that each aspect can add."""
        aspects: dict[str, float] = {}
        for term in self.weights.term:
            aspects[term.aspect] = max(term.weight, aspects.get(term.aspect, 0.0))
        return aspects

    def explain(self, one: Account, other: Account) -> tuple[Term, ...]:
        """Return the terms of the score, the weightiest first; what weighs nothing is left out."""
        terms = []
        for level in self.levels(one, other):
            term = self.terms[level.id]
            weight = round(term.weight * level.value, 2)
            if abs(weight) >= _SMALLEST:
                terms.append(Term(name=term.id, weight=weight, why=term.why))
        return tuple(sorted(terms, key=lambda term: (-abs(term.weight), term.name)))

    def levels(self, one: Account, other: Account) -> tuple[Level, ...]:
        """Return how the two are alike, one answer an aspect."""
        days = compare_days(one, other)
        places = compare_places(one, other)
        kinds = compare_kinds(one.kind, other.kind)
        alike, shared = self._compare_words(one, other)
        return (
            Level(days),
            Level(places),
            Level(kinds),
            Level(compare_tolls(one, other)),
            Level(compare_actors(one, other)),
            Level(compare_targets(one, other)),
            Level(compare_names(one, other)),
            Level(compare_reports(one, other)),
            Level(meet(days, places, kinds)),
            Level(WORDS_ALIKE, alike),
            Level(WORDS_SHARED, shared),
        )

    def _compare_words(self, one: Account, other: Account) -> tuple[float, float]:
        first, second = _rare_words(self.rarity, one.words), _rare_words(self.rarity, other.words)
        if not first.total or not second.total:
            return 0.0, 0.0
        # In order, so that the sum is the same to the last bit whichever comes first.
        shared = sum(self.rarity.of(word) for word in sorted(first.words & second.words))
        return shared / sqrt(first.total * second.total), min(shared, ENOUGH) / ENOUGH


class _RareWords(NamedTuple):
    words: frozenset[str]
    total: float


@lru_cache(maxsize=8192)
def _rare_words(rarity: Rarity, words: tuple[str, ...]) -> _RareWords:
    rare = [word for word in words if rarity.of(word) > COMMON]
    return _RareWords(frozenset(rare), sum(map(rarity.of, rare)))


def probability(score: float) -> float:
    """Return the probability for log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
