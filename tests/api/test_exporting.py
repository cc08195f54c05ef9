import csv
import json
from pathlib import Path

import frictionless
import pytest

from accordingto.api.exporting import ExportAsked, export, run_export
from accordingto.errors import ConfigurationError, FilterError
from accordingto.ledger.exports import read_exports
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.warehouse import NAMED, SHELLED, accept, fill_warehouse


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    return where


def rows(folder):
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bytes_of(folder):
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def test_nothing_goes_out_that_no_person_reviewed(path, tmp_path):
    made = export("cases", path, tmp_path / "out")
    assert (made.cases, made.unreviewed) == (0, 3)
    assert rows(tmp_path / "out") == []


def test_a_reviewed_case_holds_reviewed_records_alone(path, tmp_path):
    accept(path, SHELLED, "incident", "figure")
    made = export("cases", path, tmp_path / "out")
    (row,) = rows(tmp_path / "out")
    assert made.cases == 1
    assert (row["deaths_low"], row["deaths_high"], row["reports"]) == ("14", "14", "1")
    assert (row["records_reviewed"], row["records"]) == ("2", "2")


def test_figures_that_nobody_reviewed_are_in_no_toll(path, tmp_path):
    accept(path, SHELLED, "incident")
    export("cases", path, tmp_path / "out")
    (row,) = rows(tmp_path / "out")
    assert (row["deaths_low"], row["suggested_grade"]) == ("", "")


def test_unreviewed_records_go_out_when_asked_for(path, tmp_path):
    made = export("cases", path, tmp_path / "out", include_unreviewed=True)
    found = rows(tmp_path / "out")
    assert made.cases == len(found) == 3
    assert [row["case"] for row in found] == sorted(row["case"] for row in found)
    shelled = next(row for row in found if row["reports"] == "2")
    assert (shelled["deaths_low"], shelled["deaths_high"]) == ("14", "17")
    assert shelled["records_reviewed"] == "0"


def test_exports_of_one_ledger_are_the_same_bytes(path, tmp_path):
    for name in ("one", "two"):
        export("cases", path, tmp_path / name, include_unreviewed=True)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    accept(path, NAMED, "incident")
    export("cases", path, tmp_path / "three", include_unreviewed=True)
    before, after = (
        json.loads((tmp_path / one / "datapackage.json").read_text())["accordingto"]
        for one in ("one", "three")
    )
    assert before["ledger_state"] != after["ledger_state"]


def test_package_is_valid_to_another_reader_with_its_hashes(path, tmp_path):
    export("cases", path, tmp_path / "out", include_unreviewed=True, licence="CC-BY-4.0")
    package = frictionless.Package(str(tmp_path / "out" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten()
    assert package.licenses == [{"name": "CC-BY-4.0"}]
    (resource,) = package.resources
    assert len(resource.read_rows()) == 3
    assert resource.hash == f"sha256:{hash_bytes((tmp_path / 'out' / 'cases.csv').read_bytes())}"


def test_export_is_logged_with_its_hashes(path, tmp_path):
    made = export("cases", path, tmp_path / "out", place="Marenna", by="Odd")
    with Ledger.open(path) as ledger, ledger.look() as connection:
        (logged,) = read_exports(connection)
    assert (logged.exported_by, logged.format, logged.filters) == (
        "Odd",
        "cases",
        (("--place", "Marenna"),),
    )
    assert logged.sha256 == made.sha256
    assert logged.files == {"cases.csv": hash_bytes((tmp_path / "out/cases.csv").read_bytes())}


def test_filters_hold(path, tmp_path):
    export("cases", path, tmp_path / "out", include_unreviewed=True, min_toll=15)
    assert sorted(row["kind"] for row in rows(tmp_path / "out")) == ["air_strike", "shelling"]
    export("cases", path, tmp_path / "out", include_unreviewed=True, place="Aleppo")
    assert [row["kind"] for row in rows(tmp_path / "out")] == ["air_strike"]


def test_exact_place_of_a_hospital_is_withheld(path, tmp_path):
    export("cases", path, tmp_path / "out", include_unreviewed=True, place="Aleppo")
    (row,) = rows(tmp_path / "out")
    assert (row["lat"], row["lon"]) == ("", "")
    assert "exact place withheld" in row["place"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"format": "pdf"}, "--to 'pdf' is no format; expected one of"),
        ({"first_day": "2024-04", "last_day": "2024-03"}, "lies after --until"),
        ({"kind": "murder"}, "'murder' is not known"),
    ],
)
def test_what_cannot_be_meant_is_told(path, tmp_path, asked, told):
    asked = {"format": "cases", **asked}
    with pytest.raises(FilterError, match=told):
        export(ledger=path, folder=tmp_path / "out", **asked)
    assert not (tmp_path / "out").exists()


def test_files_of_somebody_else_are_never_overwritten(path, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(ConfigurationError, match="holds no export of accordingto"):
        export("cases", path, folder)
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]


def test_an_earlier_export_is_replaced_and_what_is_mine_stays(path, tmp_path):
    folder = tmp_path / "out"
    export("cases", path, folder)
    (folder / "letter.txt").write_text("mine")
    export("cases", path, folder, include_unreviewed=True)
    assert len(rows(folder)) == 3
    assert (folder / "letter.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_is_logged(path):
    with pytest.raises(ConfigurationError, match="cannot be written to"):
        export("cases", path, Path("/proc/nowhere/out"))
    with Ledger.open(path) as ledger, ledger.look() as connection:
        assert not list(read_exports(connection))


def test_an_empty_ledger_gives_an_empty_table(tmp_path):
    fresh = tmp_path / "empty.ledger"
    Ledger.open(fresh, Opening.MAKE).close()
    export("cases", fresh, tmp_path / "out")
    assert rows(tmp_path / "out") == []


def test_each_case_that_is_gone_through_is_told(path, tmp_path):
    steps = []
    asked = ExportAsked(format="cases", folder=tmp_path / "out", with_unreviewed=True)
    run_export(str(path), asked, lambda: steps.append(1))
    assert len(steps) == 3
