"""Totals and parts."""

import pytest

from accordingto.corroboration.parts import ONE_PERSON, SAME_GROUP, SOME
from accordingto.corroboration.reconciliation import reconcile
from accordingto.records.tolls import Standing
from accordingto.records.values import Age, Bound, Scope, Sex, State, Who
from tests.corroboration.casebook import figure, make_case, make_digest

CIVILIANS = {"record": "c", "who": Who.CIVILIAN}
FIGHTERS = {"record": "f", "who": Who.COMBATANT}
SENTENCE = {"quote": "12 civilians and 9 fighters were killed.", "speaker": "Tarn Watch"}


def told(*figures):
    return reconcile(make_case(make_digest("r1", *figures)))


def derived(found):
    return [one for toll in found.tolls for one in toll.claims if one.derived_from]


def test_parts_of_one_statement_are_added_and_marked():
    found = told(figure(12, **CIVILIANS, **SENTENCE), figure(9, **FIGHTERS, **SENTENCE))
    (total,) = derived(found)
    assert (total.low, total.high, total.words) == (21, 21, "12 + 9")
    assert total.group.who is Who.MIXED
    assert [ref.record for ref in total.derived_from] == ["c", "f"]
    toll = next(toll for toll in found.tolls if toll.group.who is Who.MIXED)
    assert toll.values[0].is_derived


def test_open_parts_make_an_open_sum():
    parts = figure(12, None, **CIVILIANS, **SENTENCE), figure(9, **FIGHTERS, **SENTENCE)
    (total,) = derived(told(*parts))
    assert (total.low, total.high, total.bound) == (21, None, Bound.MIN)


def test_women_and_children_are_added():
    women = figure(3, record="w", sex=Sex.WOMEN, age=Age.ADULTS, **SENTENCE)
    (total,) = derived(told(women, figure(1, words="a child", age=Age.CHILDREN, **SENTENCE)))
    assert total.low == 4


@pytest.mark.parametrize(
    "parts",
    [
        (figure(12, **CIVILIANS, **SENTENCE), figure(9, record="p", **SENTENCE)),
        (
            figure(12, **CIVILIANS, **SENTENCE),
            figure(9, **FIGHTERS, **SENTENCE | {"speaker": "Ossen Relief"}),
        ),
        (
            figure(12, **CIVILIANS, **SENTENCE),
            figure(9, **FIGHTERS, **SENTENCE | {"quote": "Another sentence."}),
        ),
        (
            figure(12, **CIVILIANS, **SENTENCE),
            figure(24, None, bound=Bound.VAGUE, **FIGHTERS, **SENTENCE),
        ),
        (
            figure(12, **CIVILIANS, **SENTENCE),
            figure(9, state=State.INJURED, **FIGHTERS, **SENTENCE),
        ),
        (
            figure(12, **CIVILIANS, **SENTENCE),
            figure(9, **FIGHTERS, **SENTENCE),
            figure(22, record="t", speaker="Tarn Watch", quote="22 died in all."),
        ),
    ],
    ids=["may overlap", "two speakers", "two sentences", "vague", "two states", "total given"],
)
def test_what_is_not_added(parts):
    assert not derived(told(*parts))


def test_part_counts_all_of_a_narrower_group():
    children = {"record": "k", "age": Age.CHILDREN, "scope": Scope.PART, "part_of": "f-56-56"}
    found = told(figure(56), figure(11, **children))
    assert not found.parts
    assert {toll.group.age for toll in found.tolls} == {Age.UNKNOWN, Age.CHILDREN}


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (figure(11, record="p", scope=Scope.PART), SOME),
        (figure(11, record="p", scope=Scope.PART, part_of="f-56-56"), SAME_GROUP),
    ],
)
def test_some_of_those_counted_are_kept_apart(part, why):
    (claim,) = told(figure(56), part).parts
    assert claim.standing is Standing.KEPT_APART
    assert claim.why == why


def test_one_person_beside_a_count_is_kept_apart():
    man = figure(1, record="n", words="commander Abu Tarvo", quote="He was killed.")
    claims = told(man, figure(12)).tolls[0].claims
    assert {one.why for one in claims if one.ref.record == "n"} == {ONE_PERSON}


def test_one_person_is_the_toll_where_nobody_counts():
    (toll,) = told(figure(1, words="commander Abu Tarvo")).tolls
    assert toll.extent
    assert toll.extent.low == 1
