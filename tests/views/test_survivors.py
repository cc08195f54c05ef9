import pytest

from accordingto.records.values import ActorKind
from accordingto.views.survivors import find_survivors
from tests.views.readings import Sketch


def found_in(text, *actors):
    """Actors are names, with what else is known of them."""
    sketch = Sketch(text)
    for name, given in actors:
        sketch.actor(name, mentions=(sketch.words(name),), **given)
    return find_survivors(sketch.reading())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Soldiers raped Ada Varn in Marvoy.", {"Ada Varn"}),
        ("Ada Varn and Lia Holt were raped.", {"Ada Varn", "Lia Holt"}),
        ("Troops raped Ada Varn and her sister Lia Holt.", {"Ada Varn", "Lia Holt"}),
        ("Ada Varn, 34, a teacher, was repeatedly raped.", {"Ada Varn"}),
        ("Ada Varn, a teacher from Marvoy, was raped.", {"Ada Varn"}),
        ("Ada Varn (34) was sexually assaulted.", {"Ada Varn"}),
        ("Ada Varn, who was raped by troops, and Lia Holt were freed.", {"Ada Varn"}),
        ("Ada Varn said she had been raped in jail.", {"Ada Varn"}),
        ("Ada Varn said that soldiers raped her.", {"Ada Varn"}),
        ("Ada Varn was in jail. She was raped there.", {"Ada Varn"}),
        ("Amina, 19, was gang-raped.", {"Amina"}),
        ("Odd Varn, a survivor of sexual violence, spoke.", {"Odd Varn"}),
        ("Rape survivor Ada Varn spoke in Marvoy.", {"Ada Varn"}),
        ("Bero Tusk was convicted of the rape of Ada Varn, a nurse.", {"Ada Varn"}),
        ("Bero Tusk is accused of raping the teacher Ada Varn.", {"Ada Varn"}),
        ("Bero Tusk was charged with rape.", set()),
        ("Bero Tusk, who raped a girl, was jailed.", set()),
        ("Women were raped, Ana Lind said.", set()),
        ("Marvoy women were raped.", set()),
        ("Troops raped Marvoy women and robbed Ana Lind.", set()),
        ("Women were raped by Bero Tusk.", set()),
        ("The rape of Aleppo went on.", set()),
        ("Ada Varn was killed.", set()),
    ],
)
def test_who_suffered_it_is_found_and_who_did_or_speaks_is_not(text, names):
    assert found_in(text) == names


def test_official_who_speaks_is_not_taken_for_her_of_whom_she_speaks():
    office = ("Olda Krenn", {"public_office": True})
    assert not found_in("Minister Olda Krenn said she was raped of hope.", office)
    assert not found_in("Minister Olda Krenn met them. She was raped, one said.", office)


def test_all_names_of_a_person_are_withheld():
    sketch = Sketch("Ada Varn fled. Troops raped Varn in jail.")
    names = sketch.words("Ada Varn"), sketch.words("Varn in").__class__(28, 32, "Varn")
    sketch.actor("Ada Varn", mentions=(*names, sketch.words("Troops")))
    assert {"Ada Varn", "Varn"} <= find_survivors(sketch.reading())


def test_who_says_it_of_herself_is_found_by_the_statement():
    sketch = Sketch('"They raped me," the teacher said.')
    actor = sketch.actor("Ada Varn", mentions=())
    other = sketch.actor("the Marvoy Post", kind=ActorKind.ORGANISATION)
    sketch.statement("They raped me", sketch.words("the teacher", actor))
    sketch.statement("raped me", sketch.words("teacher", other))
    assert find_survivors(sketch.reading()) == {"Ada Varn"}


def test_group_or_place_is_no_survivor():
    group = ("Orn Shield", {"kind": ActorKind.GROUP})
    assert not found_in("Troops raped Orn Shield in Marvoy.", group)
