import csv
import io
import json

import pytest
from typer.testing import CliRunner

from accordingto.api.exporting import export
from accordingto.api.keeping import redact
from accordingto.cli.app import app
from tests.ledger.warehouse import fill_warehouse


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    export("cases", where, tmp_path / "one", by="Odd")
    export("claims", where, tmp_path / "two", actor="Ada Varn", include_unreviewed=True)
    return where


def log(path, *arguments):
    return CliRunner().invoke(app, ["log", "--exports", *arguments, "--ledger", str(path)])


def test_exports_are_told_the_last_first(path):
    result = log(path)
    lines = result.stdout.splitlines()
    assert lines[0].endswith("nobody named  claims, unreviewed records too")
    assert lines[1] == "    --actor Ada Varn"
    assert lines[3].endswith("Odd  cases")
    assert "2 exports" in result.stderr


def test_exports_are_told_as_json_and_csv(path):
    first, second = map(json.loads, log(path, "--format", "json").stdout.splitlines())
    assert (first["format"], first["filters"]) == ("claims", [["--actor", "Ada Varn"]])
    assert set(second["files"]) == {"cases.csv"}
    rows = list(csv.DictReader(io.StringIO(log(path, "--format", "csv").stdout)))
    assert [(row["by"], row["with_unreviewed"]) for row in rows] == [("", "yes"), ("Odd", "no")]


def test_names_that_are_withheld_are_so_in_filters(path):
    redact(path, names=["Ada Varn"], reviewer="Odd", why="asked")
    for form in ("table", "json", "csv"):
        assert "Varn" not in log(path, "--format", form).stdout


def test_a_place_that_cannot_be_written_to_is_told(path):
    result = log(path, "--output", "/proc/nowhere/x")
    assert result.exit_code == 4
    assert "cannot be written to" in result.stderr
