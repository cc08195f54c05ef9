from datetime import date, timedelta
from math import exp

import pytest

from accordingto.corroboration.check_rows import ReferenceRows
from accordingto.corroboration.check_terms import compare_row
from accordingto.formats.reference import DayPrecision, PlacePrecision
from accordingto.records.values import Kind, State, Who
from tests.corroboration.checks import (
    DAY,
    fighters,
    make_checked,
    make_claim,
    make_event,
    make_spot,
)


def compare(subject, event, *others):
    return compare_row(subject, ReferenceRows.of([event, *others]), 0)


def weights(candidate):
    return {term.name: term.weight for term in candidate.terms}


def test_score_is_the_share_that_its_terms_add_up_to():
    candidate = compare(make_checked(tolls=[3]), make_event(toll=9, north_km=5))
    odds = sum(term.weight for term in candidate.terms)
    assert candidate.score == pytest.approx(1 / (1 + exp(-odds)), abs=0.001)


def test_terms_tell_why():
    near = compare(make_checked(), make_event())
    far = compare(make_checked(), make_event(north_km=20))
    assert near.score > 0.9 > far.score
    assert {term.name: term.why for term in near.terms} == {
        "base": "a row near in time and place",
        "days": "same day",
        "place": "0 km apart",
        "toll": "12 people beside the row's 12",
    }


@pytest.mark.parametrize(("apart", "weight"), [(0, 3.0), (1, 0.3), (2, -4.0)])
def test_days_apart_speak_against(apart, weight):
    candidate = compare(make_checked(), make_event(day=DAY + timedelta(days=apart)))
    assert (candidate.days_apart, weights(candidate)["days"]) == (apart, weight)


def test_row_of_a_week_tells_less_of_the_day_and_of_the_toll():
    week = make_event(day_precision=DayPrecision.WEEK)
    candidate = compare(make_checked(), week)
    assert weights(candidate)["days"] < 3.0
    assert weights(candidate)["toll"] == 0.5
    assert not candidate.fits_toll


def test_distance_is_told_in_kilometres():
    candidate = compare(make_checked(), make_event(north_km=12))
    assert candidate.km == pytest.approx(12, abs=0.1)


def test_place_named_elsewhere_in_the_report_binds_less():
    event = make_event(north_km=20)
    beside, elsewhere = (
        weights(compare(make_checked(is_beside=is_beside), event))["place"]
        for is_beside in (True, False)
    )
    assert elsewhere > 0 > beside


def test_provinces_are_compared_where_a_point_is_missing():
    spot = make_spot(lat=None, lon=None, admin1="Deir ez-Zor")
    same = make_event(admin1="Deir ez Zor Governorate")
    other = make_event(admin1="Tarvo Province")
    subject = make_checked(spot=spot)
    assert weights(compare(subject, same))["place"] > 0 > weights(compare(subject, other))["place"]
    assert compare(subject, same).km is None


def test_middle_of_a_province_is_no_point():
    assert compare(make_checked(), make_event(precision=PlacePrecision.PROVINCE)).km is None


def test_larger_tolls_that_agree_tell_more():
    few = weights(compare(make_checked(tolls=[2]), make_event(toll=2)))["toll"]
    many = weights(compare(make_checked(tolls=[90]), make_event(toll=90)))["toll"]
    assert many > few > 0


def test_best_agreeing_source_counts_and_the_others_are_shown_beside():
    candidate = compare(make_checked(tolls=[3, 12]), make_event(toll=12))
    assert weights(candidate)["toll"] > 0
    assert [toll.by for toll in candidate.tolls] == [9, 0]


def test_report_without_a_toll_is_less_sure():
    assert weights(compare(make_checked(tolls=[]), make_event()))["toll"] == -1.0
    hurt = make_claim(30, 30, state=State.INJURED)
    assert weights(compare(make_checked(tolls=[hurt]), make_event()))["toll"] == -2.0


def test_row_of_fighters_alone_speaks_against_a_claim_of_civilians():
    subject = make_checked(tolls=[make_claim(12, 12, who=Who.CIVILIAN)])
    candidate = compare(subject, make_event(groups=(fighters(12),)))
    assert weights(candidate)["whom"] < 0


def test_rare_words_that_both_say_count_and_the_name_of_the_place_does_not():
    others = [make_event(str(n), notes="Quiet on the front") for n in range(200, 260)]
    event = make_event(notes="Shells hit a bakery in Marenna")
    subject = make_checked("Shells hit the bakery of Marenna town.")
    (words,) = (t for t in compare(subject, event, *others).terms if t.name == "words")
    assert "bakery" in words.why
    assert "marenna" not in words.why


@pytest.mark.parametrize(
    ("kind", "notes", "sign"),
    [
        (Kind.SHELLING, "Artillery shells hit Marenna", 1),
        (Kind.EXECUTION, "Warplanes hit Marenna", -1),
    ],
)
def test_kind_counts_where_the_words_of_the_row_tell_it(kind, notes, sign):
    found = weights(compare(make_checked(kind=kind), make_event(notes=notes)))
    assert found["kind"] * sign > 0


def test_parties_swapped_change_no_score():
    event, swapped = (make_event(sides=sides) for sides in (("A", "B"), ("B", "A")))
    assert compare(make_checked(), event).score == compare(make_checked(), swapped).score


def test_incident_of_several_days_overlaps_a_row_within_them():
    subject = make_checked(last=date(2024, 3, 14))
    assert compare(subject, make_event(day=date(2024, 3, 13))).days_apart == 0
