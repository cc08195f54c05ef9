import pytest

from accordingto.ledger.search_words import (
    LONGEST_NAME,
    LONGEST_WORD,
    asked_name_marks,
    name_marks,
    words_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Air strikes", "air-strike"),
        ("Marenna’s", "MARENNAS"),
        ("Café", "Cafe\u0301"),
        ("Dor\u200brash", "Dorrash"),
        ("\u202eDorrash", "Dorrash"),
        ("casualties", "casualty"),
        ("clashes", "clash"),
        ("12,000", "12 000"),
    ],
)
def test_words_that_are_alike_to_a_reader_are_alike(one, other):
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize("typed", ["", " ", '"', "*^-:()", "\u200b\u202e", "_", "\0"])
def test_marks_alone_are_no_words(typed):
    assert words_of(typed) == []


def test_operators_are_words_and_marks_of_ours_cannot_be_typed():
    assert words_of("AND or NEAR(a b) k_air_strike") == [
        *["and", "or", "near", "a", "b"],
        *["k", "air", "strike"],
    ]


def test_scripts_without_blanks_are_cut_into_letters():
    assert words_of("停火 الهدنة") == ["停", "火", "الهدنة"]


def test_long_words_and_names_are_cut():
    assert words_of("x" * 5000) == ["x" * LONGEST_WORD]
    assert len(name_marks("a", " ".join(f"b{n}" for n in range(1000)))) == 2 * LONGEST_NAME - 1


@pytest.mark.parametrize("asked", ["Guard", "dorrash guard", "Red Dorrash Guard", "al-Guard*"])
def test_part_of_a_name_finds_it(asked):
    assert set(asked_name_marks("a", asked)) <= set(name_marks("a", "Red Dorrash Guard"))


@pytest.mark.parametrize("asked", ["Red Guard", "Guards Red", "Blue Dorrash"])
def test_words_that_do_not_follow_each_other_in_it_do_not(asked):
    assert not set(asked_name_marks("a", asked)) <= set(name_marks("a", "Red Dorrash Guard"))
