from dataclasses import replace

from accordingto.ledger.as_it_stands import (
    StandingReading,
    load_touched,
    stand,
    stand_as_carried,
)
from accordingto.ledger.carrying import carry
from accordingto.ledger.reviews import Status
from accordingto.records.judgements import Change
from tests.ledger.books import Book
from tests.ledger.desks import decide, record_of, undo
from tests.ledger.incoming import keep, make_incoming, read
from tests.records.judgements import READING

FIGURE = READING.figures[0]


def standing(book):
    return stand_as_carried(READING, carry(READING, book.standing))


def test_reading_that_nobody_decided_on_stands_as_it_was_read():
    assert standing(Book()) == StandingReading(READING)


def test_correction_is_applied_and_told():
    book = Book()
    made = book.decide("correct", FIGURE.id, Change(field="low", value=11), why="typo")
    found = standing(book)
    assert found.reading.figures[0] == replace(FIGURE, low=11)
    review = found.review_of(FIGURE.id)
    assert (review.status, review.reviewers) == (Status.CORRECTED, ("Odd",))
    assert review.decisions == (made.hash,)
    assert found.is_reviewed(FIGURE.id)
    assert not found.is_reviewed(READING.incidents[0].id)


def test_what_the_reader_has_stands_beside_a_correction_and_beside_nothing_else():
    book = Book()
    assert standing(book).read_as(FIGURE.id) is None
    accepted = book.decide("accept", FIGURE.id)
    assert standing(book).read_as(FIGURE.id) is None
    book.undo(accepted)
    book.decide("correct", FIGURE.id, Change(field="low", value=11), why="typo")
    found = standing(book)
    assert found.read_as(FIGURE.id) == FIGURE
    assert found.read_as(READING.incidents[0].id) is None
    book.decide("reject", FIGURE.id, why="no")
    assert standing(book).read_as(FIGURE.id) is None


def test_rejected_record_is_left_out_and_named():
    book = Book()
    book.decide("reject", FIGURE.id, why="no")
    found = standing(book)
    assert FIGURE.id not in {figure.id for figure in found.reading.figures}
    assert [listed.record.id for listed in found.rejected] == [FIGURE.id]
    assert not found.is_reviewed(FIGURE.id)


def test_record_that_a_later_reader_lost_is_kept_by_its_decision():
    book = Book()
    book.decide("accept", FIGURE.id)
    without = replace(READING, figures=READING.figures[1:])
    found = stand_as_carried(without, carry(without, book.standing))
    assert found.reading.figures[-1].evidence == FIGURE.evidence
    (review,) = found.reviews.values()
    assert review.is_kept


def test_note_leaves_a_record_unreviewed():
    book = Book()
    book.decide("note", FIGURE.id, why="ask them")
    assert standing(book).review_of(FIGURE.id).status is Status.UNREVIEWED
    assert standing(book).review_of(FIGURE.id).notes


def test_rows_of_reviews_say_the_same(ledger):
    keep(ledger, make_incoming())
    reading = read(make_incoming())
    decide(ledger, "correct", Change(field="low", value=13), why="typo")
    rejected = decide(ledger, "reject", kind="statement", why="no")
    with ledger.look() as connection:
        (touched,) = load_touched(connection, [1, 2]).values()
        figure = record_of(connection)
    found = stand(reading, touched)
    assert [one.low for one in found.reading.figures] == [13]
    assert len(found.rejected) == 1
    assert found.review_of(figure).status is Status.CORRECTED
    undo(ledger, rejected)
    with ledger.look() as connection:
        (touched,) = load_touched(connection, [1]).values()
    assert not stand(reading, touched).rejected
