from accordingto.corroboration.identities import Someone, join_people
from accordingto.corroboration.names import fold_person
from accordingto.records.values import Category


def _someone(name, *bodies, category=None, hints=(), is_public=False):
    folded = fold_person(name)
    assert folded is not None
    return Someone(folded, frozenset(bodies), frozenset(hints), category, is_public)


def _groups(*people):
    """For each person, the first of those who are the same."""
    return join_people(people)


def test_one_name_that_nothing_contradicts_is_one_person():
    people = _someone("Ada Brandt"), _someone("Ada Brandt", "watch"), _someone("Ada M. Brandt")
    assert _groups(*people) == [0, 0, 0]


def test_another_walk_of_life_or_body_is_another_person():
    medic = _someone("Ada Brandt", category=Category.MEDICAL)
    fighter = _someone("Ada Brandt", category=Category.ARMED_GROUP)
    assert _groups(medic, fighter) == [0, 1]
    assert _groups(_someone("Ada Brandt", "watch"), _someone("Ada Brandt", "shield")) == [0, 1]


def test_who_fits_two_namesakes_is_put_to_neither():
    medic = _someone("Ada Brandt", category=Category.MEDICAL)
    fighter = _someone("Ada Brandt", category=Category.ARMED_GROUP)
    assert _groups(medic, fighter, _someone("Ada Brandt"), medic) == [0, 1, 2, 0]


def test_holders_of_public_offices_may_change_bodies():
    one = _someone("Ada Brandt", "senate", is_public=True)
    assert _groups(one, _someone("Ada Brandt", "council", is_public=True)) == [0, 0]


def test_a_common_noun_for_the_body_is_enough():
    full = _someone("Ada Brandt", "marena observatory")
    other, noun = _someone("Ada Brandt", "shield"), _someone("Ada Brandt", hints=["observatory"])
    assert _groups(full, other, noun) == [0, 1, 0]


def test_bynames_are_one_person_only_beside_one_body():
    assert _groups(_someone("Abu Omar"), _someone("Abu Omar")) == [0, 1]
    assert _groups(_someone("Abu Omar", "shield"), _someone("Abu Omar", "shield")) == [0, 0]
