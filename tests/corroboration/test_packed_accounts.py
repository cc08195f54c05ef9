"""Accounts that are unpacked a report at a time."""

import pytest

from accordingto.corroboration.packed_accounts import PackedAccounts, Picked
from tests.corroboration.accounts import make_account

REPORTS = {
    "a": (make_account("a", record="1"), make_account("a", record="2")),
    "b": (),
    "c": (make_account("c", record="1"),),
    "d": (make_account("d", record="1"), make_account("d", record="2")),
}
COUNTS = {key: len(accounts) for key, accounts in REPORTS.items()}
EVERY = [account for accounts in REPORTS.values() for account in accounts]


def pack(most_at_hand=2):
    asked = []

    def unpack(report):
        asked.append(report)
        return REPORTS[report]

    return PackedAccounts(COUNTS.items(), unpack, most_at_hand), asked


def test_accounts_are_found_by_place():
    packed, _ = pack()
    assert len(packed) == 5
    assert [packed[place] for place in range(5)] == EVERY
    assert packed[-1] == EVERY[-1]
    assert packed[1:4] == EVERY[1:4]
    assert list(packed) == EVERY


@pytest.mark.parametrize("place", [5, -6])
def test_place_beyond_the_last_is_refused(place):
    packed, _ = pack()
    with pytest.raises(IndexError):
        packed[place]


def test_report_at_hand_is_not_unpacked_again():
    packed, asked = pack()
    for place in (0, 1, 2, 0, 2):
        assert packed[place] == EVERY[place]
    assert asked == [*"ac"]
    assert (packed[3], packed[0]) == (EVERY[3], EVERY[0])
    assert asked == [*"acda"]


def test_which_report_gives_an_account_is_known_without_unpacking_it():
    packed, asked = pack()
    assert list(packed.reports()) == [*"aacdd"]
    assert asked == []


def test_of_no_reports_there_are_no_accounts():
    packed = PackedAccounts([], REPORTS.__getitem__)
    assert list(packed) == []


def test_some_are_picked_by_place():
    picked = Picked(pack()[0], [4, 0, 2])
    assert list(picked) == [EVERY[4], EVERY[0], EVERY[2]]
    assert picked[1:] == [EVERY[0], EVERY[2]]
    assert len(picked) == 3
