import pytest
from shapely.geometry import shape

from accordingto.formats.geojson import GeoJson, feature_of
from accordingto.records.values import BlameMode
from tests.corroboration.accounts import make_spot
from tests.corroboration.casebook import blame, figure
from tests.formats.exported import OBSERVATORY, case_of, nowhere, told, write


def observed(low, high=-1):
    return figure(low, high, speaker="obs", words=f"{low} people")


def test_point_is_longitude_first_and_read_by_another_reader(tmp_path):
    placed = case_of(told(OBSERVATORY, observed(12)))
    unplaced = case_of(told(OBSERVATORY, report="r2", account={"spot": None}))
    written = write(GeoJson(), tmp_path / "out", placed, unplaced)
    made = written.json("cases.geojson")
    assert set(made) == {"type", "features"}
    by_code = {one["id"]: one for one in made["features"]}
    assert len(by_code) == 2
    point = shape(by_code[placed.code]["geometry"])
    assert (point.x, point.y, point.is_valid, point.has_z) == (20.0, 10.0, True, False)
    assert by_code[unplaced.code]["geometry"] is None
    assert written.faults() == []


def test_no_case_is_an_empty_collection(tmp_path):
    written = write(GeoJson(), tmp_path / "out")
    assert written.json("cases.geojson") == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("spot", "where"),
    [
        (make_spot("Ossen South", lat=None, lon=None, where_prec=3), "a district"),
        (make_spot("Ossen", where_prec=4), "a province"),
        (nowhere(country="XX"), "a country"),
        (nowhere(), "not known"),
    ],
)
def test_place_known_more_loosely_than_25_km_has_no_geometry(spot, where):
    made = feature_of(case_of(told(OBSERVATORY, spot=spot)))
    assert (made["geometry"], made["properties"]["where"]) == (None, where)


def test_precision_stands_beside_a_point():
    spot = make_spot("Marenna", where_prec=2, qualifier="outskirts of")
    told_of = feature_of(case_of(told(OBSERVATORY, spot=spot)))["properties"]
    assert (told_of["where_prec"], told_of["place_as_told"]) == (2, "outskirts of Marenna")
    assert told_of["where"].startswith("within some 25 km")


def test_degrees_have_no_more_digits_than_a_gazetteer_knows():
    spot = make_spot(lat=10.123456789, lon=-0.000001)
    geometry = feature_of(case_of(told(OBSERVATORY, spot=spot)))["geometry"]
    assert geometry["coordinates"] == [-0.0, 10.12346]


def test_feature_says_who_says_so_and_never_a_sum():
    case = case_of(
        told(
            OBSERVATORY,
            observed(12, None),
            blame("the army", speaker="obs"),
            blame("the navy", BlameMode.DENIED, speaker="obs"),
        )
    )
    made = feature_of(case)["properties"]
    assert made["tolls"] == ["killed: “12 people” (Tarn Observatory for Rights, 2024-03-16)"]
    assert (made["deaths_low"], made["deaths_high"], made["is_deaths_high_open"]) == (12, 12, True)
    assert made["held_responsible"] == ["the army (accused by Tarn Observatory for Rights)"]
    assert made["denied"] == ["the navy (denied by Tarn Observatory for Rights)"]
    assert (made["review"], made["deaths_rule"]) == ("not reviewed", "ucdp-like/1")


def test_day_that_is_not_told_is_null():
    made = feature_of(case_of(told(account={"date_from": None, "date_to": None})))["properties"]
    assert (made["date_from"], made["date_to"], made["date_prec"]) == (None, None, None)


def test_text_that_turns_a_line_is_escaped(tmp_path):
    spot = make_spot("\u202eMarenna\x1b[2J")
    written = write(GeoJson(), tmp_path / "out", case_of(told(spot=spot)))
    raw = (tmp_path / "out" / "cases.geojson").read_text(encoding="utf-8")
    assert "\u202e" not in raw
    assert "\x1b" not in raw
    assert (
        written.json("cases.geojson")["features"][0]["properties"]["place"] == spot.gazetteer_name
    )
