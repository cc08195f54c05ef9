from unittest.mock import patch

from accordingto.corroboration.casebook_comparing import RememberingComparer, ordered
from accordingto.corroboration.comparing import Comparer
from tests.corroboration.accounts import make_account

ONE, OTHER = make_account("r1"), make_account("r2")


def test_two_are_compared_once_and_score_as_ever():
    comparer, plain = RememberingComparer(), Comparer()
    assert comparer.score(ONE, OTHER) == plain.score(ONE, OTHER)
    assert comparer.score_if_high(ONE, OTHER) == comparer.score(ONE, OTHER)
    with patch.object(Comparer, "score", side_effect=AssertionError):
        assert comparer.score(ONE, OTHER) == plain.score_if_high(ONE, OTHER)


def test_accounts_are_compared_in_one_order():
    assert ordered(OTHER, ONE) == ordered(ONE, OTHER) == (ONE, OTHER)
