import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.lexicons.loader import load_entries
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.numbers import BoundEntry, FixedEntry, NumberGrammar, VagueEntry
from accordingto.records.values import Bound

GRAMMAR = NumberGrammar()
SECTIONS = {"bound": BoundEntry, "fixed": FixedEntry, "vague": VagueEntry}


def _read(words):
    number = GRAMMAR.number_at(tuple(find_tokens(words)), 0)
    return None if number is None else (number.low, number.high, number.approximate, number.bound)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("91", 91),
        ("1,200", 1200),
        ("12 000 people", 12000),
        ("1.9 million", 1_900_000),
        ("twenty-three", 23),
        ("twenty three", 23),
        ("a hundred and four", 104),
        ("one hundred and twenty-three thousand", 123_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("three dozen", 36),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("nineteen hundred", 1900),
    ],
)
def test_plain_number_is_read_as_written(words, value):
    assert _read(words) == (value, value, False, Bound.EXACT)


@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("at least 70", 70, None, Bound.MIN),
        ("more than 70", 70, None, Bound.MIN),
        ("no fewer than a dozen", 12, None, Bound.MIN),
        ("50 or more", 50, None, Bound.MIN),
        ("50+", 50, None, Bound.MIN),
        ("up to 30", None, 30, Bound.MAX),
        ("fewer than 30", None, 30, Bound.MAX),
        ("as many as 30", None, 30, Bound.MAX),
        ("some 20", 20, 20, Bound.ABOUT),
        ("an estimated 400", 400, 400, Bound.ABOUT),
        ("15 or so", 15, 15, Bound.ABOUT),
        ("dozens", 24, None, Bound.VAGUE),
        ("several", 3, None, Bound.VAGUE),
        ("several dozen", 24, None, Bound.VAGUE),
        ("tens of thousands", 20_000, None, Bound.VAGUE),
        ("up to dozens", None, 24, Bound.VAGUE),
    ],
)
def test_bounded_number_keeps_its_open_end(words, low, high, bound):
    assert _read(words) == (low, high, True, bound)


@pytest.mark.parametrize("words", ["20 to 30", "between 20 and 30", "20-30", "twenty or thirty"])
def test_range_has_both_ends(words):
    assert _read(words) == (20, 30, False, Bound.RANGE)


@pytest.mark.parametrize(
    "words", ["a child", "3.5", "people", "over the hills", "9" * 40, "²", "①"]
)
def test_words_without_a_count_give_none(words):
    assert _read(words) is None


def test_rise_is_two_numbers_and_no_range():
    numbers = GRAMMAR.find(tuple(find_tokens("The toll rose from 20 to 30.")))
    assert [(n.low, n.high) for n in numbers] == [(20, 20), (30, 30)]


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_separators_keep_their_value(value):
    assert _read(f"{value:,}") == (value, value, False, Bound.EXACT)


@given(st.lists(st.sampled_from(["a", "hundred", "and", "two", "at", "least", "10", "of", "-"])))
def test_numbers_are_in_order_and_inside_the_text(words):
    tokens = tuple(find_tokens(" ".join(words)))
    numbers = GRAMMAR.find(tokens)
    ends = [0, *(n.last for n in numbers)]
    assert all(end <= n.first <= n.core < n.last for end, n in zip(ends, numbers, strict=False))
    assert ends[-1] <= len(tokens)


@pytest.mark.parametrize("section", SECTIONS)
def test_entries_match_their_examples(section):
    for entry in load_entries("numbers", section, SECTIONS[section]):
        matcher = PhraseMatcher([(entry.pattern, entry.id)])
        for sentence in entry.matches:
            assert matcher.find(tuple(find_tokens(sentence))), entry.id
        for sentence in entry.rejects:
            assert not matcher.find(tuple(find_tokens(sentence))), entry.id
