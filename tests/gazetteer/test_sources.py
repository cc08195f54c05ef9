import pytest

from accordingto.errors import GazetteerError
from accordingto.gazetteer.schema import WIDE
from accordingto.gazetteer.sources import (
    DATA,
    read_demonyms,
    read_middles,
    read_places,
    read_table,
    read_unit_words,
)

TABLES = (
    "ged_places.tsv", "conflict_places.tsv", "demonyms.tsv", "romanised.tsv", "regions.tsv",
    "middles.tsv", "units.tsv",
)  # fmt: skip


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


def test_regions_are_wide_and_have_a_middle():
    for entry in read_places(DATA / "regions.tsv", "test"):
        assert entry.feature in WIDE
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180


def test_middles_of_countries_lie_on_the_globe():
    middles = read_middles()
    assert len(middles) > 200
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in middles.values())


def test_abbreviations_are_written_with_stops_or_in_capitals():
    rows = list(read_unit_words())
    words = [word for row in rows for word in row["abbreviations"].split("|") if word]
    assert all("." in word or word.isupper() for word in words)
