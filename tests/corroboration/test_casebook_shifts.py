from unittest.mock import patch

import pytest

from accordingto.corroboration.casebook import corroborate_ledger
from accordingto.corroboration.casebook_blocks import KeptBlocks, add_keys, drop_keys, keys_of
from accordingto.corroboration.casebook_rows import load_accounts
from accordingto.corroboration.casebook_shifts import Shifts
from accordingto.ledger.case_tables import case_accounts, case_keys
from accordingto.ledger.ledger import Ledger, Opening
from tests.corroboration.test_casebook import add

TOLD = [
    (f"Shelling killed {n} people in Marenna on Friday.", "2024-03-16", "Merrowin Post")
    for n in (14, 17, 23, 31, 38, 45)
]


@pytest.fixture
def connection(tmp_path):
    """Six accounts of one block, of which two that stand side by side are compared."""
    small = ("blocking", "casebook_blocks", "casebook_shifts")
    names = [f"accordingto.corroboration.{name}" for name in small]
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as book:
        add(book, [(f"{words} {filler(n)}", *more) for n, (words, *more) in enumerate(TOLD)])
        corroborate_ledger(book)
        with book.change() as opened:
            for name in names:
                for constant, value in (("LARGEST", 2), ("WINDOW", 1)):
                    patched = patch(f"{name}.{constant}", value)
                    patched.start()
            yield opened
            patch.stopall()


def filler(number):
    """A sentence that no other report has, so that none is a copy."""
    return " ".join(f"word{number}x{place}" for place in range(40)) + "."


def accounts(connection):
    return list(load_accounts(connection, case_accounts.c.id > 0))


def pairs(connection):
    """All pairs that are compared."""
    ids = [one.id for one in accounts(connection)]
    partners = KeptBlocks(connection).partners(ids)
    return {(one, other) for one in ids for other in partners[one] if one < other}


@pytest.mark.parametrize("place", range(6))
def test_who_goes_brings_neighbours_together_and_who_comes_parts_them(connection, place):
    kept = accounts(connection)
    before, one = pairs(connection), kept[place]
    shifts = Shifts()
    for key in keys_of(connection, [one.id])[one.id]:
        shifts.removed[key].append(one)
    drop_keys(connection, [one.id])
    without = pairs(connection)
    found = shifts.find(KeptBlocks(connection))
    assert found.met >= without - before
    assert found.parted == {pair for pair in before - without if one.id not in pair}
    shifts = Shifts()
    add_keys(connection, [(one.id, one.account)])
    for key in keys_of(connection, [one.id])[one.id]:
        shifts.added[key].add(one.id)
    found = shifts.find(KeptBlocks(connection))
    assert found.parted == without - before
    assert found.met >= {pair for pair in before - without if one.id not in pair}
    assert pairs(connection) == before


def test_keys_are_kept_of_every_account(connection):
    assert {row.account_id for row in connection.execute(case_keys.select())} == {
        one.id for one in accounts(connection)
    }
