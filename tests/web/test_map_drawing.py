import pytest

from accordingto.gazetteer.largest import Town, find_largest
from accordingto.ledger.case_outlines import Point
from accordingto.web.map_drawing import box_of_most, make_scale, place_labels, stack_points
from accordingto.web.mercator import HEIGHT, WIDTH, bounded

VIEW = bounded(36.2, 37.1, 8)


def town(name, lat, lon):
    return Town(name, "SY", lat, lon, 1000)


def test_cases_at_one_place_are_one_stack_and_counted():
    points = [Point(36.2, 37.1, 1, 3), Point(36.2, 37.1, 2, 2), Point(36.9, 37.1, 1, 1)]
    large, small = stack_points(points, VIEW)
    assert (large.cases, large.exact, small.cases) == (5, 3, 1)
    assert large.radius > small.radius
    assert (large.x, large.y) == pytest.approx((WIDTH / 2, HEIGHT / 2))


def test_places_too_near_to_tell_apart_are_one_stack_until_one_goes_nearer():
    points = [Point(36.2, 37.1, 1, 1), Point(36.21, 37.1, 1, 1)]
    assert [one.cases for one in stack_points(points, VIEW)] == [2]
    assert [one.cases for one in stack_points(points, bounded(36.2, 37.1, 13))] == [1, 1]


def test_no_case_is_lost_or_counted_twice():
    points = [Point(36 + n / 50, 37 + n % 7 / 40, 1 + n % 2, n) for n in range(1, 40)]
    assert sum(one.cases for one in stack_points(points, VIEW)) == sum(p.cases for p in points)


def test_what_is_known_to_25_km_has_a_circle_of_25_km():
    exact, near = stack_points([Point(36.2, 37.1, 1, 2), Point(35.2, 36.1, 2, 1)], VIEW)
    assert exact.ring is None
    assert near.ring == pytest.approx(VIEW.length(25, 35.2), abs=0.1)
    (far,) = stack_points([Point(36.2, 37.1, 2, 1)], bounded(36.2, 37.1, 2))
    assert far.ring is None


def test_a_stack_says_how_many_nobody_has_reviewed():
    points = [Point(36.2, 37.1, 1, 3), Point(36.2, 37.1, 2, 1)]
    (stack,) = stack_points(points, VIEW, [Point(36.2, 37.1, 1, 1)])
    assert stack.reviewed == 1
    assert stack.told == "4 cases, 3 not reviewed, 1 known to within 25 km"


def test_names_do_not_lie_on_each_other_and_the_largest_come_first():
    towns = [town("Marenna", 36.2, 37.1), town("Skerry", 36.2, 37.11), town("Nesk", 36.5, 37.8)]
    assert [one.name for one in place_labels(towns, VIEW)] == ["Marenna", "Skerry", "Nesk"]
    assert place_labels(towns, VIEW)[1].anchor == "end"
    beside = [*towns[:2], town("Third", 36.2, 37.105)]
    assert [one.name for one in place_labels(beside, VIEW)] == ["Marenna", "Skerry"]
    assert place_labels([town("Far", 10, 10)], VIEW) == []


def _rooms(labels, *, letter=6.2, bold=7.8, line=12):
    """Where names are drawn, as wide as letters of 12 px are in common fonts."""
    for one in labels:
        wide = len(one.name) * (bold if one.is_large else letter)
        left = one.x + 5 if one.anchor == "start" else one.x - 5 - wide
        yield one.name, (left, one.y - line / 2, left + wide, one.y + line / 2)


def _overlaps(rooms):
    rooms = list(rooms)
    return [
        (name, other)
        for number, (name, (left, top, right, bottom)) in enumerate(rooms)
        for other, room in rooms[number + 1 :]
        if left < room[2] and room[0] < right and top < room[3] and room[1] < bottom
    ]


@pytest.mark.parametrize("zoom", [1, 1.91, 3, 4.5, 6, 8])
@pytest.mark.parametrize(("lat", "lon"), [(30, 31), (31, 110), (48, 8), (35, 38)])
def test_no_name_lies_on_another_or_on_a_place_at_any_scale(lat, lon, zoom):
    view = bounded(lat, lon, zoom)
    shown = place_labels(find_largest(*view.box, limit=150), view)
    assert len(shown) > 3
    assert _overlaps(_rooms(shown)) == []
    dots = [(f"dot of {one.name}", (one.x - 1, one.y - 1, one.x + 1, one.y + 1)) for one in shown]
    on_dots = [pair for pair in _overlaps([*_rooms(shown), *dots]) if pair[0][:7] != "dot of "]
    assert on_dots == []
    large = [one for one in shown if one.is_large]
    assert large
    assert _overlaps(_rooms(large, bold=12.5, line=20)) == []


def test_a_name_stands_on_no_stack_of_cases():
    towns = [town("Marenna", 36.2, 37.1), town("Nesk", 36.5, 37.8)]
    stacks = stack_points([Point(36.2, 37.1, 1, 9)], VIEW)
    assert [one.name for one in place_labels(towns, VIEW, stacks)] == ["Nesk"]


def test_a_few_cases_far_away_do_not_widen_the_map():
    near = [Point(36 + n / 100, 37.0, 1, 5) for n in range(20)]
    box = box_of_most([*near, Point(-30.0, -60.0, 1, 1)])
    assert box.south >= 36
    assert box.west == 37.0
    assert box_of_most([]) is None
    assert box_of_most([Point(1.0, 2.0, 1, 1)]) == (2.0, 1.0, 2.0, 1.0)


def test_a_scale_is_round_and_fits():
    scale = make_scale(VIEW)
    assert scale.km in {10, 20, 50, 100}
    assert 20 < scale.length <= WIDTH / 6
