import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.clustering import bonds_of, find_joins
from accordingto.corroboration.joining import Across, Grown, would_join

THRESHOLD = -0.5
FEW = 5
"""Nodes of either side."""
SCORES = st.floats(-4, 4)


def bond(score):
    return float(bonds_of(np.array([score]))[0])


def grown(scores):
    """Groups of nodes by these pairs alone, and how each grew."""
    groups, joins = find_joins(2 * FEW, scores, THRESHOLD)
    steps = [Grown(*join) for join in joins]
    return {group: [step for step in steps if step.kept in group] for group in groups}


def across(scores, one, other):
    return [Across(a, b, bond(v)) for (a, b), v in scores.items() if a in one and b in other]


@st.composite
def sides(draw):
    """Scores within the lower nodes, within the higher ones, and between them."""
    low, high = range(FEW), range(FEW, 2 * FEW)

    def some(ones, others):
        pairs = sorted({(a, b) for a in ones for b in others if a < b})
        return draw(st.dictionaries(st.sampled_from(pairs), SCORES, max_size=12))

    return some(low, low), some(high, high), some(low, high)


@given(sides())
def test_groups_that_have_nothing_to_do_with_each_other_stay_as_they_are_beside_each_other(told):
    low, high, between = told
    ones, others = grown(low), grown(high)
    apart = not any(
        would_join(ones[one], others[other], across(between, one, other), bond(THRESHOLD))
        for one in ones
        for other in others
    )
    together = grown(low | high | between)
    alone = {one for one in ones if min(one) < FEW} | {one for one in others if max(one) >= FEW}
    if apart:
        assert together.keys() == alone
    elif all(value not in (*low.values(), *high.values()) for value in between.values()):
        steps = {step for some in (*ones.values(), *others.values()) for step in some}
        now = {step for some in together.values() for step in some}
        assert now != steps or together.keys() != alone


def test_a_pair_above_the_threshold_joins_two_that_are_alone():
    assert would_join([], [], [Across(1, 2, 0.6)], 0.5)
    assert not would_join([], [], [Across(1, 2, 0.5)], 0.5)


def test_a_group_that_was_joined_by_better_bonds_is_not_parted_by_one_pair():
    steps = [Grown(1, 2, 0.9), Grown(1, 3, 0.9)]
    pairs = [Across(1, 9, 0.8), Across(2, 9, 0.1), Across(3, 9, 0.1)]
    assert not would_join(steps, [], pairs, 0.5)


def test_what_came_before_another_bond_would_have_been_taken():
    assert would_join([Grown(1, 2, 0.7)], [], [Across(1, 9, 0.8), Across(2, 9, 0.1)], 0.5)
