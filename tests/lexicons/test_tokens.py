import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.lexicons.patterns import find_backtracking
from accordingto.lexicons.tokens import _TOKEN, find_tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Omar al-Harrin's men", ["Omar", "al-Harrin", "'s", "men"]),
        ("the town’s 1,200 people.", ["the", "town", "’s", "1,200", "people", "."]),
        ("U.S. aid", ["U.S.", "aid"]),
        ("killed 3, hurt 4.", ["killed", "3", ",", "hurt", "4", "."]),
        ("wait... no", ["wait", "...", "no"]),
        ("doesn't", ["doesn't"]),
        ("('s)", ["(", "'", "s", ")"]),
        ("1\u200b2 sol\u00addiers", ["1\u200b2", "sol\u00addiers"]),
        ("1\x002, 3.5\u2060\ufeff7.", ["1\x002", ",", "3.5\u2060\ufeff7", "."]),
        ("\u202e21\u202c 4\u200b th", ["\u202e", "21", "\u202c", "4", "\u200b", "th"]),
        ("", []),
    ],
)
def test_text_is_cut_into_words_and_marks(text, words):
    assert [token.text for token in find_tokens(text)] == words


def test_word_with_what_nobody_sees_in_it_is_looked_up_without():
    assert [token.lower for token in find_tokens("Sol\u00addiers 1\u200b2")] == ["soldiers", "12"]
    assert [token.lower for token in find_tokens("1\u202e2\x003")] == ["1\u202e2\x003"]


def test_pattern_cannot_backtrack():
    assert find_backtracking(_TOKEN.pattern) is None


@given(st.text(max_size=200))
def test_tokens_stand_in_order_and_leave_only_blanks_between(text):
    place = 0
    for token in find_tokens(text):
        assert text[token.start : token.end] == token.text
        assert text[place : token.start].isspace() or place == token.start
        place = token.end
    assert not text[place:].strip()


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\ufeff", "\u00ad", "\u200b\u200d"])
def test_mark_that_cannot_be_seen_and_stands_alone_is_no_empty_word(mark):
    assert all(token.lower for token in find_tokens(f"Shells {mark} fell"))
