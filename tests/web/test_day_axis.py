from datetime import date, timedelta
from itertools import pairwise

import pytest

from accordingto.web.day_axis import WIDTH, Axis, Unit

MARCH = Axis(first=date(2024, 3, 1), last=date(2024, 3, 31))


@pytest.mark.parametrize(
    ("days", "unit"), [(31, Unit.DAY), (200, Unit.WEEK), (3000, Unit.MONTH), (30_000, Unit.YEAR)]
)
def test_units_grow_with_the_days_shown(days, unit):
    first = date(1950, 1, 1)
    axis = Axis(first=first, last=first + timedelta(days=days - 1))
    assert axis.unit is unit
    assert len(list(axis.buckets())) <= 165
    assert len(axis.marks()) <= 13


def test_units_hold_every_day_once():
    axis = Axis(first=date(2023, 11, 9), last=date(2024, 7, 2))
    buckets = list(axis.buckets())
    assert buckets[0][0] == axis.first
    assert buckets[-1][1] == axis.last
    assert all(later[0] - earlier[1] == timedelta(days=1) for earlier, later in pairwise(buckets))


def test_days_stand_where_they_are_and_are_cut_at_the_ends():
    assert MARCH.span(date(2024, 3, 1), date(2024, 3, 31)) == (0.0, WIDTH)
    x, width = MARCH.span(date(2024, 3, 31), date(2024, 5, 1))
    assert x + width == pytest.approx(WIDTH)
    assert width == pytest.approx(WIDTH / 31, abs=0.01)
    assert MARCH.touches(date(2024, 3, 31), date(2024, 4, 2))
    assert not MARCH.touches(date(2024, 4, 1), date(2024, 4, 2))


def test_an_axis_is_moved_and_widened():
    assert MARCH.moved(1).first == date(2024, 4, 1)
    assert MARCH.moved(0, 2).days == pytest.approx(62, abs=1)
    assert MARCH.moved(0, 0.001).days == 7
    assert Axis(first=date.min, last=date.max).moved(0, 2) == Axis(first=date.min, last=date.max)
    assert list(Axis(first=date(9999, 12, 30), last=date.max).buckets())[-1][1] == date.max
