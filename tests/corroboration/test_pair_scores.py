"""Scores of pairs, packed."""

from hypothesis import given
from hypothesis import strategies as st

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
