import pytest

from accordingto.reader.layers import FigureAnchor
from accordingto.reader.people import named_by
from accordingto.records.values import Scope, Sex, State, Who
from accordingto.report import Span
from tests.builders import make_report, read


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
        ("Tolan Vask, a 23-year-old herdsman, was killed by shelling.", 23),
        ("Gunmen killed Tolan Vask, a teacher in Ostel, 51, on Monday.", 51),
        ("Tolan Vask, a father of 3 children, was killed by shelling.", None),
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


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tolan Vask, a doctor in Ostel, was killed by shelling.", "doctor"),
        ("Gunmen killed Tolan Vask a teacher in Ostel.", "teacher"),
        ("Tolan Vask, who was treated by a doctor, was killed by shelling.", None),
    ],
)
def test_role_behind_a_name_is_that_of_its_apposition(text, role):
    (person,) = read(text).people
    assert person.role == role


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Tolan Vask was killed by shelling on his way home.", Sex.MEN),
        ("Ina Marsh was killed by shelling. She was a teacher.", Sex.WOMEN),
        ("Ina Marsh was killed by shelling, she said.", Sex.UNKNOWN),
        ("Ina Marsh was killed by shelling. She said nothing.", Sex.UNKNOWN),
        ("Ina Marsh was killed by shelling and his brother fled.", Sex.UNKNOWN),
    ],
)
def test_sex_is_told_by_pronouns_that_stand_for_the_person(text, sex):
    assert read(text).people[0].sex is sex


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("one Vask", "Vask"),
        ("one Tolan Vask", "Tolan Vask"),
        ("a witness named Vask", "Vask"),
        ("a 23-year old Tolan Vask", "Tolan Vask"),
        ("a man", None),
        ("one Civilian", None),
        ("one", None),
        ("a Vellan", None),
    ],
)
def test_name_within_the_words_of_a_figure_is_found(words, name):
    report = make_report(words)
    anchor = FigureAnchor(
        evidence=Span(0, len(words)),
        state=State.KILLED,
        low=1,
        high=1,
        approximate=False,
        who=Who.UNKNOWN,
        scope=Scope.INCIDENT,
    )
    found = named_by(report, anchor)
    assert (found and report.quote(found)) == name


def test_several_people_have_no_name():
    words = "one Tolan Vask"
    report = make_report(words)
    anchor = FigureAnchor(
        evidence=Span(0, len(words)),
        state=State.KILLED,
        low=1,
        high=None,
        approximate=True,
        who=Who.UNKNOWN,
        scope=Scope.INCIDENT,
    )
    assert named_by(report, anchor) is None
