import pickle

import pytest

from accordingto.api.bound import QUOTED
from accordingto.api.bound_records import Figure
from tests.api.told import read

READING = read("Shelling killed 12 people in Homs, residents said.")


def test_fields_are_the_records_own():
    (figure,) = READING.figures
    assert figure.low == figure.record.low == 12
    assert figure.state is figure.record.state


def test_what_is_bound_cannot_be_changed():
    with pytest.raises(AttributeError):
        READING.figures[0].low = 13
    with pytest.raises(AttributeError):
        READING.figures[0].record = None
    with pytest.raises(AttributeError):
        READING.figures[0].note = "seen"


def test_what_is_bound_is_equal_as_its_record_is():
    again = pickle.loads(pickle.dumps(READING))  # noqa: S301 -- our own
    assert again.figures[0] == READING.figures[0]
    assert {again.figures[0]} == {READING.figures[0]}
    assert READING.figures[0] != READING.figures[0].record
    assert again.figures[0].incident == READING.incidents[0]


def test_words_are_shown_and_long_ones_are_cut():
    assert repr(READING.figures[0]) == "<Figure '12 people'>"
    assert repr(READING.figures[0].source) == "<Mention 'residents'>"
    (statement,) = read(f"Residents said {'the shelling went on and ' * 9}killed 3.").statements
    assert len(repr(statement)) == len("<Statement ''>") + QUOTED


def test_a_field_is_known_on_the_class():
    assert Figure.low is not Figure.high
    assert Figure.source is not None
