"""Exports in the columns of reference datasets, taken for such a dataset: each case is its row."""

import csv
import json
import shutil

import pytest

from accordingto.api.checking import check
from accordingto.api.exporting import export
from accordingto.corroboration.check_results import Outcome
from tests.ledger.warehouse import HOSPITAL, SHELLED, accept, fill_warehouse

ALEPPO = (
    "An air strike on Aleppo on 9 March 2024 killed 31 civilians and wounded 50 people, the Skerry "
    "Relief Society said. The army said 3 people were killed. The society accused the army."
)
IDLIB = "Shelling of Idlib killed at least 22 people on 5 March 2024, activists said."
LIKE = {
    "ged-like": "ged_like.csv",
    "acled-like": "acled_like.csv",
    "airwars-like": "airwars_like.csv",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A ledger of which nothing is reviewed."""
    where = tmp_path_factory.mktemp("unreviewed") / "war.ledger"
    fill_warehouse(where, ALEPPO, IDLIB)
    return where


@pytest.fixture(scope="module")
def reviewed(path, tmp_path_factory):
    """The same with three records accepted."""
    where = tmp_path_factory.mktemp("reviewed") / "war.ledger"
    shutil.copy(path, where)
    accept(where, SHELLED, "incident", "figure")
    accept(where, HOSPITAL, "incident")
    return where


def rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("like", "name"), LIKE.items())
def test_export_read_back_as_a_reference_matches_case_by_case(path, tmp_path, like, name):
    export(like, path, tmp_path / "out", include_unreviewed=True)
    made = check(ledger=path, against=tmp_path / "out" / name)
    assert made.reference.dataset == like.removesuffix("-like")
    assert made.reference.refused == ()
    matched = {
        one.subject.id: [row.event.id for row in one.rows]
        for one in made.result.findings
        if one.outcome is Outcome.ONE_TO_ONE
    }
    placed = {event.id for event in made.reference.events if event.place.lat is not None}
    assert len(placed) == 2
    assert placed <= matched.keys()
    assert matched == {code: [code] for code in matched}


@pytest.mark.parametrize("like", LIKE)
def test_names_and_hospitals_are_withheld(path, tmp_path, like):
    export(like, path, tmp_path / "out", include_unreviewed=True)
    raw = b"".join(one.read_bytes() for one in (tmp_path / "out").iterdir())
    assert b"Harrow" not in raw
    assert b"Orn" not in raw
    table = rows(tmp_path / "out", LIKE[like])
    (hospital,) = (row for row in table if "70" in row.values())
    assert (hospital["latitude"], hospital["longitude"]) == ("", "")


def test_map_withholds_the_point_of_a_hospital(path, tmp_path):
    export("geojson", path, tmp_path / "out", include_unreviewed=True)
    made = json.loads((tmp_path / "out" / "cases.geojson").read_text(encoding="utf-8"))
    withheld = [one for one in made["features"] if one["properties"]["is_place_withheld"]]
    assert [one["geometry"] for one in withheld] == [None]
    assert withheld[0]["properties"]["deaths_best"] == 70


@pytest.mark.parametrize("like", [*LIKE, "geojson", "monthly", "parquet"])
def test_what_nobody_reviewed_stays_and_the_same_question_gives_the_same_bytes(
    path, reviewed, tmp_path, like
):
    assert export(like, path, tmp_path / "none").cases == 0
    for name in ("one", "two"):
        assert export(like, reviewed, tmp_path / name).cases == 2
    one, two = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_figure_that_nobody_reviewed_makes_no_row(reviewed, tmp_path):
    made = export("ged-like", reviewed, tmp_path / "out")
    assert [row["best"] for row in rows(tmp_path / "out", "ged_like.csv")] == ["14"]
    (left,) = made.left_out
    assert "nobody gives a figure" in left.why
