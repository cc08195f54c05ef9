import pytest

from accordingto.corroboration.bodies import cut_parts
from accordingto.corroboration.speaker_people import find_person
from accordingto.records.values import ActorKind
from tests.corroboration.texts import make_speaker


def _found(words, kind=ActorKind.UNNAMED):
    return find_person(make_speaker(words, kind), cut_parts(words))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Brandt head of the Grey Council", "Ada Brandt"),
        ("the Grey Council spokesman Col. Ada Brandt", "Ada Brandt"),
        ("Speaking to Anadolu Agency Ada Brandt", "Ada Brandt"),
    ],
)
def test_a_name_is_found_beside_a_role(words, name):
    found = _found(words)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    "words",
    ["An activist in Tal Marena", "a source at Grey Council", "Grey Council head", "residents", ""],
)
def test_a_place_or_body_is_no_person(words):
    assert _found(words) is None


def test_what_the_reader_takes_for_a_person_must_look_like_one():
    assert _found("Ada Brandt", ActorKind.PERSON) == ("Ada Brandt", "")
    assert _found("The Grey Helmets", ActorKind.PERSON) is None
    assert _found("Marena Press Council", ActorKind.PERSON) is None
