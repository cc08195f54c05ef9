import tomllib
from importlib.resources import files

import pytest

from accordingto.errors import ConfigurationError, IngestError
from accordingto.formats.acled import load_kinds
from accordingto.formats.reference import Dataset
from accordingto.formats.reference_columns import (
    ColumnChoice,
    load_known,
    parse_choice,
    recognise,
)

ALL = ColumnChoice()


@pytest.mark.parametrize("dataset", Dataset)
def test_published_header_is_recognised(dataset):
    found = recognise(load_known()[dataset].example.split(","), ALL, "x.csv")
    assert found.dataset is dataset
    assert set(load_known()[dataset].needed) <= found.places.keys()


def test_headers_are_compared_without_case_and_marks():
    header = load_known()[Dataset.ACLED].example.upper().replace("_", " ").split(",")
    assert recognise(header, ALL, "x.csv").dataset is Dataset.ACLED


def test_header_of_something_else_is_told_with_what_is_missing():
    with pytest.raises(IngestError) as caught:
        recognise(["name", "score"], ALL, "x.csv")
    assert 'headers "name", "score"; expected those of UCDP GED, ACLED or Airwars' in str(
        caught.value
    )
    assert "--column THING=HEADER" in str(caught.value)


def test_column_that_is_named_takes_the_place_of_the_recognised_one():
    header = [*load_known()[Dataset.ACLED].example.split(","), "our_count"]
    found = recognise(header, parse_choice("acled", ["best=our_count"]), "x.csv")
    assert found.header[found.places["best"]] == "our_count"


def test_named_column_that_is_not_there_is_told():
    header = load_known()[Dataset.GED].example.split(",")
    with pytest.raises(IngestError, match='there is no column "killed"'):
        recognise(header, parse_choice("ged", ["best=killed"]), "x.csv")


@pytest.mark.parametrize("said", ["best", "colour=red", "=x"])
def test_thing_that_no_dataset_has_is_refused(said):
    with pytest.raises(ConfigurationError, match="expected THING=HEADER with one of"):
        parse_choice(None, [said])


def test_dataset_that_nobody_knows_is_refused():
    with pytest.raises(ConfigurationError, match="expected one of ged, acled, airwars"):
        parse_choice("gdelt", [])


def test_mapping_is_shown_with_the_columns_that_are_kept():
    lines = recognise([*load_known()[Dataset.GED].example.split(","), "x"], ALL, "f").describe()
    assert 'best <- "best"' in lines
    assert lines[-1].startswith('kept as they are: "relid"')


def test_sub_event_types_are_sorted_and_each_has_an_example():
    path = files("accordingto.formats") / "acled_kinds.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["type"]
    assert [entry["type"] for entry in entries] == sorted(load_kinds())
    assert all(entry["example"].endswith(".") for entry in entries)
