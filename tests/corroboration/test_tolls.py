"""Figures that agree, and what is open."""

import pytest

from accordingto.corroboration.reconciliation import reconcile
from accordingto.corroboration.tolls import agree, extent_of
from accordingto.records.values import Bound
from tests.corroboration.casebook import figure, make_case, make_digest, speaker

ABOUT = {"bound": Bound.ABOUT, "is_approximate": True}
DOZENS = {"bound": Bound.VAGUE, "words": "dozens"}


def claim(*args, **fields):
    (toll,) = reconcile(make_case(make_digest("r1", figure(*args, **fields)))).tolls
    return toll.claims[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (claim(70, None), claim(75)),
        (claim(None, 80), claim(75)),
        (claim(20, 30), claim(30, 40)),
        (claim(20, **ABOUT), claim(22)),
        (claim(4, **ABOUT), claim(5)),
        (claim(24, None, **DOZENS), claim(3)),
        (claim(70, None), claim(100, None)),
    ],
)
def test_figures_that_agree(one, other):
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (claim(70, None), claim(69)),
        (claim(None, 30), claim(31)),
        (claim(12), claim(14)),
        (claim(20, **ABOUT), claim(23)),
        (claim(20, 30), claim(31, 40)),
        (claim(24, None, **DOZENS), claim(0)),
    ],
)
def test_figures_that_differ(one, other):
    assert not agree(one, other)
    assert not agree(other, one)


def test_extent_is_open_where_a_claim_is():
    extent = extent_of([claim(None, 30), claim(25)])
    assert extent
    assert (extent.low, extent.high) == (25, 30)
    assert (extent.is_open_below, extent.is_open_above) == (True, False)


def test_vague_figures_make_an_extent_only_alone():
    extent = extent_of([claim(24, None, **DOZENS), claim(56)])
    assert extent
    assert (extent.low, extent.high, extent.is_open_above) == (56, 56, False)
    alone = extent_of([claim(24, None, **DOZENS)])
    assert alone
    assert (alone.low, alone.is_open_above) == (24, True)


def test_nothing_claimed_has_no_extent():
    assert extent_of([]) is None


def test_figure_without_any_end_breaks_nothing():
    extent = extent_of([claim(None, None, bound=Bound.VAGUE)])
    assert extent
    assert (extent.low, extent.high) == (None, None)


def test_agreement_is_not_counted_among_more_figures_than_anybody_honest_gives():
    told = [make_digest(f"r{n}", figure(n, speaker=f"Voice {n}")) for n in range(1, 103)]
    (toll,) = reconcile(make_case(*told)).tolls
    assert {value.agreeing for value in toll.values} == {None}
    (fewer,) = reconcile(make_case(*told[:-2])).tolls
    assert all(value.agreeing for value in fewer.values)


def test_voices_of_one_organisation_do_not_contest_each_other():
    told = [
        make_digest("r1", figure(12, speaker="a"), speaker("a", "Aro Venn", affiliation="Watch")),
        make_digest("r2", figure(19, speaker="b"), speaker("b", "Ila Dorr", affiliation="Watch")),
    ]
    (toll,) = reconcile(make_case(*told)).tolls
    assert not toll.is_contested
    assert toll.voices.named == 1
