import json

from evaluation.bench_stages import measure_stages, render_stages
from tests.builders import make_report, reader


def test_every_stage_is_measured_and_so_is_the_json():
    spent = measure_stages(reader(), [make_report("Shelling killed 12 people in Homs.")])
    assert list(spent) == [*(stage.name for stage in reader().pipeline.stages), "json"]
    assert all(milliseconds >= 0 for milliseconds in spent.values())


def test_there_is_a_table_for_each_reader(tmp_path):
    row = {"id": "r1", "title": "", "published": None, "publisher": "", "text": "Shells fell."}
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(json.dumps(row) + "\n")
    text = render_stages(corpus, ["rules"])
    assert "rules: stage" in text
    assert "places" in text
