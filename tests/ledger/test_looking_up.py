from datetime import date

import pytest

from accordingto.errors import FilterError
from accordingto.ledger.listings import Listing
from accordingto.ledger.looking_up import find_one
from accordingto.ledger.search_tables import search_rows
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.shelf import SHELLING, fill, listed


@pytest.fixture
def filled(ledger):
    fill(ledger)
    return ledger


def find(ledger, listing, typed, as_of=None):
    with ledger.look() as connection:
        return find_one(connection, Listing(listing), typed, as_of)


def test_record_is_found_by_the_start_of_its_id(filled):
    for listing in ("incidents", "cases", "figures", "statements", "agreements", "sources"):
        for row in listed(filled, listing):
            assert find(filled, listing, row.record).record == row.record
            assert find(filled, listing, row.record[:10]).record == row.record


def test_report_is_found_by_id_address_and_key(filled):
    address = "https://merrowin.example/1"
    keep(filled, make_incoming("Bombs fell on Homs.", given_id="u1", url=address))
    found = find(filled, "reports", "u1")
    assert find(filled, "reports", address) == found
    assert find(filled, "reports", "r1") != found


def test_newest_version_of_a_page_is_the_one(filled):
    for toll in (2, 3):
        text = f"Shelling killed {toll} people in Homs on Friday, residents said."
        keep(filled, make_incoming(text, given_id="v", url="https://merrowin.example/v"))
    assert find(filled, "reports", "v").publication_id == 5


def test_id_of_two_reports_is_told_with_their_keys(filled):
    keep(filled, make_incoming("Bombs fell on Homs.", given_id="r1", publisher="Skerry Wire"))
    with pytest.raises(FilterError, match="names more than one report; say which by its key"):
        find(filled, "reports", "r1")


@pytest.mark.parametrize(
    ("listing", "typed", "told"),
    [
        ("reports", "nowhere", "there is no report 'nowhere'"),
        ("reports", "", "there is no report ''"),
        ("reports", "r1\0", "there is no report 'r1\\x00'"),
        ("reports", "\ud800", "there is no report"),
        ("reports", "r1%", "there is no report 'r1%'"),
        ("reports", "' OR '1'='1", "there is no report"),
        ("figures", "abc", "is no start of an id; expected 4 or more"),
        ("figures", "ABCDEF", "is no start of an id"),
        ("figures", "abcd\0", "is no start of an id"),
        ("figures", "0" * 65, "is no start of an id"),
        ("figures", "ffffffffffff", "begins no id in the list of figures"),
    ],
)
def test_what_is_not_there_is_told(filled, listing, typed, told):
    with pytest.raises(FilterError) as caught:
        find(filled, listing, typed)
    assert told in str(caught.value)


def test_id_of_another_list_is_told_with_that_list(filled):
    (row,) = listed(filled, "agreements")
    with pytest.raises(FilterError, match="is an id in the list of agreements, not of figures"):
        find(filled, "figures", row.record)


def test_start_of_several_ids_is_told(filled):
    with filled.change() as connection:
        for row, record in zip(listed(filled, "figures"), ("abcd0" * 3, "abcd1" * 3), strict=False):
            changed = search_rows.update().where(search_rows.c.id == row.id)
            connection.execute(changed.values(record=record))
    assert find(filled, "figures", "abcd0").record == "abcd0" * 3
    with pytest.raises(FilterError, match="begins more than one id: abcd0"):
        find(filled, "figures", "abcd")


def test_what_was_not_known_yet_is_not_found(filled):
    (row, *_) = listed(filled, "figures")
    before, after = date(2024, 3, 13), date(2024, 3, 14)
    assert find(filled, "figures", row.record, after).id == row.id
    for listing, typed in (("figures", row.record), ("reports", "r1")):
        with pytest.raises(FilterError):
            find(filled, listing, typed, before)


def test_record_of_two_publications_of_one_text_is_that_of_the_first(filled):
    keep(filled, make_incoming(SHELLING, given_id="c", publisher="Ostrel Times"))
    rows = [row for row in listed(filled, "incidents") if row.sort == "2024-03-08"]
    assert len(rows) == 2
    assert find(filled, "incidents", rows[1].record).publication_id == 1
