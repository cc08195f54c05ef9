"""Pairs of accounts that count, and what they score."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from accordingto.corroboration import all_pairs, pair_scores
from accordingto.corroboration.all_pairs import score_all_pairs
from accordingto.corroboration.blocking import Blocks
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.condensing import condense
from accordingto.corroboration.linking import in_order
from accordingto.corroboration.packed_accounts import PackedAccounts
from evaluation.invented_war import War
from evaluation.inventing import invent_reports
from tests.corroboration.accounts import make_account

DIGESTS = sorted(
    # Named so that their order is not that of their days.
    (
        condense(one.reading, f"k{number * 37 % 101}")
        for number, one in enumerate(invent_reports(War.of(1), 1, 100, days=50))
    ),
    key=lambda one: one.key,
)
REPORTS = {one.key: in_order(one.accounts) for one in DIGESTS}
ACCOUNTS = [account for accounts in REPORTS.values() for account in accounts]


class Everybody:
    """Everybody is worth comparing with everybody."""

    def __init__(self, accounts):
        self.count = len(accounts)

    def partners(self, place):
        return list(range(place + 1, self.count))


def hanging_together(accounts, comparer, joined=()):
    """Return for each account all that it hangs together with, by definition."""
    groups = [{place} for place in range(len(accounts))]
    links = [
        (one, other)
        for one, other in combinations(range(len(accounts)), 2)
        if comparer.reaches(accounts[one], accounts[other])
    ]
    for one, other in (*links, *joined):
        both = groups[one] | groups[other]
        for place in both:
            groups[place] = both
    return groups


@pytest.mark.parametrize("at_once", [7, 1 << 20])
def test_pairs_are_those_of_what_hangs_together_each_with_its_score(monkeypatch, at_once):
    monkeypatch.setattr(pair_scores, "AT_ONCE", at_once)
    monkeypatch.setattr(all_pairs, "AT_ONCE", at_once)
    accounts, comparer = ACCOUNTS[:70], Comparer()
    found = score_all_pairs(accounts, Everybody(accounts), comparer, [(3, 5)])
    groups = hanging_together(accounts, comparer, [(3, 5)])
    expected = {
        (one, other): comparer.score(accounts[one], accounts[other])
        for one, other in combinations(range(len(accounts)), 2)
        if other in groups[one]
    }
    pairs = found.scores.within(range(len(accounts)))
    assert list(pairs) == sorted(expected.items())
    assert (3, 5) in expected
    above = sorted(zip(found.ones.tolist(), found.others.tolist(), strict=True))
    threshold = comparer.weights.threshold
    assert above == [pair for pair, score in sorted(expected.items()) if score > threshold]
    assert above


def test_accounts_are_gone_through_by_their_days():
    asked = []

    def unpack(report):
        asked.append(report)
        return REPORTS[report]

    counts = ((key, len(accounts)) for key, accounts in REPORTS.items())
    packed = PackedAccounts(counts, unpack, most_at_hand=40)
    blocks = Blocks(ACCOUNTS)
    found = score_all_pairs(packed, blocks, Comparer())
    # Once for the days, and little more than once to compare; report by report it is far more.
    assert len(asked) < 3 * len(REPORTS)
    kept = score_all_pairs(ACCOUNTS, blocks, Comparer())
    assert found.scores.others.tolist() == kept.scores.others.tolist()
    assert found.scores.values.tolist() == kept.scores.values.tolist()


def test_account_without_a_day_goes_by_when_it_was_told():
    first = date(2024, 3, 1)
    undated = [
        make_account(f"r{n}", date_from=None, date_to=None, not_after=first + timedelta(days=n))
        for n in (9, 1, 5)
    ]
    timeless = make_account("r2", date_from=None, date_to=None, not_after=None)
    gone_through = []

    class Noting(Everybody):
        def partners(self, place):
            gone_through.append(place)
            return super().partners(place)

    accounts = [*undated, timeless]
    score_all_pairs(accounts, Noting(accounts), Comparer())
    assert gone_through == [3, 1, 2, 0]


def test_of_no_accounts_there_are_no_pairs():
    found = score_all_pairs([], Everybody([]), Comparer())
    assert [len(found.ones), len(found.others), len(found.scores.others)] == [0, 0, 0]
    assert found.scores.ends.tolist() == [0]
