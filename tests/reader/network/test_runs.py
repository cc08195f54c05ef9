import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reader.network.runs import (
    choose,
    choose_if_any,
    choose_named,
    find_runs,
    likeliest,
    likeness,
    overlap,
    role_runs,
    trim,
    trim_stops,
)
from accordingto.reader.network.scores import Roles
from tests.reader.network.stubs import Told, plain_words

RANGES = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: range(*sorted(ends)))


def roles(*values, start=0, nobody=0.0):
    return Roles(start, np.array(values, dtype=np.float32), nobody)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([0.1, 0.2], []),
        ([0.1, 0.9, 0.1], [(1, 2)]),
        ([0.5, 0.9, 0.5], [(0, 3)]),  # what is beside a sure word belongs to it
        ([0.5, 0.5, 0.5], []),  # nothing sure
        ([0.9, 0.1, 0.9, 0.5], [(0, 1), (2, 4)]),
        ([0.9, 0.9], [(0, 2)]),
        ([0.8, 0.4], [(0, 1)]),  # above the bounds, not at them
        ([0.7], []),
    ],
)
def test_run_holds_a_sure_word_and_likely_words_beside_it(values, expected):
    runs = find_runs(np.array(values), 0.7, 0.4)
    assert [(run.start, run.stop) for run in runs] == expected


@given(st.lists(st.floats(0, 1), max_size=30))
def test_runs_lie_apart_and_hold_every_sure_word(values):
    runs = list(find_runs(np.array(values), 0.6, 0.3))
    covered = [place for run in runs for place in run]
    assert covered == sorted(set(covered))
    assert all(values[place] > 0.3 for place in covered)
    assert {place for place, value in enumerate(values) if value > 0.6} <= set(covered)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("and rebels ,", "rebels"),
        ("“ rebels ”", "rebels"),
        ("by the Front's", "the Front"),
        ("rebels and soldiers", "rebels and soldiers"),
        ("And rebels", "rebels"),
        (", and .", ""),
    ],
)
def test_marks_and_joints_at_the_ends_are_left_out(text, rest):
    words = plain_words(text)
    run = trim(words, range(len(words.tokens)))
    assert " ".join(words.tokens[place].text for place in run) == rest


def test_content_loses_only_stops_at_its_ends():
    words = plain_words(', "of the Front and" .')
    run = trim_stops(words, range(len(words.tokens)))
    assert " ".join(words.tokens[place].text for place in run) == '" of the Front and "'


def test_runs_of_a_role_are_counted_from_the_report_and_trimmed():
    words = plain_words("Calm . Rebels and soldiers , and police fled .")
    found = roles(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1, start=2)
    assert list(role_runs(words, found, 0.5, 0.2)) == [range(2, 8)]
    found = roles(0.9, 0.5, 0.1, 0.5, 0.9, 0.1, 0.1, start=2)
    assert list(role_runs(words, found, 0.5, 0.2)) == [range(2, 3)]


def test_likeliest_run_plays_the_role():
    told = Told("Rebels said that residents of Tarvo had fled.")
    found = roles(0.2, 0.0, 0.0, 0.3, 0.2, 0.2, 0.0, 0.0, 0.0, nobody=0.1)
    span, sure = likeliest(told.words, found)
    assert told.report.quote(span) == "residents of Tarvo"
    assert sure == pytest.approx(0.7)


@pytest.mark.parametrize(
    "found",
    [
        roles(0.2, 0.0, 0.1, 0.1, nobody=0.6),
        roles(0.01, 0.01, 0.01, 0.01, nobody=0.0),
        roles(nobody=1.0),
    ],
    ids=["likelier", "hardly anybody", "no words"],
)
def test_nobody_plays_the_role_where_that_is_likelier(found):
    assert likeliest(plain_words("Rebels said so."), found) == (None, found.nobody)


def test_likeliest_of_some_spans_is_chosen():
    told = Told("Shells fell on Tarvo and Marenna.")
    found = roles(0.0, 0.0, 0.0, 0.3, 0.0, 0.5, 0.0, nobody=0.2)
    spans = [told.span("Tarvo"), told.span("Marenna")]
    assert choose(told.words, found, spans) == told.span("Marenna")
    assert choose(told.words, found, spans[:1]) == told.span("Tarvo")
    assert choose(told.words, found, []) is None


def test_likeliest_span_is_chosen_where_all_together_are_likelier_than_nobody():
    told = Told("Shells fell on Tarvo and Marenna.")
    found = roles(0.0, 0.0, 0.0, 0.2, 0.0, 0.3, 0.0, nobody=0.4)
    spans = [told.span("Tarvo"), told.span("Marenna")]
    assert choose(told.words, found, spans) is None
    assert choose_if_any(told.words, found, spans) == told.span("Marenna")
    assert choose_if_any(told.words, found, spans[:1]) is None
    assert choose_if_any(told.words, found, spans[:1], 0.4) == told.span("Tarvo")
    assert choose_if_any(told.words, found, []) is None
    assert choose_if_any(told.words, found, [], 0.0) is None


def test_no_span_is_chosen_where_nobody_is_likelier():
    told = Told("Shells fell on Tarvo and Marenna.")
    found = roles(0.0, 0.0, 0.0, 0.3, 0.0, 0.2, 0.0, nobody=0.5)
    assert choose(told.words, found, [told.span("Tarvo"), told.span("Marenna")]) is None


def test_span_outside_the_window_is_not_chosen():
    told = Told("Shells fell on Tarvo and Marenna.")
    assert choose(told.words, roles(0.9, start=5), [told.span("Tarvo")]) is None


def test_spans_around_a_window_do_not_matter():
    told = Told("Marenna held. Shells fell on Tarvo. Corran held.")
    spans = [told.span(name) for name in ("Marenna", "Tarvo", "Corran")]
    found = roles(0.1, 0.0, 0.0, 0.6, start=3)
    assert choose(told.words, found, spans) == told.span("Tarvo")
    assert choose_named(told.words, found, spans, ["a", "b", "c"]) == told.span("Tarvo")


def test_name_is_as_likely_as_all_its_mentions_together():
    told = Told("Tarvo fell. Marenna held, Tarvo not.")
    spans = [told.span("Tarvo"), told.span("Marenna"), told.span("Tarvo", 1)]
    found = roles(0.2, 0.0, 0.0, 0.35, 0.0, 0.0, 0.25, nobody=0.2)
    assert choose(told.words, found, spans) == told.span("Marenna")
    assert choose_named(told.words, found, spans, ["t", "m", "t"]) == told.span("Tarvo", 1)
    assert choose_named(told.words, found, spans, ["1", "2", "3"]) == told.span("Marenna")


def test_no_name_is_chosen_where_nobody_is_likelier():
    told = Told("Tarvo fell. Marenna held, Tarvo not.")
    spans = [told.span("Tarvo"), told.span("Tarvo", 1)]
    found = roles(0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, nobody=0.6)
    assert choose_named(told.words, found, spans, ["t", "t"]) is None
    assert choose_named(told.words, found, [], []) is None
    assert choose_named(told.words, roles(nobody=1.0), spans, ["t", "t"]) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (range(4), range(4), 1.0),
        (range(4), range(4, 8), 0.0),
        (range(4), range(2, 6), 0.5),
        (range(2), range(6), 0.5),
        (range(3, 3), range(2, 6), 0.0),
        (range(3, 3), range(3, 3), 0.0),
    ],
)
def test_likeness_is_the_share_of_words_in_common(one, other, expected):
    assert likeness(one, other) == expected


@given(RANGES, RANGES)
def test_likeness_is_even_handed_and_agrees_with_overlap(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert overlap(one, other) == overlap(other, one)
    if one and other:
        assert overlap(one, other) == (likeness(one, other) > 0) == bool({*one} & {*other})
