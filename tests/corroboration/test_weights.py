"""The shipped weights and word counts."""

from accordingto.corroboration.comparing import WORDS_ALIKE, WORDS_SHARED
from accordingto.corroboration.likeness import (
    Actors,
    Days,
    Kinds,
    Meeting,
    Names,
    Places,
    Reports,
    Targets,
    Tolls,
)
from accordingto.corroboration.weights import load_rarity, load_weights

LEVELS = (Days, Places, Kinds, Tolls, Actors, Targets, Names, Reports, Meeting)


def test_every_level_has_its_weight_and_every_weight_its_level():
    levels = [level.value for levels in LEVELS for level in levels]
    terms = [term.id for term in load_weights().term]
    assert terms == [*levels_in_order(levels, terms), WORDS_ALIKE, WORDS_SHARED]
    assert sorted(terms) == sorted([*levels, WORDS_ALIKE, WORDS_SHARED])


def levels_in_order(levels, terms):
    return [term for term in terms if term in levels]


def test_unknown_words_are_the_rarest():
    rarity = load_rarity()
    assert rarity.of("zzyx") >= max(map(rarity.of, rarity.counts))
    assert rarity.of("killed") < 2
