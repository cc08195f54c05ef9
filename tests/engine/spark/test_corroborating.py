import json
from dataclasses import replace

import pytest

from accordingto.corroboration.blocking import LARGEST, WINDOW
from accordingto.engine.spark.casing import MOST_AT_HAND
from accordingto.engine.spark.corroborating import corroborate
from accordingto.engine.spark.papers import make_papers
from accordingto.errors import ConfigurationError
from accordingto.records.codec import from_json, to_json
from tests.engine.spark.material import read_lines, records_of, tables_of, tell_of_one_event

MANY = MOST_AT_HAND + 50
"""Reports of one case that are not all held unpacked, and of blocks that are not all compared."""


@pytest.fixture(scope="module")
def lines():
    return [*read_lines(), *tell_of_one_event(MANY)]


@pytest.fixture(scope="module")
def expected(lines):
    return tables_of(lines)


def test_material_tells_of_everything(expected):
    assert max(LARGEST, 2 * WINDOW) < MANY
    told = sorted(len(json.loads(case)["reports"]) for case in expected["cases"])
    assert told[-1] >= MANY
    assert told[-3] > 1
    assert all(len(expected[name]) > 1 for name in expected)


def test_records_are_those_of_one_machine_and_what_is_no_reading_is_told(
    spark, tmp_path, lines, expected
):
    rows = [(line,) for line in (*lines, '{"id": "r1"}', "no JSON", None)]
    readings = spark.createDataFrame(rows, "reading string").repartition(3)
    found = corroborate(readings, str(tmp_path / "scratch"))
    assert records_of(found) == expected
    refused = [row["error"] for row in found.refused.collect()]
    assert len(refused) == 3
    assert all("not a reading" in error for error in refused)


def test_a_table_without_readings_is_refused(spark, tmp_path):
    with pytest.raises(ConfigurationError, match="the columns id; expected reading"):
        corroborate(spark.range(3), str(tmp_path / "scratch"))


def test_readings_of_one_id_are_told_apart(spark):
    one, other, *_ = read_lines()
    lines = [one, one, one.replace(" killed ", " slain ", 1), other]
    papers = make_papers(spark.createDataFrame([(line,) for line in lines], "reading string"))
    keys = sorted(row["report"] for row in papers.collect())
    own = [from_json(line).id for line in (one, other)]
    assert keys == sorted([own[0], f"{own[0]}#2", f"{own[0]}#3", own[1]])


def test_readings_of_one_id_are_numbered_as_they_stood(spark):
    one = from_json(read_lines()[0])
    later = replace(one, report=replace(one.report, sha256="0" * 64))
    rows = [("a.jsonl", 10, to_json(later)), ("a.jsonl", 9, to_json(one))]
    papers = make_papers(spark.createDataFrame(rows, "path string, line bigint, reading string"))
    found = {row["report"]: row["sha256"] for row in papers.collect()}
    assert found == {one.id: one.report.sha256, f"{one.id}#2": later.report.sha256}
