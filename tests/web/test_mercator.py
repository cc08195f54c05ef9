import pytest

from accordingto.ledger.case_outlines import Box
from accordingto.web.mercator import HEIGHT, WIDTH, bounded, fit, project, unproject


@pytest.mark.parametrize(("lat", "lon"), [(36.2, 37.1), (-33.0, -70.0), (0.0, 180.0), (79.0, 5.0)])
def test_a_point_is_found_again(lat, lon):
    assert unproject(*project(lat, lon)) == pytest.approx((lat, lon))


def test_the_middle_of_a_view_is_drawn_in_its_middle():
    view = bounded(36.2, 37.1, 7)
    assert view.place(36.2, 37.1) == pytest.approx((WIDTH / 2, HEIGHT / 2))


def test_a_view_holds_what_it_is_to_show():
    box = Box(35.0, 33.0, 42.0, 37.0)
    shown = fit(box).box
    assert shown.west < box.west < box.east < shown.east
    assert shown.south < box.south < box.north < shown.north


def test_one_point_is_not_shown_nearer_than_is_told():
    assert fit(Box(37.1, 36.2, 37.1, 36.2)).zoom == 8.0


def test_a_length_grows_with_the_zoom_and_away_from_the_equator():
    near, far = bounded(60, 0, 8), bounded(60, 0, 7)
    assert near.length(25, 60) == pytest.approx(2 * far.length(25, 60))
    assert near.length(25, 60) == pytest.approx(2 * near.length(25, 0))


def test_a_view_stays_within_the_world():
    moved = bounded(79.9, 179.9, 13.9).moved(1e6, -1e6, 5)
    assert (moved.lat, moved.lon, moved.zoom) == (80.0, 180.0, 14.0)
