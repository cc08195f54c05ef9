"""What is news of a case, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.corroborating import corroborate
from accordingto.corroboration.digests import Digest
from accordingto.corroboration.news import TollBound, find_news
from accordingto.errors import ConfigurationError
from accordingto.records.news import NewsKind
from tests.ledger.incoming import make_incoming, read

FIRST = "Shelling killed 20 people in Dorrash on Friday, residents said."
MORE = "Shelling killed 23 people in Dorrash on Friday, the Harun Red Crescent said."
BLAMED = "Shelling killed 20 people in Dorrash on Friday. The opposition accused the army of it."
RIVAL = "Shelling killed 20 people in Dorrash on Friday. The government accused the rebels of it."
DENIED = "Shelling killed 20 people in Dorrash on Friday. The army denied that it shelled Dorrash."


def digest(given_id, words) -> Digest:
    return condense(read(make_incoming(words, given_id=given_id, published="2024-03-16")))


def case(*texts):
    """The one case that reports r0, r1 ... tell of."""
    found = corroborate(digest(f"r{n}", words) for n, words in enumerate(texts))
    [one] = found.cases()
    return one


def news(before, *texts, bound="0"):
    after = case(*before, *texts)
    known = case(*before) if before else None
    fresh = after.reports[len(before) :]
    return list(find_news(known, after, fresh, TollBound.parse(bound)))


def kinds(found):
    return [one.kind for one in found]


def test_a_case_that_nobody_told_of_is_new_and_nothing_else():
    [one] = news([], FIRST)
    assert one.kind is NewsKind.NEW_CASE
    assert len(one.reports) == 1
    assert one.tolls[0].before is None


def test_a_report_that_says_the_same_is_no_news():
    assert news([FIRST], FIRST) == []


def test_a_toll_that_moves_is_news_with_the_claim_that_moved_it():
    [one] = news([FIRST], MORE)
    assert one.kind is NewsKind.TOLL
    [move] = one.tolls
    assert (move.before.high, move.after.high) == (20, 23)
    assert [claim.quote for claim in move.claims] == [MORE]


@pytest.mark.parametrize(
    ("bound", "is_news"), [("2", True), ("3", False), ("14%", True), ("15%", False), ("0%", True)]
)
def test_a_toll_is_news_only_beyond_the_bound(bound, is_news):
    assert bool(news([FIRST], MORE, bound=bound)) is is_news


def test_blame_of_another_party_by_an_independent_voice_is_news():
    found = news([BLAMED], RIVAL)
    assert kinds(found) == [NewsKind.RIVAL_BLAME]
    [pair] = found[0].rivals
    assert {pair.one, pair.other} == {"the army", "the rebels"}


def test_more_blame_of_the_same_party_is_no_news():
    assert news([BLAMED], BLAMED) == []


def test_a_denial_is_news_once():
    found = news([BLAMED], DENIED)
    assert kinds(found) == [NewsKind.DENIAL]
    assert "denied" in found[0].denials[0].quote
    assert news([BLAMED, DENIED], FIRST) == []


@pytest.mark.parametrize("typed", ["", "-1", "five", "10 percent", "1.5", "%", "٣"])
def test_what_is_no_bound_is_refused(typed):
    with pytest.raises(ConfigurationError, match="expected a number of people as in 5"):
        TollBound.parse(typed)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 300))
def test_a_share_is_of_what_was_claimed_before(before, after, percent):
    bound = TollBound(percent, is_percent=True)
    assert bound.is_passed(before, after) is (abs(after - before) * 100 > before * percent)
