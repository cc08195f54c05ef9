from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.carrying import carry
from accordingto.ledger.reviews import REVIEWED, QueueCode, Status
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.base import Mention
from accordingto.records.changes import mentions_in
from accordingto.records.judgements import Part
from accordingto.records.kinds import RecordKind, records_of
from accordingto.records.values import State
from tests.builders import read
from tests.ledger.books import Book, put
from tests.records.judgements import LISTED, READING
from tests.records.strategies import readings

IDS = {kind: [one.record.id for one in LISTED if one.kind is kind] for kind in RecordKind}
FIGURE, INCIDENT = IDS[RecordKind.FIGURE][0], IDS[RecordKind.INCIDENT][0]
ALL = [listed.record.id for listed in LISTED]


def reread(**fields):
    """Another reader reads the first figure otherwise."""
    first, *rest = READING.figures
    figure = replace(first, **({"id": "0" * 16} | fields))
    return replace(READING, figures=(figure, *rest))


def without_figure():
    return replace(READING, figures=READING.figures[1:])


def codes(book, reading=READING):
    return [item.code for item in book.desk(reading).carried.queue]


def test_what_nobody_decided_on_is_unreviewed_and_as_it_was_read():
    carried = carry(READING, Standing.of([]))
    assert [one.listed for one in carried.records] == list(records_of(READING))
    assert {one.status for one in carried.records} == {Status.UNREVIEWED}
    assert carried.queue == ()


@pytest.mark.parametrize("record", ALL)
def test_accepted_record_stays_as_it_is(record):
    book = Book()
    book.decide("accept", record)
    found = book.look(record)
    assert (found.status, found.record) == (Status.ACCEPTED, found.read)
    assert [one.status for one in book.desk().carried.records].count(Status.UNREVIEWED) == 9
    assert codes(book) == []


def test_accepted_record_is_accepted_though_its_days_run_backwards():
    first, *rest = READING.incidents
    days = {"date_from": date(2024, 3, 8), "date_to": date(2024, 3, 7)}
    backwards = replace(READING, incidents=(replace(first, **days), *rest))
    book = Book()
    book.decide("accept", INCIDENT, reading=backwards)
    assert book.look(INCIDENT, backwards).status is Status.ACCEPTED
    assert codes(book, backwards) == []


def test_corrected_record_shows_the_correction_and_what_was_read():
    book = Book()
    book.decide("correct", FIGURE, put("low", 3), put("high", None))
    found = book.look(FIGURE)
    assert found.status is Status.CORRECTED
    assert (found.record.low, found.record.high, found.read.low) == (3, None, 12)


def test_second_correction_keeps_the_first():
    book = Book()
    book.decide("correct", FIGURE, put("low", 3))
    book.decide("correct", FIGURE, put("role", "bakers"), reviewer="Ada")
    found = book.look(FIGURE).record
    assert (found.low, found.role) == (3, "bakers")


def test_rejected_record_is_still_there_and_says_so():
    book = Book()
    book.decide("reject", FIGURE)
    assert book.look(FIGURE).status is Status.REJECTED


def test_two_who_say_the_same_stand_beside_each_other():
    book = Book()
    book.decide("correct", FIGURE, put("low", 3))
    book.decide("accept", FIGURE, reviewer="Ada")
    found = book.look(FIGURE)
    assert found.status is Status.CORRECTED
    assert {entry.judgement.reviewer for entry in found.decisions} == {"Odd", "Ada"}


def test_decisions_at_odds_are_a_dispute_until_somebody_decides_again():
    here, there = Book(name="here"), Book(name="there")
    here.decide("correct", FIGURE, put("low", 3))
    there.decide("correct", FIGURE, put("low", 4), reviewer="Ada")
    both = here.joined(there)
    assert both.look(FIGURE).status is Status.DISPUTED
    assert both.look(FIGURE).record.low == 12
    both.decide("correct", FIGURE, put("low", 4))
    assert (both.look(FIGURE).status, both.look(FIGURE).record.low) == (Status.CORRECTED, 4)


def test_accepting_what_another_rejected_unseen_is_a_dispute():
    here, there = Book(name="here"), Book(name="there")
    here.decide("accept", FIGURE)
    there.decide("reject", FIGURE, reviewer="Ada")
    assert here.joined(there).look(FIGURE).status is Status.DISPUTED


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_decision_holds_for_another_reading_that_says_the_same(decision):
    book = Book()
    book.decide(decision, FIGURE)
    again = reread(confidence=0.9, evidence=Mention(55, 61, "people"))
    found = book.look("0" * 16, again)
    assert found.status is {"accept": Status.ACCEPTED, "reject": Status.REJECTED}[decision]
    assert codes(book, again) == []


def test_what_a_person_accepted_stands_when_a_later_reader_says_otherwise():
    book = Book()
    book.decide("accept", FIGURE)
    found = book.look("0" * 16, reread(low=120, high=120))
    assert (found.status, found.record.low, found.read.low) == (Status.ACCEPTED, 12, 120)
    (item,) = book.desk(reread(low=120, high=120)).carried.queue
    assert (item.code, item.fields, item.record) == (QueueCode.DIFFERS, ("low", "high"), "0" * 16)


def test_later_reader_who_says_what_was_corrected_is_no_difference():
    book = Book()
    book.decide("correct", FIGURE, put("low", 3))
    assert codes(book, reread(low=3)) == []
    assert codes(book, reread(low=4)) == [QueueCode.DIFFERS]
    assert codes(book, reread(low=12, role="bakers")) == [QueueCode.DIFFERS]


def test_rejection_does_not_hold_for_a_reading_that_says_something_else():
    book = Book()
    book.decide("reject", FIGURE)
    again = reread(low=3)
    assert book.look("0" * 16, again).status is Status.UNREVIEWED
    assert codes(book, again) == [QueueCode.REJECTED_DIFFERS]


def test_deciding_again_settles_what_was_queued():
    book = Book()
    book.decide("accept", FIGURE)
    again = reread(low=120, high=120)
    book.decide("accept", "0" * 16, reading=again)
    assert codes(book, again) == []
    assert book.look("0" * 16, again).record.low == 12
    assert codes(book, reread(low=130, high=130)) == [QueueCode.DIFFERS]


def test_record_can_be_accepted_as_the_later_reader_has_it():
    book = Book()
    book.decide("accept", FIGURE)
    again = reread(low=120, high=120)
    book.decide("accept", "0" * 16, reading=again, as_read=True, reviewer="Ada")
    found = book.look("0" * 16, again)
    assert (found.status, found.record.low, len(found.decisions)) == (Status.ACCEPTED, 120, 1)
    assert codes(book, again) == []


def test_rejection_that_did_not_hold_is_settled_by_the_next_decision():
    book = Book()
    book.decide("reject", FIGURE)
    book.decide("accept", "0" * 16, reading=reread(low=3), reviewer="Ada")
    assert codes(book, reread(low=3)) == []
    assert book.look(FIGURE).status is Status.ACCEPTED


def test_accepted_record_is_kept_where_a_later_reader_has_none():
    book = Book()
    book.decide("correct", FIGURE, put("low", 3))
    found = book.look(FIGURE, without_figure())
    assert (found.status, found.record.low, found.read) == (Status.CORRECTED, 3, None)
    assert codes(book, without_figure()) == [QueueCode.GONE]
    book.decide("accept", FIGURE, reading=without_figure())
    assert codes(book, without_figure()) == []
    book.decide("reject", FIGURE, reading=without_figure())
    assert FIGURE not in [one.record.id for one in book.desk(without_figure()).carried.records]


def test_rejected_record_that_a_later_reader_does_not_have_is_settled():
    book = Book()
    book.decide("reject", FIGURE)
    assert codes(book, without_figure()) == []


def test_kept_record_names_the_others_by_the_ids_of_the_reading():
    book = Book()
    book.decide("accept", FIGURE)
    incidents = tuple(replace(i, id=f"{n:016x}") for n, i in enumerate(READING.incidents))
    again = replace(without_figure(), incidents=incidents)
    assert book.look(FIGURE, again).record.incident == "0" * 16
    nowhere = replace(without_figure(), incidents=())
    assert book.look(FIGURE, nowhere).record.incident is None
    assert QueueCode.REFERENCE_GONE in codes(book, nowhere)


def test_kept_record_names_another_that_is_kept():
    book = Book()
    book.decide("accept", FIGURE)
    book.decide("accept", INCIDENT)
    nothing = replace(READING, figures=(), incidents=())
    assert book.look(FIGURE, nothing).record.incident == INCIDENT
    assert set(codes(book, nothing)) == {QueueCode.GONE}


def test_decision_on_one_of_two_records_of_the_same_words_leaves_the_other_alone():
    twin = replace(READING.figures[0], id="0" * 16, state=State.INJURED)
    both = replace(READING, figures=(READING.figures[0], twin, *READING.figures[1:]))
    book = Book()
    book.decide("accept", FIGURE, reading=both)
    assert book.look("0" * 16, both).status is Status.UNREVIEWED
    turned = replace(both, figures=(twin, READING.figures[0]))
    assert book.look(FIGURE, turned).status is Status.ACCEPTED
    assert book.look("0" * 16, turned).status is Status.UNREVIEWED


def test_decisions_of_another_text_do_not_hold():
    book = Book()
    book.decide("accept", FIGURE)
    other = read(READING.report.text + " ")
    assert {one.status for one in book.desk(other).carried.records} == {Status.UNREVIEWED}


def test_decision_about_a_title_holds_for_that_title_alone():
    text = "Shelling hit Marenna on Friday."
    first, second = (read(text, title=t) for t in ("Mayor: 12 killed", "Clinic: 12 killed"))
    (figure,) = first.headline.figures
    book = Book()
    book.decide("accept", figure.id, reading=first)
    assert book.look(figure.id, first).status is Status.ACCEPTED
    assert {one.status for one in book.desk(second).carried.records} == {Status.UNREVIEWED}


def test_notes_are_shown_with_their_record_and_queued_when_it_is_gone():
    book = Book()
    note = book.decide("note", FIGURE, why="ask the clinic")
    assert book.look(FIGURE).status is Status.UNREVIEWED
    assert [entry.hash for entry in book.look(FIGURE).notes] == [note.hash]
    assert codes(book, without_figure()) == [QueueCode.NOTE_GONE]


def test_ends_of_links_are_found_and_queued_when_they_are_gone():
    book = Book()
    one, other = IDS[RecordKind.INCIDENT][:2]
    book.link("link", one, other)
    assert set(book.desk().carried.at.values()) == {one, other}
    assert codes(book, replace(READING, incidents=READING.incidents[1:])) == [QueueCode.END_GONE]


@pytest.mark.parametrize("part", [Part.SEEN, Part.CHANGES])
def test_decision_of_which_the_content_was_erased_holds_for_nothing(part):
    book = Book()
    made = book.decide("correct", FIGURE, put("low", 3))
    left = {"seen": made.judgement.seen, "changes": made.judgement.changes} | {part.value: ()}
    judgement = replace(made.judgement, erased=(part,), **left)
    carried = carry(READING, Standing.of([Recorded(hash=made.hash, seq=0, judgement=judgement)]))
    assert {one.status for one in carried.records} == {Status.UNREVIEWED}
    assert [item.code for item in carried.queue] == [QueueCode.ERASED]


def test_correction_that_this_version_does_not_understand_is_queued():
    book = Book()
    made = book.decide("correct", FIGURE, put("low", 3))
    judgement = replace(made.judgement, changes=(put("colour", "red"),))
    carried = carry(READING, Standing.of([Recorded(hash=made.hash, seq=0, judgement=judgement)]))
    assert [item.code for item in carried.queue] == [QueueCode.ERASED]


VALUES = st.fixed_dictionaries(
    {
        "id": st.sampled_from([FIGURE, "0" * 16]),
        "low": st.sampled_from([3, 12, None]),
        "state": st.sampled_from([State.KILLED, State.INJURED]),
        "source": st.sampled_from([READING.figures[0].source, Mention(0, 8, "Shelling"), None]),
        "evidence": st.sampled_from([Mention(52, 61, "12 people"), Mention(40, 54, "...")]),
    }
)


@given(
    st.sampled_from(["accept", "correct", "reject"]),
    st.lists(VALUES, max_size=3),
)
def test_what_a_machine_found_is_never_shown_as_reviewed(decision, later):
    """Whatever is shown as reviewed is, word for word, what the person saw or said."""
    book = Book()
    made = book.decide(decision, FIGURE, *([put("low", 7)] if decision == "correct" else []))
    figures = tuple(replace(READING.figures[0], **values) for values in later)
    reading = replace(READING, figures=figures)
    seen = replace(made.judgement.seen[0].record, low=7 if decision == "correct" else 12)
    reviewed = [one for one in book.desk(reading).carried.records if one.status in REVIEWED]
    assert len(reviewed) == (decision != "reject")
    for one in reviewed:
        settled = {"id": one.record.id, "statement": one.record.statement}
        assert one.record == replace(seen, **settled, mentions=one.record.mentions)
        assert one.decisions


@given(readings(), st.data())
def test_accepted_record_of_any_reading_stands_in_it_as_it_was(any_reading, data):
    reading = replace(any_reading, report=replace(any_reading.report, sha256="a" * 64))
    listed = [
        one
        for one in records_of(reading)
        if all(m.start < m.end for m in mentions_in(one.record)) and one.span.end
    ]
    ids = [one.record.id for one in records_of(reading)]
    listed = [one for one in listed if ids.count(one.record.id) == 1]
    if not listed:
        return
    record = data.draw(st.sampled_from(listed)).record.id
    book = Book()
    book.decide("accept", record, reading=reading)
    found = book.look(record, reading)
    assert (found.status, found.record) == (Status.ACCEPTED, found.read)
    assert codes(book, reading) == []
