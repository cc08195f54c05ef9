"""Scores of pairs, packed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration import pair_scores
from accordingto.corroboration.pair_scores import PairScores

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-5, 5),
)


@given(PAIRS)
def test_every_score_is_found_again_and_no_other(scores):
    packed = PairScores.of(8, scores)
    pairs = [(one, other) for one in range(8) for other in range(8)]
    assert {pair: packed.of_pair(pair) for pair in pairs} == {p: scores.get(p) for p in pairs}


@given(PAIRS)
def test_pairs_within_a_group_are_those_with_both_nodes_in_it(scores):
    told = dict(PairScores.of(8, scores).within([1, 2, 5]))
    assert told == {pair: scores[pair] for pair in scores if {1, 2, 5}.issuperset(pair)}


def test_without_pairs_there_are_no_scores():
    packed = PairScores.of(3, {})
    assert packed.of_pair((0, 2)) is None
    assert not list(packed.within([0, 1, 2]))


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_pairs_are_found_by_either_node_however_many_are_gone_through_at_a_time(
    at_once, monkeypatch
):
    monkeypatch.setattr(pair_scores, "AT_ONCE", at_once)
    scores = {(one, other): 0.5 for one in range(6) for other in range(one + 1, 8, 2)}
    packed = PairScores.of(8, scores)
    assert packed.firsts_at(np.arange(len(scores))).tolist() == [one for one, _ in sorted(scores)]
    places, ends = packed.by_other()
    for node in range(8):
        firsts = packed.firsts_at(places[ends[node] : ends[node + 1]]).tolist()
        assert firsts == sorted(one for one, other in scores if other == node)
