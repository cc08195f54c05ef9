import pytest

from evaluation.finer_judging import Judge, Tally, days, groups, overlap

TEXT = "Shelling killed two medics of the Orrin Front, the mayor told the Vell Herald."


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def span(words: str) -> dict:
    start, end = at(words)
    return {"start": start, "end": end, "text": words}


ACTORS = {"a1": {"name": "the Orrin Front", "mentions": [span("Orrin Front")]}}
JUDGE = Judge(TEXT, ACTORS, {"f0": "x0", "f1": "x1", "i0": "y0"})


@pytest.mark.parametrize(
    ("label", "found", "told"),
    [
        ([at("two medics")], "medics", (1, 1, 1)),
        ([at("mayor"), at("medics")], "medics", (1, 1, 1)),
        ([at("medics")], "mayor", (1, 1, 0)),
        (None, "medics", (0, 1, 0)),
        ([at("medics")], None, (1, 0, 0)),
        (None, None, (0, 0, 0)),
    ],
)
def test_words_are_right_where_one_of_those_labelled_is_told(label, found, told):
    assert JUDGE.words(label, found) == told


def test_spans_are_paired_one_with_one():
    label = [at("the mayor"), at("Vell Herald")]
    assert JUDGE.spans(label, [span("mayor"), span("the mayor")]) == (2, 2, 1)
    assert JUDGE.spans(label, [span("Herald"), span("mayor")]) == (2, 2, 2)
    assert JUDGE.spans([], [span("mayor")]) == (0, 1, 0)


def test_span_is_right_where_it_overlaps_one_of_those_labelled():
    assert JUDGE.span([at("the mayor")], span("mayor")) == (1, 1, 1)
    assert JUDGE.span([at("the mayor")], span("medics")) == (1, 1, 0)
    assert JUDGE.span(None, None) == (0, 0, 0)


def test_side_is_an_actor_at_the_words_or_of_their_name():
    assert JUDGE.side([at("Orrin Front")], "a1") == (1, 1, 1)
    assert JUDGE.side([at("the mayor")], "a1") == (1, 1, 0)
    assert JUDGE.side(None, "a1") == (0, 1, 0)
    assert JUDGE.side([at("Orrin Front")], None) == (1, 0, 0)


def test_records_without_a_partner_say_nothing():
    assert JUDGE.refs(["f0", "f7"], ["x0", "z9"]) == (1, 1, 1)
    assert JUDGE.refs(["i0"], ["x1"]) == (1, 1, 0)
    assert JUDGE.either(["f7"], "x1") is None
    assert JUDGE.either(["f0", "f1"], "x1") == (1, 1, 1)
    assert JUDGE.either([], "x1") == (0, 1, 0)
    assert JUDGE.either(["f0"], None) == (1, 0, 0)


def test_days_are_right_at_both_ends():
    found = {"from": "2024-03-14", "to": "2024-03-15"}
    assert days(["2024-03-14", "2024-03-15"], found) == (1, 1, 1)
    assert days(["2024-03-14", "2024-03-14"], found) == (1, 1, 0)
    assert days(None, found) == (0, 1, 0)


def test_group_of_doers_is_right_where_it_holds_each_of_those_labelled():
    group = [{"actor": span("Orrin Front")}, {"actor": span("the mayor")}]
    assert groups([[at("Orrin"), at("mayor")]], [group]) == (1, 1, 1)
    assert groups([[at("Orrin"), at("medics")]], [group]) == (1, 1, 0)


def test_closed_list_is_told_beside_its_most_frequent_value():
    tally = Tally()
    for label, found in (("a", "a"), ("a", "b"), ("b", "b"), ("b", "a"), ("a", "a")):
        tally.close(label, found, "a")
    assert (tally.labelled, tally.filled, tally.right) == (2, 2, 1)
    assert (tally.accuracy, tally.majority) == (0.6, 0.6)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.5, 0.5)
    assert (Tally().f1, Tally().precision, Tally().recall, Tally().accuracy) == (0, 0, 0, None)


def test_words_that_only_touch_do_not_overlap():
    assert not overlap([0, 4], {"start": 4, "end": 6})
    assert overlap([0, 5], {"start": 4, "end": 6})
