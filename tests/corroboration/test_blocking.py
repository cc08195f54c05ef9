"""Which accounts are compared."""

from datetime import date, timedelta

from accordingto.corroboration.blocking import LARGEST, block_keys, find_candidates
from tests.corroboration.accounts import FRIDAY, killed, make_account, make_spot

FAR = make_spot("Dellit", lat=14.0, admin1="Tarn")


def test_accounts_of_one_time_and_place_are_compared():
    assert find_candidates([make_account(), make_account("r2", tolls=(), words=())]) == [(0, 1)]


def test_toll_or_rare_word_is_enough_beside_the_time():
    one = make_account(words=("zzyx",))
    assert find_candidates([one, make_account("r2", spot=FAR, words=())]) == [(0, 1)]
    other = make_account("r2", spot=None, tolls=(), words=("zzyx",))
    assert find_candidates([one, other]) == [(0, 1)]


def test_small_tolls_are_not_looked_for():
    one = make_account(tolls=(killed(2),), words=())
    other = make_account("r2", tolls=(killed(2),), spot=FAR, words=())
    assert find_candidates([one, other]) == []


def test_accounts_of_other_weeks_are_not_compared():
    days = {"date_from": date(2024, 3, 30), "date_to": date(2024, 3, 30)}
    assert find_candidates([make_account(), make_account("r2", **days)]) == []


def test_days_that_follow_each_other_always_share_a_key():
    for shift in range(8):
        day = FRIDAY + timedelta(days=shift)
        one = make_account(date_from=day, date_to=day)
        after = day + timedelta(days=1)
        other = make_account("r2", date_from=after, date_to=after)
        assert find_candidates([one, other]) == [(0, 1)]


def test_account_without_a_day_is_looked_for_by_when_it_was_told():
    undated = make_account("r2", date_from=None, date_to=None)
    assert find_candidates([make_account(), undated]) == [(0, 1)]


def test_account_of_a_year_or_of_no_known_time_has_no_key():
    year = make_account(date_from=date(2024, 1, 1), date_to=date(2024, 12, 31))
    never = make_account(date_from=None, date_to=None, not_after=None)
    assert block_keys(year) == block_keys(never) == ()


def test_large_block_is_compared_by_neighbours_only():
    many = [make_account(f"r{n:04}", words=(), tolls=(killed(n),)) for n in range(4 * LARGEST)]
    candidates = find_candidates(many)
    assert len(candidates) < len(many) * 40
    assert all((n, n + 1) in set(candidates) for n in range(len(many) - 1))
