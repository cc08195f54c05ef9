import pytest
from sqlalchemy import text

from accordingto.corroboration import casebook_checks
from accordingto.corroboration.casebook import catch_up, corroborate_ledger, corroborate_pending
from accordingto.corroboration.casebook_checks import check_cases
from accordingto.corroboration.casebook_comparing import RememberingComparer
from accordingto.corroboration.comparing import Comparer
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.desks import link
from tests.ledger.incoming import keep, make_incoming

TOLD = (
    "Shelling killed 14 people in Marenna on Friday, residents said.",
    "In Marenna 14 people were killed by shelling on Friday, a medic told reporters.",
)


@pytest.fixture
def cased(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as made:
        for number, words in enumerate(TOLD):
            keep(made, make_incoming(words, given_id=f"r{number}", published="2024-03-16"))
        corroborate_ledger(made)
        yield made


def faults(book):
    with book.look() as connection:
        return [fault.what for fault in check_cases(connection)]


def test_nothing_is_found_where_all_is_as_it_is_made(cased):
    assert faults(cased) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE case_accounts SET code = 'C-0000000000' WHERE id = 1", "case"),
        ("UPDATE case_links SET score = 0.5", "case link"),
        ("DELETE FROM case_links", "case link"),
        ("UPDATE case_accounts SET bond = 0.9 WHERE bond IS NOT NULL", "case"),
        ("UPDATE case_accounts SET near = NULL", "case account"),
        ("UPDATE case_keys SET key = key + 2 WHERE account_id = 1", "case keys"),
        ("UPDATE case_digests SET words = 3 WHERE id = 1", "case digest"),
        ("UPDATE case_digests SET digest = x'00' WHERE id = 1", "case rows"),
        (
            "DROP TRIGGER case_codes_no_update; UPDATE case_codes SET founder_start = 77",
            "case code",
        ),
    ],
)
def test_what_was_changed_is_named(cased, change, named):
    with cased.change() as connection:
        for statement in change.split(";"):
            connection.execute(text(statement))
    assert faults(cased)[0] == named


def test_cases_made_with_other_rules_are_told_as_that_and_made_anew(cased):
    with cased.change() as connection:
        connection.execute(text("UPDATE about SET value = 'old/1' WHERE name = 'cases_made_with'"))
        connection.execute(text("UPDATE case_links SET score = 0.5"))
    assert faults(cased) == ["cases"]
    corroborate_ledger(cased)
    assert faults(cased) == []


def test_whatever_is_taken_up_has_all_made_anew_that_other_rules_made(cased):
    with cased.change() as connection:
        connection.execute(text("UPDATE about SET value = 'old/1' WHERE name = 'cases_made_with'"))
        connection.execute(text("UPDATE case_links SET score = 0.5"))
    words = "Gunmen shot dead 3 policemen in Skerry on Friday."
    keep(cased, make_incoming(words, given_id="r9", published="2024-03-16"))
    corroborate_pending(cased)
    assert faults(cased) == []


def test_what_waits_to_be_taken_up_is_no_fault(cased):
    with cased.change() as connection:
        connection.execute(text("UPDATE case_digests SET is_stale = 1 WHERE id = 1"))
    assert faults(cased) == []


@pytest.mark.parametrize("at_once", [1, 500])
def test_cases_that_a_person_parted_are_no_fault_however_they_are_looked_through(
    cased, monkeypatch, at_once
):
    link(cased, "unlink", *map(hash_text, TOLD))
    catch_up(cased)
    with cased.look() as connection:
        assert len(set(connection.scalars(text("SELECT code FROM case_accounts")))) == 2
    monkeypatch.setattr(casebook_checks, "_AT_ONCE", at_once)
    assert faults(cased) == []
    with cased.change() as connection:
        connection.execute(text("UPDATE case_accounts SET near = NULL"))
    assert "case account" in faults(cased)


@pytest.fixture
def tied(tmp_path, monkeypatch):
    """Three accounts of which the second is as like the first as the third, and these unlike."""

    def score(_comparer, one, other):
        tolls = {toll.low for toll in (*one.tolls, *other.tolls)}
        return -6.0 if {14, 26} <= tolls else 0.1

    for comparer in (Comparer, RememberingComparer):
        for name in ("score", "score_if_high"):
            monkeypatch.setattr(comparer, name, score)
    told = (
        "Shelling killed 14 soldiers in Marenna on Wednesday, residents said.",
        "In Marenna on Thursday 20 villagers were killed by shelling, a medic told reporters.",
        "On Friday the shelling of Marenna killed 26 policemen, according to the mayor.",
    )
    with Ledger.open(tmp_path / "tied.ledger", Opening.MAKE) as made:
        for number, words in enumerate(told):
            keep(made, make_incoming(words, given_id=f"r{number}", published="2024-03-16"))
        corroborate_ledger(made)
        yield made


@pytest.mark.parametrize("at_once", [1, 500])
def test_equally_good_bonds_are_no_fault_whichever_was_taken(tied, monkeypatch, at_once):
    with tied.look() as connection:
        codes = list(connection.scalars(text("SELECT code FROM case_accounts")))
    assert sorted(map(codes.count, set(codes))) == [1, 2]
    monkeypatch.setattr(casebook_checks, "_AT_ONCE", at_once)
    assert faults(tied) == []
    with tied.change() as connection:
        connection.execute(
            text("UPDATE case_accounts SET code = (SELECT min(code) FROM case_accounts)")
        )
    assert "case" in faults(tied)
