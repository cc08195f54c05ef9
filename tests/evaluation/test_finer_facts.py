import hashlib
import json

import pytest

from accordingto.engine.choices import ReaderName
from accordingto.records.codec import to_dict
from evaluation import finer_facts, finer_floors
from evaluation.finer_facts import figures_of, measure_finer, render
from evaluation.finer_judging import Tally
from evaluation.floors import load_floors
from tests.builders import make_report, reader

TEXT = "Shelling killed 27 people, mostly women and children, in Ostel, the mayor told dpa."


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def span(words: str) -> dict:
    start, end = at(words)
    return {"start": start, "end": end, "text": words}


@pytest.fixture
def world(tmp_path, monkeypatch):
    """One report with its gold, labels for it, and the reading of the rules."""
    gold = tmp_path / "gold" / "dev"
    gold.mkdir(parents=True)
    (gold / "r1.txt").write_text(TEXT)
    figure = {"evidence": span("27 people"), "state": "killed", "low": 27, "high": 27}
    said = {"source": span("the mayor"), "cue": span("told"), "content": span(TEXT[:62])}
    records = {"figures": [figure], "statements": [said], "incidents": [], "agreements": []}
    (gold / "r1.gold.json").write_text(json.dumps({"id": "r1", **records}))
    label = {"evidence": at("27 people"), "age": "mixed", "sex": "women"}
    told = {"evidence": at(TEXT[:62]), "channel": "told_to", "via": [at("dpa")], "about": ["f0"]}
    row = {
        "id": "r1",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "figures": [label],
        "statements": [told],
        "people": [{"figures": ["f0"], "state": "killed", "name": [at("mayor")]}],
    }
    for part in ("dev", "train"):
        (tmp_path / f"{part}.json").write_text(json.dumps({"reports": [row]}))
    monkeypatch.setattr(finer_facts, "load_labels", lambda part, root: load(part, root, tmp_path))
    return tmp_path


load = finer_facts.load_labels


def readings() -> dict:
    return {"r1": to_dict(reader().read(make_report(TEXT)))}


@pytest.mark.usefixtures("shared")
def test_fields_of_paired_records_are_counted(world):
    tallies = measure_finer("dev", readings(), world / "gold")
    age, sex = tallies["figures.age"], tallies["figures.sex"]
    assert (age.labelled, age.filled, age.right, age.accuracy) == (1, 1, 1, 1.0)
    assert (sex.labelled, sex.filled, sex.right, sex.accuracy) == (1, 0, 0, 0.0)
    assert tallies["statements.channel"].right == 1
    assert tallies["statements.via"].right == 1
    assert (tallies["statements.about"].labelled, tallies["statements.about"].right) == (1, 1)
    assert (tallies["people.found"].labelled, tallies["people.found"].filled) == (1, 0)
    assert "unknown, labelled women" in sex.errors[0]


@pytest.mark.usefixtures("shared")
def test_records_without_a_partner_are_not_asked(world):
    reading = readings()
    reading["r1"]["figures"] = []
    tallies = measure_finer("dev", reading, world / "gold")
    assert tallies["figures.age"].values.total() == 0
    assert tallies["statements.about"].labelled == 0


def test_table_has_a_row_for_each_field():
    lines = render({"figures.age": Tally(4, 2, 1)})
    assert lines[1].split() == ["figures.age", "4", "2", "1", "0.50", "0.25", "0.33"]


def test_floors_are_for_fields_that_were_labelled_often():
    assert figures_of({"a": Tally(8, 8, 4), "b": Tally(7, 7, 7)}) == {"a": 0.5}


@pytest.mark.usefixtures("shared")
def test_floors_hold_what_was_pinned(world, monkeypatch, capsys):
    monkeypatch.setattr(finer_floors, "FLOORS", world)
    monkeypatch.setattr(finer_floors, "gold_hash", lambda _: "gold")
    monkeypatch.setattr(finer_facts, "ENOUGH", 1)
    name, gold = ReaderName.RULES, world / "gold" / "dev"
    assert finer_floors.hold_finer(name, readings(), gold, pins=True) == 0
    assert load_floors(world / "floors-finer-rules.toml").values["figures.age"] == 1.0
    assert finer_floors.hold_finer(name, readings(), gold) == 0
    worse = readings()
    worse["r1"]["figures"][0]["age"] = "unknown"
    assert finer_floors.hold_finer(name, worse, gold) == 1
    assert "finer-rules: figures.age is 0.000, its floor 1.000" in capsys.readouterr().out


def test_labels_of_another_gold_fail_the_gate(world, capsys):
    (world / "gold" / "dev" / "r1.txt").write_text("Something else.")
    assert finer_floors.hold_finer(ReaderName.RULES, {}, world / "gold" / "dev") == 1
    assert "another text than the one labelled" in capsys.readouterr().out
