from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reader.network.windows import CONTEXT, MOST_PIECES, WordWindow, cut_windows
from tests.reader.network.stubs import row_of_words

SIZES = st.integers(1, 4) | st.sampled_from([100, 260, 499, 500, 501, 700])
REPORTS = st.lists(st.lists(SIZES, min_size=1, max_size=150), max_size=12)
PROSE = st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=60), max_size=40)


def cut(sentences):
    words = row_of_words(*map(len, sentences))
    sizes = [size for sentence in sentences for size in sentence]
    return words, sizes, list(cut_windows(words, sizes))


def pieces(window, sizes):
    return sum(sizes[window.start : window.end])


def test_short_report_is_one_window():
    _, _, windows = cut([[1] * 20, [2] * 30])
    assert windows == [WordWindow(0, 0, 50)]


def test_no_words_give_no_window():
    assert cut([])[2] == []


def test_window_ends_with_a_sentence_and_reads_whole_sentences_before_it_again():
    _, _, windows = cut([[1] * 50] * 14)
    assert windows == [WordWindow(0, 0, 500), WordWindow(450, 500, 700)]


def test_pieces_count_and_not_words():
    _, _, windows = cut([[4] * 50] * 4)
    assert windows == [WordWindow(0, 0, 100), WordWindow(100, 100, 200)]


def test_sentence_before_that_is_longer_than_the_context_is_not_read_again():
    _, _, windows = cut([[1] * 200] * 3)
    assert windows == [WordWindow(0, 0, 400), WordWindow(400, 400, 600)]


def test_endless_sentence_is_cut():
    _, sizes, windows = cut([[1] * 1_200])
    assert all(pieces(window, sizes) <= MOST_PIECES for window in windows)
    assert [window.end for window in windows] == [500, 1_000, 1_200]


def test_word_longer_than_a_window_is_read_alone():
    _, _, windows = cut([[1] * 10, [700], [1] * 10])
    assert windows == [WordWindow(0, 0, 10), WordWindow(10, 10, 11), WordWindow(11, 11, 21)]


@given(REPORTS)
def test_every_word_is_new_once_and_in_order(sentences):
    words, _, windows = cut(sentences)
    new = [place for window in windows for place in range(window.first, window.end)]
    assert new == list(range(len(words.tokens)))
    assert all(window.start <= window.first < window.end for window in windows)


@given(REPORTS)
def test_window_holds_no_more_than_it_may_but_for_one_long_word(sentences):
    _, sizes, windows = cut(sentences)
    for window in windows:
        assert pieces(window, sizes) <= MOST_PIECES or window.end - window.start == 1


@given(REPORTS)
def test_context_is_whole_sentences_and_short(sentences):
    words, sizes, windows = cut(sentences)
    for window in windows:
        assert window.start == window.first or window.start in words.sentences
        assert sum(sizes[window.start : window.first]) <= CONTEXT


@given(PROSE)
def test_sentences_of_ordinary_length_are_not_cut(sentences):
    words, _, windows = cut(sentences)
    assert {window.end for window in windows} <= {*words.sentences, len(words.tokens)}


@given(PROSE)
def test_windows_are_as_few_as_whole_sentences_and_context_allow(sentences):
    words, sizes, windows = cut(sentences)
    total = [0, *accumulate(sizes)]
    bounds = [*words.sentences, len(words.tokens)]
    following = dict(pairwise(bounds))
    for window in windows[:-1]:
        assert total[following[window.end]] - total[window.start] > MOST_PIECES


@pytest.mark.parametrize("sizes", [[1] * 200_000, [3] * 200_000, [250, 1] * 100_000])
def test_endless_sentence_takes_time_in_proportion_to_its_length(sizes):
    # Quadratic, this would be hours; no clock decides the test, but a person would notice.
    windows = list(cut_windows(row_of_words(len(sizes)), sizes))
    assert windows[-1].end == len(sizes)
    assert len(windows) < 2 * sum(sizes) / (MOST_PIECES - CONTEXT - MOST_PIECES // 2)
