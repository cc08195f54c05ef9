import random
from dataclasses import replace

import pytest

from accordingto.reader.network.windows import WordWindow
from tests.reader.network.stubs import letter_pieces
from tests.training.lessons import Gold, examples
from training.swapping import MOST_PIECES, Swapper

TEXT = (
    "Shells fell on Aleppo and Homs on Friday. Aleppo was calm, Syrian officials said. "
    "France sent aid to Aleppo. The aleppo of old is gone, a syrian said."
)
PIECES = letter_pieces()
NAMES = {PIECES.cut(name): name for name in ("Vell", "Tarvo", "Marenna")}
COUNTRIES = {PIECES.cut(name): name for name in ("Ostria", "Corran")}
SWAPPER = Swapper(
    places=tuple(NAMES),
    countries=tuple(COUNTRIES),
    demonyms={"syrian": PIECES.cut("Syrian"), "ostrian": PIECES.cut("Ostrian")},
)


@pytest.fixture
def example(tmp_path):
    (found,) = examples(tmp_path, Gold(TEXT))
    return found


def dice(seed):
    return random.Random(seed)  # noqa: S311  # training, not secrets


def whole(example):
    return WordWindow(0, 0, len(example.words.tokens))


def swapped(example, cut):
    """Each word that was exchanged, with what came for it."""
    told = {**NAMES, **COUNTRIES} | {
        PIECES.cut(name): name for name in ("Syrian", "Ostrian", "Aleppo", "Homs")
    }
    rows = zip(example.words.tokens, example.pieces, cut, strict=True)
    return [(token.text, told[new]) for token, old, new in rows if new != old]


@pytest.mark.parametrize("seed", range(10))
def test_same_name_gets_the_same_other_name_throughout(example, seed):
    rng = dice(seed)
    rows = swapped(example, SWAPPER.swap(example, whole(example), rng))
    assert [name for name, _ in rows if name != "Syrian"] == [
        "Aleppo",
        "Homs",
        "Aleppo",
        "France",
        "Aleppo",
    ]
    assert len({new for name, new in rows if name == "Aleppo"}) == 1


@pytest.mark.parametrize("seed", range(10))
def test_name_is_exchanged_for_one_of_its_kind(example, seed):
    rng = dice(seed)
    for name, new in swapped(example, SWAPPER.swap(example, whole(example), rng)):
        kinds = {"France": COUNTRIES.values(), "Syrian": ["Ostrian", "Syrian"]}
        assert new in kinds.get(name, NAMES.values())


def test_every_name_comes_up(example):
    rng = dice(1)
    rows = [
        row
        for _ in range(30)
        for row in swapped(example, SWAPPER.swap(example, whole(example), rng))
    ]
    assert {new for name, new in rows if name == "Homs"} == set(NAMES.values())
    assert ("Syrian", "Ostrian") in rows


def test_small_words_stay_and_no_word_is_lost(example):
    rng = dice(1)
    cut = SWAPPER.swap(example, whole(example), rng)
    assert len(cut) == len(example.pieces) == len(example.words.tokens)
    exchanged = {name for name, _ in swapped(example, cut)}
    assert exchanged <= {"Aleppo", "Homs", "France", "Syrian"}


def test_only_names_in_the_window_are_exchanged(example):
    rng = dice(1)
    second = example.words.sentences[1]
    third = example.words.sentences[2]
    cut = SWAPPER.swap(example, WordWindow(second, second, third), rng)
    rows = swapped(example, cut)
    assert [name for name, _ in rows if name != "Syrian"] == ["Aleppo"]
    assert cut[:second] == example.pieces[:second]


def test_example_itself_does_not_change(example):
    before = list(example.pieces)
    SWAPPER.swap(example, whole(example), dice(1))
    assert example.pieces == before


def test_same_seed_gives_the_same_names(example):
    one, other = (SWAPPER.swap(example, whole(example), dice(7)) for _ in range(2))
    assert one == other


def test_window_that_would_grow_too_long_keeps_its_names(example):
    window = whole(example)
    fits = replace(SWAPPER, places=((5,) * 20,))
    rng = dice(1)
    assert fits.swap(example, window, rng) != example.pieces
    too_long = replace(SWAPPER, places=((5,) * MOST_PIECES,))
    assert too_long.swap(example, window, rng) == example.pieces


def test_names_come_from_the_reports_and_from_all_over_the_world(example):
    swapper = Swapper.of([example], PIECES)
    assert PIECES.cut("Aleppo") in swapper.places
    assert PIECES.cut("Homs") in swapper.places
    assert PIECES.cut("Nairobi") in swapper.places
    assert PIECES.cut("France") in swapper.countries
    assert swapper.demonyms["french"] == PIECES.cut("French")
    assert all(swapper.places)
    assert Swapper.of([example], PIECES) == swapper
