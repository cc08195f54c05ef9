from datetime import date

import pytest

from accordingto.reader.choosing.days import DayCandidates
from tests.reader.choosing.scenery import Scenery


def candidates_of(text):
    scenery = Scenery(text)
    asked = DayCandidates(scenery.scene, scenery.times, scenery.drafts)
    return {days.date_from if days else None: clues for days, clues in asked.of(0)}


def test_the_day_of_a_saying_is_told_from_that_of_the_event():
    found = candidates_of("On Tuesday medics said that shelling killed two people on Monday.")
    said, done = found[date(2024, 3, 12)], found[date(2024, 3, 11)]
    assert {"saying", "saying.own"} <= said.keys()
    assert "saying" not in done
    assert "never.dated" in found[None]


def test_only_a_day_of_a_saying_is_no_day_of_its_own():
    found = candidates_of("On Tuesday medics said that shelling killed two people.")
    assert "never.said" in found[None]


def test_a_day_of_another_sentence_is_far():
    found = candidates_of("On Monday rebels met.\nThe army's shelling killed two people in Tarvo.")
    clues = found[date(2024, 3, 11)]
    assert {"far.undated", "far.kind.shelling", "far.event.1"} <= clues.keys()
    assert {"never.undated", "never.sentence.1"} <= found[None].keys()


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("on Monday", "length.day"),
        ("last week", "length.week"),
        ("in February", "length.month"),
        ("in 2022", "length.long"),
        ("since Monday", "length.open"),
    ],
)
def test_how_long_a_range_is_is_a_clue(words, length):
    found = candidates_of(f"Shelling killed two people {words}.")
    assert any(length in clues for clues in found.values())


def test_what_goes_on_speaks_for_no_day():
    found = candidates_of("Shelling has continued in the town of Tarvo for weeks.")
    assert "never.lasting" in found[None]
