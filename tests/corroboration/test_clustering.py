"""Scored pairs to groups."""

from itertools import combinations, product
from statistics import fmean

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from accordingto.corroboration.clustering import bonds_of, find_groups

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-5, 5),
)
SOME = st.sets(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    max_size=4,
)


def test_pairs_above_the_threshold_are_joined():
    assert find_groups(4, {(0, 1): 2.0, (2, 3): -1.0}, 0.0) == [(0, 1), (2,), (3,)]


def test_one_strong_link_does_not_chain_groups_that_contradict_each_other():
    scores = {(0, 1): 5.0, (2, 3): 5.0, (1, 2): 3.0, (0, 2): -4.0, (0, 3): -4.0, (1, 3): -4.0}
    assert find_groups(4, scores, 0.0) == [(0, 1), (2, 3)]


def test_one_pair_that_could_hardly_differ_more_does_not_outweigh_several_that_agree():
    scores = {(0, 1): 5.0, (0, 2): 5.0, (0, 3): 5.0, (1, 2): 5.0, (1, 3): 5.0, (2, 3): -90.0}
    assert find_groups(4, scores, 0.0) == [(0, 1, 2, 3)]


def test_pairs_that_were_not_compared_do_not_count_against_a_group():
    assert find_groups(3, {(0, 1): 1.0, (1, 2): 1.0}, 0.0) == [(0, 1, 2)]


def test_what_people_call_the_same_is_joined_whatever_the_score():
    assert find_groups(2, {(0, 1): -9.0}, 0.0, same={(0, 1)}) == [(0, 1)]
    assert find_groups(2, {}, 0.0, same={(0, 1)}) == [(0, 1)]


def test_what_people_call_different_is_kept_apart_also_over_a_third():
    scores = {(0, 1): 3.0, (1, 2): 2.0}
    assert find_groups(3, scores, 0.0, different={(0, 2)}) == [(0, 1), (2,)]


def test_what_people_call_the_same_wins_over_what_they_call_different():
    groups = find_groups(3, {}, 0.0, same={(0, 1), (1, 2)}, different={(0, 2)})
    assert groups == [(0, 1, 2)]


def join_slowly(count, scores, threshold):
    """Average linkage as it is defined: all bonds anew at each step; None where two are equal."""
    (least,) = bonds_of(np.array([threshold]))
    values = dict(zip(scores, bonds_of(np.array([*scores.values()])), strict=True))
    groups = [frozenset({node}) for node in range(count)]
    while True:
        bonds = {}
        for one, other in combinations(groups, 2):
            pairs = ({(a, b), (b, a)} & values.keys() for a, b in product(one, other))
            across = [values[pair] for found in pairs for pair in found]
            if across and fmean(across) > least:
                bonds[one, other] = fmean(across)
        if not bonds:
            return sorted(tuple(sorted(group)) for group in groups)
        first, *rest = sorted(bonds, key=bonds.get, reverse=True)
        if rest and bonds[rest[0]] == bonds[first]:
            return None
        groups = [group for group in groups if group not in first] + [first[0] | first[1]]


@given(PAIRS, st.floats(-1, 1))
def test_groups_are_those_of_average_linkage(scores, threshold):
    expected = join_slowly(8, scores, threshold)
    assume(expected is not None)
    assert find_groups(8, scores, threshold) == expected


@given(PAIRS, SOME, SOME)
def test_every_node_is_in_one_group_and_judgements_hold(scores, same, different):
    groups = find_groups(8, scores, 0.0, same, different)
    assert sorted(node for group in groups for node in group) == list(range(8))
    of = {node: group for group in groups for node in group}
    assert all(of[one] == of[other] for one, other in same)
    if not same:
        assert all(of[one] != of[other] for one, other in different)


@given(PAIRS, SOME, SOME)
def test_order_of_pairs_changes_nothing(scores, same, different):
    turned = dict(reversed(scores.items()))
    assert find_groups(8, scores, 0.0, same, different) == find_groups(
        8, turned, 0.0, list(same)[::-1], list(different)[::-1]
    )


@given(PAIRS, SOME)
def test_judgements_taken_back_leave_the_groups_as_they_were(scores, same):
    before = find_groups(8, scores, 0.0)
    find_groups(8, scores, 0.0, same)
    assert find_groups(8, scores, 0.0) == before
