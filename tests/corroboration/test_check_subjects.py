from datetime import date

import pytest

from accordingto.corroboration.check_subjects import subjects_of
from accordingto.records.values import Kind
from tests.builders import read

TEXT = (
    "Shells hit a bakery in Aleppo on Tuesday, killing 12 people, the Tarvo Rights Monitor said. "
    "Residents said 20 people were killed in the shelling."
)


@pytest.fixture(scope="module")
def subject():
    (found,) = subjects_of(read(TEXT))
    return found


def test_incident_is_compared_by_kind_day_and_place(subject):
    assert (subject.kind, subject.days) == (Kind.SHELLING, (date(2024, 3, 12),) * 2)
    assert (subject.spot.name, subject.country, subject.is_beside) == ("Aleppo", "SY", True)


def test_tolls_stay_with_who_gives_them(subject):
    assert {(toll.low, toll.by) for toll in subject.killed} == {
        (12, "the Tarvo Rights Monitor"),
        (20, "Residents"),
    }
    assert "the Tarvo Rights Monitor" in {backer.name for backer in subject.voices}


def test_words_of_its_sentences_are_kept_folded(subject):
    assert {"bakery", "shell"} <= subject.words


def test_cumulative_tolls_are_left_out():
    text = "Shells hit Aleppo on Tuesday, killing 12 people. The war has killed 300,000 people."
    (found,) = subjects_of(read(text))
    assert [toll.low for toll in found.tolls] == [12]


def test_place_far_from_the_incident_is_said_to_be_elsewhere():
    far = "Talks went on in the capital and nothing was decided there. " * 12
    text = f"Warplanes bombed Aleppo on Monday. {far}An aid convoy was bombed, killing 20 people."
    found = [one for one in subjects_of(read(text)) if one.spot]
    assert found[0].is_beside
    assert all(one.is_beside is False for one in found[1:])


def test_report_without_incidents_gives_nothing():
    assert list(subjects_of(read("The council met on Tuesday and adjourned."))) == []


def test_key_tells_two_readings_of_one_id_apart():
    (found,) = subjects_of(read(TEXT), "r1 (2)")
    assert (found.group, found.reports) == ("r1 (2)", ("r1 (2)",))
