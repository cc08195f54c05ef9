"""Words by which accounts are known."""

import pytest

from accordingto.corroboration.words import telling_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels' rebel rebel's", ("rebel",)),
        ("Dellít, dellit", ("dellit",)),
        ("At 4 km, 12 of us", ("12", "4")),
        ("", ()),
    ],
)
def test_words_are_folded_and_each_is_kept_once(text, words):
    assert telling_words(text) == words
