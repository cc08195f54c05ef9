"""How two accounts are alike."""

from datetime import date

import pytest

from accordingto.corroboration.likeness import (
    Actors,
    Days,
    Kinds,
    Meeting,
    Names,
    Places,
    Reports,
    Targets,
    Tolls,
    compare_actors,
    compare_days,
    compare_kinds,
    compare_names,
    compare_places,
    compare_reports,
    compare_targets,
    compare_tolls,
    distance_km,
    meet,
)
from accordingto.records.values import Kind, State
from tests.corroboration.accounts import FRIDAY, Toll, killed, make_account, make_spot


@pytest.mark.parametrize(
    ("first", "last", "level"),
    [
        (FRIDAY, FRIDAY, Days.SAME),
        (date(2024, 3, 14), FRIDAY, Days.OVERLAP),
        (date(2024, 3, 16), date(2024, 3, 16), Days.NEXT),
        (date(2024, 3, 12), date(2024, 3, 12), Days.NEAR),
        (date(2024, 3, 18), date(2024, 3, 18), Days.NEAR),
        (date(2024, 3, 19), date(2024, 3, 19), Days.APART),
        (date(2024, 3, 1), date(2024, 3, 31), Days.VAGUE),
        (date(2024, 2, 1), date(2024, 2, 29), Days.VAGUE_APART),
        (None, FRIDAY, Days.SAME),
        (date(2024, 3, 14), None, Days.OVERLAP),
    ],
)
def test_days_are_compared_within_their_precision(first, last, level):
    other = make_account("r2", date_from=first, date_to=last)
    assert compare_days(make_account(), other) is level
    assert compare_days(other, make_account()) is level


@pytest.mark.parametrize(
    ("told", "level"),
    [
        (date(2024, 3, 15), Days.TOLD_SOON),
        (date(2024, 3, 19), Days.TOLD_SOON),
        (date(2024, 3, 20), Days.TOLD_LATE),
        (date(2024, 3, 14), Days.TOLD_BEFORE),
        (None, Days.UNKNOWN),
    ],
)
def test_account_without_a_day_is_placed_by_when_it_is_told(told, level):
    undated = make_account("r2", date_from=None, date_to=None, not_after=told)
    assert compare_days(make_account(), undated) is level
    assert compare_days(undated, make_account()) is level


@pytest.mark.parametrize(
    ("told", "level"),
    [(16, Days.BOTH_SOON), (20, Days.BOTH_SOON), (21, Days.BOTH_APART)],
)
def test_two_accounts_without_days_are_compared_by_when_they_are_told(told, level):
    one = make_account(date_from=None, date_to=None)
    other = make_account("r2", date_from=None, date_to=None, not_after=date(2024, 3, told))
    assert compare_days(one, other) is level


@pytest.mark.parametrize(
    ("spot", "level"),
    [
        (make_spot(), Places.SAME),
        (make_spot("al-Marenna", gazetteer_id="x:2", gazetteer_name=None), Places.SAME),
        (make_spot("Dellit", lat=10.01, where_prec=3), Places.WITHIN),
        (make_spot("Dellit", lat=10.01), Places.NEAR),
        (make_spot("Dellit", lat=10.1), Places.AREA),
        (make_spot("Dellit", lat=10.4), Places.ADMIN),
        (make_spot("Dellit", lat=10.4, admin1="Tarn"), Places.FAR),
        (make_spot("Dellit", lat=12.0), Places.FAR),
        (make_spot("Tarn", lat=None, lon=None, admin1="Tarn", where_prec=4), Places.FAR),
        # A region may reach over the border of its province.
        (make_spot("Lower Vale", lat=None, lon=None, admin1="Tarn", where_prec=5), Places.COUNTRY),
        (make_spot("Dellit", lat=None), Places.ADMIN),
        (make_spot("Dellit", lat=None, admin1=None), Places.COUNTRY),
        (make_spot("Ossen", lat=None, where_prec=4), Places.ADMIN),
        (make_spot("Marenna", gazetteer_id="x:9", country="YY", where_prec=6), Places.ABROAD),
        (None, Places.UNKNOWN),
    ],
)
def test_places_are_compared_by_name_position_and_province(spot, level):
    other = make_account("r2", spot=spot, words=())
    one = make_account(words=())
    assert compare_places(one, other) is level
    assert compare_places(other, one) is level


def test_place_that_the_other_names_in_its_sentences_is_told():
    far = make_spot("Dellit", lat=12.0)
    assert compare_places(make_account(words=("dellit",)), make_account("r2", spot=far)) is (
        Places.NAMED
    )


def test_distance_is_that_of_the_great_circle_and_unknown_without_positions():
    one, other = make_spot(lat=0.0, lon=0.0), make_spot(lat=0.0, lon=1.0)
    assert distance_km(one, other) == pytest.approx(111.195, abs=0.001)
    assert distance_km(one, make_spot(lat=None)) is None


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (Kind.AIR_STRIKE, Kind.AIR_STRIKE, Kinds.SAME),
        (Kind.CHEMICAL, Kind.CHEMICAL, Kinds.SAME_RARE),
        (Kind.AIR_STRIKE, Kind.SHELLING, Kinds.RELATED),
        (Kind.OTHER, Kind.ABDUCTION, Kinds.RELATED),
        (Kind.AIR_STRIKE, Kind.ABDUCTION, Kinds.OTHER),
    ],
)
def test_kinds_that_reports_mix_up_are_related(one, other, level):
    assert compare_kinds(one, other) is level
    assert compare_kinds(other, one) is level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ((killed(12),), (killed(12),), Tolls.SAME),
        ((killed(12), killed(3)), (killed(3),), Tolls.AGREE),
        ((killed(2),), (killed(2),), Tolls.SAME_SMALL),
        ((killed(12),), (killed(15),), Tolls.CLOSE),
        ((killed(20, None),), (killed(56),), Tolls.AGREE),
        ((killed(20),), (killed(56),), Tolls.DIFFER),
        ((killed(12),), (), Tolls.NONE),
        ((killed(12),), (Toll(State.INJURED, 12, 12),), Tolls.NONE),
        ((killed(0),), (killed(0),), Tolls.NONE),
    ],
)
def test_tolls_are_compared_state_by_state(one, other, level):
    first, second = make_account(tolls=one), make_account("r2", tolls=other)
    assert compare_tolls(first, second) is level
    assert compare_tolls(second, first) is level


def test_actors_and_targets_are_compared_by_the_words_that_name_them():
    one = make_account(actors=("northern army",), targets=("bakery queue",))
    other = make_account("r2", actors=("the army",), targets=("mosque",))
    assert compare_actors(one, other) is Actors.SHARED
    assert compare_targets(one, other) is Targets.OTHER
    assert compare_actors(one, make_account("r3")) is Actors.UNKNOWN
    assert compare_targets(one, make_account("r3")) is Targets.UNKNOWN


def test_one_name_among_the_dead_is_enough():
    one = make_account(names=("ilan dervo", "mira sand"))
    assert compare_names(one, make_account("r2", names=("mira sand",))) is Names.SHARED
    assert compare_names(one, make_account("r2")) is Names.OTHER


def test_what_one_report_tells_apart_is_told_as_such():
    one = make_account("r1", record="a")
    assert compare_reports(one, make_account("r1", record="b")) is Reports.ONE
    assert compare_reports(one, make_account("r2", record="a")) is Reports.TWO


def test_kind_day_and_place_meet_only_when_all_are_the_same():
    assert meet(Days.OVERLAP, Places.NAMED, Kinds.SAME) is Meeting.ALL
    assert meet(Days.NEXT, Places.SAME, Kinds.SAME) is Meeting.NOT_ALL
    assert meet(Days.SAME, Places.AREA, Kinds.SAME) is Meeting.NOT_ALL
    assert meet(Days.SAME, Places.SAME, Kinds.RELATED) is Meeting.NOT_ALL
