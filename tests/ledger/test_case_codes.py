import pytest
from sqlalchemy import delete, update

from accordingto.errors import StoreError
from accordingto.ledger.case_codes import (
    find_founder,
    is_code,
    keep_codes,
    read_codes,
    read_codes_of,
)
from accordingto.ledger.case_tables import REFUSED, case_codes
from accordingto.ledger.tombstones import Graveyard, Kind

FIRST, SECOND = ("C-2222222222", ("b" * 64, 7)), ("C-1111111111", ("a" * 64, 0))


@pytest.fixture
def coded(ledger):
    with ledger.change() as connection:
        keep_codes(connection, dict([FIRST, SECOND]), ledger.now())
    return ledger


def test_codes_are_kept_in_the_order_of_minting(coded):
    with coded.look() as connection:
        assert list(read_codes(connection).items()) == [FIRST, SECOND]


def test_a_code_that_is_known_stays_as_it_is(coded):
    with coded.change() as connection:
        keep_codes(connection, {FIRST[0]: ("c" * 64, 1)}, coded.now())
        assert find_founder(connection, FIRST[0]) == FIRST[1]
        assert not is_code(connection, "C-3333333333")


@pytest.mark.parametrize("change", [delete(case_codes), update(case_codes).values(code="C-0")])
def test_the_database_refuses_to_change_or_delete_a_code(coded, change):
    with pytest.raises(StoreError, match=REFUSED.split(";")[0]), coded.change() as connection:
        connection.execute(change)


def test_a_founder_is_found_by_what_its_text_is_now(coded):
    with coded.change() as connection:
        grave = Graveyard(connection, "asked for", coded.now())
        grave.bury(Kind.TEXT, "b" * 64, "d" * 64)
        assert read_codes(connection)[FIRST[0]] == ("d" * 64, 7)
        assert read_codes_of(connection, ["d" * 64]) == {FIRST[0]: ("d" * 64, 7)}
