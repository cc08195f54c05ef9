import os
import sqlite3
from pathlib import Path

import pytest

from accordingto.errors import GazetteerError
from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.schema import SCHEMA

HEADER = "id\tname\talternates\tcountry\tadmin1\tadmin2\tlat\tlon\tfeature\tpopulation\tdemonyms\n"


@pytest.fixture(scope="module")
def built():
    return Gazetteer.open()


def table(tmp_path: Path, *rows: str, head: str = HEADER) -> Path:
    path = tmp_path / "places.tsv"
    path.write_text("# notes\n" + head + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Aleppo", "SY"),
        ("Urum al-Kubra", "SY"),
        ("Eastern Ghouta", "SY"),
        ("Khan Sheikhoun", "SY"),
        ("Donbas", "UA"),
        ("Britain", "GB"),
        ("US", "US"),
        ("Texas", "US"),
    ],
)
def test_name_is_looked_up_with_its_country(built, name, country):
    assert country in {place.country for place in built.lookup(name)}


def test_unknown_name_has_no_places(built):
    assert built.lookup("Qwxzyville") == ()
    assert built.lookup("") == ()
    assert built.lookup("—") == ()


def test_most_populous_place_comes_first(built):
    populations = [place.population for place in built.lookup("Tripoli")]
    assert len(populations) > 1
    assert populations == sorted(populations, reverse=True)


def test_country_and_unit_have_no_point(built):
    areas = [place for name in ("Syria", "Idlib") for place in built.lookup(name) if place.is_area]
    assert len(areas) >= 2
    assert all(place.lat is None and place.lon is None for place in areas)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Ky.", "Kentucky"),
        ("W.Va.", "West Virginia"),
        ("W. Va.", "West Virginia"),
        ("NSW", "New South Wales"),
    ],
)
def test_abbreviation_of_a_unit_is_read_as_news_writes_it(built, name, unit):
    assert [place.name for place in built.lookup(name)] == [unit]


def test_word_that_is_no_abbreviation_names_no_unit(built):
    assert all(place.feature != "admin1" for word in ("Mass", "Pa") for place in built.lookup(word))


@pytest.mark.parametrize(("word", "area"), [("Texans", "Texas"), ("European", "Europe")])
def test_word_for_the_people_of_an_area_names_it(built, word, area):
    assert [place.name for place in built.people(word)] == [area]


def test_region_of_several_countries_has_a_middle_and_no_position(built):
    place = next(one for one in built.lookup("Middle East") if one.feature == "region")
    assert (place.country, place.lat, place.is_wide) == ("", None, True)
    assert place.middle is not None


@pytest.mark.parametrize(
    ("name", "feature", "middle"),
    [
        ("Alaska", "admin1", (62, -152)),
        ("Canada", "country", (60, -96)),
        ("Donbas", "region", (48, 38)),
        ("Loudoun County", "admin2", (39, -77.5)),
    ],
)
def test_areas_have_a_middle_to_compare_distances_by(built, name, feature, middle):
    place = next(one for one in built.lookup(name) if one.feature == feature)
    assert place.lat is None
    assert place.middle == pytest.approx(middle, abs=2)


def test_short_word_in_a_name_is_written_out(built):
    assert set(built.lookup("Mt. Vernon")) == set(built.lookup("Mount Vernon"))
    assert built.lookup("Loudoun Co.") == built.lookup("Loudoun County")


def test_another_spelling_is_found_by_sound(built):
    assert {place.name for place in built.lookup_sound("Deyr ez-Zour")} & {"Deir ez-Zor"}
    assert built.lookup_sound("Abu") == ()


@pytest.mark.parametrize(
    ("word", "country"),
    [("Syrian", "SY"), ("Syrians", "SY"), ("British", "GB"), ("Swiss", "CH"), ("Aleppo", None)],
)
def test_demonym_names_its_country(built, word, country):
    assert built.country_of(word) == country


def test_demonym_of_two_countries_names_none(built):
    assert built.country_of("Dominican") is None


def test_country_is_found_by_its_code(tmp_path, built):
    assert [place.name for place in built.country("SY")] == ["Syria"]
    assert built.country("ZZ") == ()
    row = "x:1\tTavresia\tOld Tavresia\tXA\t\t\t\t\tcountry\t\t"
    assert len(Gazetteer.from_tsv(table(tmp_path, row)).country("XA")) == 1


def test_table_is_loaded_with_its_demonyms(tmp_path):
    row = "x:1\tMarenna\tMarenna City|Marena\tXA\tWest\t\t\t\ttown\t\tMarennan"
    gazetteer = Gazetteer.from_tsv(table(tmp_path, row))
    (place,) = gazetteer.lookup("Marena")
    assert (place.id, place.admin1, place.lat, place.population) == ("x:1", "West", None, 0)
    assert gazetteer.country_of("Marennans") == "XA"


def test_joined_gazetteer_knows_both(tmp_path, built):
    row = "x:1\tMarenna\t\tXA\t\t\t1.5\t2.5\ttown\t\t"
    both = Gazetteer.joined(Gazetteer.from_tsv(table(tmp_path, row)), built)
    assert both.lookup("Marenna")[0].lat == 1.5
    assert both.lookup("Aleppo") == built.lookup("Aleppo")


def test_missing_index_says_what_to_do(tmp_path):
    with pytest.raises(GazetteerError, match="make"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_file_that_is_no_index_is_refused(tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"not a database at all, not a database at all")
    with pytest.raises(GazetteerError, match="not a place index"):
        Gazetteer.open(path)


def test_index_of_another_form_is_refused(tmp_path):
    path = tmp_path / "x.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO meta VALUES ('schema', '0')")
    connection.commit()
    connection.close()
    with pytest.raises(GazetteerError, match="form 0"):
        Gazetteer.open(path)


@pytest.mark.parametrize(
    ("head", "row"),
    [("id\tname\n", "x\ty"), (HEADER, "x:1\tMarenna\t\tXA\t\t\tnorth\t\ttown\t\t")],
)
def test_malformed_table_is_refused(tmp_path, head, row):
    with pytest.raises(GazetteerError):
        Gazetteer.from_tsv(table(tmp_path, row, head=head))


def test_forked_process_opens_the_index_anew(built):
    before = built.lookup("Aleppo")
    child = os.fork()
    if not child:
        fresh = built.lookup("Benghazi")
        os._exit(0 if fresh and built.lookup("Aleppo") == before else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_table_that_is_no_text_is_told(tmp_path):
    (tmp_path / "places.tsv").write_bytes(b"\xb7\x00\xff")
    with pytest.raises(GazetteerError, match="not UTF-8"):
        Gazetteer.from_file(tmp_path / "places.tsv")
