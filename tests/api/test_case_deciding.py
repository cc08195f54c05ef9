"""Merging and parting cases, each as one act."""

import pytest

from accordingto.api.case_deciding import (
    Person,
    decide_on_case,
    merge_cases,
    preview_merge,
    preview_split,
    split_case,
    undo_reshaping,
)
from accordingto.api.case_grades import grade_history
from accordingto.api.casebook import case as load_case
from accordingto.corroboration.casebook import corroborate_ledger, corroborate_pending
from accordingto.corroboration.grading import current_grade
from accordingto.errors import FilterError, JudgementError
from accordingto.ledger.case_deciding import CaseIntent
from accordingto.ledger.case_logs import read_case_log
from accordingto.ledger.case_reviews import read_case_reviews
from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.verify import verify_ledger
from accordingto.records.grades import Grade
from accordingto.records.judgements import Decision
from tests.ledger.conftest import database, ledger, postgres, where  # noqa: F401 -- fixtures
from tests.ledger.desks import decide as decide_record
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.test_case_deciding import code_of
from tests.records.judgements import NOON

ONE = "Shelling killed 14 people in Marenna on 15 March 2024."
SAME = "In Marenna shelling killed 14 people on 15 March 2024, residents said."
THIRD = "A medic said shelling killed 14 people in Marenna on 15 March 2024."
OTHER = "Gunmen shot dead 3 policemen in Dorrash on 20 March 2024."
WHO = Person(reviewer="Odd", time=NOON, why="one strike, says the hospital")


@pytest.fixture
def filled(ledger):  # noqa: F811 -- a fixture
    for number, words in enumerate((ONE, SAME, THIRD, OTHER)):
        keep(
            ledger,
            make_incoming(
                words, given_id=f"r{number}", published="2024-03-21", publisher=f"Post {number}"
            ),
        )
    corroborate_pending(ledger)
    return ledger


def at(words):
    """Where the account of a report is."""
    start = {THIRD: THIRD.index("shelling"), SAME: SAME.index("shelling")}.get(words, 0)
    return hash_text(words), start


def cases(book):
    found = {}
    for words in (ONE, SAME, THIRD, OTHER):
        found.setdefault(code_of(book, words), set()).add(words)
    return sorted(map(sorted, found.values()))


def log_of(book):
    with book.look() as connection:
        return list(iterate_entries(connection))


TOGETHER = [sorted([OTHER]), sorted([ONE, SAME, THIRD])]


def test_two_cases_become_one_and_two_again(filled):
    assert cases(filled) == sorted(TOGETHER)
    one, other = code_of(filled), code_of(filled, OTHER)
    made = merge_cases(filled, one, other, WHO)
    assert cases(filled) == [sorted([ONE, SAME, THIRD, OTHER])]
    assert [case.code for case in made.cases] == [code_of(filled)]
    assert (len(made.entries), made.minted) == (1, ())
    assert made.entries[0].judgement.why == WHO.why
    undo_reshaping(filled, [entry.hash for entry in made.entries], WHO)
    assert cases(filled) == sorted(TOGETHER)
    assert (code_of(filled), code_of(filled, OTHER)) == (one, other)
    assert list(verify_ledger(filled)) == []


def test_preview_keeps_nothing(filled):
    tried = preview_merge(filled, code_of(filled), code_of(filled, OTHER), WHO)
    assert (len(tried.cases), tried.entries) == (1, ())
    assert len(tried.cases[0].accounts) == 4
    tried = preview_split(filled, code_of(filled), [at(THIRD)], WHO)
    assert [len(case.accounts) for case in tried.cases] == [2, 1]
    assert len(tried.minted) == 1
    assert log_of(filled) == []
    assert cases(filled) == sorted(TOGETHER)


def test_account_is_parted_from_all_others(filled):
    code = code_of(filled)
    made = split_case(filled, code, [at(THIRD)], WHO)
    assert cases(filled) == sorted([[OTHER], [THIRD], sorted([ONE, SAME])])
    assert len(made.entries) == 2
    assert made.minted == (code_of(filled, THIRD),)
    corroborate_ledger(filled)
    assert cases(filled) == sorted([[OTHER], [THIRD], sorted([ONE, SAME])])
    undo_reshaping(filled, [entry.hash for entry in made.entries], WHO)
    assert cases(filled) == sorted(TOGETHER)
    assert code_of(filled) == code
    assert list(verify_ledger(filled)) == []


def test_what_was_held_apart_is_one_once_it_is_merged(filled):
    split_case(filled, code_of(filled), [at(THIRD)], WHO)
    made = merge_cases(filled, code_of(filled), code_of(filled, THIRD), WHO)
    assert cases(filled) == sorted(TOGETHER)
    assert len(made.entries) == 2
    assert list(verify_ledger(filled)) == []


def test_copies_stay_together(filled):
    long = ONE + " Residents who fled along the river road told of it for the rest of the week."
    for number in (8, 9):
        words = long + " Rain fell." * (number == 9)
        keep(filled, make_incoming(words, given_id=f"c{number}", published="2024-03-21"))
    corroborate_pending(filled)
    with pytest.raises(JudgementError, match="a copy goes where its text goes"):
        split_case(filled, code_of(filled, long), [(hash_text(long), 0)], WHO)
    assert log_of(filled) == []


def test_what_cannot_be_is_refused(filled):
    code = code_of(filled)
    with pytest.raises(JudgementError, match="one case already"):
        merge_cases(filled, code, code, WHO)
    with pytest.raises(FilterError, match="there is no case"):
        merge_cases(filled, code, "C-none", WHO)
    with pytest.raises(JudgementError, match="3 of 3 accounts; expected some"):
        split_case(filled, code, [at(ONE), at(SAME), at(THIRD)], WHO)
    with pytest.raises(JudgementError, match="0 of 3 accounts"):
        split_case(filled, code, [], WHO)
    with pytest.raises(JudgementError, match="no account of"):
        split_case(filled, code, [at(OTHER)], WHO)
    with pytest.raises(JudgementError, match="without a reason"):
        merge_cases(filled, code, code_of(filled, OTHER), Person(reviewer="Odd", time=NOON))
    assert log_of(filled) == []


def on_case(book, code, decision, value, **more):
    intent = CaseIntent(
        decision=Decision(decision), reviewer="Odd", time=NOON, value=value, why="so", **more
    )
    return decide_on_case(book, code, intent)


def test_case_is_decided_on_by_a_code_that_it_had_before(filled):
    one, other = code_of(filled), code_of(filled, OTHER)
    merge_cases(filled, one, other, WHO)
    gone = ({one, other} - {code_of(filled)}).pop()
    entry = on_case(filled, gone, "state", "second_read")
    with filled.look() as connection:
        review = read_case_reviews(connection, [code_of(filled)])[code_of(filled)]
    assert [held.hash for held in review.decisions] == [entry.hash]


def test_grades_of_people_stand_beside_what_is_suggested(filled):
    code = code_of(filled)
    on_case(filled, code, "grade", "confirmed")
    found = load_case(code, filled.name)
    with filled.look() as connection:
        history = grade_history(connection, found, read_case_reviews(connection, [code])[code])
    assert [entry.by for entry in history.entries] == ["airwars-like/1", "person:Odd"]
    assert current_grade(history).grade is Grade.CONFIRMED
    assert not history.is_published


def test_log_of_a_case_tells_of_all_that_is_about_it(filled):
    code = code_of(filled)
    stated = on_case(filled, code, "state", "published")
    record = decide_record(filled, text=hash_text(ONE))
    on_case(filled, code_of(filled, OTHER), "state", "published")
    parted = split_case(filled, code, [at(THIRD)], WHO)
    with filled.look() as connection:
        found = [line.entry.hash for line in read_case_log(connection, code_of(filled))]
    assert found == [*[e.hash for e in parted.entries][::-1], record.hash, stated.hash]
