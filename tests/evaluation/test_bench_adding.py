import json

import pytest

from accordingto.engine.choices import ReaderChoice
from evaluation.bench_adding import (
    ELSE,
    KEEPING,
    KNOWN,
    LINKING,
    READING,
    READY,
    measure_adding,
    render_adding,
)

STAGES = [READING, READY, KNOWN, KEEPING, LINKING, ELSE]


@pytest.fixture
def corpus(tmp_path):
    rows = [
        {
            "id": f"r{number}",
            "title": "",
            "published": "2016-09-24",
            "publisher": "Marena Post",
            "text": f"Shelling killed {number + 12} people in Homs on Friday, residents said.",
        }
        for number in range(3)
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_every_stage_of_adding_takes_something(corpus):
    spent = measure_adding(ReaderChoice("rules"), corpus)
    assert list(spent) == STAGES
    assert all(milliseconds > 0 for stage, milliseconds in spent.items() if stage != ELSE)


def test_there_is_a_table_of_adding_for_each_reader(corpus):
    text = render_adding(corpus, ["rules"])
    assert text.startswith("\nadd, rules: stage")
    assert all(f"  {stage} " in text for stage in (*STAGES, "in all"))
