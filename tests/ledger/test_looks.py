"""What is new in cases since a reviewer looked."""

import pytest

from accordingto.corroboration.casebook import catch_up, corroborate_ledger, corroborate_pending
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.looks import code_now, find_new, keep_look, read_since_look
from accordingto.ledger.sessions import keep_session, read_session
from tests.ledger.desks import decide as decide_record
from tests.ledger.desks import link
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.test_case_deciding import OTHER, code_of, decide, fill

LATER = "In Marenna shelling on 15 March 2024 killed 14 people, residents said on Saturday."
FIRST = "Shelling killed 14 people in Marenna on 15 March 2024."


@pytest.fixture
def filled(ledger):
    return fill(ledger)


def look(book, words=FIRST, reviewer="Odd"):
    with book.change() as connection:
        keep_look(connection, reviewer, code_of(book, words), book.now())


def since(book, words=FIRST, reviewer="Odd"):
    code = code_of(book, words)
    with book.look() as connection:
        return read_since_look(connection, reviewer, [code])[code]


def add(book, words=LATER):
    keep(book, make_incoming(words, given_id=words[:9], published="2024-03-22", publisher="Wire"))
    corroborate_pending(book)


def test_all_is_new_to_who_never_looked(filled):
    found = since(filled)
    assert (found.looked_at, found.accounts) == (None, ((hash_text(FIRST), 0),))
    assert found.is_any


def test_nothing_is_new_to_who_just_looked(filled):
    look(filled)
    found = since(filled)
    assert (found.accounts, found.decisions, found.is_any) == ((), (), False)
    assert found.looked_at is not None
    assert since(filled, reviewer="Ana").looked_at is None


def test_report_that_came_since_is_new_until_one_looks(filled):
    look(filled)
    add(filled)
    assert code_of(filled, LATER) == code_of(filled)
    assert since(filled).texts == (hash_text(LATER),)
    look(filled)
    assert not since(filled).is_any


def test_what_is_made_anew_is_not_new(filled):
    look(filled)
    corroborate_ledger(filled)
    assert not since(filled).is_any


def test_what_others_decided_is_new_and_what_one_decides_is_not(filled):
    look(filled)
    decide(filled, "published")
    decide_record(filled, text=hash_text(FIRST))
    assert not since(filled).is_any
    on_case = decide(filled, "published", reviewer="Ana")
    on_record = decide_record(filled, text=hash_text(FIRST), reviewer="Ana")
    assert since(filled).decisions == (on_case.hash, on_record.hash)
    assert not since(filled, OTHER).decisions


def test_case_that_took_in_another_shows_what_came_with_it(filled):
    look(filled)
    drawn = link(filled, "link", hash_text(FIRST), hash_text(OTHER), reviewer="Ana")
    catch_up(filled)
    found = since(filled)
    assert found.texts == (hash_text(OTHER),)
    assert found.decisions == (drawn.hash,)


def test_looks_at_either_case_count_when_two_are_one(filled):
    look(filled)
    look(filled, OTHER)
    link(filled, "link", hash_text(FIRST), hash_text(OTHER))
    catch_up(filled)
    assert not since(filled).is_any
    look(filled)
    assert not since(filled).is_any


def test_code_leads_where_its_words_stand_now(filled):
    codes = code_of(filled), code_of(filled, OTHER)
    link(filled, "link", hash_text(FIRST), hash_text(OTHER))
    catch_up(filled)
    with filled.look() as connection:
        assert {code_now(connection, code) for code in codes} == {code_of(filled)}
        assert code_now(connection, "C-never") is None


def morning(book, reviewer="Odd"):
    with book.look() as connection:
        session = read_session(connection, reviewer, "2024-03-20T08:00:00.000000Z")
        return find_new(connection, reviewer, session)


def test_morning_shows_what_came_since_the_session_before(filled):
    assert set(morning(filled)) == {code_of(filled), code_of(filled, OTHER)}
    with filled.change() as connection:
        keep_session(connection, "Odd", filled.now())
    assert morning(filled) == {}
    add(filled)
    assert list(morning(filled)) == [code_of(filled)]
    look(filled)
    assert morning(filled) == {}


def test_morning_shows_cases_that_one_looked_at_and_others_decided_on(filled):
    look(filled)
    look(filled, OTHER)
    with filled.change() as connection:
        keep_session(connection, "Odd", filled.now())
    decide(filled, "published", words=OTHER, reviewer="Ana")
    assert list(morning(filled)) == [code_of(filled, OTHER)]
