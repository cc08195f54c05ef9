"""Cases stay right whatever becomes of the reports that they tell of, and keep their codes."""

import pytest

from accordingto.corroboration.casebook import (
    catch_up,
    catch_up_after_merge,
    corroborate_ledger,
    corroborate_pending,
)
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.merging import merge
from tests.corroboration.test_casebook import (
    BOMBED,
    SHELLED,
    SHELLED_TOO,
    codes_by_account,
    reports_by_case,
    state,
)
from tests.ledger.books import put
from tests.ledger.desks import decide, undo
from tests.ledger.incoming import keep, make_incoming, read_by

DAY = "2024-03-16"
AS_TOLD = [["r1", "r2"], ["r3"]]


def tell(book, **words):
    for given_id, told in words.items():
        keep(book, make_incoming(told, given_id=given_id, published=DAY))


@pytest.fixture
def book(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as made:
        tell(made, r1=SHELLED, r2=SHELLED_TOO, r3=BOMBED)
        corroborate_pending(made)
        yield made


def is_as_made_anew(book):
    was = state(book), codes_by_account(book)
    corroborate_ledger(book)
    return (state(book), codes_by_account(book)) == was


def test_a_rejected_incident_leaves_its_case_and_comes_back_when_that_is_undone(book):
    was, had = state(book), codes_by_account(book)
    rejected = decide(book, "reject", kind="incident", text=hash_text(SHELLED_TOO))
    catch_up(book)
    assert reports_by_case(book) == [["r1"], ["r3"]]
    assert codes_by_account(book).items() <= had.items()
    assert is_as_made_anew(book)
    undo(book, rejected)
    catch_up(book)
    assert (state(book), codes_by_account(book)) == (was, had)


def test_a_corrected_incident_counts_as_it_stands(book):
    was, had = state(book), codes_by_account(book)
    day = put("date_from", "2023-01-09"), put("date_to", "2023-01-09")
    corrected = decide(book, "correct", *day, kind="incident", text=hash_text(SHELLED_TOO))
    catch_up(book)
    assert reports_by_case(book) == [["r1"], ["r2"], ["r3"]]
    assert is_as_made_anew(book)
    undo(book, corrected)
    catch_up(book)
    assert (state(book), codes_by_account(book)) == (was, had)


def test_a_report_that_is_read_anew_stays_in_its_case(book):
    had = codes_by_account(book)
    incoming = make_incoming(SHELLED_TOO, given_id="r2", published=DAY)
    keep(book, incoming, read_by(incoming, "99"))
    catch_up(book)
    assert (reports_by_case(book), codes_by_account(book)) == (AS_TOLD, had)
    assert is_as_made_anew(book)


def test_what_another_ledger_tells_joins_the_cases_that_are_there(book, tmp_path):
    had = codes_by_account(book)
    with Ledger.open(tmp_path / "other.ledger", Opening.MAKE) as other:
        words = "Fourteen people were killed by shelling in Marenna on Friday, a medic said."
        tell(other, r3=BOMBED, r4=words)
        corroborate_pending(other)
        merge(book, other)
    catch_up_after_merge(book)
    assert reports_by_case(book) == [["r1", "r2", "r4"], ["r3"]]
    assert codes_by_account(book).items() >= had.items()
    assert is_as_made_anew(book)
