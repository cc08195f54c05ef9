"""Words for what a case holds."""

import pytest

from accordingto.records.cases import Term
from accordingto.records.tolls import Extent
from accordingto.records.voices import VoiceCount
from accordingto.views.case_words import (
    count_in_words,
    extent_in_words,
    number_in_words,
    period_in_words,
    reason_in_words,
    shorten_quote,
)
from tests.corroboration.casebook import day


@pytest.mark.parametrize(
    ("named", "upper", "words"),
    [
        (1, 1, "1 independent voice"),
        (2, 2, "2 independent voices"),
        (1, 3, "1 to 3 independent voices"),
        (0, 1, "at most 1 independent voice, unnamed"),
        (0, 2, "at most 2 independent voices, none named"),
    ],
)
def test_count_of_voices_is_an_interval_where_some_are_unnamed(named, upper, words):
    assert count_in_words(VoiceCount(named=named, with_unnamed=upper)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1400, None, "at least 1,400"),
        (None, 30, "at most 30"),
        (0, 0, "nobody"),
        (12, 12, "12"),
        (12, 15, "12 to 15"),
        (None, None, "no number"),
    ],
)
def test_number_is_told_with_its_bound(low, high, words):
    assert number_in_words(low, high) == words


@pytest.mark.parametrize(
    ("low", "high", "below", "above", "words"),
    [
        (6, 19, False, False, "6 to 19"),
        (6, 19, False, True, "6 to 19 or more"),
        (24, 130, True, False, "24 or fewer to 130"),
        (14, 14, False, True, "14 or more"),
        (20, 20, True, False, "20 or fewer"),
        (20, 20, True, True, "20 or fewer to 20 or more"),
        (None, 30, True, False, "no lower end to 30"),
    ],
)
def test_extent_tells_which_end_is_open(low, high, below, above, words):
    extent = Extent(low=low, high=high, is_open_below=below, is_open_above=above)
    assert extent_in_words(extent) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "15 March 2024"),
        (0, 1, "15 to 16 March 2024"),
        (0, 20, "15 March to 4 April 2024"),
        (0, 366, "15 March 2024 to 16 March 2025"),
    ],
)
def test_period_runs_from_the_first_known_day_to_the_last(first, last, words):
    assert period_in_words([day(last), None, day(first)]) == words
    assert period_in_words([None]) == ""


LONG = f"{'Before it happened, ' * 12}12 people died{', and after it' * 12}."


def test_long_quote_is_cut_around_the_words_and_says_so():
    told = shorten_quote(LONG, "12 people died")
    assert "12 people died" in told
    assert told.startswith("“[…] ")
    assert told.endswith(" […]”")
    assert len(told) < 200


def test_quote_whose_words_are_not_in_it_is_cut_at_its_end():
    assert shorten_quote(LONG, "forty").startswith("“Before it happened")
    assert shorten_quote(LONG, "", None) == f"“{LONG}”"


def test_reason_is_told_without_its_arithmetic():
    term = Term(name="words", weight=1.2, why="how alike their words are, times the weight")
    assert reason_in_words(term) == "how alike their words are"
