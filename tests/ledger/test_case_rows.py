"""Which readings cases do not know as they stand, and what is forgotten of them."""

import pytest
from sqlalchemy import func, select, text, update

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.ledger.case_codes import read_codes
from accordingto.ledger.case_rows import (
    Pending,
    drop_all,
    drop_digests,
    drop_links,
    find_pending,
    find_restless,
    forget_readings_of,
    is_corroborated,
    mark_stale,
)
from accordingto.ledger.case_tables import (
    DERIVED_CASE_TABLES,
    case_accounts,
    case_bands,
    case_copies,
    case_digests,
    case_keys,
    case_links,
    case_shingles,
)
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.store_tables import current_readings, texts
from tests.ledger.incoming import keep, make_incoming, read_by

SHELLED = (
    "Shelling killed 14 people in Marenna on Friday. Residents who fled along the river road told "
    "the local council that the market hall and two bakeries had burned for most of the night."
)
PRINTED = f"{SHELLED} (AFP)"
SHELLED_TOO = "In Marenna 14 people were killed by shelling on Friday, residents said."
BOMBED = "A car bomb killed 56 policemen in Skerry on Wednesday."
WORDS = {"r1": SHELLED, "r2": PRINTED, "r3": SHELLED_TOO, "r4": BOMBED}


def tell(book, **words):
    for given_id, told in words.items():
        keep(book, make_incoming(told, given_id=given_id, published="2024-03-16"))
    return book


def read_anew(book, given_id, version="99"):
    incoming = make_incoming(WORDS[given_id], given_id=given_id, published="2024-03-16")
    keep(book, incoming, read_by(incoming, version))


@pytest.fixture
def cased(sqlite):
    """Three reports of one event, of which two share a text, and one of another."""
    corroborate_pending(tell(sqlite, **WORDS))
    return sqlite


@pytest.fixture
def connection(cased):
    with cased.change() as opened:
        yield opened


def digests(connection):
    """Rows of digests by the reports' ids."""
    rows = connection.execute(select(case_digests.c.key, case_digests.c.id))
    return {row.key.split("~")[0]: row.id for row in rows}


def stale(connection):
    asked = select(case_digests.c.key).where(case_digests.c.is_stale == 1)
    return {key.split("~")[0] for key in connection.scalars(asked)}


def readings_of(connection):
    asked = select(current_readings.c.reading_id).order_by(current_readings.c.publication_id)
    return tuple(connection.scalars(asked))


def many(connection, table):
    return connection.scalar(select(func.count()).select_from(table))


def text_of(connection, words):
    return connection.scalar(select(texts.c.id).where(texts.c.sha256 == hash_text(words)))


def test_what_is_pending_is_told_in_either_store(ledger):
    with tell(ledger, **WORDS).look() as connection:
        assert not is_corroborated(connection)
        assert find_pending(connection) == Pending(readings_of(connection), ())
        assert not find_restless(connection)
    corroborate_pending(ledger)
    with ledger.look() as connection:
        assert is_corroborated(connection)
        assert not find_pending(connection)
        was = digests(connection)
    read_anew(ledger, "r2")
    tell(ledger, r5="Gunmen shot dead 3 policemen in Skerry on Friday.")
    with ledger.change() as connection:
        mark_stale(connection, [hash_text(BOMBED)])
        now = readings_of(connection)
        gone = was["r2"], was["r4"]
        assert find_pending(connection) == Pending((now[1], now[3], now[4]), gone)
        assert find_restless(connection) == Pending((now[3], now[1]), gone)
        forget_readings_of(connection, text_of(connection, SHELLED))
        assert not set(digests(connection)) & {"r1"}
        assert set(find_restless(connection).fresh) == set(now[:4])
        drop_all(connection)
        assert find_pending(connection) == Pending(now, ())


def test_nothing_is_pending_in_an_empty_ledger(sqlite):
    with sqlite.look() as connection:
        assert find_pending(connection) == find_restless(connection) == Pending((), ())
        assert not Pending((), ())
        assert Pending((), (1,))
        assert Pending((1,), ())


def test_texts_are_marked_by_their_hashes_and_no_others(connection):
    mark_stale(connection, [])
    mark_stale(connection, ["", "0" * 64])
    assert stale(connection) == set()
    mark_stale(connection, iter([hash_text(SHELLED_TOO), hash_text(BOMBED)] * 2))
    assert stale(connection) == {"r3", "r4"}


def test_what_is_forgotten_leaves_no_word_and_those_of_its_case_are_made_anew(connection):
    was = digests(connection)
    own = select(case_accounts.c.id).where(case_accounts.c.digest_id == was["r2"])
    accounts = connection.scalars(own).all()
    assert accounts
    assert was["r2"] in connection.scalars(select(case_shingles.c.digest_id)).all()
    forget_readings_of(connection, text_of(connection, PRINTED))
    assert stale(connection) == {"r1", "r3"} | {f"erased {readings_of(connection)[1]}"}
    shell = connection.execute(
        select(case_digests).where(case_digests.c.key.startswith("erased"))
    ).one()
    assert (shell.digest, shell.shingles, shell.text_sha256, shell.story) == (None, None, "", None)
    left = [case_shingles.c.digest_id, case_bands.c.digest_id, case_accounts.c.digest_id]
    left += [case_copies.c.one_id, case_copies.c.other_id]
    for column in left:
        assert was["r2"] not in connection.scalars(select(column)).all()
    assert not set(accounts) & set(connection.scalars(select(case_keys.c.account_id)))


def test_who_shares_a_text_that_is_forgotten_is_made_anew_whatever_its_case(connection):
    was = digests(connection)
    apart = update(case_accounts).where(case_accounts.c.digest_id == was["r1"])
    connection.execute(apart.values(code="C-0000000000"))
    forget_readings_of(connection, text_of(connection, PRINTED))
    assert "r1" in stale(connection)


def test_what_was_forgotten_is_taken_up_again(cased):
    with cased.change() as connection:
        for _ in range(2):
            forget_readings_of(connection, text_of(connection, SHELLED))
    corroborate_pending(cased)
    with cased.look() as connection:
        assert digests(connection).keys() == WORDS.keys()
        assert not find_pending(connection)


def test_a_text_that_no_case_knows_is_forgotten_without_a_trace(connection):
    drop_all(connection)
    forget_readings_of(connection, text_of(connection, SHELLED))
    assert not is_corroborated(connection)


def test_a_digest_goes_with_all_that_hangs_on_it(connection):
    was = digests(connection)
    held = {table: many(connection, table) for table in DERIVED_CASE_TABLES}
    assert held[case_copies] == 1
    assert held[case_links] == 2
    drop_digests(connection, [])
    assert {table: many(connection, table) for table in DERIVED_CASE_TABLES} == held
    drop_digests(connection, [was["r1"], was["r2"]])
    assert digests(connection) == {"r3": was["r3"], "r4": was["r4"]}
    assert set(connection.scalars(select(case_accounts.c.digest_id))) == {was["r3"], was["r4"]}
    assert set(connection.scalars(select(case_bands.c.digest_id))) == {was["r3"], was["r4"]}
    assert many(connection, case_copies) == many(connection, case_links) == 0
    owners = select(case_keys.c.account_id).distinct()
    assert set(connection.scalars(owners)) == set(connection.scalars(select(case_accounts.c.id)))


def test_links_go_with_either_end(connection):
    ends = connection.execute(select(case_links.c.one_id, case_links.c.other_id)).all()
    (one, other), (_, last) = ends
    assert len({one, other, last}) == 3
    connection.execute(update(case_links).where(case_links.c.other_id == last).values(one_id=other))
    drop_links(connection, select(case_accounts.c.id).where(case_accounts.c.id == one))
    assert connection.execute(select(case_links.c.one_id)).scalars().all() == [other]
    drop_links(connection, select(case_accounts.c.id).where(case_accounts.c.id == last))
    assert many(connection, case_links) == 0


def test_all_but_codes_goes(connection):
    codes = read_codes(connection)
    drop_all(connection)
    assert [many(connection, table) for table in DERIVED_CASE_TABLES] == [0] * len(
        DERIVED_CASE_TABLES
    )
    assert read_codes(connection) == codes
    assert len(codes) == 2
    names = {table.name for table in DERIVED_CASE_TABLES}
    kept = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'case_%'"
    assert set(connection.execute(text(kept)).scalars()) == names | {
        "case_codes",
        "case_reviews",
        "case_looks",
    }
