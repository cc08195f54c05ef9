"""Truces as text."""

from accordingto.records.values import Certainty, Step
from accordingto.views.case_background import Showing
from accordingto.views.truce_text import render_truces
from tests.corroboration.casebook import day, make_digest, speaker, step
from tests.views.cases import MINISTRY, found_of, plain

COUNCIL = speaker("council", "Ossen Council")
PARTIES = {"parties": ("min", "council"), "speaker": "min"}


def text_of(*digests, show_all=True):
    return plain("".join(render_truces(found_of(*digests), Showing(), show_all=show_all)))


def truce(report, *steps, publisher="Post"):
    return make_digest(report, MINISTRY, COUNCIL, *steps, publisher=publisher)


def test_life_of_a_deal_is_told_step_by_step_in_order():
    text = text_of(
        truce("r1", step(Step.TOOK_EFFECT, day(2), **PARTIES), step(Step.AGREED, day(1), **PARTIES))
    )
    assert text.index("Saturday 16 March 2024 · agreed · 1 independent voice") < text.index(
        "Sunday 17 March 2024 · took effect"
    )
    assert "parties: Health Ministry of Ossen; Ossen Council" in text
    assert "not reviewed by a person" in text


def test_breach_names_who_is_accused_by_whom():
    breach = step(
        Step.VIOLATED, day(3), accused=("council",), certainty=Certainty.ALLEGED, **PARTIES
    )
    text = text_of(truce("r1", step(Step.AGREED, day(1), **PARTIES), breach))
    assert "violated · 1 independent voice - accused of it: Ossen Council" in text
    assert "Health Ministry of Ossen (alleged) [r1]" in text


def test_deals_of_one_report_are_counted_unless_asked_for():
    one = truce("r1", step(Step.AGREED, day(1), **PARTIES))
    assert text_of(one, show_all=False) == "1 more deal told of by one report each: --all"
