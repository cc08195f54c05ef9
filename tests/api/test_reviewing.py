"""Many records decided at once, and the last act taken back."""

from datetime import timedelta

import pytest

from accordingto.api.case_deciding import Person, merge_cases
from accordingto.api.reviewing import decide_all, undo_last
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.errors import JudgementError, OvertakenError
from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.filters import Filters
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.review_lists import Kinds, Lane, Wanted, count_waiting
from accordingto.ledger.verify import verify_ledger
from accordingto.records.judgements import Decision
from tests.ledger.conftest import database, ledger, postgres, where  # noqa: F401 -- fixtures
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.test_case_deciding import OTHER, code_of, fill
from tests.records.judgements import NOON

FIGURES = Wanted(reviewer="Odd", kinds=Kinds.FIGURES)


@pytest.fixture
def filled(ledger):  # noqa: F811 -- a fixture
    fill(ledger)
    more = "Shelling killed 9 people in Skerry on 18 March 2024."
    keep(ledger, make_incoming(more, given_id="r9", published="2024-03-21"))
    corroborate_pending(ledger)
    return ledger


def who(second=0, why="all read", reviewer="Odd"):
    return Person(reviewer=reviewer, time=NOON + timedelta(seconds=second), why=why)


def left(book, wanted=FIGURES):
    with book.look() as connection:
        return count_waiting(connection, wanted).number


def log_of(book):
    with book.look() as connection:
        return [one.recorded.judgement for one in iterate_entries(connection)]


def test_all_that_waits_is_decided_on_at_once(filled):
    made = decide_all(filled, FIGURES, Decision.ACCEPT, who(), 3)
    assert len(made) == 3
    assert left(filled) == 0
    assert {one.why for one in log_of(filled)} == {"all at once: all read"}
    assert list(verify_ledger(filled)) == []


def test_filters_hold_for_all_at_once(filled):
    narrow = Wanted(reviewer="Odd", kinds=Kinds.FIGURES, filters=Filters(text="Skerry"))
    decide_all(filled, narrow, Decision.REJECT, who(), 1)
    assert (left(filled), left(filled, narrow)) == (2, 0)


@pytest.mark.parametrize(
    ("decision", "why", "expected", "told"),
    [
        ("accept", "", 3, "without a reason"),
        ("correct", "so", 3, "expected accept or reject"),
        ("accept", "so", 2, "3 records wait now, and 2 did"),
    ],
)
def test_what_cannot_be_done_at_once_is_refused(filled, decision, why, expected, told):
    with pytest.raises(JudgementError, match=told):
        decide_all(filled, FIGURES, Decision(decision), who(why=why), expected)
    assert log_of(filled) == []


def test_disputes_and_nothing_are_not_decided_at_once(filled):
    with pytest.raises(JudgementError, match="one by one"):
        decide_all(filled, Wanted(reviewer="Odd", lane=Lane.DISPUTED), Decision.ACCEPT, who(), 0)
    decide_all(filled, FIGURES, Decision.ACCEPT, who(), 3)
    with pytest.raises(JudgementError, match="no record waits"):
        decide_all(filled, FIGURES, Decision.ACCEPT, who(), 0)


def accept(book, record, second=0, reviewer="Odd"):
    person = who(second, reviewer=reviewer)
    asked = Asked(
        decision=Decision.ACCEPT, ids=(record,), reviewer=reviewer, time=person.time, why=""
    )
    (made,) = judge(book, asked)
    return made.entry


def records(book):
    with book.look() as connection:
        rows = connection.exec_driver_sql(
            "SELECT record FROM search_rows WHERE what = 'figure' AND is_now = 1 ORDER BY record"
        )
        return [record for (record,) in rows]


def test_decisions_are_taken_back_in_order_the_last_first(filled):
    one, other, third = records(filled)
    first, second = accept(filled, one), accept(filled, other)
    accept(filled, third, reviewer="Ana")
    assert [e.hash for e in undo_last(filled, who()).taken_back] == [second.hash]
    again = accept(filled, other)
    assert [e.hash for e in undo_last(filled, who()).taken_back] == [again.hash]
    assert [e.hash for e in undo_last(filled, who()).taken_back] == [first.hash]
    with pytest.raises(JudgementError, match="Odd has decided nothing"):
        undo_last(filled, who())
    assert left(filled) == 2


def test_what_was_decided_at_once_is_taken_back_at_once(filled):
    accept(filled, records(filled)[0])
    decide_all(filled, FIGURES, Decision.ACCEPT, who(1), 2)
    assert len(undo_last(filled, who()).entries) == 2
    assert left(filled) == 2
    assert len(undo_last(filled, who()).entries) == 1


def test_merged_cases_are_two_again(filled):
    accept(filled, records(filled)[0])
    merge_cases(filled, code_of(filled), code_of(filled, OTHER), who(2))
    undo_last(filled, who())
    assert code_of(filled) != code_of(filled, OTHER)


def test_what_another_browser_decided_since_is_not_taken_back_unseen(filled):
    one, other, _ = records(filled)
    first, second = accept(filled, one), accept(filled, other)
    with pytest.raises(OvertakenError, match="something else since") as told:
        undo_last(filled, who(), [first.hash])
    assert told.value.entries == (second.hash,)
    undo_last(filled, who(), [second.hash])
