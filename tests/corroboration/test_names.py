import pytest

from accordingto.corroboration.names import PersonName, fold_person, is_same_name, skeleton


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ramo Abdel-Velkan", ("ramo", "abdvelkan")),
        ("Ramo Abdulvelkan", ("ramo", "abdvelkan")),
        ("Gen. Talo al-Marani", ("talo", "marani")),
        ("Abu Omar", ("abuomar",)),
        ("Omar al-Sheikh", ("omar", "sheikh")),
        ("Dr", ("dr",)),
    ],
)
def test_a_name_is_folded_to_what_its_spellings_share(name, words):
    assert fold_person(name) == PersonName(words)


def test_no_letters_are_no_name():
    assert fold_person("") is None
    assert fold_person("12 -") is None


def test_a_byname_or_given_name_is_not_full():
    names = [fold_person(name) for name in ("Ada Brandt", "Ada", "Abu Omar", "Abu Omar Talo")]
    assert [name.is_full for name in names if name] == [True, False, False, False]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Bebars Mishal", "Bibars Mishal", True),
        ("Zakaria Marani", "Zakariya Marani", True),
        ("Ada Brandt", "Ada Maria Brandt", True),
        ("Ali Hasan", "Ali Husein", False),
        ("Ada", "Ada Brandt", False),
        ("Ada Brandt", "Brandt Ada", False),
    ],
)
def test_names_are_compared_word_by_word(one, other, is_same):
    names = fold_person(one), fold_person(other)
    assert names[0] is not None
    assert names[1] is not None
    assert is_same_name(*names) is is_same
    assert is_same_name(*reversed(names)) is is_same


def test_a_word_of_vowels_is_its_own_skeleton():
    assert (skeleton("mishal"), skeleton("ayo")) == ("mshl", "ayo")
