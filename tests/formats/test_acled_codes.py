import pytest

from accordingto.formats.acled_codes import (
    EventType,
    event_type,
    fatalities_of,
    load_tables,
    vague_number,
)
from accordingto.records.values import Bound, Kind, Who
from tests.corroboration.casebook import figure
from tests.formats.exported import MINISTRY, OBSERVATORY, case_of, told


def number(*claims):
    case = case_of(told(OBSERVATORY, MINISTRY, *claims)).case
    return fatalities_of(case.figures, case.ranges[0])


def by(who, low, high=-1, **fields):
    return figure(low, high, speaker=who, record=f"{who}-{low}-{high}", **fields)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_type_or_a_reason(kind):
    made = event_type(kind, ["a car bomb"], [Who.CIVILIAN])
    assert made if isinstance(made, str) else made.type and made.sub_type and made.disorder


@pytest.mark.parametrize(
    ("words", "sub_type"),
    [
        ("a suicide car bomb", "Suicide bomb"),
        ("car bombs", "Remote explosive/landmine/IED"),
        ("two hand grenades", "Grenade"),
        ("an IED", "Remote explosive/landmine/IED"),
        ("a blast that hit miners", ""),
    ],
)
def test_bombing_is_what_the_words_for_the_weapon_say(words, sub_type):
    assert event_type(Kind.BOMBING, [words], []) == EventType(
        "Explosions/Remote violence", sub_type
    )


def test_bombing_of_which_reports_say_different_things_is_left_open():
    made = event_type(Kind.BOMBING, ["a car bomb", "a suicide attack", "a blast"], [])
    assert made == EventType("Explosions/Remote violence", "")


@pytest.mark.parametrize(
    ("hurt", "type_"),
    [
        ([Who.CIVILIAN, Who.COMBATANT], "Violence against civilians"),
        ([Who.COMBATANT], "Battles"),
        ([Who.UNKNOWN], ""),
        ([], ""),
    ],
)
def test_shooting_is_what_those_who_were_hit_make_it(hurt, type_):
    made = event_type(Kind.SHOOTING, [], hurt)
    assert made.type == type_
    assert (made.disorder == "Political violence") is bool(type_)


def test_lowest_number_is_taken_and_never_a_sum():
    made = number(by("obs", 19), by("min", 6))
    assert (made.number, made.why) == (6, "the lowest number that is given")


def test_nought_beside_a_number_is_not_the_lowest():
    assert number(by("obs", 9), by("min", 0)).number == 9


def test_nobody_killed_is_nought_and_not_told_is_empty():
    assert number(by("obs", 0)).number == 0
    assert number().number is None


def test_number_that_is_only_bounded_above_is_no_lowest():
    made = number(by("obs", None, 30))
    assert (made.number, made.why) == (None, "no figure has a lower end")


@pytest.mark.parametrize(("words", "expected"), [("dozens", 12), ("several people", 3)])
def test_words_have_the_numbers_of_the_codebook_where_there_is_no_number(words, expected):
    vague = by("obs", 24, None, bound=Bound.VAGUE, words=words)
    assert number(vague).number == expected
    assert number(vague, by("min", 40)).number == 40


def test_word_without_a_number_in_the_codebook_stays_a_word():
    made = number(by("obs", 40, None, bound=Bound.VAGUE, words="scores"))
    assert (made.number, "scores" in made.why) == (None, True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a few dozen people", 12),
        ("several hundred", 100),
        ("tens", 10),
        ("hundreds of thousands", None),
        ("Dozens", 12),
    ],
)
def test_vague_words_are_read_as_acled_does(words, expected):
    assert vague_number(words) == expected


@pytest.mark.parametrize("entry", load_tables()["weapon"], ids=lambda entry: entry["example"])
def test_example_of_a_weapon_is_read_as_its_entry_says(entry):
    assert event_type(Kind.BOMBING, [entry["example"]], []).sub_type == entry["sub_type"]


@pytest.mark.parametrize("entry", load_tables()["vague"], ids=lambda entry: entry["example"])
def test_example_of_a_vague_word_has_the_number_of_its_entry(entry):
    assert vague_number(entry["example"]) == entry["number"]
