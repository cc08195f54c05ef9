import numpy as np

from accordingto.corroboration.copy_index import ShingleIndex


def _hashes(*values):
    return np.array(values, dtype=np.uint32)


def test_texts_that_share_two_looked_up_shingles_are_candidates():
    texts = [_hashes(1, 2, 3, 4), _hashes(2, 3, 9), _hashes(3, 20, 30)]
    index = ShingleIndex(texts, [None] * 3)
    assert index.find_candidates().tolist() == [[0, 1]]


def test_shingles_that_are_not_looked_up_make_no_candidates():
    high = 1 << 31
    texts = [_hashes(high, high + 1, high + 2)] * 2
    assert not ShingleIndex(texts, [1, 1]).find_candidates().tolist()


def test_many_texts_of_one_shingle_are_each_compared_with_few():
    texts = [_hashes(7, 8, 9)] * 300
    pairs = ShingleIndex(texts, [1] * 300).find_candidates().tolist()
    assert len(pairs) < 300 * 8
    assert {other for _, other in pairs} == set(range(1, 300))


def test_a_shingle_recurs_when_it_comes_in_four_texts_over_a_month():
    texts = [_hashes(5, 100 + number) for number in range(4)]
    assert ShingleIndex(texts, [1, 10, 20, 40]).find_recurring().tolist() == [5]
    assert not ShingleIndex(texts, [1, 10, 20, 30]).find_recurring().tolist()
    assert not ShingleIndex(texts, [1, None, None, None]).find_recurring().tolist()
    assert not ShingleIndex(texts[:3], [1, 20, 40]).find_recurring().tolist()


def test_what_ranges_of_hashes_tell_adds_up():
    texts = [_hashes(1, 2, 3, 4), _hashes(2, 3, 9), _hashes(3, 20, 30)]
    pairs, counts = ShingleIndex(texts, [None] * 3).count_shared()
    assert dict(zip(map(tuple, pairs.tolist()), counts.tolist(), strict=True)) == {
        (0, 1): 2,
        (0, 2): 1,
        (1, 2): 1,
    }


def test_no_texts_have_no_candidates():
    assert not ShingleIndex([], []).find_candidates().tolist()
    assert not ShingleIndex([], []).find_recurring().tolist()
