"""What sort of people a figure counts."""

import pytest

from accordingto.corroboration.counted import are_counted_alike, is_of_others, side_of
from accordingto.corroboration.parts import OTHERS
from accordingto.corroboration.reconciliation import reconcile
from accordingto.records.values import State, Who
from tests.corroboration.casebook import day, figure, make_case, make_digest


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("at least 12 people", "17 civilians", True),
        ("12 medics", "twelve people", True),
        ("two medics", "five medics", True),
        ("16 insurgents", "129 regime loyalists", False),
        ("two medics", "five patients", False),
        ("12", "12 dead", True),
    ],
)
def test_nouns_say_who_is_counted(one, other, alike):
    assert are_counted_alike(one, other) is alike
    assert are_counted_alike(other, one) is alike


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("16 insurgents", "rebels"),
        ("nine soldiers", "state"),
        ("129 regime loyalists", "state"),
        ("12 combatants", None),
        ("three government militants", None),
    ],
)
def test_side_of_fighters(words, side):
    assert side_of(Who.COMBATANT, words) == side
    assert side_of(Who.CIVILIAN, words) is None


@pytest.mark.parametrize("words", ["24 others", "another man", "17 other civilians"])
def test_words_for_others(words):
    assert is_of_others(words)
    assert not is_of_others("17 civilians")


def told(*figures):
    return reconcile(make_case(make_digest("r1", *figures)))


def test_others_are_kept_apart_from_those_counted_before():
    found = told(figure(47, start=1), figure(24, start=50, words="24 other people"))
    assert [one.why for one in found.parts] == [OTHERS]


def test_others_are_the_toll_where_nobody_is_counted_before_in_that_state():
    others = figure(17, state=State.INJURED, start=50, words="17 others")
    assert not told(figure(12, start=1), others).parts


def test_voice_does_not_replace_its_count_of_other_people():
    def said(number: int, words: str, when: int):
        return make_digest(
            f"r{number}", figure(number, words=words, said=day(when), speaker="Tarn Watch")
        )

    found = reconcile(make_case(said(2, "two medics", 0), said(5, "five patients", 2)))
    assert {claim.standing for claim in found.tolls[0].claims} == {"stands"}


def test_dead_of_two_sides_are_two_tolls():
    fighters = {"who": Who.COMBATANT, "speaker": "Tarn Watch"}
    found = told(
        figure(16, words="16 rebels", quote="a", **fighters),
        figure(9, words="nine soldiers", quote="b", **fighters),
    )
    assert [toll.group.side for toll in found.tolls] == ["rebels", "state"]
