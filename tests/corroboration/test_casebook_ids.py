"""Rows of accounts by what names them."""

from dataclasses import replace

import pytest
from sqlalchemy import true

from accordingto.corroboration.casebook_ids import AccountRows
from accordingto.corroboration.casebook_rows import load_accounts
from accordingto.corroboration.linking import in_order, ref_of
from accordingto.records.cases import AccountRef
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import make_digest
from tests.corroboration.kept import keep_digests, room_in
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)

LATE, EARLY = (make_account("b", record=f"b-{n}", start=n) for n in (70, 5))
# Stores sort these in different ways.
SMALL, LARGE = (make_account("a", record=record, start=9) for record in ("a-b", "a-C"))


@pytest.fixture
def connection(ledger):  # noqa: F811 -- a fixture
    with room_in(ledger) as opened:
        yield opened


def keep_three(connection):
    """Keep two reports with accounts, the later key first, and one without."""
    kept = [("b", (LATE, EARLY)), ("c", ()), ("a", (SMALL, LARGE))]
    digests = [replace(make_digest(key), accounts=accounts) for key, accounts in kept]
    keep_digests(connection, digests)


def test_each_account_is_found_by_its_name(connection):
    keep_three(connection)
    rows = AccountRows(connection)
    kept = {ref_of(one.account): one.id for one in load_accounts(connection, true())}
    assert dict(rows) == kept
    assert len(rows) == len(kept) == 4


def test_rows_come_in_the_order_of_accounts_in_any_store(connection):
    keep_three(connection)
    rows = AccountRows(connection)
    accounts = in_order((LATE, EARLY, SMALL, LARGE))
    assert [rows[ref_of(one)] for one in accounts] == rows.in_order().tolist()
    assert accounts[:2] == [LARGE, SMALL]


@pytest.mark.parametrize("name", [("a", "b-5"), ("c", "c-1"), ("d", "a-b")])
def test_name_of_no_account_is_refused(connection, name):
    keep_three(connection)
    with pytest.raises(KeyError):
        AccountRows(connection)[AccountRef(*name)]


def test_empty_ledger_has_no_rows(ledger):  # noqa: F811 -- a fixture
    with ledger.look() as connection:
        rows = AccountRows(connection)
    assert not rows
    assert rows.in_order().tolist() == []
