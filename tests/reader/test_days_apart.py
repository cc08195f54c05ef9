"""Days of deeds that are told so many days apart."""

from datetime import date
from itertools import pairwise

import pytest

from accordingto.reader.day_values import day_interval, make_days
from accordingto.reader.days_apart import count_days
from accordingto.reader.layers import Annotations, IncidentAnchor, Sentence
from accordingto.reader.merging import Draft
from accordingto.records.base import Mention
from accordingto.records.values import Kind
from accordingto.report import Report, Span
from tests.builders import read

SUNDAY = date(2024, 3, 10)


def days_of(text, days):
    """The days of deeds by their words: before, they are those given, by the words that do."""
    report = Report(id="r", title="", publisher="Desk", text=text)
    drafts = {word: make_draft(report, word, told) for word, told in days.items()}
    found, ends = Annotations(), [0, *(i + 1 for i, letter in enumerate(text) if letter == ".")]
    spans = [Span(a, b) for a, b in pairwise(ends)]
    found.add(
        Sentence,
        [
            Sentence(evidence=one, index=n, paragraph=0, tokens=(), is_headline=False)
            for n, one in enumerate(spans)
        ],
    )
    count_days(report, found, list(drafts.values()))
    return [draft.days.date_from if draft.days else None for draft in drafts.values()]


def span_of(report, words):
    start = report.text.index(words)
    return Span(start, start + len(words))


def make_draft(report, word, told):
    """A deed; `told` is its day and the words that give it, or None."""
    made = None
    if told is not None:
        day, words = told
        made = make_days(day_interval(day), Mention.at(report, span_of(report, words)))
    anchor = IncidentAnchor(evidence=span_of(report, word), kind=Kind.BOMBING)
    return Draft([anchor], Kind.BOMBING, None, made, is_generic=False, doers=[], hit=frozenset())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sunday's blast came two days after bombs hit Tarrow.", date(2024, 3, 8)),
        ("Sunday's blast came just one week after bombs hit Tarrow.", date(2024, 3, 3)),
        ("Sunday's blast came the day after bombs hit Tarrow.", date(2024, 3, 9)),
        ("Sunday's blast came 3 days before bombs hit Tarrow.", date(2024, 3, 13)),
        ("A week after bombs hit Tarrow, Sunday saw a blast in Marenna.", date(2024, 3, 3)),
    ],
)
def test_other_deed_has_its_day_from_the_one_that_is_told(text, day):
    told = (SUNDAY, "Sunday")
    assert days_of(text, {"blast": told, "bombs": None}) == [SUNDAY, day]
    # The one day of the sentence was taken for that of both.
    assert days_of(text, {"blast": told, "bombs": told}) == [SUNDAY, day]


@pytest.mark.parametrize(
    "text",
    [
        "Sunday's blast came less than two weeks after bombs hit Tarrow.",
        "Sunday's blast came some days after bombs hit Tarrow.",
        "Sunday's blast came. Two days after, bombs hit Tarrow.",
        f"Sunday's blast came two days after a vote{' and a recount' * 4} over bombs.",
    ],
)
def test_what_is_not_told_exactly_gives_no_day(text):
    assert days_of(text, {"blast": (SUNDAY, "Sunday"), "bombs": None}) == [SUNDAY, None]


def test_day_of_its_own_stays_and_gives_the_other_one():
    text = "The blast came two days after bombs hit Tarrow on Friday."
    friday = date(2024, 3, 8)
    assert days_of(text, {"blast": None, "bombs": (friday, "Friday")}) == [SUNDAY, friday]
    assert days_of(text, {"blast": (SUNDAY, "The"), "bombs": (friday, "Friday")}) == [
        SUNDAY,
        friday,
    ]


def test_without_any_day_none_is_made_up():
    text = "The blast came two days after bombs hit Tarrow."
    assert days_of(text, {"blast": None, "bombs": None}) == [None, None]


def test_reading_counts_a_week_back_to_a_deed_of_another_kind():
    found = read(
        "A car bomb killed nine people in Marenna on Sunday. The bombing came one week after "
        "militants abducted four teachers in Tarrow."
    )
    days = {incident.kind: incident.date_from for incident in found.incidents}
    assert days == {Kind.BOMBING: SUNDAY, Kind.ABDUCTION: date(2024, 3, 3)}
    (abduction,) = (one for one in found.incidents if one.kind is Kind.ABDUCTION)
    assert abduction.date_to == date(2024, 3, 3)
