"""The report that started it, and the corpora, as far as they are on this machine."""

import json
from datetime import date

import pytest

from accordingto.records.readings import Reading
from accordingto.records.values import BlameMode, Stance, State, Step
from accordingto.report import Report
from tests.builders import reader


@pytest.fixture(scope="module")
def seed(shared) -> Reading:
    text = (shared / "corpus" / "000_153df6ed77bea43c.txt").read_text(encoding="utf-8")
    return reader().read(Report(id="seed", text=text, published="2016-09-24"))


def test_ninety_one_killed_in_aleppo_according_to_the_hospital_director(seed):
    figure = next(f for f in seed.figures if f.low == 91)
    assert (figure.state, figure.high, figure.source.text) == (State.KILLED, 91, "Hamza al-Khatib")
    incident = next(i for i in seed.incidents if i.id == figure.incident)
    assert incident.date_from == incident.date_to == date(2016, 9, 23)
    assert (incident.place.name, incident.place.country) == ("Aleppo", "SY")
    speaker = next(a for a in seed.actors if a.id == figure.source.actor)
    assert (speaker.name, speaker.category) == ("Hamza al-Khatib", "medical")
    assert "director" in speaker.role


def test_some_twenty_killed_when_the_convoy_was_bombed(seed):
    figure = next(f for f in seed.figures if f.low == 20)
    assert (figure.words, figure.high, figure.source) == ("some 20 people", 20, None)
    incident = next(i for i in seed.incidents if i.id == figure.incident)
    assert incident.date_from == incident.date_to == date(2016, 9, 19)
    assert any("convoy" in target.text for target in incident.targets)


def test_killed_hope_is_nobodys_death(seed):
    assert {(f.low, f.high) for f in seed.figures} == {(91, 91), (20, 20)}


def test_truce_step_by_step(seed):
    steps = {a.step: a for a in seed.agreements}
    agreed, failed = steps[Step.AGREED], steps[Step.TALKS_FAILED]
    assert agreed.date_from == date(2016, 9, 9)
    assert {p.text for p in agreed.parties} == {"Russia", "the United States"}
    assert steps[Step.COLLAPSED].subject.text == "The truce"
    assert failed.date_from == date(2016, 9, 22)


def test_kodmanis_accusation_is_an_accusation(seed):
    (accusation,) = (
        s
        for s in seed.statements
        if s.source and s.source.text == "Kodmani" and "condone" in s.content.text
    )
    assert accusation.stance is Stance.ACCUSES
    blamed = [b for i in seed.incidents for b in i.blame if b.mode is BlameMode.ACCUSED]
    assert any(b.actor.text.startswith("Russia") for b in blamed)


@pytest.mark.parametrize("name", ["syria-2011-2018.jsonl", "wikinews-2019-2020.jsonl"])
def test_whole_corpus_is_read_and_every_word_is_where_it_should_be(shared, name):
    for line in (shared / "corpus" / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        reading = reader().read(
            Report(id=row["id"], text=text, title=row["title"], published=row["published"])
        )
        records = (*reading.figures, *reading.statements, *reading.incidents, *reading.agreements)
        for record in records:
            span = record.evidence
            assert text[span.start : span.end] == span.text, row["id"]
