"""Groups of accounts that are set aside."""

from math import inf

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.linking import Joined, Linked, link_accounts, ref_of
from accordingto.corroboration.packed_groups import PackedGroups
from evaluation.invented_war import War
from evaluation.inventing import invent_reports

ACCOUNTS = [
    account
    for number, one in enumerate(invent_reports(War.of(1), 1, 12, days=3))
    for account in condense(one.reading, f"k{number}").accounts
]


def test_groups_come_back_as_they_were():
    groups = link_accounts(ACCOUNTS)
    packed = PackedGroups(reversed([*enumerate(groups)]))
    assert list(packed) == groups
    assert len(packed) == len(groups)
    assert packed[1:3] == groups[1:3]
    assert packed[-1] == groups[-1]


def test_bond_by_a_person_comes_back():
    refs = list(map(ref_of, ACCOUNTS[:2]))
    group = Linked(tuple(ACCOUNTS[:2]), (), (Joined(refs[0], refs[1], inf),))
    assert list(PackedGroups([(0, group)])) == [group]
