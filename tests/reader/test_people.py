import pytest

from accordingto.records.values import Sex, State
from tests.builders import read


def test_named_dead_is_a_person_tied_to_the_figure():
    reading = read("Gunmen shot dead Tolan Vask in Ostel on Monday.")
    (person,), (figure,) = reading.people, reading.figures
    assert (person.name, person.state) == ("Tolan Vask", State.KILLED)
    assert person.figure == figure.id


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Tolan Vask, 51, was killed by shelling.", 51),
        ("Shelling killed 12-year-old Tolan Vask.", 12),
        ("Tolan Vask, aged 7, was killed by shelling.", 7),
        ("Tolan Vask was killed by 40 shells.", None),
    ],
)
def test_age_is_read_beside_the_name(text, age):
    (person,) = read(text).people
    assert person.age == age


def test_role_and_sex_are_those_the_words_tell():
    (person,) = read("Gunmen killed journalist Mrs Ina Marsh in Ostel.").people
    assert (person.role, person.sex) == ("journalist", Sex.WOMEN)


def test_sex_is_not_guessed_from_the_name():
    (person,) = read("Gunmen killed Maria Olin in Ostel.").people
    assert person.sex is Sex.UNKNOWN


def test_person_named_twice_is_one_record():
    text = "Gunmen killed Tolan Vask in Ostel. Tolan Vask was killed at dawn, the mayor said."
    reading = read(text)
    assert len(reading.people) == 1
    assert len(reading.figures) == 2


def test_numbers_alone_name_nobody():
    assert read("Shelling killed 12 people in Ostel.").people == ()
