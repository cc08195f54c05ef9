"""The life of a truce, over reports."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.truces import join_truces
from accordingto.records.values import ActorKind, Step
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import (
    day,
    make_digest,
    make_evidence,
    speaker,
    statement,
    step,
)

PARTIES = {"parties": ("front", "army")}
FRONT, ARMY = speaker("front", "Tarn Front"), speaker("army", "the Maresian army")


def told(report, *steps, **fields):
    return make_digest(report, *steps, FRONT, ARMY, **fields)


def join(*digests, cases=None):
    return join_truces(make_evidence(*digests), cases or {})


def test_steps_of_several_reports_are_one_life_in_order():
    (truce,) = join(
        told("r1", step(Step.AGREED, day(1), **PARTIES, terms=("72 hours",))),
        told("r2", step(Step.AGREED, day(1), **PARTIES), step(Step.TOOK_EFFECT, day(2), **PARTIES)),
        told("r3", step(Step.TOOK_EFFECT, day(2), **PARTIES), step(Step.COLLAPSED, day(5))),
    )
    assert [(one.step, one.date_from, len(one.reports)) for one in truce.steps] == [
        (Step.AGREED, day(1), 2),
        (Step.TOOK_EFFECT, day(2), 2),
        (Step.COLLAPSED, day(5), 1),
    ]
    assert (truce.parties, truce.terms) == (("Tarn Front", "the Maresian army"), ("72 hours",))
    assert (truce.reports, truce.subjects) == (3, ("a truce",))
    assert {term.name for link in truce.links for term in link.terms} >= {
        "parties_same",
        "same_step_same_days",
    }


def test_truces_on_other_days_are_two():
    assert len(join(*(told(f"r{n}", step(Step.AGREED, day(n), **PARTIES)) for n in (1, 40)))) == 2


def test_truces_of_other_parties_are_two():
    other = speaker("x", "Ossen Brigades"), speaker("y", "the Dorvanian army")
    one = told("r1", step(Step.AGREED, day(1), **PARTIES, deal="a"))
    two = make_digest("r2", step(Step.TOOK_EFFECT, day(3), parties=("x", "y")), *other)
    assert len(join(one, two)) == 2


def test_truce_without_parties_or_days_is_joined_to_none():
    assert len(join(*(told(f"r{n}", step(Step.AGREED)) for n in (1, 2)))) == 2


def test_talks_are_no_truce():
    talks = step(Step.TALKS_HELD, day(1), parties=("army",), subject="peace talks")
    truce = step(Step.AGREED, day(1), parties=("army",))
    assert len(join(told("r1", talks), told("r2", truce))) == 2


def test_chain_of_links_does_not_stretch_a_beginning():
    reports = [
        told(f"r{n}", step(Step.TOOK_EFFECT, day(n), **PARTIES, subject=f"truce of Ossen {n}"))
        for n in (0, 10, 20, 30)
    ]
    for truce in join(*reports):
        days = [one.date_from for one in truce.steps if one.date_from]
        assert (max(days) - min(days)).days <= 14


def test_breach_names_who_is_accused_by_whom_and_the_cases():
    account = make_account("r2", quote="The army broke the truce with a raid.")
    breach = step(
        Step.VIOLATED, day(3), **PARTIES, accused=("army",), speaker="front", quote=account.quote
    )
    (truce,) = join(
        told("r1", step(Step.TOOK_EFFECT, day(1), **PARTIES)),
        told("r2", step(Step.TOOK_EFFECT, day(1), **PARTIES), breach, account=account),
        cases={("r2", "r2-1"): "CASE"},
    )
    violated = truce.steps[-1]
    assert (violated.step, violated.accused) == (Step.VIOLATED, ("the Maresian army",))
    assert (violated.reports[0].name, violated.cases) == ("Tarn Front", ("CASE",))


def test_statement_ties_a_case_to_a_breach():
    breach = step(Step.COLLAPSED, day(3), **PARTIES)
    both = statement("accuses", "the raid ended it", ["r1-1", breach.record])
    (truce,) = join(told("r1", breach, both), cases={("r1", "r1-1"): "CASE"})
    assert truce.steps[0].cases == ("CASE",)


def test_breach_without_a_day_is_put_on_none():
    (truce,) = join(
        told("r1", step(Step.AGREED, day(1), **PARTIES), step(Step.VIOLATED, day(3), **PARTIES)),
        told("r2", step(Step.AGREED, day(1), **PARTIES), step(Step.VIOLATED, **PARTIES)),
    )
    violated = [one for one in truce.steps if one.step is Step.VIOLATED]
    assert [one.date_from for one in violated] == [day(3), None]


def test_step_without_exact_days_goes_with_the_one_it_can_mean():
    month = step(Step.AGREED, **PARTIES, record="m", date_from=day(-14), date_to=day(16))
    (truce,) = join(told("r1", step(Step.AGREED, day(1), **PARTIES)), told("r2", month))
    assert [(one.date_from, one.date_to) for one in truce.steps] == [(day(1), day(1))]


def test_voices_of_a_step_are_counted():
    unnamed = speaker("u", "a source", kind=ActorKind.UNNAMED)
    (truce,) = join(
        told("r1", step(Step.AGREED, day(1), **PARTIES, speaker="front")),
        told("r2", step(Step.AGREED, day(1), **PARTIES, speaker="front")),
        told("r3", step(Step.AGREED, day(1), **PARTIES, speaker="u"), unnamed),
    )
    assert (truce.steps[0].voices.named, truce.steps[0].voices.with_unnamed) == (1, 2)


@given(st.lists(st.tuples(st.sampled_from(list(Step)), st.integers(0, 40)), max_size=5))
def test_order_of_arrival_changes_nothing(steps):
    reports = [
        told(f"r{n}", step(kind, day(when) if when % 4 else None, **PARTIES))
        for n, (kind, when) in enumerate(steps)
    ]
    first = join(*reports)
    assert all(join(*mixed) == first for mixed in list(permutations(reports))[:6])
    assert sum(len(one.reports) for truce in first for one in truce.steps) == len(reports)


@pytest.mark.parametrize("subject", ["a truce", "aid corridor", "peace talks", None])
def test_every_deal_is_a_truce_of_its_own_at_least(subject):
    assert len(join(told("r1", step(Step.PROPOSED, subject=subject)))) == 1
