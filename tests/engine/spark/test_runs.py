"""Whole runs, as the commands start them."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from accordingto.api.spark import Corroborated
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from tests.engine.spark.material import NAMED, tables_of


def invoke(*asked):
    return CliRunner().invoke(app, [*map(str, asked), "--engine", "spark", "--master", "local[2]"])


def rows_of(folder):
    return pq.read_table(folder).to_pylist()


@pytest.fixture(scope="module")
def readings(spark_on, tmp_path_factory):
    """What `read` makes of JSONL with a line that is none, and of Parquet."""
    spark_on("local[2]")  # where the tests' own Spark is
    folder = tmp_path_factory.mktemp("runs")
    lines = [json.dumps({"id": f"n{n}", "text": text}) for n, text in enumerate(NAMED[:2])]
    (folder / "a.jsonl").write_text("\n".join([*lines, "{}"]), encoding="utf-8")
    rows = [{"id": "p1", "text": NAMED[2], "publisher": "Merrowin"}, {"id": "p2", "text": None}]
    pq.write_table(pa.Table.from_pylist(rows), folder / "b.parquet")
    asked = (folder / "a.jsonl", folder / "b.parquet", "--reader", "rules")
    result = invoke("read", *asked, "--published", "2024-03-13", "-o", folder / "out")
    return result, folder / "out"


def test_read_writes_readings_and_what_was_refused(readings):
    result, folder = readings
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert "read 3 reports into" in result.stderr
    assert "a.jsonl, line 3: " in result.stderr
    told = {row["id"]: json.loads(row["reading"]) for row in rows_of(folder / "readings")}
    assert sorted(told) == ["n0", "n1", "p1"]
    assert told["p1"]["report"]["publisher"] == "Merrowin"
    assert {row["code"] for row in rows_of(folder / "refused")} == {"missing_id", "missing_text"}
    assert sorted(path.name for path in folder.iterdir()) == ["readings", "refused"]


def test_corroborate_takes_what_read_wrote(readings, tmp_path):
    _, folder = readings
    result = invoke("corroborate", folder, "-o", tmp_path / "cases")
    assert result.exit_code == ExitCode.ALL_READ, result.stderr
    assert "3 reports, " in result.stderr
    expected = tables_of(row["reading"] for row in rows_of(folder / "readings"))
    found = {path.name: rows_of(path) for path in (tmp_path / "cases").iterdir()}
    assert set(found) == set(Corroborated.__slots__)
    assert found.pop("refused") == []
    assert {name: sorted(row["record"] for row in found[name]) for name in found} == expected


def test_nothing_is_begun_where_the_output_stands(readings):
    _, folder = readings
    result = invoke("corroborate", folder, "-o", folder)
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "is there already" in result.stderr
    assert (folder / "readings").is_dir()


def test_nothing_is_left_of_a_run_that_could_not_begin(tmp_path):
    result = invoke("corroborate", tmp_path / "none.jsonl", "-o", tmp_path / "cases")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "none.jsonl: cannot be read" in result.stderr
    assert not (tmp_path / "cases").exists()
