import json
from pathlib import Path

import pytest

from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.outcomes import Done
from accordingto.engine.spark.files import open_lines
from accordingto.engine.spark.reading import read, read_lines
from accordingto.errors import ConfigurationError, IngestError
from accordingto.ingest.reports import read_reports
from accordingto.records.codec import to_json
from tests.engine.spark.material import RULES, SAMPLES, Failing

BAD = ['{"id": "r1"', "", '{"id": "empty", "text": " "}', '{"text": "No id."}', '["r1"]']


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Samples, lines that cannot be read, reports of one id, and bytes that are no UTF-8."""
    lines = [line for path in SAMPLES for line in Path(path).read_text("utf-8").splitlines()]
    again = json.loads(lines[0]) | {"text": "Shelling killed 3 people in Dorrash."}
    lines += [*BAD, lines[0], lines[0], json.dumps(again), json.dumps(again)]
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    path.write_bytes("\n".join(lines).encode() + b'\n{"id": "l", "text": "Caf\xe9"}\n')
    return str(path)


def local(path, choice):
    read, refused = [], []
    for outcome in read_all(read_reports([path]), choice):
        if isinstance(outcome, Done):
            read.append(to_json(outcome.value))
        elif isinstance(outcome, IngestError):
            refused.append((str(outcome), outcome.code))
    return sorted(read), sorted(refused)


def test_lines_are_read_and_refused_as_one_machine_does(spark, scratch, corpus):
    spark.conf.set("spark.sql.files.maxPartitionBytes", "8k")  # the file is read in parts
    try:
        rows = read_lines(open_lines(scratch, [corpus]), RULES, parts=3).collect()
    finally:
        spark.conf.unset("spark.sql.files.maxPartitionBytes")
    told, refused = local(corpus, RULES)
    assert sorted(row["reading"] for row in rows if row["reading"]) == told
    assert sorted((row["error"], row["code"]) for row in rows if row["error"]) == refused
    assert {row["line"] for row in rows} >= {1, 2, 3}


def test_a_table_of_reports_is_read_by_the_network_too(spark):
    text = "Shelling killed at least 12 people in Dorrash on Tuesday, residents said."
    rows = [("r1", text, None, "Paper"), ("r2", text, "2024-03-13", None), ("r3", None, None, None)]
    table = spark.createDataFrame(
        rows, "id string, text string, published string, publisher string"
    )
    found = {row["id"]: row for row in read(table, ReaderChoice(), parts=1).collect()}
    reading = json.loads(found["r2"]["reading"])
    assert reading["figures"][0]["low"] == 12
    assert reading["report"]["published"] == "2024-03-13"
    assert reading["report"]["reader"]["name"] == "network"
    assert found["r2"]["problems"] == []
    assert found[None]["code"] == "missing_text"


def test_a_table_without_texts_is_refused(spark):
    with pytest.raises(ConfigurationError, match="columns id; expected id, text"):
        read(spark.range(2))


def test_a_report_on_which_we_fail_stops_no_other(spark):
    rows = [("r1", "Shelling killed 12 people in Dorrash."), ("r2", "FAIL")]
    table = spark.createDataFrame(rows, "id string, text string")
    found = {row["id"]: row for row in read(table, Failing(), parts=1).collect()}
    assert found["r1"]["reading"]
    assert (found["r2"]["reading"], found["r2"]["code"]) == (None, "fault")
    assert "RuntimeError: no such thing" in found["r2"]["error"]
