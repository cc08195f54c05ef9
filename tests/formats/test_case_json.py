import json

from accordingto.api.exporting import export
from tests.ledger.warehouse import SHELLED, accept, fill_warehouse


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_cases_and_reports_stand_a_line_each_with_their_records(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    accept(where, SHELLED, "incident", "figure")
    export("json", where, tmp_path / "out")
    (case,) = lines(tmp_path / "out" / "cases.jsonl")
    assert case["case"]["figures"]["tolls"][0]["claims"][0]["low"] == 14
    assert case["figures"][0]["review"]["reviewers"] == ["Odd"]
    assert [one["title"] for one in case["reports"]] == ["Report 1"]
    (report,) = lines(tmp_path / "out" / "reports.jsonl")
    assert "text" not in report["report"]


def test_names_are_withheld(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    export("json", where, tmp_path / "out", include_unreviewed=True)
    written = (tmp_path / "out" / "cases.jsonl").read_text(encoding="utf-8")
    written += (tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8")
    assert "Lina" not in written
    assert "Orn Hospital" not in written
    assert "name withheld" in written
