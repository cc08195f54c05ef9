"""Cases in an order, a page at a time."""

import pytest
from sqlalchemy import insert, true

from accordingto.errors import FilterError
from accordingto.ledger.case_orders import CaseOrder, find_in_order, named, not_named
from accordingto.ledger.case_tables import case_outlines
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)

ROWS = {
    "C-1": ("2024-03-02", 5, 2),
    "C-2": ("2024-03-02", None, None),
    "C-3": (None, 90, 1),
    "C-4": ("2024-04-01", 5, None),
    "C-5": (None, None, 3),
}


@pytest.fixture
def connection(ledger):  # noqa: F811 -- a fixture
    with ledger.change() as connection:
        for code, (day, killed, differing) in ROWS.items():
            row = {"code": code, "accounts": 1, "kind": "shelling", "at_facility": 0}
            row |= {"first_day": day, "last_day": day, "killed": killed, "differing": differing}
            connection.execute(insert(case_outlines).values(row))
        yield connection


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (CaseOrder.NEWEST, "42153"),
        (CaseOrder.DEADLIEST, "34152"),
        (CaseOrder.CONTESTED, "51342"),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_follow_each_other_and_what_is_not_known_comes_last(connection, order, told, limit):
    found, after = [], ""
    while True:
        codes, after = find_in_order(connection, true(), order, limit, after)
        found += codes
        if not after:
            break
    assert found == [f"C-{digit}" for digit in told]


def test_some_are_named_and_others_not(connection):
    assert find_in_order(connection, named(["C-1", "C-3"]), CaseOrder.NEWEST, 9)[0] == (
        "C-1",
        "C-3",
    )
    assert find_in_order(connection, named([]), CaseOrder.NEWEST, 9) == ((), "")
    kept, _ = find_in_order(connection, not_named(["C-1", "C-3"]), CaseOrder.NEWEST, 9)
    assert kept == ("C-4", "C-2", "C-5")


def test_a_case_that_is_not_there_leads_nowhere(connection):
    with pytest.raises(FilterError, match="no case 'C-9' to go on after"):
        find_in_order(connection, true(), CaseOrder.NEWEST, 5, "C-9")
