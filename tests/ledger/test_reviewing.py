import json

from sqlalchemy import select

from accordingto.ledger.decision_tables import review_queue, reviews
from accordingto.ledger.reviewing import (
    check_reviews,
    is_decided_on,
    refresh_reviews,
    reviewed_readings,
)
from accordingto.ledger.reviews import Status
from accordingto.records.judgements import Change
from tests.ledger.desks import TEXT, decide, link, undo
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read, read_by

LOW = Change(field="low", value=3)


def rows(ledger, table=reviews):
    with ledger.look() as connection:
        return connection.execute(select(table).order_by(table.c.id)).all()


def refresh(ledger, only=None):
    with ledger.change() as connection:
        refresh_reviews(connection, only)


def without_figures(incoming, version):
    reading = read_by(incoming, version)
    return type(reading)(**{f: getattr(reading, f) for f in reading.__slots__} | {"figures": ()})


def test_record_that_nobody_decided_on_has_no_row(ledger):
    keep(ledger, make_incoming())
    refresh(ledger)
    assert rows(ledger) == []
    with ledger.look() as connection:
        assert not is_decided_on(connection, TEXT)


def test_row_tells_what_people_made_of_a_record(ledger):
    keep(ledger, make_incoming())
    made = decide(ledger, "correct", LOW)
    decide(ledger, "accept", reviewer="Ada")
    note = decide(ledger, "note", why="ask the clinic", reviewer="Eve")
    (row,) = rows(ledger)
    assert (row.kind, row.status, row.is_kept, row.in_headline) == ("figure", "corrected", 0, 0)
    assert json.loads(row.reviewers) == ["Ada", "Odd"]
    assert made.hash in json.loads(row.decisions)
    assert json.loads(row.notes) == [note.hash]
    assert json.loads(row.stands_as)["low"] == 3
    assert row.time == "2024-03-20T12:00:00Z"


def test_accepted_record_stands_as_it_was_read(ledger):
    keep(ledger, make_incoming())
    decide(ledger)
    assert [(row.status, row.stands_as) for row in rows(ledger)] == [("accepted", None)]


def test_undo_takes_the_row_away(ledger):
    keep(ledger, make_incoming())
    undo(ledger, decide(ledger))
    assert rows(ledger) == []


def test_two_publications_of_one_text_share_the_decisions(ledger):
    keep(ledger, make_incoming())
    decide(ledger)
    keep(ledger, make_incoming(publisher="Skerry Wire"))
    refresh(ledger, [TEXT])
    assert [row.status for row in rows(ledger)] == ["accepted", "accepted"]
    assert len({row.reading_id for row in rows(ledger)}) == 2


def test_rows_follow_the_current_reading(ledger):
    incoming = make_incoming()
    keep(ledger, incoming)
    decide(ledger)
    first = rows(ledger)[0].reading_id
    keep(ledger, incoming, without_figures(incoming, "9.9"))
    refresh(ledger, [TEXT])
    (row,) = rows(ledger)
    assert row.reading_id != first
    assert (row.status, row.is_kept, json.loads(row.stands_as)["low"]) == ("accepted", 1, 12)
    (queued,) = rows(ledger, review_queue)
    assert (queued.reading_id, queued.code, queued.record) == (row.reading_id, "gone", row.record)


def test_links_touch_both_texts(ledger):
    keep(ledger, make_incoming())
    keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    link(ledger, "link", TEXT, make_incoming(OTHER_TEXT).report.sha256)
    with ledger.look() as connection:
        (found,) = reviewed_readings(connection, TEXT)
        assert list(found.carried.at.values()) == [found.stored.reading.incidents[0].id]
    assert rows(ledger) == []


def test_reviewed_reading_holds_what_was_read_and_what_stands(ledger):
    incoming = make_incoming()
    keep(ledger, incoming)
    decide(ledger, "correct", LOW)
    with ledger.look() as connection:
        (found,) = reviewed_readings(connection, TEXT)
    figure = found.carried.records[0]
    assert (figure.status, figure.record.low, figure.read.low) == (Status.CORRECTED, 3, 12)
    assert found.stored.reading == read(incoming)


def test_rows_that_decisions_do_not_make_are_seen(ledger):
    keep(ledger, make_incoming())
    decide(ledger, "reject")
    with ledger.change() as connection:
        assert not list(check_reviews(connection))
        connection.execute(reviews.update().values(status="accepted"))
        assert "the rows of reviews" in next(check_reviews(connection))
        connection.execute(reviews.delete())
        assert "the rows of reviews" in next(check_reviews(connection))


def test_reviewed_row_of_a_record_that_nobody_decided_on_is_seen(ledger):
    keep(ledger, make_incoming())
    keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    decide(ledger)
    row = dict(rows(ledger)[0]._mapping) | {"id": 99, "reading_id": 2}
    with ledger.change() as connection:
        connection.execute(reviews.insert().values(row))
        assert list(check_reviews(connection)) == [
            "reviews has rows for the reading 2, which nobody decided on"
        ]
