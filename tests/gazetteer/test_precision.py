import pytest

from accordingto.gazetteer.precision import locate
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Loose


def place(feature="town", lat=35.0, admin1="Oren", admin2=None, country="XA"):
    lon = None if lat is None else 36.0
    return GazetteerPlace(
        id="x:1", name="Marenna", country=country, admin1=admin1, admin2=admin2,
        lat=lat, lon=lon, feature=feature, source="x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("loose", "where_prec", "has_point"),
    [
        (None, 1, True),
        (Loose.PART, 2, True),
        (Loose.NEAR, 2, True),
        (Loose.COUNTRYSIDE, 3, False),
        (Loose.ROAD, 5, False),
        (Loose.BETWEEN, 5, False),
        (Loose.FAR, 5, False),
    ],
)
def test_loose_words_lower_the_precision(loose, where_prec, has_point):
    position = locate(place(), loose)
    assert position.where_prec == where_prec
    assert (position.lat is not None) == has_point


@pytest.mark.parametrize(("feature", "code"), [("country", 6), ("admin1", 4), ("admin2", 3)])
def test_areas_have_no_point(feature, code):
    position = locate(place(feature), None)
    assert (position.where_prec, position.lat, position.lon) == (code, None, None)


def test_place_without_position_is_as_exact_as_its_unit():
    assert locate(place("neighbourhood", None), None).where_prec == 4
    assert locate(place("neighbourhood", None, admin2="Marenna"), None).where_prec == 3
    assert locate(place("neighbourhood", None, admin1=None), None).where_prec == 6


@pytest.mark.parametrize(("country", "code"), [("XA", 5), ("", 7)])
def test_region_is_wide_and_across_borders_international(country, code):
    assert locate(place("region", None, admin1=None, country=country), None).where_prec == code
