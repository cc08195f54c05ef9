import pytest

from accordingto.errors import GazetteerError
from accordingto.gazetteer.sources import DATA, read_demonyms, read_places, read_table

TABLES = ("ged_places.tsv", "conflict_places.tsv", "demonyms.tsv", "romanised.tsv")


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_ours_are_whole_and_credited(name):
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")
    assert list(read_table(DATA / name))


@pytest.mark.parametrize("name", TABLES[:2])
def test_places_of_ours_lie_in_a_country(name):
    for entry in read_places(DATA / name, "test"):
        assert entry.name
        assert len(entry.country) == 2
        assert (entry.lat is None) == (entry.lon is None)


def test_conflict_places_carry_no_position():
    assert all(entry.lat is None for entry in read_places(DATA / "conflict_places.tsv", "test"))


def test_demonyms_are_capitalised_words():
    assert all(word[0].isupper() and len(country) == 2 for word, country in read_demonyms())


def test_row_of_another_width_is_refused(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("name\tcountry\nMarenna\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="row 2"):
        list(read_table(path))
