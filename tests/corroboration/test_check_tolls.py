import pytest

from accordingto.corroboration.check_results import Agreement
from accordingto.corroboration.check_tolls import (
    CLOSE,
    compare_claim,
    gap_between,
    largest_claim,
    nearness,
    opposed_group,
    state_range,
)
from accordingto.formats.reference import GroupToll, ReferenceToll
from accordingto.records.values import Age, State, Who
from tests.corroboration.checks import civilians, fighters, make_claim, make_event


@pytest.mark.parametrize(
    ("low", "high", "toll", "agreement", "by"),
    [
        (12, 12, ReferenceToll(10, 11, 14), Agreement.WITHIN, 0),
        (91, 91, ReferenceToll(40, 40, 40), Agreement.ABOVE, 51),
        (20, 20, ReferenceToll(21, 21, 21), Agreement.BELOW, 1),
        (20, None, ReferenceToll(34, 34, 34), Agreement.WITHIN, 0),
        (None, 5, ReferenceToll(9, 9, 9), Agreement.BELOW, 4),
        (None, None, ReferenceToll(9, 9, 9), Agreement.NOT_SAID, 0),
        (12, 12, ReferenceToll(None, None, None), Agreement.NOT_SAID, 0),
    ],
)
def test_claim_is_told_beside_the_ends_of_the_row(low, high, toll, agreement, by):
    found = compare_claim(make_claim(low, high), make_event(toll=toll))
    assert (found.agreement, found.by) == (agreement, by)


def test_part_of_a_toll_is_beside_the_group_that_it_counts():
    event = make_event(toll=12, groups=(GroupToll("children", State.KILLED, 2, 3),))
    claim = make_claim(5, 5, age=Age.CHILDREN, is_part=True)
    assert compare_claim(claim, event).by == 2


def test_some_of_the_civilians_are_not_fewer_than_all_of_them():
    row = make_event(groups=(civilians(12),))
    some = make_claim(3, 3, words="three women", who=Who.CIVILIAN, is_part=True)
    assert compare_claim(some, row).agreement is Agreement.WITHIN
    more = make_claim(30, 30, who=Who.CIVILIAN, is_part=True)
    assert compare_claim(more, row).agreement is Agreement.ABOVE


def test_part_of_a_toll_may_be_any_share_of_a_row_without_that_group():
    claim = make_claim(5, 5, age=Age.CHILDREN, is_part=True)
    assert compare_claim(claim, make_event(toll=12)).agreement is Agreement.WITHIN


def test_injured_are_not_compared_with_the_killed():
    found = compare_claim(make_claim(30, 30, state=State.INJURED), make_event(toll=12))
    assert found.agreement is Agreement.NOT_SAID


def test_gap_grows_with_the_ratio_and_rough_words_allow_more():
    row = make_event(toll=21)
    assert gap_between(make_claim(20, 20), row) == pytest.approx(0.0465, abs=0.001)
    assert gap_between(make_claim(20, 20, is_approximate=True), row) == 0
    assert gap_between(make_claim(5, 5), row) > CLOSE
    assert gap_between(make_claim(5, 5, is_part=True), row) is None


def test_at_least_twenty_is_nearer_to_twenty_one_than_to_thirty_four():
    claim = make_claim(20, None)
    assert nearness(claim, make_event(toll=21)) > nearness(claim, make_event(toll=34))


def test_civilians_are_opposed_to_a_row_of_fighters_alone():
    row = make_event(toll=12, groups=(fighters(12),))
    assert opposed_group(make_claim(12, 12, who=Who.CIVILIAN), row) == "fighters"
    assert opposed_group(make_claim(12, 12), row) is None
    mixed = make_event(toll=12, groups=(fighters(10), civilians(2)))
    assert opposed_group(make_claim(12, 12, who=Who.CIVILIAN), mixed) is None
    assert (
        opposed_group(make_claim(12, 12, who=Who.COMBATANT), make_event(groups=(civilians(12),)))
        == "civilians"
    )


def test_several_rows_are_a_range_from_the_highest_one_to_all_of_them():
    stated = state_range([make_event(toll=40), make_event(toll=7)], [make_event(toll=82)])
    assert (stated.low, stated.high, stated.rows) == (40, 129, 3)


def test_one_row_alone_is_no_range():
    assert state_range([make_event(toll=40)], []) is None


def test_largest_claim_is_one_sources_and_never_a_sum():
    assert largest_claim([make_claim(12, 12), make_claim(9, None), make_claim(None, 4)]) == 12
