"""Tables of places, and places of reference datasets."""

from pathlib import Path

import pytest

from accordingto.errors import GazetteerError
from accordingto.formats.place_tables import PlaceTable, find_event_places, parse_columns
from accordingto.formats.reference_files import read_reference
from accordingto.gazetteer.added import AddedCounts

OCHA = (
    "admin1Name_en,admin4Pcode,Location_Name,LATITUDE_Y,LONGITUDE_X,admin0Name_en\n"
    "Hadrevane,XA0101,Dorrash,10.5,20.5,Tavresia\n"
    "Hadrevane,XA0102,,10.5,20.5,Tavresia\n"
    "Hadrevane,XA0103,Skerry,95,20.5,Tavresia\n"
    "Hadrevane,XA0104,Marvoy,10.7,20.5,Nowhere\n"
)
GED = Path(__file__).with_name("ged-extract.csv")


def country_of(name):
    return {"Tavresia": "XA", "Syria": "SY"}.get(name)


def table(tmp_path, text, country=None, **said):
    path = tmp_path / "villages.csv"
    path.write_text(text, encoding="utf-8")
    return PlaceTable(path, said, country, country_of)


def read(tmp_path, text, country=None, **said):
    counts = AddedCounts()
    return list(table(tmp_path, text, country, **said).places(counts)), counts.left_out


def test_columns_with_p_codes_are_recognised_and_shown(tmp_path):
    found = table(tmp_path, OCHA)
    assert 'name <- "Location_Name"' in found.columns.describe()
    assert 'id <- "admin4Pcode"' in found.columns.describe()


def test_rows_become_places_and_others_are_counted(tmp_path):
    [place], left_out = read(tmp_path, OCHA)
    assert (place.id, place.name, place.country) == ("villages:XA0101", "Dorrash", "XA")
    assert (place.admin1, place.lat, place.lon) == ("Hadrevane", 10.5, 20.5)
    assert left_out == {
        "a row without a name": 1,
        "no numbers for position or population": 1,
        "a country that nobody knows": 1,
    }


def test_columns_are_as_the_user_says(tmp_path):
    [place], _ = read(tmp_path, "Ort;Land\nDorrash;XA\n", country="XA", name="Ort")
    assert (place.name, place.lat, place.id) == ("Dorrash", None, "villages:Dorrash, XA")


def test_units_of_a_table_are_no_points(tmp_path):
    text = "name,country,type,lat,lon\nHadrevane,Tavresia,Province,10,20\n"
    [place], _ = read(tmp_path, text)
    assert place.feature == "admin1"


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("a,b\n1,2\n", {}, "no column of names was recognised"),
        ("name\nDorrash\n", {}, "no column of countries was recognised"),
        ("name,country\nDorrash,XA\n", {"lat": "breadth"}, 'there is no column "breadth"'),
        ("", {}, "no rows"),
    ],
)
def test_tables_that_cannot_be_understood_are_told(tmp_path, text, said, words):
    with pytest.raises(GazetteerError, match=words):
        table(tmp_path, text, **said)


@pytest.mark.parametrize("said", ["name", "ort=Name", "=x"])
def test_what_names_no_column_is_refused(said):
    with pytest.raises(GazetteerError, match="expected THING=HEADER"):
        parse_columns([said])


def test_places_of_events_that_are_known_exactly_are_taken_once():
    counts = AddedCounts()
    found = list(find_event_places(read_reference(GED), {"Syria": "SY"}.get, counts))
    assert found
    assert len({place.id for place in found}) == len(found)
    assert all(place.id.startswith("ucdp-ged:") and place.lat is not None for place in found)
    assert all(not place.name.endswith((" town", " village")) for place in found)
