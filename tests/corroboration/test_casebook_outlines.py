"""How cases are told, as it is kept: one row a case."""

from datetime import date

import pytest
from sqlalchemy import select

from accordingto.corroboration.casebook_outlines import (
    outline_rows,
    read_outlines,
    write_outlines,
)
from accordingto.corroboration.linking import Linked
from accordingto.ledger.case_tables import case_outlines
from tests.corroboration.accounts import FRIDAY, killed, make_account, make_spot
from tests.corroboration.kept import keep_accounts, room_in
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)

CODE = "C-1111111111"


def row_of(*accounts, stories=None):
    (row,) = outline_rows([(CODE, Linked(tuple(accounts), ()))], stories or {})
    return row


def test_a_case_is_told_as_most_of_its_texts_tell_it():
    skerry = make_spot("Skerry", lat=1.0)
    told = [make_account("r1", spot=skerry), make_account("r2"), make_account("r3")]
    row = row_of(*told)
    assert (row["place"], row["lat"], row["accounts"]) == ("Marenna", 10.0, 3)
    assert row_of(*told, stories={"r2": 1, "r3": 1})["place"] == "Marenna"
    copied = row_of(*told, make_account("r4", spot=skerry), stories={"r2": 1, "r3": 1})
    assert copied["place"] == "Skerry"


def test_the_largest_number_that_somebody_gives_is_kept_and_none_is_added():
    other = make_account("r2", tolls=(killed(20, None), killed(None, 90)))
    assert row_of(make_account(), other)["killed"] == 20
    assert row_of(make_account(tolls=()))["killed"] is None


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        (FRIDAY, FRIDAY, ("2024-03-15", "2024-03-15")),
        (FRIDAY, date(2024, 3, 18), ("2024-03-15", "2024-03-18")),
        (None, FRIDAY, ("2024-03-15", "2024-03-15")),
        (None, None, (None, None)),
    ],
)
def test_days_are_kept_as_they_are_told(first, last, kept):
    row = row_of(make_account(date_from=first, date_to=last))
    assert (row["first_day"], row["last_day"]) == kept


def test_a_case_without_a_place_has_none():
    row = row_of(make_account(spot=None))
    assert (row["place"], row["country"], row["lat"]) == (None, None, None)


def test_a_case_that_one_account_puts_at_a_hospital_is_marked():
    assert row_of(make_account(), make_account("r2"))["at_facility"] == 0
    assert row_of(make_account(), make_account("r2", at_facility=True))["at_facility"] == 1


def test_a_case_that_is_written_again_has_one_row(ledger):  # noqa: F811
    with room_in(ledger) as connection:
        accounts = [make_account("r1"), make_account("r2")]
        keep_accounts(connection, accounts)
        for some in (accounts, accounts[:1]):
            write_outlines(connection, [(CODE, Linked(tuple(some), ()))])
        assert connection.scalars(select(case_outlines.c.accounts)).all() == [1]
        (kept,) = read_outlines(connection, [CODE]).values()
        assert kept == row_of(accounts[0])


def test_counts_that_cannot_all_be_true_are_counted():
    def differing(*tolls):
        told = (make_account(f"r{n}", tolls=own) for n, own in enumerate(tolls))
        return row_of(*told)["differing"]

    assert differing((killed(6),), (killed(19),), (killed(19),)) == 2
    assert differing((killed(10, None),), (killed(12),)) == 1
    assert differing((killed(10, None), killed(4)), (killed(12),)) == 1
    assert differing((killed(None, 5),), (killed(7, 9),), (killed(20, None),)) == 3
    assert differing(()) is None
