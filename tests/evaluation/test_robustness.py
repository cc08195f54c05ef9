import json

from evaluation.robustness import main, measure_all, render
from tests.builders import reader


def make_folder(path):
    text = "Shelling killed 12 people in Tarvo on Friday, residents said."
    row = {"id": "a", "text": text, "title": "", "published": "2024-03-14", "publisher": ""}
    (path / "reports.jsonl").write_text(json.dumps(row) + "\n")
    span = {"start": 16, "end": 25, "text": "12 people"}
    figure = {"evidence": span, "state": "killed", "low": 12, "high": 12, "who": "unknown"}
    figure |= {"scope": "incident", "source": None, "incident": None}
    gold = {"id": "a", "figures": [figure], "statements": [], "incidents": [], "agreements": []}
    (path / "a.gold.json").write_text(json.dumps(gold))
    return path


def test_every_change_is_measured_beside_the_text_as_it_is(tmp_path, shared):
    assert shared.is_dir()
    measured = measure_all(reader(), make_folder(tmp_path))
    assert {row.f1["figures"] for row in measured.values()} == {1.0}
    assert measured["as it is"].kept == measured["all capitals"].kept == 1
    assert len(render(measured)) == len(measured) + 1


def test_missing_gold_is_told(tmp_path, capsys):
    assert main(["--gold", str(tmp_path / "none")]) == 1
    assert "no gold" in capsys.readouterr().out
