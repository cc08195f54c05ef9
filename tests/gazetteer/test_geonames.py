"""A dump of GeoNames, with places that are invented."""

import zipfile

import pytest

from accordingto.errors import GazetteerError
from accordingto.gazetteer.added import AddedCounts
from accordingto.gazetteer.geonames import is_geonames, read_geonames


def row(
    number, name, kind="P", code="PPL", *, names="", lat="10.5", unit="01", lower="", people="0"
):
    cells = [str(number), name, name, names, lat, "20.5", kind, code, "XA", "", unit, lower]
    return "\t".join([*cells, "", "", people, "", "100", "Xa/Zone", "2024-01-01"])


ROWS = [
    row(1, "Hadrevane Province", "A", "ADM1"),
    row(2, "Dorrash District", "A", "ADM2", lower="0102"),
    row(3, "Dorrash", names="Dorash,Дорраш,Dorrash", lower="0102", people="12000"),
    row(4, "Orlaven Air Base", "S", "AIRB"),
    row(5, "Old Dorrash", code="PPLQ"),
    row(6, "Long Wadi", "H", "WAD"),
    row(7, "Broken", lat="north"),
]


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "XA.txt"
    path.write_text("\n".join([*ROWS, "short\trow", ""]), encoding="utf-8")
    return path


def read(path):
    counts = AddedCounts()
    return {place.id: place for place in read_geonames(path, counts)}, counts.left_out


def test_populated_places_units_and_bases_are_read(dump):
    found, _ = read(dump)
    assert [one.feature for one in found.values()] == [
        "admin1",
        "admin2",
        "populated place",
        "base",
    ]
    dorrash = found["geonames:3"]
    assert (dorrash.name, dorrash.admin1, dorrash.admin2) == ("Dorrash", "Hadrevane", "Dorrash")
    assert dorrash.names == ("Dorrash", "Dorash")
    assert (dorrash.lat, dorrash.lon, dorrash.population) == (10.5, 20.5, 12000)


def test_what_is_left_out_is_counted_by_reason(dump):
    _, left_out = read(dump)
    assert left_out == {
        "a row without 19 cells": 1,
        "no numbers for position or population": 1,
        "no place of a kind that is looked for (H)": 1,
        "no place of a kind that is looked for (P)": 1,
    }


def test_a_packed_dump_is_the_same(dump, tmp_path):
    packed = tmp_path / "XA.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(dump, "XA.txt")
        archive.writestr("readme.txt", "words")
    assert is_geonames(packed)
    assert read(packed) == read(dump)


def test_an_archive_of_something_else_is_refused(tmp_path):
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "x")
    assert not is_geonames(packed)
    with pytest.raises(GazetteerError, match="expected one table"):
        read(packed)


@pytest.mark.parametrize("text", ["", "id,name\n1,Dorrash\n", "a\tb\n", "x" + "\t1" * 18])
def test_other_files_are_no_dump(tmp_path, text):
    path = tmp_path / "t"
    path.write_text(text)
    assert not is_geonames(path)
