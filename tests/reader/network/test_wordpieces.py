import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reader.network.wordpieces import (
    LONGEST_WORD,
    MOST_PIECES,
    UNKNOWN,
    WordPieces,
)
from tests.reader.network.stubs import letter_pieces

VOCABULARY = """[UNK] shell ##ing ##ed s ##h ##he ##l un ##der fire ' ’ " . - ( ) $ é 1 ##2 , 中 文
tarvo ##vo tar cafe"""
NAMES = VOCABULARY.split()
PIECES = WordPieces({name: number for number, name in enumerate(NAMES)})
LETTERS = letter_pieces()
LETTER_NAMES = {number: name for name, number in LETTERS.vocabulary.items()}


def names(word):
    return " ".join(NAMES[number] for number in PIECES.cut(word))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shelling", "shell ##ing"),
        ("shelled", "shell ##ed"),
        ("shell", "shell"),
        ("Tarvo", "tarvo"),  # the longest piece, not the first that fits
        ("underfire", "[UNK]"),  # "fire" begins a word, and no piece goes on with it
        ("tars", "[UNK]"),
        ("she", "s ##he"),
        ("12", "1 ##2"),
    ],
)
def test_word_is_cut_into_the_longest_pieces_from_the_left(word, expected):
    assert names(word) == expected


@pytest.mark.parametrize("word", ["CAFÉ", "Café", "cafe\u0301", "caf\u200be", "ca\u00adfe"])
def test_capitals_accents_and_what_is_not_seen_make_no_difference(word):
    assert names(word) == "cafe"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("under-fire", "un ##der - fire"),
        ("'s", "' s"),
        ("’s", "’ s"),
        ("...", ". . ."),
        ("1,1", "1 , 1"),
        ("$", "$"),
        ("中文", "中 文"),
        ("fire\u00a0fire", "fire fire"),
    ],
)
def test_marks_and_han_characters_stand_apart(word, expected):
    assert names(word) == expected


@pytest.mark.parametrize("word", ["zebra", "☃", "\u200b", "\u0301", "", " ", "𝔄", "ß"])
def test_what_the_vocabulary_does_not_know_is_one_unknown_piece(word):
    assert names(word) == UNKNOWN


def test_unknown_part_leaves_the_parts_beside_it_as_they_are():
    assert names("zebra-fire") == "[UNK] - fire"


def test_run_of_letters_beyond_the_longest_word_is_unknown():
    unknown = (LETTERS.vocabulary[UNKNOWN],)
    assert len(LETTERS.cut("a" * LONGEST_WORD)) == LONGEST_WORD
    assert LETTERS.cut("a" * (LONGEST_WORD + 1)) == unknown


@pytest.mark.parametrize("word", ["1," * 500, "a-" * 500, "中" * 500])
def test_word_that_does_not_end_is_known_by_its_beginning(word):
    assert LETTERS.cut(word) == LETTERS.cut(word[:MOST_PIECES])
    assert len(LETTERS.cut(word)) == MOST_PIECES


@pytest.mark.parametrize("unit", ["a", "a-", "-", "1,", "é", "中", "\u0301", "aé"])
def test_very_long_word_takes_time_in_proportion_to_its_length(unit):
    # Quadratic, this would be minutes; no clock decides the test, but a person would notice.
    assert len(LETTERS.cut(unit * 1_000_000 + "-b")) <= MOST_PIECES


@given(st.text(alphabet=string.ascii_letters + string.digits + "-'.ÀÉîöÜñ", max_size=40))
def test_pieces_joined_are_the_folded_letters(word):
    folded = word.translate(str.maketrans("ÀÉîöÜñ", "aeioun")).lower()
    joined = "".join(LETTER_NAMES[number].removeprefix("##") for number in LETTERS.cut(word))
    expected = "".join(c if c.isalnum() else UNKNOWN for c in folded)
    assert joined == (expected or UNKNOWN)


@given(st.text(max_size=50))
def test_every_word_has_at_least_one_piece_and_the_same_ones_each_time(word):
    known = LETTERS.cut(word)
    assert known
    assert known == LETTERS.cut(word) == letter_pieces().cut(word)
    assert set(known) <= set(LETTERS.vocabulary.values())


def test_memory_of_words_is_bounded(monkeypatch):
    monkeypatch.setattr("accordingto.reader.network.wordpieces.MOST_KNOWN", 10)
    pieces = letter_pieces()
    cut = [pieces.cut(f"word{number}") for number in range(100)]
    assert len(pieces._known) == 10
    assert cut == [letter_pieces().cut(f"word{number}") for number in range(100)]


def test_number_of_a_piece_is_its_line(tmp_path):
    path = tmp_path / "vocabulary.txt"
    path.write_text("[PAD]\n[UNK]\nshell\n##ing\né\n", encoding="utf-8")
    pieces = WordPieces.load(path)
    assert pieces.cut("shelling") == (2, 3)
    assert pieces.cut("hope") == (1,)
