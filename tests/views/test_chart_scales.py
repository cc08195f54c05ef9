"""Scales of charts."""

import pytest

from accordingto.views.chart_scales import make_scale


def labels(*numbers):
    return [tick.label for tick in make_scale(numbers).ticks]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((6, 19), ["0", "5", "10", "15", "20"]),
        ((3,), ["0", "1", "2", "3", "4"]),
        ((0,), ["0", "1", "2"]),
        ((), ["0", "1", "2"]),
        ((2, 5_000), ["0", "1", "10", "100", "1,000", "10,000"]),
    ],
)
def test_numbers_are_round_and_leave_room_beyond_the_highest(numbers, told):
    assert labels(*numbers) == told


@pytest.mark.parametrize("numbers", [(6, 19), (1, 7_000), (10**9,), (1, 10**15)])
def test_all_stand_on_the_scale_in_their_order(numbers):
    scale = make_scale(numbers)
    places = [scale.at(number) for number in (0, *sorted(numbers))]
    assert places == sorted(places)
    assert places[0] == 0
    assert all(0 < place <= 100 for place in places[1:])


def test_what_lies_beyond_is_drawn_at_its_end():
    assert make_scale([10]).at(10**30) == 100
