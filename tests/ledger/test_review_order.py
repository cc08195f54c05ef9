"""In which order records are worth a person's look."""

import pytest

from accordingto.ledger.review_order import DOUBT_STEPS, doubt_of, weight_of
from accordingto.ledger.search_marks import Marks
from accordingto.records.changes import apply_changes
from accordingto.records.judgements import Change
from tests.ledger.incoming import make_incoming, read


def first(words, kind="figures"):
    reading = read(make_incoming(words))
    return getattr(reading, kind)[0], Marks(reading)


@pytest.mark.parametrize(("confidence", "doubt"), [(None, 0), (1.0, 0), (0.25, 7500)])
def test_what_the_model_is_not_sure_of_is_in_doubt(confidence, doubt):
    record, _ = first("Shelling killed 3 people in Marenna.")
    changed = apply_changes(record, (Change(field="confidence", value=confidence),))
    assert doubt_of(changed) == doubt <= DOUBT_STEPS


@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("Shelling killed 3 people in Marenna.", 30),
        ("Shelling killed at least 40 civilians in Dorrash.", 800),
        ("Shelling injured 12 people in Skerry.", 24),
        ("Shelling displaced 500 people in Skerry.", 500),
    ],
)
def test_people_harmed_weigh_and_civilians_twice(words, weight):
    assert weight_of(*first(words)) == weight


def test_toll_of_a_whole_war_weighs_as_one_person():
    record, marks = first("Shelling killed 3 people in Marenna.")
    whole = apply_changes(record, (Change(field="scope", value="cumulative"),))
    assert weight_of(whole, marks) == 10


def test_incident_weighs_as_its_figure_and_a_contested_one_twice():
    told = "Shelling killed 3 people in Marenna."
    assert weight_of(*first(told, "incidents")) == 30
    reading = read(make_incoming(told))
    actor = {"start": 0, "end": 8, "text": "Shelling"}
    blame = [
        {"actor": actor, "mode": mode, "source": None, "statement": None}
        for mode in ("accused", "denied")
    ]
    contested = apply_changes(reading.incidents[0], (Change(field="blame", value=blame),))
    assert weight_of(contested, Marks(reading)) == 60


def test_statement_weighs_as_what_it_is_about():
    reading = read(make_incoming("Shelling killed 3 people in Marenna. A medic said it was loud."))
    about = apply_changes(
        reading.statements[0], (Change(field="about", value=[reading.incidents[0].id]),)
    )
    nothing = apply_changes(reading.statements[0], (Change(field="about", value=[]),))
    assert (weight_of(about, Marks(reading)), weight_of(nothing, Marks(reading))) == (30, 0)
