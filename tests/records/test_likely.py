from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from accordingto.records.codec import to_dict
from accordingto.records.likely import LEFT_OUT, keep_likely
from accordingto.records.readings import Headline
from tests.builders import read

TEXT = (
    "Residents said that shelling by the army killed nine people in Homs on Friday. "
    "Sami Doran, 51, was killed. "
    "The army denied it. "
    "A truce agreed on Monday collapsed, an official said."
)
SECTIONS = ("figures", "statements", "incidents", "agreements")
CONFIDENCES = st.lists(st.none() | st.floats(0, 1), min_size=40, max_size=40)


def sure(reading, confidences):
    """A reading whose records have these confidences, in their order."""
    left = iter(confidences)

    def given_to(records):
        return tuple(replace(record, confidence=next(left)) for record in records)

    told = {name: given_to(getattr(reading, name)) for name in SECTIONS}
    return replace(reading, **told)


READING = read(TEXT, title="Shelling kills nine")


def records(reading):
    return [record for name in SECTIONS for record in getattr(reading, name)]


def ids_in(value):
    """Every string of 16 digits that stands for a record somewhere in a reading."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"incident", "statement", "part_of", "figure"} and isinstance(inner, str):
                yield inner
            elif key == "about":
                yield from inner
            else:
                yield from ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner)


@given(CONFIDENCES, st.floats(0, 1))
def test_no_id_is_left_without_its_record(confidences, least):
    kept = keep_likely(sure(READING, confidences), least)
    there = {r.id for r in (*records(kept), *records_of_headline(kept.headline))}
    assert set(ids_in(to_dict(kept))) <= there


def records_of_headline(headline: Headline):
    return [record for name in SECTIONS for record in getattr(headline, name)]


@given(CONFIDENCES, st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_leaves_fewer_records(confidences, one, other):
    reading = sure(READING, confidences)
    low, high = (
        {record.id for record in records(keep_likely(reading, least))}
        for least in sorted((one, other))
    )
    assert high <= low


def test_text_of_the_test_has_something_to_leave_out_of_each_kind():
    assert all(getattr(READING, name) for name in (*SECTIONS, "people"))
    assert set(ids_in(to_dict(READING)))


def test_records_at_the_bound_and_those_without_a_confidence_stay():
    confidences = [0.5, None] * 20
    assert keep_likely(sure(READING, confidences), 0.5) == sure(READING, confidences)


def test_what_is_left_out_is_counted_in_a_problem():
    reading = sure(READING, [0.2] * 40)
    kept = keep_likely(reading, 0.5)
    assert records(kept) == []
    assert kept.problems[-1].code == LEFT_OUT
    assert f"{len(records(reading))} records" in kept.problems[-1].message


def test_who_is_counted_by_a_figure_goes_with_it():
    kept = keep_likely(sure(READING, [0.2] * 40), 0.5)
    assert READING.people
    assert kept.people == ()
    assert kept.actors == READING.actors
