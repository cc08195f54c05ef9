"""Who is worth comparing with whom in a ledger: the same pairs as among all accounts at once."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from accordingto.corroboration.blocking import find_candidates, number_keys, order_in_block
from accordingto.corroboration.casebook_blocks import (
    KeptBlocks,
    PartnersAmong,
    add_keys,
    count_members,
    drop_keys,
    is_rare_word,
    keys_of,
)
from tests.corroboration.accounts import FRIDAY, killed, make_account, make_spot
from tests.corroboration.kept import keep_accounts, room_in
from tests.corroboration.test_casebook import small_blocks  # noqa: F401 -- a fixture
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)

DELLIT = make_spot("Dellit", lat=14.0, admin1="Tarn")


def told(number, **fields):
    """An account of the Friday, with nothing in it that all others share but what is given."""
    return make_account(f"r{number:02}", tolls=(killed(number + 4),), words=(), **fields)


def many():
    """Accounts of two towns over a week, of which many share a place and some a word."""
    return [
        make_account(
            f"r{number:02}",
            spot=DELLIT if number % 3 else make_spot(),
            date_from=FRIDAY + timedelta(days=number % 5),
            date_to=FRIDAY + timedelta(days=number % 5),
            tolls=(killed(5 + number % 4),),
            words=("zzyx",) if number % 2 else (f"zz{number}",),
        )
        for number in range(16)
    ]


def keep_all(connection, accounts):
    ids = keep_accounts(connection, accounts)
    add_keys(connection, zip(ids, accounts, strict=True))
    return ids


@pytest.fixture
def connection(sqlite):  # noqa: F811 -- a fixture
    with room_in(sqlite) as opened:
        yield opened


def pairs(blocks, ids):
    found = blocks.partners(ids)
    return [(ids.index(one), ids.index(other)) for one in ids for other in sorted(found[one])]


def check_pairs(connection):
    accounts = many()
    ids = keep_all(connection, accounts)
    expected = find_candidates(accounts)
    assert 0 < len(expected) < len(ids) * (len(ids) - 1) / 2
    assert [pair for pair in pairs(KeptBlocks(connection), ids) if pair[0] < pair[1]] == expected
    return expected


def test_pairs_are_those_of_all_accounts_at_once_in_either_store(ledger):  # noqa: F811
    with room_in(ledger) as connection:
        check_pairs(connection)


def test_so_are_those_of_blocks_that_are_too_large_to_be_compared_whole(
    connection,
    small_blocks,  # noqa: ARG001, F811 -- a fixture
):
    with patch("accordingto.corroboration.blocking.LARGEST", 500):
        whole = find_candidates(many())
    assert len(check_pairs(connection)) < len(whole)


def test_an_account_is_looked_up_alone_as_among_all(connection):
    ids = keep_all(connection, many())
    every = KeptBlocks(connection).partners(ids)
    for one in ids:
        assert KeptBlocks(connection).partners([one]) == {one: every[one]}
        assert one not in every[one]


def test_an_account_without_keys_has_no_partners(connection):
    first, second = keep_all(
        connection, [told(1), told(2, not_after=None, date_from=None, date_to=None)]
    )
    assert KeptBlocks(connection).partners([first, second]) == {first: set(), second: set()}


def test_a_word_that_is_not_rare_any_more_makes_no_pair_and_still_has_its_members(connection):
    accounts = [
        make_account(f"r{number}", spot=None, tolls=(), words=("zzyx",)) for number in range(4)
    ]
    ids = keep_all(connection, accounts)
    (key, *_) = keys_of(connection, ids[:1])[ids[0]]
    assert is_rare_word(key)
    with patch("accordingto.corroboration.casebook_blocks.STILL_RARE", 3):
        blocks = KeptBlocks(connection)
        assert set(blocks.partners(ids).values()) == {frozenset()}
        assert blocks.every_member(key) == tuple(ids)
    assert KeptBlocks(connection).partners(ids[:1])[ids[0]] == set(ids[1:])


def test_members_of_a_large_block_stand_as_they_are_compared(
    connection,
    small_blocks,  # noqa: ARG001, F811 -- a fixture
):
    accounts = [told(number) for number in range(6, 0, -1)]
    ids = keep_all(connection, accounts)
    blocks = KeptBlocks(connection)
    by_look = sorted(zip(accounts, ids, strict=True), key=lambda pair: order_in_block(pair[0]))
    assert blocks.in_order(ids) == tuple(one for _, one in by_look) == tuple(reversed(ids))
    assert blocks.in_order(ids[:5][::-1]) == tuple(ids[:5])


def test_accounts_have_their_own_keys_until_these_are_dropped(connection):
    accounts = [told(1), told(2), told(3, spot=DELLIT)]
    ids = keep_all(connection, accounts)
    own = {one: number_keys(account) for one, account in zip(ids, accounts, strict=True)}
    assert {one: sorted(keys) for one, keys in keys_of(connection, ids).items()} == own
    shared = set(own[ids[0]]) & set(own[ids[1]])
    alone = set(own[ids[2]])
    assert shared
    assert not shared & alone
    sizes = count_members(connection, [*shared, *alone, 99])
    assert sizes == dict.fromkeys(shared, 2) | dict.fromkeys(alone, 1)
    drop_keys(connection, ids[:1])
    assert keys_of(connection, ids).keys() == set(ids[1:])
    assert set(count_members(connection, shared).values()) == {1}


def test_partners_among_some_are_of_these_and_come_after(connection):
    ids = keep_all(connection, [told(number) for number in range(4)])
    found = PartnersAmong(KeptBlocks(connection), [ids[3], ids[0], ids[2]])
    assert [found.partners(place) for place in range(3)] == [[1, 2], [2], []]


def test_each_account_is_loaded_once(connection):
    ids = keep_all(connection, [told(1), told(2)])
    blocks = KeptBlocks(connection)
    assert [one.id for one in blocks.load(reversed(ids))] == ids[::-1]
    with patch("accordingto.corroboration.casebook_blocks.load_accounts_by_id") as loading:
        loading.side_effect = lambda _, missing: iter(()) if not missing else pytest.fail("again")
        assert [one.id for one in blocks.load(iter(ids))] == ids
