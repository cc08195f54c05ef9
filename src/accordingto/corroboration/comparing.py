"""Two accounts compared: a score in log-odds, and the terms that make it."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import exp, sqrt
from typing import NamedTuple

from accordingto.corroboration.digests import Account
from accordingto.corroboration.likeness import (
    Days,
    Kinds,
    Tolls,
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
        first = self._first_look(one, other)
        return self._sum(one, other, first, compare_tolls(one, other))

    def reaches(self, one: Account, other: Account) -> bool:
        """Tell whether the score is above the threshold."""
        score = self.score_if_high(one, other)
        return score is not None and score > self.weights.threshold

    def score_if_high(self, one: Account, other: Account) -> float | None:
        """Return the score; None where a part of it tells that it is not above the threshold."""
        plain, threshold = self._plain, self.weights.threshold
        first = self._first_look(one, other)
        so_far = self.weights.bias + plain[first.days] + plain[first.kinds]
        so_far += plain[compare_reports(one, other)] + plain[compare_names(one, other)]
        so_far += plain[WORDS_ALIKE] * first.alike + plain[WORDS_SHARED] * first.shared
        if so_far + self._most_later + self._most["tolls"] <= threshold:
            return None
        tolls = compare_tolls(one, other)
        if so_far + self._most_later + plain[tolls] <= threshold:
            return None
        return self._sum(one, other, first, tolls)

    def _first_look(self, one: Account, other: Account) -> "_FirstLook":
        """Compare what is compared fastest."""
        alike, shared = self._compare_words(one, other)
        days, kinds = compare_days(one, other), compare_kinds(one.kind, other.kind)
        return _FirstLook(days, kinds, alike, shared)

    def _sum(self, one: Account, other: Account, first: "_FirstLook", tolls: Tolls) -> float:
        """Add up, in the order of `levels`."""
        plain = self._plain
        places = compare_places(one, other)
        total = self.weights.bias + plain[first.days] + plain[places] + plain[first.kinds]
        total += plain[tolls]
        total += plain[compare_actors(one, other)]
        total += plain[compare_targets(one, other)]
        total += plain[compare_names(one, other)]
        total += plain[compare_reports(one, other)]
        total += plain[meet(first.days, places, first.kinds)]
        total += plain[WORDS_ALIKE] * first.alike
        return total + plain[WORDS_SHARED] * first.shared

    @cached_property
    def _most_later(self) -> float:
        """The most that the aspects can add that are compared last."""
        return sum(self._most[aspect] for aspect in ("places", "meeting", "actors", "targets"))

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
                terms.append(_term(term.id, weight, term.why))
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


@lru_cache(maxsize=4096)
def _term(name: str, weight: float, why: str) -> Term:
    """Return a term; links that have it share it."""
    return Term(name=name, weight=weight, why=why)


class _FirstLook(NamedTuple):
    """Answers about two accounts that are found fastest."""

    days: Days
    kinds: Kinds
    alike: float
    shared: float


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
