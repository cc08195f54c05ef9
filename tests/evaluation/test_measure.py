import json

from evaluation.gate import render
from evaluation.measure import Count, measure
from evaluation.shared import gold_hash
from tests.builders import reader

TEXT = "Shelling killed 12 people in Aleppo on Friday, residents said."


def span(words: str) -> dict:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold(low: int) -> dict:
    figure = {
        "evidence": span("12 people"),
        "state": "killed",
        "low": low,
        "high": low,
        "approximate": False,
        "who": "unknown",
        "scope": "incident",
        "source": span("residents"),
        "incident": None,
    }
    return {"id": "r1", "figures": [figure], "statements": [], "incidents": [], "agreements": []}


def folder(tmp_path, shared, low: int):
    (tmp_path / "score.py").write_bytes((shared / "gold" / "score.py").read_bytes())
    dev = tmp_path / "dev"
    dev.mkdir()
    row = {"id": "r1", "title": "", "published": "2024-03-14", "publisher": "", "text": TEXT}
    (dev / "reports.jsonl").write_text(json.dumps(row) + "\n")
    (dev / "r1.gold.json").write_text(json.dumps(gold(low)))
    return dev


def test_right_figure_counts_by_section_and_class(tmp_path, shared):
    scores = measure(reader(), folder(tmp_path, shared, 12))
    assert scores.sections["figures"]["f1"] == 1.0
    assert scores.classes["figures"] == {"killed": Count(1, 1, 1)}
    assert scores.majority["figures.who"] == 1.0


def test_wrong_number_is_a_miss_and_a_false_record(tmp_path, shared):
    scores = measure(reader(), folder(tmp_path, shared, 13))
    assert scores.classes["figures"] == {"killed": Count(1, 1, 0)}
    assert any(line.startswith("figures ") for line in render(scores))


def test_hash_changes_with_the_gold(tmp_path, shared):
    dev = folder(tmp_path, shared, 12)
    before = gold_hash(dev)
    (dev / "r1.gold.json").write_text(json.dumps(gold(13)))
    assert gold_hash(dev) != before


def test_count_without_records_scores_zero():
    empty = Count(0, 0, 0)
    assert (empty.precision, empty.recall, empty.f1) == (0.0, 0.0, 0.0)
