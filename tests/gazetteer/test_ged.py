import pytest

from accordingto.gazetteer.ged import GedName, find_ged_places, parse_ged_name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Marenna city", GedName("Marenna", (), "city")),
        ("Tall Oren village (Oren Hill)", GedName("Tall Oren", ("Oren Hill",), "village")),
        ("Jabal Oren", GedName("Jabal Oren", (), "mountain")),
        ("Oren/Orin town", GedName("Oren", ("Orin",), "town")),
        ("Oren gas field", GedName("Oren gas field", (), "locality")),
        ("Road between Oren and Marenna", None),
        ("Northern Oren Governorate", None),
    ],
)
def test_feature_word_is_split_off_the_name(written, expected):
    assert parse_ged_name(written) == expected


def row(name, precision="1.0", lat="35.123456", lon="36.5"):
    return {
        "where_coordinates": name,
        "where_prec": precision,
        "adm_1": "Oren Governorate",
        "adm_2": "Mintaqat Marenna district",
        "latitude": lat,
        "longitude": lon,
    }


def test_commonest_position_stands_for_a_name():
    rows = [row("Velk village"), row("Velk village"), row("Velk village", lat="34.0")]
    assert list(find_ged_places(rows)) == [
        ("Velk", "", "SY", "Oren", "Marenna", "village", "35.1235", "36.5000")
    ]


def test_vaguely_located_events_give_no_place():
    assert list(find_ged_places([row("Velk village", precision="4.0")])) == []
