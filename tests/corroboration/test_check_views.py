from dataclasses import replace
from datetime import date, timedelta
from math import log

import pytest

from accordingto.corroboration.check import check
from accordingto.corroboration.check_results import Outcome
from accordingto.corroboration.check_subjects import HeldDays, HeldPlace
from accordingto.corroboration.check_views import MOST_DAYS, MOST_PLACES, views_of
from tests.corroboration.checks import DAY, KM, LAT, make_checked, make_event, make_spot

NEXT = DAY + timedelta(days=1)
FAR = make_spot(name="Ossen", lat=LAT + 60 * KM)


def held_days(*days, texts=1, reports=("r1",)):
    first, last = days * 2 if len(days) == 1 else days
    return HeldDays((first, last), reports, texts)


HERE = HeldPlace(make_spot(), True, ("r1",), 1)


def make_case(*, days=None, places=None, **changes):
    """A case of four reports in Marenna, unless said otherwise."""
    days = days or (held_days(DAY),)
    told = places or (HERE,)
    first, last = days[0].days
    case = make_checked(reports=("r1", "r2", "r3", "r4"), day=first, last=last, **changes)
    spot = told[0].spot
    return replace(case, spot=spot, told_days=tuple(days), told_places=told)


def test_incident_is_compared_as_it_is():
    (view,) = views_of(make_checked())
    assert (view.subject, view.term) == (make_checked(), None)


def test_view_that_fewer_texts_hold_counts_less():
    case = make_case(days=(held_days(DAY, texts=3), held_days(NEXT, texts=1, reports=("r4",))))
    first, second = views_of(case)
    assert (first.subject, first.term) == (case, None)
    assert second.subject.days == (NEXT, NEXT)
    assert second.term.weight == round(log(1 / 3), 2)
    assert second.term.why == "2024-03-13, as 1 of 4 reports says"


def test_days_and_places_are_compared_in_every_pairing_up_to_a_limit():
    days = [held_days(DAY + timedelta(days=n)) for n in range(9)]
    spots = [make_spot(name=f"Hamlet {n}") for n in range(9)]
    places = tuple(HeldPlace(spot, False, ("r1",), 1) for spot in spots)
    assert len(list(views_of(make_case(days=days, places=places)))) == MOST_DAYS * MOST_PLACES


def test_other_days_of_a_long_time_and_places_without_a_point_are_not_looked_through():
    long = held_days(date(2024, 1, 1), date(2024, 6, 1))
    vague = HeldPlace(make_spot(lat=None, lon=None), False, ("r2",), 1)
    first = HeldPlace(make_spot(), True, ("r1",), 1)
    assert len(list(views_of(make_case(days=(held_days(DAY), long), places=(first, vague))))) == 1


def test_row_of_a_place_that_some_reports_give_is_found_and_the_term_tells():
    near = HeldPlace(make_spot(), True, ("r3", "r4"), 2)
    most = HeldPlace(make_spot(name="Ossen", lat=LAT + 25 * KM), True, ("r1", "r2", "r3"), 3)
    (finding,) = check([make_case(places=(most, near))], [make_event()], lambda _: "SY").findings
    assert finding.outcome is Outcome.ONE_TO_ONE
    (term,) = [term for term in finding.rows[0].terms if term.name == "held"]
    assert term.why == "Marenna, as 2 of 4 reports say"
    assert finding.rows[0].km == 0.0


@pytest.mark.parametrize(
    ("days", "places"),
    [
        ((held_days(DAY),), (HeldPlace(FAR, True, ("r1",), 1), HERE)),
        ((held_days(DAY + timedelta(days=4)), held_days(DAY)), (HERE,)),
    ],
)
def test_row_far_from_where_or_when_most_have_it_is_not_sure(days, places):
    case = make_case(days=days, places=places)
    (finding,) = check([case], [make_event()], lambda _: "SY").findings
    assert (finding.outcome, len(finding.rows)) == (Outcome.AMBIGUOUS, 1)
    assert finding.why.startswith("its reports differ")


def test_rows_that_its_reports_point_to_apart_from_each_other_are_ambiguous():
    places = tuple(
        HeldPlace(spot, True, (report,), 1) for spot, report in ((make_spot(), "r1"), (FAR, "r2"))
    )
    rows = [make_event(), make_event("102", north_km=60)]
    (finding,) = check([make_case(places=places)], rows, lambda _: "SY").findings
    assert finding.outcome is Outcome.AMBIGUOUS
    assert {row.event.id for row in finding.rows} == {"101", "102"}
