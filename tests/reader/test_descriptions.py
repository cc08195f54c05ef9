import pytest

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.descriptions import Pronoun, bare, describe


def of(text, after="", **flags):
    return describe(list(find_tokens(text)), list(find_tokens(after)), **flags)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ana Lind", "ana lind", None),
        ("Foreign Minister Ana Lind", "ana lind", "Foreign Minister"),
        ("the head of the Vell Observatory Ana Lind", "ana lind", "head of Vell Observatory"),
        ("Dr. Hamza al-Rashad", "hamza al-rashad", "Dr"),
        ("the Vell Observatory", "vell observatory", None),
        ("a doctor", "", None),
    ],
)
def test_name_and_role_are_parted(text, name, role):
    found = of(text)
    assert (" ".join(found.name), found.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [("He", Pronoun.HE), ("she", Pronoun.SHE), ("they", Pronoun.THEY), ("We", Pronoun.SPEAKER)],
)
def test_pronouns_are_told(text, pronoun):
    assert of(text).pronoun is pronoun


def test_an_acronym_is_no_pronoun():
    assert of("US").pronoun is None


def test_sex_comes_from_role_or_apposition():
    assert of("Spokeswoman Ana Lind").sex is Pronoun.SHE
    assert of("Bo Vane", "a father of four").sex is Pronoun.HE
    assert of("Bo Vane").sex is None


def test_flags_keep_a_name_from_being_a_person():
    assert of("Nur Vellan").kind.value == "person"
    assert of("Nur Vellan", is_group=True).kind.value == "organisation"
    assert of("North Vell", is_state=True).kind.value == "state"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("al-rashad", "rashad"), ("rashad", "rashad"), ("al-ab", "al-ab"), ("lind", "lind")],
)
def test_article_of_a_last_name_is_dropped(word, expected):
    assert bare(word) == expected
