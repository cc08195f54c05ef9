import pytest

from accordingto.engine.spark.corroborating import corroborate
from accordingto.engine.spark.papers import make_papers
from accordingto.errors import ConfigurationError
from accordingto.records.codec import from_json
from tests.engine.spark.material import read_lines, records_of, tables_of

EXPECTED = tables_of(read_lines())


def test_material_tells_of_everything():
    cases = EXPECTED["cases"]
    assert sum(case.count('"incident"') > 2 for case in cases) > 2
    assert all(len(EXPECTED[name]) > 1 for name in EXPECTED)


def test_records_are_those_of_one_machine_and_what_is_no_reading_is_told(spark, tmp_path):
    lines = [(line,) for line in (*read_lines(), '{"id": "r1"}', "no JSON", None)]
    readings = spark.createDataFrame(lines, "reading string").repartition(3)
    found = corroborate(readings, str(tmp_path / "scratch"))
    assert records_of(found) == EXPECTED
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
