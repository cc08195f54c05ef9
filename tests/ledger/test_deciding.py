import re
from dataclasses import replace

import pytest

from accordingto.errors import JudgementError
from accordingto.records.judgements import Change, Operation
from accordingto.records.kinds import RecordKind
from tests.ledger.books import Book, put
from tests.records.judgements import LISTED, READING

FIGURE, STATEMENT, INCIDENT, ACTOR = (
    next(one.record for one in LISTED if one.kind is kind)
    for kind in (
        RecordKind.FIGURE,
        RecordKind.STATEMENT,
        RecordKind.INCIDENT,
        RecordKind.ACTOR,
    )
)


def references(entry):
    return {one.id: one.target.kind for one in entry.judgement.seen[0].references}


def test_judgement_names_the_words_and_holds_what_was_seen():
    made = Book().decide("accept", FIGURE.id).judgement
    (target,) = made.targets
    assert (target.sha256, target.span) == (READING.report.sha256, FIGURE.evidence.span)
    assert made.seen[0].record == FIGURE
    assert (made.seen[0].read, made.seen[0].is_kept) == (None, False)


def test_ids_that_a_record_names_are_told_by_their_words():
    entry = Book().decide("accept", FIGURE.id)
    assert references(entry)[FIGURE.incident] is RecordKind.INCIDENT
    assert references(entry)[FIGURE.statement] is RecordKind.STATEMENT
    assert references(entry)[FIGURE.source.actor] is RecordKind.ACTOR
    assert FIGURE.id not in references(entry)


def test_ids_that_a_correction_names_are_told_too():
    other = [one.record.id for one in LISTED if one.kind is RecordKind.INCIDENT][1]
    entry = Book().decide("correct", FIGURE.id, put("incident", other))
    assert references(entry)[other] is RecordKind.INCIDENT


def test_deal_is_told_by_its_first_step():
    step = replace(READING.agreements[0], deal="d" * 16)
    reading = replace(READING, agreements=(step,))
    entry = Book().decide("accept", step.id, reading=reading)
    assert references(entry)["d" * 16] is RecordKind.AGREEMENT


def test_decision_on_a_corrected_record_tells_what_the_reader_had():
    book = Book()
    book.decide("correct", FIGURE.id, put("low", 3))
    seen = book.decide("accept", FIGURE.id, reviewer="Ada").judgement.seen[0]
    assert (seen.record.low, seen.read.low) == (3, 12)


def test_decision_on_a_kept_record_tells_that_the_reader_has_none():
    book = Book()
    book.decide("accept", FIGURE.id)
    gone = replace(READING, figures=READING.figures[1:])
    assert book.decide("accept", FIGURE.id, reading=gone).judgement.seen[0].is_kept
    with pytest.raises(JudgementError, match=r"has no record at the words .*leave --as-read out"):
        book.decide("accept", FIGURE.id, reading=gone, as_read=True)


@pytest.mark.parametrize(
    ("first", "second", "superseded"),
    [
        ("accept", "accept", False),
        ("accept", "reject", True),
        ("accept", "correct", True),
        ("reject", "reject", False),
        ("reject", "accept", True),
        ("correct", "accept", False),
        ("correct", "correct", True),
        ("accept", "note", False),
    ],
)
def test_decision_takes_the_place_of_those_that_say_something_else(first, second, superseded):
    book = Book()
    changes = {"correct": [put("low", 3)]}
    before = book.decide(first, FIGURE.id, *changes.get(first, []))
    after = book.decide(second, FIGURE.id, *changes.get(second, []), reviewer="Ada")
    assert after.judgement.supersedes == ((before.hash,) if superseded else ())


def test_second_decision_of_one_person_takes_the_place_of_the_first():
    book = Book()
    before = book.decide("accept", FIGURE.id)
    assert book.decide("accept", FIGURE.id).judgement.supersedes == (before.hash,)


def test_record_that_is_not_there_is_told():
    with pytest.raises(JudgementError, match="report 'r1' has no record ffff; expected an id"):
        Book().decide("accept", "ffff")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("low", 99), "low 99 and high 12; expected low <= high"),
        (put("source", {"start": 0, "end": 8, "text": "the army"}), "the report has 'Shelling'"),
        (put("source", {"start": 0, "end": 999_999, "text": "x"}), "the report has"),
        (Change(field="via", operation=Operation.ADD, value=3), "figure: via.1"),
    ],
)
def test_correction_that_does_not_fit_is_refused(change, message):
    book = Book()
    with pytest.raises(JudgementError, match=re.escape(message)):
        book.decide("correct", FIGURE.id, change)
    assert book.entries == {}


def test_actor_can_be_corrected():
    book = Book()
    book.decide("correct", ACTOR.id, put("category", "military"))
    found = book.look(ACTOR.id)
    assert (found.record.category, found.record.mentions) == ("military", ACTOR.mentions)


def test_ends_of_a_link_stand_in_one_order():
    one, other = [x.record.id for x in LISTED if x.kind is RecordKind.INCIDENT][:2]
    first = Book().link("link", one, other).judgement
    second = Book().link("link", other, one).judgement
    assert first.targets == second.targets
    assert [seen.record.id for seen in first.seen] == [seen.record.id for seen in second.seen]
