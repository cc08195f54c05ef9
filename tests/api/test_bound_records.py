import dataclasses
import typing

import pytest

from accordingto.api import bound_records
from accordingto.api.bound import Bound
from accordingto.records import actors, agreements, figures, incidents, statements
from accordingto.records.base import Mention
from tests.api.told import STRIKE, read

READING = read(STRIKE)
FIGURE, PART, OTHER = READING.figures
INCIDENT = FIGURE.incident
PAIRS = [
    (bound_records.Mention, Mention),
    (bound_records.Figure, figures.Figure),
    (bound_records.Statement, statements.Statement),
    (bound_records.Incident, incidents.Incident),
    (bound_records.Blame, incidents.Blame),
    (bound_records.Agreement, agreements.Agreement),
    (bound_records.Actor, actors.Actor),
    (bound_records.Person, actors.Person),
]


@pytest.mark.parametrize(("bound", "plain"), PAIRS, ids=lambda one: one.__name__)
def test_every_field_of_a_record_is_there_with_its_type(bound, plain):
    hints = typing.get_type_hints(plain)
    for field in dataclasses.fields(plain):
        assert hasattr(bound, field.name), field.name
        given = vars(bound)[field.name]
        if type(given).__name__ == "Given":
            assert given.__orig_class__.__args__[0] == hints[field.name], field.name


def test_every_bound_class_is_of_a_record():
    classes = {one for one in vars(bound_records).values() if isinstance(one, type)}
    made = {one for one in classes if issubclass(one, Bound) and one is not Bound}
    assert made == {bound for bound, _ in PAIRS}


def test_a_source_is_named_in_full():
    assert FIGURE.source.name == "Ilvar Dreshko"
    assert FIGURE.source.actor.role == "the director of the town's hospital"
    assert FIGURE.source.category == "medical"
    assert STRIKE[slice(*FIGURE.source.span)] == FIGURE.source.text


def test_words_that_name_nobody_are_their_own_name():
    assert FIGURE.evidence.actor is None
    assert FIGURE.evidence.name == FIGURE.evidence.text == "at least 31 people"
    assert FIGURE.evidence.category is None


def test_a_figure_leads_to_what_it_is_of():
    assert INCIDENT.place.name == "Dorrash"
    assert FIGURE.statement.source.name == "Ilvar Dreshko"
    assert PART.part_of == FIGURE
    assert FIGURE.parts == (PART,)
    assert FIGURE.part_of is None
    assert FIGURE.side is None


def test_an_incident_leads_to_all_that_is_said_of_it():
    assert INCIDENT.figures == (FIGURE, PART, OTHER)
    assert {one.source.name for one in INCIDENT.statements} >= {"Ilvar Dreshko"}
    assert all(INCIDENT in one.about for one in INCIDENT.statements)
    assert [one.text for one in INCIDENT.targets] == ["the market of Dorrash"]
    assert INCIDENT.weapon.text == "warplanes"


def test_blame_has_its_mode_and_who_says_so():
    modes = {(one.actor.name, one.mode.value) for one in INCIDENT.blame}
    assert ("Government", "stated") in modes
    stated = next(one for one in INCIDENT.blame if one.mode == "stated")
    assert repr(stated) == "<Blame 'Government, stated by Ilvar Dreshko'>"
    assert stated.statement in READING.statements
    (own,) = read("Rebels shelled Homs, killing 3 people.").incidents[0].blame
    assert own.source is None
    assert repr(own) == "<Blame 'Rebels, stated by the report'>"


def test_alternatives_are_groups_of_blame():
    (incident,) = read("Either Russian or Syrian warplanes bombed Homs, residents said.").incidents
    assert [[one.actor.text for one in group] for group in incident.alternatives] == [
        ["Russian", "Syrian"]
    ]


def test_steps_of_one_deal_are_together():
    violated = next(one for one in READING.agreements if one.step == "violated")
    assert {one.step.value for one in violated.steps} == {"violated", "agreed"}
    assert violated.statement.stance == "accuses"
    assert [one.name for one in violated.accused] == ["the army"]


def test_actors_have_what_they_say():
    dreshko = next(one for one in READING.actors if one.name == "Ilvar Dreshko")
    assert dreshko.figures == (FIGURE, PART)
    assert [one.source.actor for one in dreshko.statements] == [dreshko]
    assert repr(dreshko) == "<Actor 'Ilvar Dreshko'>"


def test_a_person_has_the_figure_that_counts_them():
    reading = read("Marusk Ellane, 34, was killed by shelling in Homs on Tuesday.")
    (person,) = reading.people
    assert (person.name, person.age) == ("Marusk Ellane", 34)
    assert person.figure in (None, *reading.figures)
    assert repr(person) == "<Person 'Marusk Ellane'>"
