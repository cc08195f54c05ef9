"""The bundled samples show what they are there to show (src/accordingto/samples/README.md)."""

import json
from datetime import date
from pathlib import Path

import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.readers import rule_reader
from accordingto.records.readings import Reading
from accordingto.records.values import BlameMode, Stance, State, Step
from accordingto.report import Report

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "accordingto" / "samples"


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    places = Gazetteer.from_tsv(SAMPLES / "places.tsv")
    reader = rule_reader(Gazetteer.joined(Gazetteer.open(), places))
    lines = (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return {row["id"][:2]: reader.read(Report(**row)) for row in rows}


def tolls(reading: Reading) -> list[tuple[int | None, str | None]]:
    """The killed of a report with who says so, parts left out."""
    return [
        (figure.low, figure.source.text if figure.source else None)
        for figure in reading.figures
        if figure.state is State.KILLED and figure.scope == "incident"
    ]


@pytest.mark.parametrize(
    ("sample", "toll", "speaker"),
    [
        ("01", 31, "hospital"),
        ("02", 38, "Observatory"),
        ("03", 12, "Holth"),
        ("04", 57, "Council"),
    ],
)
def test_rival_tolls_of_one_strike_stand_each_with_its_source(readings, sample, toll, speaker):
    sources = [source for low, source in tolls(readings[sample]) if low == toll and source]
    assert any(speaker in source for source in sources)


@pytest.mark.parametrize("sample", ["01", "02", "03", "04"])
def test_four_publishers_tell_of_the_same_day_and_town(readings, sample):
    strikes = [i for i in readings[sample].incidents if i.place and i.place.name == "Dorrash"]
    assert date(2024, 3, 12) in {i.date_from for i in strikes}
    assert all(i.place.country == "XA" and i.place.lat is None for i in strikes)


def test_copy_reads_as_its_original_does(readings):
    original, copy = tolls(readings["01"]), tolls(readings["05"])
    assert set(copy) <= set(original)
    assert copy


def test_two_agencies_quote_the_same_monitor(readings):
    for sample in ("06", "07"):
        speakers = {
            (actor.name, actor.affiliation)
            for actor in readings[sample].actors
            if "Observatory" in f"{actor.name} {actor.affiliation}"
        }
        assert speakers, sample


def test_denial_keeps_the_denier(readings):
    denied = [b for i in readings["02"].incidents for b in i.blame if b.mode is BlameMode.DENIED]
    assert denied
    assert all(b.source is not None for b in denied)


def test_claim_of_responsibility_is_the_groups_own(readings):
    claims = [
        s
        for s in readings["08"].statements
        if s.stance is Stance.CLAIMS_RESPONSIBILITY and s.source
    ]
    assert any("Brannik" in s.source.text for s in claims)
    own = [b for i in readings["08"].incidents for b in i.blame if b.mode is BlameMode.OWN_CLAIM]
    assert any("Brannik" in b.actor.text for b in own)


def test_truce_is_agreed_violated_according_to_one_side_and_collapses(readings):
    assert Step.AGREED in {a.step for a in readings["09"].agreements}
    (violated,) = (a for a in readings["10"].agreements if a.step is Step.VIOLATED)
    assert violated.certainty == "alleged"
    assert "army" in violated.source.text
    assert Step.COLLAPSED in {a.step for a in readings["11"].agreements}


def test_report_with_nothing_in_it_gives_nothing(readings):
    reading = readings["12"]
    assert (reading.figures, reading.incidents, reading.agreements) == ((), (), ())
    assert (reading.headline.figures, reading.headline.incidents) == ((), ())
