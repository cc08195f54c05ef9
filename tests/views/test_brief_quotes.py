"""The words of a report that a brief quotes."""

import pytest

from accordingto.report import Span
from accordingto.views.brief_quotes import AROUND, Quotes, plain
from accordingto.views.report_views import ReportView
from tests.views.briefs import shown
from tests.views.readings import Sketch


def quotes_of(text, **more):
    return Quotes(ReportView(shown(Sketch(text))), **more)


def span_of(words, text):
    return Span(text.index(words), text.index(words) + len(words))


def test_words_stand_in_their_sentence_the_first_time_and_alone_after():
    text = "It rained. Shelling hit Dorrash on Friday. It rained."
    quotes = quotes_of(text)
    (first,) = quotes.of(span_of("Shelling", text))
    (second,) = quotes.of(span_of("Dorrash", text))
    assert (first.before, first.words, first.after) == ("", "Shelling", " hit Dorrash on Friday.")
    assert (second.before, second.words, second.after) == ("", "Dorrash", "")
    assert quotes.new([span_of("Friday", text)]) == ()


def test_words_stand_alone_where_sentences_stand_elsewhere():
    text = "Shelling hit Dorrash."
    (quote,) = quotes_of(text, with_sentences=False).of(span_of("hit", text))
    assert (quote.before, quote.words, quote.after) == ("", "hit", "")


def test_no_words_are_no_quote():
    assert quotes_of("Shelling hit Dorrash.").of(Span(3, 3)) == ()


@pytest.mark.parametrize("filler", ["word ", "字"])
def test_long_sentence_is_cut_on_both_sides_and_shows_it(filler):
    text = f"{filler * 200} Shelling {filler * 200}"
    (quote,) = quotes_of(text).of(span_of("Shelling", text))
    assert quote.words == "Shelling"
    assert quote.before.startswith("… ")
    assert quote.after.endswith(" …")
    assert filler.strip() in quote.before
    assert len(quote.before) <= AROUND + 2
    assert len(quote.after) <= AROUND + 2


def test_what_hides_or_steers_is_spelt_out():
    assert plain("1\u200b2\n dead\x1b") == "1[U+200B]2 dead[U+001B]"
