from dataclasses import replace

import pytest

from accordingto.ledger.matching import Fit, Index, core_of, differences, fit, pair_up
from accordingto.records.base import Mention
from accordingto.records.kinds import Listed, RecordKind
from accordingto.records.values import BlameMode, State
from tests.builders import read
from tests.records.judgements import LISTED, READING

INDEX = Index.of(READING)
FIGURE, INCIDENT = (
    next(listed for listed in LISTED if listed.kind is kind)
    for kind in (RecordKind.FIGURE, RecordKind.INCIDENT)
)


def changed(listed, **fields):
    return Listed(listed.kind, replace(listed.record, id="0" * 16, **fields), listed.in_title)


def moved(mention, by=0, length=None):
    end = mention.end if length is None else mention.start + by + length
    return Mention(mention.start + by, end, "x", None)


def apart(one, other):
    return list(differences(one.record, other.record, INDEX.place_of, INDEX.place_of))


@pytest.mark.parametrize(
    "fields",
    [
        {"confidence": 0.5},
        {"statement": None},
        {"mentions": (Mention(0, 8, "Shelling"),)},
        {"evidence": moved(FIGURE.record.evidence, 3)},
        {"source": moved(FIGURE.record.source, 2)},
    ],
)
def test_what_follows_from_the_rest_and_words_that_overlap_say_the_same(fields):
    assert apart(FIGURE, changed(FIGURE, **fields)) == []


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"low": 3}, ["low"]),
        ({"low": None, "high": None}, ["low", "high"]),
        ({"source": None}, ["source"]),
        ({"source": Mention(0, 8, "Shelling")}, ["source"]),
        ({"incident": None}, ["incident"]),
        ({"role": "bakers"}, ["role"]),
    ],
)
def test_what_says_something_else_is_named(fields, names):
    assert apart(FIGURE, changed(FIGURE, **fields)) == names


def test_ids_are_compared_by_the_words_that_they_stand_for():
    other = read(READING.report.text + " Calm returned.")
    old, new = FIGURE.record, other.figures[0]
    assert old.incident != new.incident
    assert not list(differences(old, new, INDEX.place_of, Index.of(other).place_of))


def test_how_a_place_was_chosen_is_not_what_it_is():
    place = INCIDENT.record.place
    told = changed(INCIDENT, place=replace(place, why="because", runner_up="Homs", confidence=0.3))
    assert apart(INCIDENT, told) == []
    assert apart(INCIDENT, changed(INCIDENT, place=replace(place, country="LY"))) == ["place"]


def test_blame_is_compared_entry_by_entry():
    assert apart(INCIDENT, changed(INCIDENT, blame=())) == ["blame"]
    (entry,) = INCIDENT.record.blame
    assert apart(INCIDENT, changed(INCIDENT, blame=(replace(entry, statement=None),))) == []
    denied = replace(entry, mode=BlameMode.DENIED)
    assert apart(INCIDENT, changed(INCIDENT, blame=(denied,))) == ["blame"]


def rank(one, other):
    found = fit(one, other, INDEX.place_of, INDEX.place_of)
    return found and found.rank


def test_fit_is_best_for_the_same_id_then_words_then_overlap():
    assert rank(FIGURE, FIGURE) == 0
    assert rank(FIGURE, changed(FIGURE, low=3)) == 1
    near = changed(FIGURE, evidence=moved(FIGURE.record.evidence, 3))
    assert rank(FIGURE, near) == 2
    assert rank(FIGURE, changed(FIGURE, state=State.INJURED)) == 3
    assert rank(FIGURE, changed(FIGURE, state=State.INJURED, evidence=near.record.evidence)) is None
    assert rank(FIGURE, changed(FIGURE, evidence=Mention(0, 8, "Shelling"))) is None
    assert rank(FIGURE, INCIDENT) is None
    assert rank(FIGURE, Listed(FIGURE.kind, FIGURE.record, in_title=True)) is None


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.kind)
def test_core_tells_records_of_one_kind_apart(listed):
    assert all(isinstance(part, str) for part in core_of(listed.record))
    assert core_of(listed.record)


def test_each_record_goes_to_the_one_that_fits_best():
    fits = [(Fit(1, 0, 0), 0, 0), (Fit(0, 0, 0), 1, 0), (Fit(2, 0, 5), 0, 1), (Fit(2, 0, 4), 1, 1)]
    assert pair_up(fits) == {1: 0, 0: 1}
    assert pair_up(fits, lambda *_: True) == {1: 0, 0: 0}
    assert pair_up([]) == {}
