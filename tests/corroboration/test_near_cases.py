"""Cases that may be one with another, with the reasons."""

import pytest

from accordingto.corroboration import near_cases
from accordingto.corroboration.casebook import catch_up, corroborate_pending
from accordingto.corroboration.near_cases import digest_texts, find_near_cases
from accordingto.ledger.hashes import hash_text
from accordingto.records.judgements import Decision
from tests.corroboration.test_casebook import codes_by_account, decide_on
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)
from tests.ledger.incoming import keep, make_incoming

WORDS = {
    "r1": "Shelling killed 14 people in Marenna on 15 March 2024, residents said.",
    "r2": "A car bomb killed 31 people in Marenna on 16 March 2024, residents said.",
    "r3": "Gunmen shot dead 3 policemen in Dorrash on 20 June 2024.",
}


@pytest.fixture
def book(sqlite):  # noqa: F811 -- a fixture
    for given_id, words in WORDS.items():
        keep(sqlite, make_incoming(words, given_id=given_id, published="2024-06-21"))
    corroborate_pending(sqlite)
    return sqlite


def codes(book):
    return {key.split("~")[0]: code for (key, _), code in codes_by_account(book).items()}


def near(book, report):
    with book.look() as connection:
        return find_near_cases(connection, codes(book)[report])


def test_near_case_is_told_with_both_accounts_and_the_terms(book, monkeypatch):
    monkeypatch.setattr(near_cases, "LEAST", 0.001)
    (found,) = near(book, "r1")
    assert found.code == codes(book)["r2"]
    assert (found.own_quote, found.other_quote) == (WORDS["r1"], WORDS["r2"])
    assert "the same place" in [term.why for term in found.terms]
    weights = [abs(term.weight) for term in found.terms]
    assert weights == sorted(weights, reverse=True)


def test_cases_far_apart_are_not_near(book, monkeypatch):
    monkeypatch.setattr(near_cases, "LEAST", 0.0)
    assert near(book, "r3") == []


def test_what_is_hardly_alike_is_not_told(book, monkeypatch):
    monkeypatch.setattr(near_cases, "LEAST", 0.999)
    assert near(book, "r1") == []


def test_what_a_person_said_is_another_event_is_not_told_again(book, monkeypatch):
    monkeypatch.setattr(near_cases, "LEAST", 0.001)
    assert near(book, "r1")
    decide_on(Decision.UNLINK, book, WORDS["r1"], WORDS["r2"])
    catch_up(book)
    assert (near(book, "r1"), near(book, "r2")) == ([], [])


def test_texts_of_reports_are_known_by_their_hashes(book):
    (key,) = [key for (key, _) in codes_by_account(book) if key.startswith("r1~")]
    with book.look() as connection:
        assert digest_texts(connection, [key, "gone~0"]) == {key: hash_text(WORDS["r1"])}
