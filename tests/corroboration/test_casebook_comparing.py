from unittest.mock import patch

from accordingto.corroboration.casebook_comparing import (
    NotingComparer,
    RememberingComparer,
    ordered,
)
from accordingto.corroboration.comparing import Comparer
from accordingto.records.values import Kind
from tests.corroboration.accounts import make_account

ONE, OTHER = make_account("r1"), make_account("r2")


def test_two_are_compared_once_and_score_as_ever():
    comparer, plain = RememberingComparer(), Comparer()
    assert comparer.score(ONE, OTHER) == plain.score(ONE, OTHER)
    assert comparer.score_if_high(ONE, OTHER) == comparer.score(ONE, OTHER)
    with patch.object(Comparer, "score", side_effect=AssertionError):
        assert comparer.score(ONE, OTHER) == plain.score_if_high(ONE, OTHER)


def test_only_pairs_above_the_threshold_are_noted():
    comparer, far = NotingComparer(), make_account("r3", kind=Kind.ABDUCTION, tolls=(), words=())
    assert Comparer().reaches(ONE, OTHER)
    assert not Comparer().reaches(ONE, far)
    for other in (OTHER, far):
        comparer.score_if_high(ONE, other)
    assert [list(ends) for ends in comparer.noted] == [[id(ONE)], [id(OTHER)]]


def test_accounts_are_compared_in_one_order():
    assert ordered(OTHER, ONE) == ordered(ONE, OTHER) == (ONE, OTHER)
