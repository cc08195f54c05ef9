from datetime import date, timedelta

import pytest

from accordingto.corroboration.check_matching import match
from accordingto.corroboration.check_results import Outcome
from accordingto.corroboration.check_rows import ReferenceRows
from accordingto.formats.reference import DayPrecision
from accordingto.formats.reference_files import read_reference
from accordingto.records.values import Kind
from tests.corroboration.checks import DAY, make_checked, make_claim, make_event, make_spot
from tests.formats.references import GED_EXTRACT


def find(subject, *events):
    return match(subject, ReferenceRows.of(events))


@pytest.fixture(scope="module")
def aleppo():
    """Rows of UCDP GED around 19 and 23 September 2016."""
    return ReferenceRows.of(read_reference(GED_EXTRACT).events)


def in_aleppo(**changes):
    spot = make_spot(name="Aleppo", admin1="Aleppo", lat=36.20124, lon=37.16117)
    return make_checked(**{"kind": Kind.AIR_STRIKE, "spot": spot, **changes})


def convoy(**changes):
    some = make_claim(20, 20, words="some 20 people", by=None, is_approximate=True)
    words = "an aid convoy was bombed"
    return in_aleppo(words=words, day=date(2016, 9, 19), tolls=[some], **changes)


def test_convoy_that_is_placed_loosely_finds_the_row_of_its_toll_and_words(aleppo):
    finding = match(convoy(is_beside=False), aleppo)
    assert finding.outcome is Outcome.ONE_TO_ONE
    (row,) = finding.rows
    assert (row.event.id, row.tolls[0].by) == ("301214", 1)
    assert row.km == pytest.approx(20, abs=1)


def test_convoy_without_a_place_is_ambiguous_and_the_same_row_comes_first(aleppo):
    finding = match(convoy(spot=None, is_beside=False), aleppo)
    assert (finding.outcome, finding.rows[0].event.id) == (Outcome.AMBIGUOUS, "301214")
    assert finding.why == "no place is told; one row stands out by day, words and toll"


def test_toll_of_a_day_in_a_city_finds_that_days_rows_as_a_range(aleppo):
    finding = match(in_aleppo(day=date(2016, 9, 23), tolls=[91]), aleppo)
    assert finding.outcome is Outcome.DAY_AND_AREA
    assert {row.event.id for row in finding.rows} == {"228474", "228481", "228485", "301344"}
    assert (finding.together.low, finding.together.high) == (40, 130)


def test_one_row_that_stands_out_is_one_to_one():
    finding = find(make_checked(), make_event("1"), make_event("2", toll=90, north_km=2))
    assert finding.outcome is Outcome.ONE_TO_ONE
    assert [row.event.id for row in finding.rows] == ["1"]


def test_rows_of_one_place_and_day_that_reach_the_toll_together_are_one_to_many():
    finding = find(make_checked(tolls=[40]), make_event("1", toll=20), make_event("2", toll=18))
    assert finding.outcome is Outcome.ONE_TO_MANY
    assert (finding.together.low, finding.together.high) == (20, 38)


def test_toll_far_above_all_rows_together_matches_none_of_them():
    finding = find(make_checked(tolls=[400]), make_event("1", toll=20), make_event("2", toll=18))
    assert finding.outcome not in {Outcome.ONE_TO_MANY, Outcome.ONE_TO_ONE}


def test_few_dead_are_not_looked_for_in_several_rows():
    finding = find(make_checked(tolls=[5]), make_event("1", toll=2), make_event("2", toll=3))
    assert finding.together is None


def test_rows_alike_are_ambiguous():
    finding = find(make_checked(), make_event("1"), make_event("2"))
    assert (finding.outcome, len(finding.rows)) == (Outcome.AMBIGUOUS, 2)


def test_no_toll_told_finds_the_rows_of_its_kind_day_and_place():
    rows = [make_event(str(n), toll=n, notes="Shells hit the town") for n in (1, 2, 3)]
    finding = find(make_checked(tolls=[]), *rows)
    assert (finding.outcome, len(finding.rows)) == (Outcome.ONE_TO_MANY, 3)


def test_rows_of_a_month_are_not_among_those_of_a_day():
    rows = [make_event(str(n), toll=20) for n in (1, 2)]
    month = make_event("3", toll=400, day_precision=DayPrecision.MONTH)
    finding = find(make_checked(tolls=[45]), *rows, month)
    assert (finding.together.low, finding.together.high) == (20, 40)


def test_toll_of_a_month_is_not_looked_for_in_all_rows_of_its_days():
    rows = [make_event(str(n), toll=90, day=DAY + timedelta(days=n)) for n in range(1, 6)]
    finding = find(make_checked(tolls=[300], last=DAY + timedelta(days=20)), *rows)
    assert finding.together is None


def test_no_toll_is_not_spread_over_rows_when_another_is_likelier():
    rows = [make_event(str(n), toll=n, notes="Shells hit the town") for n in (1, 2)]
    likelier = make_event("3", toll=3, north_km=4, notes="Shells hit a bakery and a ferry")
    quiet = [make_event(str(n), day=DAY.replace(day=28)) for n in range(200, 280)]
    finding = find(make_checked("Bakery and ferry hit.", tolls=[]), *rows, likelier, *quiet)
    assert (finding.outcome, finding.rows[0].event.id) == (Outcome.ONE_TO_ONE, "3")


def test_one_blow_without_a_toll_is_not_spread_over_rows():
    rows = [make_event(str(n), toll=n, notes="Car bomb in the town") for n in (1, 2, 3)]
    assert find(make_checked(tolls=[], kind=Kind.BOMBING), *rows).outcome is Outcome.AMBIGUOUS


def test_row_of_another_kind_is_not_among_those_that_match_together():
    rows = [make_event(str(n), toll=20, notes="Shells hit Marenna") for n in (1, 2)]
    other = make_event("3", toll=20, notes="Rebels executed by firing squad")
    finding = find(make_checked(tolls=[45], kind=Kind.SHELLING), *rows, other)
    assert {row.event.id for row in finding.rows} == {"1", "2"}


@pytest.mark.parametrize("north_km", [60, 500])
def test_far_rows_are_not_found(north_km):
    finding = find(make_checked(), make_event(north_km=north_km))
    assert (finding.outcome, finding.rows) == (Outcome.NOT_FOUND, ())
    assert finding.why == "no row there within a day of it"


def test_row_of_another_week_is_not_found():
    assert (
        find(make_checked(), make_event(day=DAY + timedelta(days=7))).outcome is Outcome.NOT_FOUND
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first_day": None, "last_day": None}, "no day is told"),
        ({"last": DAY + timedelta(days=90)}, "its days are known within 91 days only"),
        (
            {"last": DAY + timedelta(days=20), "spot": None},
            "no place is told, and its days are known within 21 days only",
        ),
    ],
)
def test_what_cannot_be_looked_for_is_not_compared(changes, why):
    finding = find(make_checked(**changes), make_event())
    assert (finding.outcome, finding.why) == (Outcome.NOT_COMPARED, why)


def test_row_of_a_month_is_looked_at_and_alone_is_too_vague():
    finding = find(
        make_checked(), make_event(day=DAY.replace(day=28), day_precision=DayPrecision.MONTH)
    )
    assert finding.why == "one row there within a day of it, and not like it enough"


def test_days_at_the_ends_of_the_calendar_raise_nothing():
    for day in (date.min, date.max):
        assert find(make_checked(day=day), make_event()).outcome is Outcome.NOT_FOUND
