"""Two accounts compared by a sum of terms."""

from datetime import date

import pytest

from accordingto.corroboration.comparing import Comparer, probability
from tests.corroboration.accounts import killed, make_account, make_spot


def test_score_is_the_sum_of_its_terms_and_the_bias():
    comparer = Comparer()
    one, other = make_account(), make_account("r2", tolls=(killed(14),))
    told = sum(term.weight for term in comparer.explain(one, other))
    assert comparer.score(one, other) == pytest.approx(comparer.weights.bias + told, abs=0.3)
    assert {term.name for term in comparer.explain(one, other)} >= {"same_day", "same_place"}


def test_score_is_the_same_whichever_comes_first():
    comparer = Comparer()
    one = make_account(words=("bakery", "marenna", "queue", "zzyx"))
    other = make_account("r2", words=("bakery", "dawn", "marenna"), spot=make_spot("Dellit"))
    assert comparer.score(one, other) == comparer.score(other, one)


def test_same_event_scores_above_the_threshold_and_another_day_and_place_below():
    comparer = Comparer()
    far = make_spot("Dellit", lat=14.0, admin1="Tarn")
    later = {"date_from": date(2024, 4, 2), "date_to": date(2024, 4, 2)}
    threshold = comparer.weights.threshold
    assert comparer.score(make_account(), make_account("r2")) > threshold
    assert comparer.score(make_account(), make_account("r2", spot=far, **later)) < threshold


def test_terms_come_weightiest_first_and_in_words():
    terms = Comparer().explain(make_account(), make_account("r2"))
    weights = [abs(term.weight) for term in terms]
    assert weights == sorted(weights, reverse=True)
    assert "both on the same day" in [term.why for term in terms]


def test_common_words_say_nothing():
    comparer = Comparer()
    common = make_account(words=("government", "killed", "said"))
    levels = {level.id: level.value for level in comparer.levels(common, common)}
    assert levels["words_alike"] == levels["words_shared"] == 0


def test_rare_words_count_more_than_less_rare_ones():
    comparer = Comparer()
    one = make_account(words=("bakery", "zzyx"))
    levels = [
        {level.id: level.value for level in comparer.levels(one, make_account(words=(word,)))}
        for word in ("zzyx", "bakery")
    ]
    assert levels[0]["words_shared"] > levels[1]["words_shared"] > 0


@pytest.mark.parametrize(("score", "expected"), [(0, 0.5), (1000, 1.0), (-1000, 0.0)])
def test_probability_of_any_score_is_between_nought_and_one(score, expected):
    assert probability(score) == pytest.approx(expected)
