import numpy as np

from accordingto.corroboration.sketches import (
    MOST_SHINGLES,
    fold_words,
    make_sketch,
    read_shingles,
)
from tests.corroboration.texts import make_story


def test_case_accents_marks_and_numbers_do_not_count():
    one = make_sketch("At least 12 people were killed in Dārayyā, a medic said.")
    other = make_sketch("AT LEAST 40 PEOPLE WERE KILLED IN DARAYYA a medic said")
    assert one == other


def test_a_word_changes_the_shingles_it_stands_in():
    one = read_shingles(make_sketch("a b c d e f g h i j"))
    other = read_shingles(make_sketch("a b c d e f g h i x"))
    assert len(one) == 7
    assert len(np.intersect1d(one, other)) == 6


def test_a_sketch_is_the_same_on_every_machine():
    assert make_sketch("Shells hit the market.").shingles.hex() == "29c0bba6"


def test_hashes_are_sorted_and_a_long_text_keeps_the_lowest():
    short, long = make_story(1, 50), make_story(1, 3000)
    assert len(read_shingles(make_sketch(" ".join(short)))) == 47
    kept = read_shingles(make_sketch(" ".join(long)))
    assert len(kept) == MOST_SHINGLES
    assert (np.diff(kept.astype(np.int64)) > 0).all()
    assert len(make_sketch(" ".join(long)).shingles) <= 2500


def test_texts_without_four_words_have_a_sketch_all_the_same():
    assert len(read_shingles(make_sketch("Two dead"))) == 1
    assert make_sketch("").shingles == b""
    assert make_sketch("...").words == 0


def test_words_of_any_script_count():
    assert fold_words("قتل ١٢ شخصا") == ["قتل", "0", "شخصا"]
