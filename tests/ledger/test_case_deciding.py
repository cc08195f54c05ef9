"""What people decide about cases, in the log and as it holds."""

import pytest

from accordingto.corroboration.casebook import catch_up, corroborate_ledger, corroborate_pending
from accordingto.errors import JudgementError, OvertakenError
from accordingto.ledger.case_deciding import CaseIntent, accounts_of, decide_case, founders_of
from accordingto.ledger.case_reviews import (
    NO_REVIEW,
    read_case_reviews,
    read_case_standings,
    value_of,
)
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.logs import Force, LogFilter, read_log
from accordingto.ledger.merging import merge
from accordingto.ledger.redaction import Decided, erase
from accordingto.ledger.reviewing import check_reviews
from accordingto.ledger.transfers import Taker, decision_lines
from accordingto.ledger.verify import verify_ledger
from accordingto.records.case_states import CaseState
from accordingto.records.grades import Grade
from accordingto.records.judgements import Decision
from tests.ledger.conftest import make_clock
from tests.ledger.desks import link
from tests.ledger.incoming import keep, make_incoming
from tests.records.judgements import NOON

ONE = "Shelling killed 14 people in Marenna on 15 March 2024."
OTHER = "Gunmen shot dead 3 policemen in Dorrash on 20 March 2024."


def fill(book):
    for number, words in enumerate((ONE, OTHER)):
        keep(book, make_incoming(words, given_id=f"r{number}", published="2024-03-21"))
    corroborate_pending(book)
    return book


@pytest.fixture
def filled(ledger):
    return fill(ledger)


def code_of(book, words=ONE):
    with book.look() as connection:
        asked = case_accounts.join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        rows = asked.select().with_only_columns(case_accounts.c.code)
        return connection.scalar(rows.where(case_digests.c.text_sha256 == hash_text(words)))


def decide(book, value, decision="state", *, words=ONE, reviewer="Odd", **more):
    more.setdefault("why", "as agreed")
    intent = CaseIntent(
        decision=Decision(decision), reviewer=reviewer, time=NOON, value=value, **more
    )
    with book.change() as connection:
        return decide_case(connection, code_of(book, words), intent)


def review(book, words=ONE):
    with book.look() as connection:
        code = code_of(book, words)
        found = read_case_reviews(connection, [code])[code]
        few = read_case_standings(connection, [code]).get(code, NO_REVIEW.standing)
    assert found.standing == few
    return found


def undo(book, entry, reviewer="Odd"):
    asked = Asked(decision=Decision.UNDO, ids=(entry.hash,), reviewer=reviewer, time=NOON, why="no")
    judge(book, asked)
    catch_up(book)


def assert_sound(book):
    with book.look() as connection:
        assert list(check_reviews(connection)) == []
    assert list(verify_ledger(book)) == []


def test_case_is_to_do_until_somebody_decides(filled):
    assert review(filled) == NO_REVIEW
    entry = decide(filled, "published")
    found = review(filled)
    assert found.standing.state is CaseState.PUBLISHED
    assert found.decisions == (entry,)
    assert review(filled, OTHER) == NO_REVIEW
    assert_sound(filled)


def test_state_keeps_of_which_accounts_the_case_was_made(filled):
    entry = decide(filled, "published")
    with filled.look() as connection:
        own = accounts_of(connection, code_of(filled))
    assert value_of(entry.judgement.changes, "made_of") == [list(one) for one in own]


def test_state_assignee_and_grade_hold_beside_each_other(filled):
    decide(filled, "second_read")
    decide(filled, "Ana", "assign")
    decide(filled, "confirmed", "grade", why="the army accepted it")
    decide(filled, "needs_source")
    found = review(filled).standing
    assert (found.state, found.assignee) == (CaseState.NEEDS_SOURCE, "Ana")
    assert (found.grade, found.disputed) == (Grade.CONFIRMED, ())
    decide(filled, None, "assign")
    decide(filled, None, "grade")
    found = review(filled).standing
    assert (found.assignee, found.grade) == (None, None)
    assert_sound(filled)


def test_notes_decide_nothing_and_stay(filled):
    note = decide(filled, None, "case_note", why="ask the hospital")
    found = review(filled)
    assert found.notes == (note,)
    assert (found.decisions, found.standing) == ((), NO_REVIEW.standing)


def test_undo_brings_back_what_held(filled):
    first = decide(filled, "published")
    entry = decide(filled, "reopened")
    undo(filled, entry)
    assert review(filled).decisions == (first,)
    undo(filled, first, reviewer="Ana")
    assert review(filled) == NO_REVIEW
    note = decide(filled, None, "case_note", why="ask")
    undo(filled, note)
    assert review(filled) == NO_REVIEW
    assert_sound(filled)


@pytest.mark.parametrize(
    ("value", "decision", "why", "told"),
    [
        ("done", "state", "so", "'done' is not known; expected one of to_do"),
        ("certain", "grade", "so", "'certain' is not known; expected one of weak"),
        ("confirmed", "grade", " ", "grade without a reason"),
        (None, "case_note", "", "case_note without a reason"),
        (None, "state", "so", "None is not known"),
        (" ", "assign", "so", "expected a name"),
        (None, "accept", "so", "accept of a case; expected one of assign"),
    ],
)
def test_what_cannot_be_is_refused(filled, value, decision, why, told):
    with pytest.raises(JudgementError, match=told):
        decide(filled, value, decision, why=why)
    assert review(filled) == NO_REVIEW


def test_case_that_is_none_is_refused(filled):
    intent = CaseIntent(decision=Decision.STATE, reviewer="Odd", time=NOON, value="published")
    with (
        pytest.raises(JudgementError, match="no report tells of a case C-none"),
        filled.change() as connection,
    ):
        decide_case(connection, "C-none", intent)


def test_what_another_decided_meanwhile_is_told(filled):
    first = decide(filled, "second_read", seen=frozenset())
    with pytest.raises(OvertakenError, match="Odd decided on it meanwhile") as told:
        decide(filled, "published", reviewer="Ana", seen=frozenset())
    assert told.value.entries == (first.hash,)
    decide(filled, "Ana", "assign", reviewer="Ana", seen=frozenset())
    decide(filled, "published", reviewer="Ana", seen=frozenset({first.hash}))
    assert review(filled).standing.state is CaseState.PUBLISHED


def test_what_says_the_same_stays_beside(filled):
    entries = decide(filled, "published"), decide(filled, "published", reviewer="Ana")
    assert {one.hash for one in review(filled).decisions} == {one.hash for one in entries}
    assert review(filled).standing.disputed == ()


def test_two_who_decided_apart_are_at_odds(filled, tmp_path):
    with Ledger.open(tmp_path / "other.ledger", Opening.MAKE, clock=make_clock()) as other:
        fill(other)
        decide(other, "published", reviewer="Ana")
        decide(other, "confirmed", "grade", reviewer="Ana")
        decide(other, "Ana", "assign", reviewer="Ana")
        decide(filled, "needs_source")
        decide(filled, "discounted", "grade")
        merge(filled, other)
    found = review(filled)
    assert found.standing.state is CaseState.NEEDS_SOURCE
    assert found.standing.grade is None
    assert found.standing.assignee == "Ana"
    assert found.standing.disputed == ("state", "grade")
    decide(filled, "published", reviewer="Eva")
    decide(filled, "confirmed", "grade", reviewer="Eva")
    found = review(filled).standing
    assert (found.state, found.grade) == (CaseState.PUBLISHED, Grade.CONFIRMED)
    assert found.disputed == ()
    assert_sound(filled)


def test_decisions_follow_codes_when_cases_become_one_and_are_parted(filled):
    decide(filled, "published")
    decide(filled, "needs_source", words=OTHER)
    decide(filled, "Ana", "assign", words=OTHER)
    drawn = link(filled, "link", hash_text(ONE), hash_text(OTHER))
    catch_up(filled)
    assert code_of(filled) == code_of(filled, OTHER)
    with filled.look() as connection:
        assert len(founders_of(connection, code_of(filled))) == 2
    found = review(filled).standing
    assert (found.state, found.assignee) == (CaseState.NEEDS_SOURCE, "Ana")
    assert found.disputed == ("state",)
    decide(filled, "second_read")
    assert review(filled).standing.state is CaseState.SECOND_READ
    assert review(filled).standing.disputed == ()
    undo(filled, drawn)
    assert code_of(filled) != code_of(filled, OTHER)
    states = {review(filled, words).standing.state for words in (ONE, OTHER)}
    assert states == {CaseState.SECOND_READ, CaseState.TO_DO}
    assert_sound(filled)


def test_decisions_outlast_cases_that_are_made_anew(filled):
    decide(filled, "published")
    corroborate_ledger(filled)
    assert review(filled).standing.state is CaseState.PUBLISHED


def test_log_tells_of_the_case(filled):
    entry = decide(filled, "published")
    undo(filled, entry)
    with filled.look() as connection:
        taken, line = read_log(connection, LogFilter())
    assert (line.case, line.force) == (code_of(filled), Force.UNDONE)
    assert taken.case == line.case


def test_rows_that_decisions_do_not_make_are_told(filled):
    decide(filled, "published")
    with filled.change() as connection:
        connection.exec_driver_sql("UPDATE case_reviews SET state = 'to_do'")
    with filled.look() as connection:
        (told,) = check_reviews(connection)
    assert "case_reviews" in told


def test_decisions_outlast_a_name_that_is_erased(sqlite):
    named = "Shelling killed Ada Varn and 13 others in Marenna on 15 March 2024."
    keep(sqlite, make_incoming(named, given_id="r9", published="2024-03-21"))
    corroborate_pending(sqlite)
    decide(sqlite, "published", words=named)
    decide(sqlite, None, "case_note", words=named, why="ask the sister of Ada Varn")
    erase(sqlite, Decided(names=("Ada Varn",), reviewer="Odd", why="asked for by her family"))
    corroborate_pending(sqlite)
    with sqlite.look() as connection:
        ((code, found),) = read_case_standings(connection).items()
        (note,) = read_case_reviews(connection, [code])[code].notes
    assert found.state is CaseState.PUBLISHED
    assert note.judgement.why == ""
    assert_sound(sqlite)


def test_decisions_go_out_and_come_back_as_lines(filled, tmp_path):
    decide(filled, "published")
    with filled.look() as connection:
        lines = list(decision_lines(connection))
    with Ledger.open(tmp_path / "other.ledger", Opening.MAKE, clock=make_clock()) as other:
        fill(other)
        with other.change() as connection:
            taker = Taker(connection, other.now())
            assert [taker.take_decision(line) for line in lines] == [True]
            taker.finish()
        assert review(other).standing.state is CaseState.PUBLISHED
        assert_sound(other)
