"""One party put for another changes nothing but the party."""

import pytest

from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.reader.sides import mode_of_blame
from accordingto.records.values import BlameMode, Stance
from evaluation.bias import (
    CORPUS,
    SAMPLES,
    compare_reports,
    compare_sentences,
    sentences,
    signature,
    spread,
    swapped,
)
from tests.builders import make_report
from tests.robustness.reading import read_by

MOST_CHANGED = {"rules": 0.004, "network": 0.05}
"""Highest share of sentences that may be read otherwise, by reader: as measured, and no more."""
MOST_CHANGED_IN_SAMPLES = {"rules": 0, "network": 2}
MOST_CHANGED_REPORTS = {"rules": 0.07, "network": 0.5}


def test_there_are_200_sentences_and_parties_of_each_sort():
    pairs = list(sentences())
    assert len({pair.text for pair in pairs}) >= 200
    swaps = " ".join(pair.swap for pair in pairs)
    assert all(word in swaps for word in ("Russian", "Hamas", "rebel forces", "Ukraine", "army"))
    assert all(pair.text != pair.other for pair in pairs)


@pytest.mark.parametrize("reader", MOST_CHANGED)
def test_parties_exchanged_in_sentences(reader):
    tally = compare_sentences(open_reader(ReaderChoice(reader)))
    assert tally.rate <= MOST_CHANGED[reader], [pair for pair, _, _ in tally.changed]


@pytest.mark.parametrize("reader", MOST_CHANGED)
def test_parties_exchanged_in_the_samples(reader):
    tally = compare_reports(open_reader(ReaderChoice(reader)), spread(SAMPLES, 40))
    assert tally.compared > 5
    assert len(tally.changed) <= MOST_CHANGED_IN_SAMPLES[reader]


def test_parties_exchanged_in_real_reports(shared):
    assert CORPUS.is_relative_to(shared)
    tally = compare_reports(open_reader(ReaderChoice("rules")), spread(CORPUS, 40))
    assert tally.compared > 20
    assert tally.rate <= MOST_CHANGED_REPORTS["rules"]


def test_observers_are_not_exchanged():
    report = make_report("Russian jets bombed Tarvo, the Syrian Observatory for Human Rights said.")
    assert swapped(report).text.startswith("Turkish jets")
    assert "Syrian Observatory" in swapped(report).text


def test_signature_tells_states_numbers_kinds_certainty_and_blame():
    rows = signature(read_by("rules", "Rebels shelled Tarvo on Monday, killing 12 people."))
    assert set(rows) == {
        ("figure", "killed", "12", "12"),
        ("incident", "shelling", "reported"),
        ("blame", "shelling", "stated"),
    }


@pytest.mark.parametrize(
    ("source", "doer"),
    [
        ("separatist forces", "loyalist forces"),
        ("loyalist forces", "separatist forces"),
        ("the rebels", "the insurgents"),
        ("government forces", "rebel forces"),
        ("rebel forces", "government forces"),
        ("the Free Army", "the Arakan Army"),
    ],
)
def test_one_camp_does_not_claim_what_it_says_another_did(source, doer):
    assert mode_of_blame(source, None, doer, Stance.ASSERTS) is not BlameMode.OWN_CLAIM


@pytest.mark.parametrize(
    ("source", "doer"),
    [("the rebels", "rebel fighters"), ("the army", "troops"), ("the opposition", "rebels")],
)
def test_party_claims_what_its_own_side_did(source, doer):
    assert mode_of_blame(source, None, doer, Stance.ASSERTS) is BlameMode.OWN_CLAIM


def test_who_accuses_claims_nothing():
    assert mode_of_blame("the army", None, "the troops", Stance.ACCUSES) is BlameMode.ACCUSED
