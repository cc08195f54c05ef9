import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.lexicons.tokens import find_tokens


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
        ("", []),
    ],
)
def test_text_is_cut_into_words_and_marks(text, words):
    assert [token.text for token in find_tokens(text)] == words


@given(st.text(max_size=200))
def test_tokens_stand_in_order_and_leave_only_blanks_between(text):
    place = 0
    for token in find_tokens(text):
        assert text[token.start : token.end] == token.text
        assert text[place : token.start].isspace() or place == token.start
        place = token.end
    assert not text[place:].strip()
