"""Names of parties."""

import pytest

from accordingto.corroboration.same_side import is_enemy_word, party_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Maresian army", "Maresia's Ministry of Defence"),
        ("Maresian government forces", "Maresian warplanes"),
        ("the army", "government forces"),
    ],
)
def test_arms_of_one_state(one, other):
    assert party_of(one).is_one_state_with(party_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Maresian army", "the Dorvanian army"),
        ("the Maresian army", "Maresian rebels"),
        ("the Maresian army", "the Maresian Observatory"),
    ],
)
def test_not_arms_of_one_state(one, other):
    assert not party_of(one).is_one_state_with(party_of(other))


@pytest.mark.parametrize(
    ("one", "other", "can_be"),
    [
        ("US-led", "the U.S.-led coalition", True),
        ("American", "the US-led coalition", True),
        ("International Coalition", "the US-led coalition", True),
        ("warplanes", "the Maresian air force", True),
        ("Tarn Front", "fighters of the Tarn Front", True),
        ("the Maresian army", "Maresian rebels", False),
        ("the Maresian army", "the Dorvanian army", False),
        ("Tarn Front", "Ossen Brigades", False),
    ],
)
def test_names_that_can_be_one(one, other, can_be):
    assert party_of(one).can_be(party_of(other)) is can_be
    assert party_of(other).can_be(party_of(one)) is can_be


def test_party_shares_its_own_name_only():
    assert party_of("Tarn Front").shares_name(party_of("the Tarn Front's spokesman"))
    assert not party_of("Maresian army").shares_name(party_of("Maresian police"))


def test_words_of_enemies():
    assert is_enemy_word("the terrorists")
    assert not is_enemy_word("the rebels")
