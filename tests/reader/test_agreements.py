from datetime import date

import pytest

from accordingto.records.agreements import Agreement
from accordingto.records.values import Certainty, Step
from tests.builders import read


def agreements(text: str, title: str = "") -> tuple[Agreement, ...]:
    return read(text, title=title).agreements


def test_step_has_its_day_parties_and_subject():
    (step,) = agreements("On Monday Orrin and the rebels agreed to a truce in Tarrow.")
    assert (step.step, step.date_from, step.date_to) == (
        Step.AGREED,
        date(2024, 3, 11),
        date(2024, 3, 11),
    )
    assert [party.text for party in step.parties] == ["Orrin", "the rebels"]
    assert step.subject is not None
    assert step.subject.text == "a truce"
    assert step.certainty is Certainty.REPORTED


def test_step_told_twice_is_one_record_with_a_second_mention():
    steps = agreements("Truce collapses on Monday\n\nThe truce collapsed on Monday in Tarrow.")
    (step,) = steps
    assert step.evidence.text == "collapses"
    assert [mention.text for mention in step.mentions] == ["collapsed"]


def test_later_telling_without_a_day_joins_the_one_that_has_it():
    (step,) = agreements("The truce collapsed on Monday. Nobody knows why the truce collapsed.")
    assert step.date_from == date(2024, 3, 11)
    assert len(step.mentions) == 1


def test_same_step_on_two_days_is_two_records():
    steps = agreements("A truce began on Monday. A second truce began on Wednesday.")
    assert [step.date_from for step in steps] == [date(2024, 3, 11), date(2024, 3, 13)]


def test_steps_of_one_deal_share_its_id_and_another_deal_has_its_own():
    steps = agreements(
        "A truce was agreed on March 1. The truce collapsed on March 4. "
        "Another truce deal was signed on March 6."
    )
    assert [step.step for step in steps] == [Step.AGREED, Step.COLLAPSED, Step.AGREED]
    first, second, third = (step.deal for step in steps)
    assert first == second
    assert first != third


@pytest.mark.parametrize(
    ("since", "first", "last"),
    [
        ("since July", date(2023, 7, 1), date(2023, 7, 31)),
        ("since 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("since March 4", date(2024, 3, 4), date(2024, 3, 4)),
    ],
)
def test_step_that_lasts_since_a_day_was_taken_on_it(since, first, last):
    (step,) = agreements(f"A ceasefire has been in effect {since} in Tarrow.")
    assert (step.date_from, step.date_to) == (first, last)


def test_breach_in_a_statement_is_alleged_with_its_source():
    (step,) = agreements("The mayor said the rebels violated the truce on Monday.")
    assert step.certainty is Certainty.ALLEGED
    assert step.source is not None
    assert step.source.text == "The mayor"
    assert step.statement is not None
    assert [one.text for one in step.accused] == ["the rebels"]


def test_report_without_a_deal_has_no_agreements():
    assert agreements("Shells fell on Tarrow on Monday.") == ()


def test_talks_are_no_part_of_the_truce_that_they_are_about():
    steps = read(
        "A truce was signed in Ostel on March 5. It collapsed on March 9. "
        "Peace talks were held in Vell on March 11."
    ).agreements
    first, second, talks = (step.deal for step in steps)
    assert first == second != talks


def test_truce_of_so_many_hours_is_a_deal_of_its_own():
    steps = read(
        "A truce was signed in Ostel on March 5. A 48-hour truce took effect on March 12."
    ).agreements
    first, second = (step.deal for step in steps)
    assert first != second


def test_evacuation_is_one_deal_however_it_is_named():
    steps = read(
        "The evacuation brokered by Orrin began on March 5. "
        "The deal to evacuate the towns was signed on March 3."
    ).agreements
    assert len({step.deal for step in steps}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "On Monday shells killed nine people in Marenna in a new breach of the truce.",
        "The air strikes on Marenna on Monday mark another violation of the ceasefire.",
    ],
)
def test_breach_has_the_day_of_the_deed_that_it_is(text):
    (step,) = agreements(text)
    assert step.step is Step.VIOLATED
    assert (step.date_from, step.date_to) == (date(2024, 3, 11), date(2024, 3, 11))


def test_step_that_is_hours_from_a_deed_has_its_day():
    (step,) = agreements(
        "Air strikes killed nine people in Marenna on Monday. The air strikes hit Marenna hours "
        "after a ceasefire came into effect."
    )
    assert step.step is Step.TOOK_EFFECT
    assert step.date_from == step.date_to == date(2024, 3, 11)
