from dataclasses import replace

import pytest
from hypothesis import given

from accordingto.ledger.comparing import compare_readings
from accordingto.records.base import Mention
from accordingto.records.kinds import RecordKind, records_of
from tests.builders import read
from tests.records.judgements import READING
from tests.records.strategies import readings

FIRST, *REST = READING.figures


def with_figures(*figures):
    return replace(READING, figures=figures)


def test_reading_has_not_changed_from_itself():
    diff = compare_readings(READING, READING)
    assert diff.is_empty
    assert diff.same == len(list(records_of(READING)))


def test_record_that_came_and_one_that_went():
    diff = compare_readings(READING, with_figures(*REST))
    assert [(change.kind, change.old) for change in diff.gone] == [(RecordKind.FIGURE, FIRST)]
    assert (diff.added, diff.changed) == ((), ())
    back = compare_readings(with_figures(*REST), READING)
    assert [change.new for change in back.added] == [FIRST]


def test_record_that_says_something_else():
    other = replace(FIRST, id="0" * 16, low=120, high=120)
    (change,) = compare_readings(READING, with_figures(other, *REST)).changed
    assert (change.old, change.new, change.fields) == (FIRST, other, ("low", "high"))


def test_words_that_begin_elsewhere_are_no_change():
    other = replace(FIRST, id="0" * 16, evidence=Mention(55, 61, "people"), confidence=0.7)
    assert compare_readings(READING, with_figures(other, *REST)).is_empty


def test_titles_are_compared_too():
    old, new = (read("Calm.", title=title) for title in ("Mayor: 12 killed", "Mayor: 13 killed"))
    assert [c.in_title for c in compare_readings(old, new).changed] == [True]


def test_readings_of_two_texts_are_not_compared():
    with pytest.raises(ValueError, match="expected two of one"):
        compare_readings(READING, read("Calm."))


@given(readings())
def test_nothing_is_told_twice_or_lost(reading):
    diff = compare_readings(reading, reading)
    count = len(list(records_of(reading)))
    told = len(diff.changed) + diff.same
    assert (told + len(diff.gone), told + len(diff.added)) == (count, count)
