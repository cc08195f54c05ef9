"""Days that steps share with deeds."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from accordingto.reader.layers import Annotations, Sentence
from accordingto.reader.step_days import UNDATED, DeedDays
from accordingto.records.incidents import Incident
from accordingto.records.values import Step
from accordingto.report import Report, Span
from tests.builders import read

MONDAY = date(2024, 3, 11)


def day_of(text, word, step=Step.VIOLATED, day=MONDAY):
    """The day that a step has from the deed "shelled" of a report, by the word for the step."""
    report = Report(id="r", title="", publisher="Desk", text=text)
    (deed,) = (one for one in read("Rebels shelled Marenna.").incidents)
    start = text.index("shelled")
    evidence = replace(deed.evidence, start=start, end=start + 7, text="shelled")
    found = Annotations()
    ends = [0, *(i + 1 for i, letter in enumerate(text) if letter == ".")]
    sentences = [Span(a, b) for a, b in pairwise(ends)]
    found.add(Sentence, [make_sentence(one, n) for n, one in enumerate(sentences)])
    found.add(Incident, [replace(deed, evidence=evidence, date_from=day, date_to=day)])
    at = text.index(word)
    return DeedDays(report, found).of(step, Span(at, at + len(word)))


def make_sentence(span, number):
    return Sentence(evidence=span, index=number, paragraph=0, tokens=(), is_headline=False)


@pytest.mark.parametrize(
    ("text", "word", "step"),
    [
        ("They shelled the town in a fresh breach of the truce.", "breach", Step.VIOLATED),
        ("They shelled the town in violation of the truce.", "violation", Step.VIOLATED),
        ("They shelled the town two hours after a truce was agreed.", "agreed", Step.AGREED),
        ("The truce collapsed hours before they shelled it.", "collapsed", Step.COLLAPSED),
    ],
)
def test_words_between_tie_a_step_to_a_deed(text, word, step):
    assert day_of(text, word, step) == (MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("text", "word", "step"),
    [
        ("They shelled the town after a breach of the truce.", "breach", Step.VIOLATED),
        ("They shelled the town in a truce that was agreed.", "agreed", Step.AGREED),
        ("They shelled the town 48 hours after a truce was agreed.", "agreed", Step.AGREED),
        ("They shelled the town. In a fresh breach of it, nobody came.", "breach", Step.VIOLATED),
        ("They shelled the town hours later. A truce was agreed.", "agreed", Step.AGREED),
    ],
)
def test_other_words_tie_nothing(text, word, step):
    assert day_of(text, word, step) == UNDATED


def test_deed_without_one_day_gives_none():
    text = "They shelled the town in a fresh breach of the truce."
    assert day_of(text, "breach", day=None) == UNDATED


def test_report_without_sentences_or_deeds_gives_none():
    report, found = Report(id="r", title="", publisher="Desk", text=""), Annotations()
    found.add(Sentence, [])
    found.add(Incident, [])
    assert DeedDays(report, found).of(Step.VIOLATED, Span(0, 1)) == UNDATED
