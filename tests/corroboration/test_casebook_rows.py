"""Digests and accounts come back from a ledger as they went in."""

from array import array
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from accordingto.corroboration.casebook_rows import (
    UNSIGNED,
    add_pairs,
    keep_digest,
    keys_of_digests,
    load_accounts,
    load_accounts_by_id,
    load_digests,
    pack_near,
    unpack_near,
)
from accordingto.corroboration.sketches import make_sketch
from accordingto.ledger.case_tables import case_accounts, case_digests, case_keys
from accordingto.records.values import Stance, Step
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import blame, day, figure, make_digest, speaker, statement, step
from tests.corroboration.kept import keep_accounts, keep_digests, room_in
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)


@pytest.fixture
def connection(sqlite):  # noqa: F811 -- a fixture
    with room_in(sqlite) as opened:
        yield opened


FULL = make_digest(
    "r1",
    figure(12, None),
    blame("the Tarn Guard"),
    statement(Stance.DENIES, "It shelled nobody.", ["f-12-None"]),
    step(Step.AGREED, day(3)),
    speaker("Skerry Relief"),
    sketch=make_sketch("Warplanes hit a bakery queue in Marenna, killing 12."),
)


@pytest.mark.parametrize(
    "digest",
    [
        FULL,
        make_digest("r1"),
        replace(make_digest("r1"), accounts=(), published=None, given=None),
        replace(
            FULL, accounts=(make_account(), make_account(record="r1-2", names=("Ó \U0001f54a",)))
        ),
    ],
)
def test_a_digest_comes_back_whole(connection, digest):
    (kept,) = keep_digests(connection, [digest])
    assert load_digests(connection, [kept, kept]) == {kept: digest}


def test_so_it_does_in_either_store(ledger):  # noqa: F811 -- a fixture
    with room_in(ledger) as opened:
        (kept,) = keep_digests(opened, [FULL])
        assert load_digests(opened, [kept]) == {kept: FULL}


def test_only_the_digests_that_are_asked_for_come_with_their_own_accounts(connection):
    first, second, third = keep_digests(connection, map(make_digest, ("r1", "r2", "r3")))
    found = load_digests(connection, [third, first])
    assert {one: digest.key for one, digest in found.items()} == {first: "r1", third: "r3"}
    assert [one.report for one in found[third].accounts] == ["r3"]
    assert keys_of_digests(connection, [second]) == {"r2": second}


@pytest.mark.parametrize(
    ("published", "given", "kept"), [(1, 4, 1), (None, 4, 4), (None, None, None)]
)
def test_a_digest_stands_by_the_day_it_was_published_else_given(connection, published, given, kept):
    days = [None if one is None else day(one) for one in (published, given)]
    digest = make_digest("r1", published=days[0], given=days[1])
    keep_digests(connection, [digest])
    stored = connection.scalar(select(case_digests.c.day))
    assert stored == (None if kept is None else day(kept).toordinal())


def test_one_reading_has_one_digest(connection):
    (kept,) = keep_digests(connection, [make_digest("r1")])
    reading = connection.scalar(select(case_digests.c.reading_id).where(case_digests.c.id == kept))
    with pytest.raises(Exception, match=r"(?i)unique"), connection.begin_nested():
        keep_digest(connection, reading, make_digest("r2"))


def test_an_account_that_is_kept_is_of_no_case_and_near_to_none(connection):
    one, other = make_account("r1"), make_account("r2")
    ids = keep_accounts(connection, [one, other])
    found = list(load_accounts_by_id(connection, [*reversed(ids), *ids]))
    assert [kept.id for kept in found] == ids
    assert [kept.account for kept in found] == [one, other]
    assert {(kept.code, kept.near) for kept in found} == {("", ())}


def test_accounts_are_told_with_their_case_and_who_is_near(connection):
    first, second = keep_accounts(connection, [make_account("r1"), make_account("r2")])
    told = {"code": "C-0000000001", "near": pack_near([first])}
    connection.execute(update(case_accounts).where(case_accounts.c.id == second).values(told))
    (kept,) = load_accounts(connection, case_accounts.c.code == "C-0000000001")
    assert (kept.id, kept.near) == (second, (first,))


def test_who_is_near_is_kept_once_and_in_order():
    assert unpack_near(pack_near([70_000, 3, 3, 2**32 - 1])) == (3, 70_000, 2**32 - 1)


def test_where_nobody_is_near_nothing_is_kept():
    assert pack_near([]) is None
    assert unpack_near(None) == ()


def test_pairs_are_all_added_in_order_whatever_their_number(connection):
    ids = keep_accounts(connection, [make_account(f"r{number}") for number in range(3)])
    keys = [2**62, 5, 5, 1, 3]
    owners = [ids[0], ids[2], ids[1], ids[0], ids[2]]
    added = []

    def note(_, __, rows):
        added.extend(rows)

    with patch("accordingto.corroboration.casebook_rows._PAIRS", 2):
        add_pairs(connection, case_keys, keys, owners)
        with patch("accordingto.corroboration.casebook_rows.add_whole_rows", side_effect=note):
            add_pairs(connection, case_keys, keys, owners)
    expected = sorted(zip(keys, owners, strict=True))
    assert sorted(map(tuple, connection.execute(select(case_keys)))) == expected
    assert added == expected


@pytest.mark.parametrize("sorted_at_once", [1, 2, 100])
@given(
    pairs=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 9)), max_size=30, unique=True),
    kind=st.sampled_from(["q", UNSIGNED]),
)
def test_pairs_are_in_order_however_few_are_sorted_together(sorted_at_once, pairs, kind):
    added = []
    firsts, seconds = (array(kind, [pair[end] for pair in pairs]) for end in (0, 1))
    with (
        patch("accordingto.corroboration.casebook_rows._SORTED", sorted_at_once),
        patch(
            "accordingto.corroboration.casebook_rows.add_whole_rows",
            side_effect=lambda _, __, rows: added.extend(rows),
        ),
    ):
        add_pairs(None, case_keys, firsts, seconds)
    assert added == sorted(pairs)
