"""How alike two deals are."""

import pytest

from accordingto.corroboration.truce_likeness import (
    days_of,
    deals_of,
    find_reasons,
    load_truce_rule,
    score_of,
    terms_of,
)
from accordingto.corroboration.words import telling_words
from accordingto.records.values import Step
from tests.corroboration.casebook import day, make_digest, make_evidence, speaker, step

ARMY = speaker("army", "the Maresian army")


def deal(report, *steps):
    digest = make_digest(report, *steps, ARMY)
    (found,) = deals_of(digest, make_evidence(digest))
    return found


def terms(one, other):
    return {term.name for term in terms_of(find_reasons(one, other))}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (step(Step.AGREED, day(1)), step(Step.AGREED, day(1)), "same_step_same_days"),
        (step(Step.AGREED, day(1)), step(Step.AGREED, day(9)), "same_step_other_days"),
        (step(Step.AGREED, day(1)), step(Step.COLLAPSED, day(9)), "steps_near"),
        (step(Step.AGREED, day(1)), step(Step.COLLAPSED, day(99)), "steps_far"),
        (step(Step.VIOLATED, day(1)), step(Step.VIOLATED, day(9)), "steps_near"),
        (step(Step.AGREED), step(Step.AGREED), "told_at_once"),
        (step(Step.AGREED), step(Step.AGREED, said=day(7)), "told_within_a_week"),
        (
            step(Step.AGREED, subject="the Ossen truce"),
            step(Step.AGREED, subject="Ossen deal"),
            "subject_shared",
        ),
        (step(Step.AGREED), step(Step.AGREED, subject="peace talks"), "kind_differs"),
        (
            step(Step.AGREED, brokers=("army",)),
            step(Step.AGREED, parties=("army",)),
            "parties_same",
        ),
    ],
)
def test_reasons(one, other, expected):
    a, b = deal("r1", one), deal("r2", other)
    assert expected in terms(a, b)
    assert find_reasons(a, b) == find_reasons(b, a)
    assert 0 < score_of(find_reasons(a, b)) < 1


def test_days_of_more_than_a_month_are_no_days():
    assert days_of(step(Step.AGREED, date_from=day(0), date_to=day(300))) is None
    assert days_of(step(Step.AGREED, date_from=day(9), date_to=day(1))) is None
    assert days_of(step(Step.AGREED, date_from=None, date_to=day(1))) == (day(1), day(1))


def test_every_kind_knows_its_examples():
    for kind in load_truce_rule().kind:
        for example in kind.examples:
            assert set(telling_words(example)) & set(kind.words), example
