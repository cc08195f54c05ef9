from dataclasses import replace

import pytest

from accordingto.ledger.matching import Index
from accordingto.ledger.resettling import Resettler
from accordingto.records.judgements import Reference, Target
from accordingto.records.kinds import RecordKind
from tests.records.judgements import LISTED, READING, target_of

INDEX = Index.of(READING)
FIGURE, INCIDENT = (
    next(one for one in LISTED if one.kind is kind)
    for kind in (RecordKind.FIGURE, RecordKind.INCIDENT)
)


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.kind)
def test_record_settled_where_it_was_read_stays_as_it_is(listed):
    made = Resettler(INDEX).settle(listed.record, listed.record, (), frozenset())
    assert made == (listed.record, ())


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.kind)
def test_record_is_found_by_its_words(listed):
    found = Resettler(INDEX).find(target_of(listed))
    same = [one for one in LISTED if (one.kind, one.span) == (listed.kind, listed.span)]
    assert found == same[0].record.id


def test_record_is_found_by_words_that_overlap_the_most():
    target = replace(target_of(INCIDENT), start=3, end=12)
    assert Resettler(INDEX).find(target) == INCIDENT.record.id
    assert Resettler(INDEX).find(replace(target, start=9, end=12)) is None
    assert Resettler(INDEX).find(replace(target, kind=RecordKind.PERSON)) is None


def test_words_of_a_title_are_not_those_of_the_text():
    assert Resettler(INDEX).find(replace(target_of(INCIDENT), title_sha256="0" * 64)) is None


def old_id(field, target):
    """The first figure of a reading that named its records otherwise."""
    record = replace(FIGURE.record, **{field: "0" * 16})
    return record, (Reference(id="0" * 16, target=target),)


def test_ids_become_those_of_the_reading():
    record, references = old_id("incident", target_of(INCIDENT))
    made, lost = Resettler(INDEX).settle(record, FIGURE.record, references, frozenset())
    assert (made.incident, lost) == (INCIDENT.record.id, ())


def test_id_of_nothing_that_the_reading_has_is_emptied_and_told():
    nowhere = Target(sha256="0" * 64, kind=RecordKind.INCIDENT, start=9, end=11)
    record, references = old_id("incident", nowhere)
    made, lost = Resettler(INDEX).settle(record, FIGURE.record, references, frozenset())
    assert (made.incident, lost) == (None, ("incident",))


def test_what_follows_from_the_reading_is_taken_over_unless_it_was_changed():
    record, references = old_id("statement", target_of(INCIDENT))
    made, lost = Resettler(INDEX).settle(record, FIGURE.record, references, frozenset())
    assert (made.statement, lost) == (FIGURE.record.statement, ())
    changed = frozenset({"statement"})
    made, lost = Resettler(INDEX).settle(record, FIGURE.record, references, changed)
    assert (made.statement, lost) == (INCIDENT.record.id, ())


def test_id_that_stood_for_nothing_stays_as_it_was_seen():
    record = replace(FIGURE.record, incident="0" * 16)
    made, lost = Resettler(INDEX).settle(record, FIGURE.record, (), frozenset())
    assert (made.incident, lost) == ("0" * 16, ())


def test_deal_is_that_of_the_step_at_the_same_words():
    step = replace(READING.agreements[0], deal="d" * 16)
    index = Index.of(replace(READING, agreements=(step,)))
    target = target_of(next(one for one in index.listed if one.record is step))
    old = replace(step, deal="e" * 16)
    references = (Reference(id="e" * 16, target=target),)
    made, lost = Resettler(index).settle(old, step, references, frozenset({"deal"}))
    assert (made.deal, lost) == ("d" * 16, ())
