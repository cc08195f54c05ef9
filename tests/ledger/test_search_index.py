from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, text

from accordingto.errors import ReadingError
from accordingto.ledger.keeping import keep_reading, point_at
from accordingto.ledger.listings import ReviewFilter
from accordingto.ledger.publications import keep_publication
from accordingto.ledger.search_checks import check_search
from accordingto.ledger.search_index import (
    forget_all,
    rebuild,
)
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.storing import store_report, store_unread
from accordingto.records.judgements import Change
from tests.ledger.desks import decide, undo
from tests.ledger.incoming import keep, make_incoming, read, read_by
from tests.ledger.shelf import SHELLING, STRIKE, fill, listed, words_listed

SHA = make_incoming(SHELLING).report.sha256
APRIL = "2024-04-01T10:00:00.000000Z"
REVIEWED = ReviewFilter.REVIEWED


def faults(ledger):
    with ledger.look() as connection:
        return list(check_search(connection))


def count(ledger):
    with ledger.look() as connection:
        return connection.scalar(select(func.count()).select_from(search_rows))


@pytest.fixture
def filled(ledger):
    fill(ledger)
    return ledger


def reread(ledger, day=APRIL, version="9"):
    """The first report, read by a later reader that sees no figures."""
    incoming = make_incoming(SHELLING, given_id="r1", title="Homs shelled")
    reading = replace(read_by(incoming, version), figures=())
    with ledger.change() as connection:
        kept = keep_publication(connection, incoming, day)
        keep_reading(connection, kept, reading, day)


def test_rows_are_made_with_the_report_and_no_more_when_it_comes_again(filled):
    before = count(filled)
    fill(filled)
    assert count(filled) == before
    assert faults(filled) == []


def test_knowledge_of_a_day_holds_what_had_come_by_then(filled):
    assert words_listed(filled, "reports", as_of=date(2024, 3, 13)) == []
    assert len(words_listed(filled, "reports", as_of=date(2024, 3, 14))) == 3
    assert len(words_listed(filled, "actors", as_of=date(2024, 3, 13))) == 0


def test_knowledge_of_a_day_holds_what_was_decided_by_then(filled):
    made = decide(filled, "accept", text=SHA)
    before, then = {"as_of": date(2024, 3, 19)}, {"as_of": date(2024, 3, 20)}
    assert words_listed(filled, "figures", review=REVIEWED) == ["r1 12"]
    assert words_listed(filled, "figures", review=REVIEWED, **then) == ["r1 12"]
    assert words_listed(filled, "figures", review=REVIEWED, **before) == []
    assert len(words_listed(filled, "figures", **before)) == 3
    assert faults(filled) == []
    undo(filled, made)
    assert words_listed(filled, "figures", review=REVIEWED) == []
    assert faults(filled) == []


def test_correction_is_found_from_its_day_on(filled):
    decide(filled, "correct", Change(field="high", value=None), Change(field="low", value=40),
           text=SHA, why="typo")  # fmt: skip
    assert "r1 12" in words_listed(filled, "figures", min_toll=40)
    assert "r1 12" not in words_listed(filled, "figures", min_toll=40, as_of=date(2024, 3, 19))
    assert "r1 12" in words_listed(filled, "figures", min_toll=12, as_of=date(2024, 3, 19))


def test_what_was_rejected_was_known_before(filled):
    decide(filled, "reject", text=SHA, why="no")
    assert "r1 12" not in words_listed(filled, "figures")
    assert "r1 12" in words_listed(filled, "figures", as_of=date(2024, 3, 19))


def test_later_reading_takes_the_place_of_an_earlier_one_from_its_day_on(filled):
    reread(filled)
    assert sorted(words_listed(filled, "figures")) == ["r2 70", "r2 91"]
    assert "r1 12" in words_listed(filled, "figures", as_of=date(2024, 3, 31))
    assert "r1 12" not in words_listed(filled, "figures", as_of=date(2024, 4, 1))
    assert len(words_listed(filled, "reports", as_of=date(2024, 3, 31))) == 3
    assert faults(filled) == []


def test_reading_of_the_same_day_leaves_no_trace_of_the_one_before(filled):
    reread(filled, day="2024-03-14T20:00:00.000000Z")
    assert "r1 12" not in words_listed(filled, "figures", as_of=date(2024, 3, 14))
    assert faults(filled) == []


def test_known_reading_can_become_the_current_one_again(filled):
    reread(filled)
    with filled.change() as connection:
        point_at(connection, 1, 1)
    assert "r1 12" in words_listed(filled, "figures")
    assert faults(filled) == []


def test_decision_holds_for_a_later_reading_and_for_another_publication(filled):
    decide(filled, "accept", text=SHA)
    reread(filled)
    # The later reader sees no figure: the decision keeps it, and no row of the reading has it.
    assert words_listed(filled, "figures", review=REVIEWED) == ["r1 None"]
    incoming = make_incoming(SHELLING, given_id="r9", publisher="Ostrel Times")
    with filled.change() as connection:
        store_report(connection, incoming, read(incoming), filled.now())
    assert sorted(words_listed(filled, "figures", review=REVIEWED)) == ["r1 None", "r9 12"]
    assert faults(filled) == []


def test_report_that_could_not_be_read_is_listed_until_it_is(ledger):
    incoming = make_incoming(STRIKE)
    error = ReadingError("it broke", report="r1", path="c.jsonl")
    with ledger.change() as connection:
        store_unread(connection, incoming, error, ledger.now())
    (row,) = listed(ledger, "reports", text="hospital Aleppo")
    assert row.reading_id is None
    assert faults(ledger) == []
    with ledger.change() as connection:
        store_report(connection, incoming, read(incoming), APRIL)
    (row,) = listed(ledger, "reports")
    assert row.reading_id == 1
    (row,) = listed(ledger, "reports", as_of=date(2024, 3, 20))
    assert row.reading_id is None
    assert faults(ledger) == []


def test_transaction_that_fails_leaves_no_words(ledger):
    def keep_and_fail():
        with ledger.change() as connection:
            kept = keep_publication(connection, make_incoming(STRIKE), ledger.now())
            keep_reading(connection, kept, read(make_incoming(STRIKE)), ledger.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep_and_fail()
    keep(ledger, make_incoming(SHELLING))
    assert words_listed(ledger, "reports", text="hospital") == []
    assert words_listed(ledger, "reports", text="Homs") == ["r1"]


def test_all_can_be_made_anew(filled):
    decide(filled, "accept", text=SHA)
    reread(filled)
    names = ("reports", "incidents", "figures", "statements", "actors")
    before = {name: sorted(words_listed(filled, name)) for name in names}
    with filled.change() as connection:
        forget_all(connection)
        assert connection.execute(_words(connection, "shelling")).all() == []
        assert rebuild(connection) == 3
    assert {name: sorted(words_listed(filled, name)) for name in names} == before
    assert faults(filled) == []


def _words(connection, word):
    condition = {
        "sqlite": "search_words MATCH :word",
        "postgresql": "words @> ARRAY[CAST(:word AS TEXT)]",
    }
    asked = f"SELECT rowid FROM search_words WHERE {condition[connection.dialect.name]}"  # noqa: S608
    return text(asked).bindparams(word=word)
