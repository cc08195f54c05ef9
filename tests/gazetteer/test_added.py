"""Places that a user adds to an index."""

import sqlite3

import pytest

from accordingto.errors import GazetteerError
from accordingto.gazetteer.added import AddedCounts, AddedPlace, add_to_index, is_index
from accordingto.gazetteer.index import Gazetteer

DORRASH = AddedPlace(
    id="mine:D1",
    name="Dorrash",
    names=("Dorash",),
    country="SY",
    admin1="Hadrevane",
    lat=10,
    lon=20,
)
HADREVANE = AddedPlace(id="mine:H", name="Hadrevane", country="SY", feature="admin1", lat=9, lon=19)


def add(path, *places):
    counts = AddedCounts()
    add_to_index(path, places, counts)
    return counts.new, counts.replaced


def test_places_are_found_by_all_their_names(tmp_path):
    path = tmp_path / "my.places"
    assert add(path, DORRASH, HADREVANE) == (2, 0)
    known = Gazetteer.from_file(path)
    [place] = known.lookup("Dorash")
    assert (place.id, place.admin1, place.lat, place.lon) == ("mine:D1", "Hadrevane", 10.0, 20.0)
    assert known.lookup_sound("Dorrash") == (place,)


def test_other_spellings_are_looked_for_only_where_news_spell_so(tmp_path):
    other = AddedPlace(id="mine:M", name="Marvoy", country="FR", lat=1, lon=2)
    add(tmp_path / "p", other)
    known = Gazetteer.from_file(tmp_path / "p")
    assert known.lookup("Marvoy")
    assert known.lookup_sound("Marvoy") == ()


def test_an_area_has_a_middle_and_is_no_point(tmp_path):
    add(tmp_path / "p", HADREVANE)
    [place] = Gazetteer.from_file(tmp_path / "p").lookup("Hadrevane")
    assert place.is_area
    assert (place.lat, place.lon, place.middle) == (None, None, (9.0, 19.0))


def test_a_place_that_comes_again_replaces_the_earlier_one(tmp_path):
    path = tmp_path / "p"
    add(path, DORRASH)
    moved = AddedPlace(id="mine:D1", name="Dorrash Town", country="SY", lat=11, lon=20)
    assert add(path, HADREVANE, moved, moved) == (1, 2)
    known = Gazetteer.from_file(path)
    assert known.lookup("Dorrash") == ()
    assert [place.lat for place in known.lookup("Dorrash Town")] == [11.0]


def test_a_place_of_two_shelves_is_one(tmp_path):
    add(tmp_path / "a", DORRASH)
    add(tmp_path / "b", DORRASH)
    one, other = (Gazetteer.from_file(tmp_path / name) for name in "ab")
    assert len(Gazetteer.joined(one, other).lookup("Dorrash")) == 1


@pytest.mark.parametrize("data", [b"id\tname\n", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_index_is_left_as_it_was(tmp_path, data):
    path = tmp_path / "p"
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match="is no index of places"):
        add(path, DORRASH)
    assert path.read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == ["p"]


def test_an_index_of_another_form_is_refused(tmp_path):
    path = tmp_path / "p"
    add(path, DORRASH)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '1'")
    connection.close()
    with pytest.raises(GazetteerError, match="is of form 1; expected form"):
        add(path, HADREVANE)


def test_where_a_row_cannot_be_read_nothing_is_changed(tmp_path):
    path = tmp_path / "p"
    add(path, DORRASH)
    before = path.read_bytes()

    def broken():
        yield HADREVANE
        raise GazetteerError("cannot be read", path="x")

    with pytest.raises(GazetteerError):
        add_to_index(path, broken(), AddedCounts())
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_to_is_told(tmp_path):
    with pytest.raises(GazetteerError, match="cannot be written"):
        add(tmp_path / "none" / "p", DORRASH)


def test_an_index_is_told_from_a_table(tmp_path):
    add(tmp_path / "p", DORRASH)
    (tmp_path / "t").write_text("id\tname")
    assert [is_index(tmp_path / name) for name in ("p", "t", "gone")] == [True, False, False]
