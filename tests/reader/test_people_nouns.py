import pytest

from accordingto.reader.people_nouns import load_people_nouns
from accordingto.records.values import Age, Sex, Who

NOUNS = load_people_nouns()


@pytest.mark.parametrize(
    ("noun", "who"),
    [
        ("villagers", Who.CIVILIAN),
        ("children", Who.CIVILIAN),
        ("militiamen", Who.COMBATANT),
        ("troops", Who.COMBATANT),
        ("people", Who.UNKNOWN),
        ("police", Who.UNKNOWN),
    ],
)
def test_noun_tells_who_was_counted(noun, who):
    assert NOUNS.who[noun] is who


def test_age_and_sex_follow_from_the_noun_alone():
    assert (NOUNS.age("girls"), NOUNS.sex("girls")) == (Age.CHILDREN, Sex.WOMEN)
    assert (NOUNS.age("people"), NOUNS.sex("people")) == (Age.UNKNOWN, Sex.UNKNOWN)


def test_no_noun_is_both_a_person_and_a_thing():
    assert not set(NOUNS.who) & NOUNS.things


def test_plural_is_no_single_person():
    assert "nurse" in NOUNS.singular
    assert "nurses" not in NOUNS.singular
