import pytest

from accordingto.ledger.passages import LONGEST, Passages
from accordingto.report import Span

TEXT = 'First one. "Two," he said. Then shelling hit Marenna!\nLast line'


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("First", "First one."),
        ("shelling", "Then shelling hit Marenna!"),
        ("Last line", "Last line"),
        ("said. Then", '"Two," he said. Then shelling hit Marenna!'),
    ],
)
def test_words_stand_in_their_sentence(words, passage):
    start = TEXT.index(words)
    found = Passages.of(TEXT).around(Span(start, start + len(words)))
    assert TEXT[found.start : found.end] == passage


def test_sentences_are_given_once_and_in_order():
    passages = Passages.of(TEXT)
    spans = [Span(40, 48), Span(0, 5), Span(32, 36), Span(3, 3)]
    assert passages.words_around(spans) == "First one. Then shelling hit Marenna!"


def test_endless_sentence_is_cut_near_the_words():
    text = "word " * 10_000
    found = Passages.of(text).around(Span(20_000, 20_004))
    assert found.start <= 20_000
    assert found.end >= 20_004
    assert found.end - found.start <= LONGEST + 4


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_around_nothing(text):
    found = Passages.of(text).around(Span(0, 0))
    assert text[found.start : found.end].strip() == ""


def test_span_beyond_the_text_does_not_fail():
    assert Passages.of("Short.").around(Span(100, 200)).end == 6
