import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.entry_texts import EntryText
from tests.ingest.forms import make_form

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"), min_size=1, max_size=9)


def place(words, **fields):
    text = EntryText(make_form(**fields), [words])
    span = text.find(words)
    return text.text, text.text[span.start : span.end], span.start


@given(words=st.lists(WORDS, max_size=4), quote=WORDS)
def test_all_words_have_a_place(words, quote):
    text = EntryText(make_form(quote=quote), words)
    for needed in (*words, quote):
        span = text.find(needed)
        assert text.text[span.start : span.end] == needed


def test_quote_stands_first_and_as_it_was_said():
    quote = "سقطت القذائف\nعلى السوق"
    text = EntryText(make_form(quote=quote, translation="Shells hit the market."), []).text
    assert text.startswith(quote + "\n\nTranslation:\nShells hit the market.\n\nSource: ")


def test_words_are_found_where_they_were_said():
    text, words, start = place("market", quote="Shells hit the market.")
    assert (words, start) == ("market", 15)
    assert "Named by" not in text


@pytest.mark.parametrize(
    ("words", "quote"), [("12", "112 dead"), ("men", "women"), ("2", "12,200"), ("Homs", "Homsi")]
)
def test_part_of_a_word_or_number_is_not_the_word(words, quote):
    text, found, start = place(words, quote=quote)
    assert found == words
    assert start > text.index("Named by the person who entered this:")


@pytest.mark.parametrize(("words", "quote"), [("12", "死亡12人"), ("دوراش", "ودوراش")])
def test_scripts_that_join_words_are_searched_too(words, quote):
    assert place(words, quote=quote)[2] < len(quote)


def test_day_of_the_call_is_no_place_for_a_number():
    text, _, start = place("12", quote="Shells.", source={"role": "nurse of ward 12"})
    assert start > text.index("Named by")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ({"name": "Ilvar Dreshko", "role": "nurse"}, "Ilvar Dreshko, nurse"),
        ({"name": "Ilvar Dreshko", "role": "nurse", "protect": True}, "nurse"),
        ({"affiliation": "the hospital"}, "the hospital"),
        ({}, "a source that is not named"),
    ],
)
def test_source_is_named_as_far_as_it_may(source, shown):
    text = EntryText(make_form(source=source), [])
    assert text.text[text.source.start : text.source.end] == shown
