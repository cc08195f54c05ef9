from dataclasses import replace
from datetime import date, timedelta

import pytest

from accordingto.corroboration.check_flags import ReferenceScope, flag_all, outside_scope
from accordingto.corroboration.check_matching import match
from accordingto.corroboration.check_results import Flag
from accordingto.corroboration.check_rows import ReferenceRows
from accordingto.corroboration.check_subjects import Account, Backer
from accordingto.formats.reference import Dataset, DayPrecision, PlacePrecision
from accordingto.records.values import Kind, State
from tests.corroboration.checks import DAY, make_checked, make_claim, make_event

YEAR = [make_event("1", day=date(2024, 1, 3)), make_event("2", day=date(2024, 12, 20))]


def country_of(name):
    return {"Syria": "SY"}.get(name)


def flags(subjects, events):
    rows = ReferenceRows.of(events)
    scope = ReferenceScope.of(events, country_of)
    findings = flag_all((match(subject, rows) for subject in subjects), scope)
    return [{flagged.flag: flagged.why for flagged in finding.flags} for finding in findings]


def outside(**changes):
    return list(outside_scope(make_checked(**changes), ReferenceScope.of(YEAR, country_of)))


def test_incident_within_the_file_is_in_scope():
    assert outside() == []


@pytest.mark.parametrize("day", [date(2023, 12, 30), date(2025, 1, 8), date(2011, 5, 5)])
def test_incident_before_or_after_the_file_is_outside(day):
    assert outside(day=day) == ["the file has rows from 2024-01-03 to 2024-12-20"]


def test_incident_at_the_edge_of_the_file_may_stand_in_another():
    assert "at the edge of the file" in outside(day=date(2024, 1, 3))[0]


def test_year_without_a_row_is_outside():
    events = [make_event("1", day=date(2022, 5, 1)), make_event("2", day=date(2024, 5, 1))]
    scope = ReferenceScope.of(events, country_of)
    assert list(outside_scope(make_checked(day=date(2023, 5, 1)), scope))


def test_row_known_to_the_year_does_not_stretch_the_file():
    events = [*YEAR, make_event("3", day_precision=DayPrecision.YEAR)]
    assert ReferenceScope.of(events, country_of).first == date(2024, 1, 3)


def test_other_country_is_outside_unless_the_file_has_one_that_nobody_knows():
    assert outside(country="IQ") == ["it is placed in IQ; the file covers Syria"]
    events = [*YEAR, make_event("3", country="Tarvonia")]
    scope = ReferenceScope.of(events, country_of)
    assert list(outside_scope(make_checked(country="IQ"), scope)) == []


def test_dataset_of_deaths_has_no_injuries_and_no_bare_detentions():
    hurt = make_claim(30, 30, state=State.INJURED)
    assert "nobody is said to be killed" in outside(tolls=[hurt])[0]
    assert "nobody is said to be killed" in outside(tolls=[0])[0]
    assert "detention without deaths" in outside(tolls=[], kind=Kind.DETENTION)[0]
    assert outside(tolls=[], kind=Kind.SHELLING) == []


def test_clash_is_outside_a_dataset_of_harm_to_civilians():
    events = [make_event("1", dataset=Dataset.AIRWARS)]
    scope = ReferenceScope.of(events, country_of)
    assert any(
        "a clash" in why for why in outside_scope(make_checked(kind=Kind.ARMED_CLASH), scope)
    )


def test_row_on_the_reports_own_source_is_no_second_voice():
    (found,) = flags([make_checked(voices=("Hill Wire",))], [make_event()])
    assert found[Flag.SHARES_SOURCE] == ("Hill Wire stands behind both the report and row 101")
    (other,) = flags([make_checked(voices=("Tarvo Post",))], [make_event()])
    assert Flag.SHARES_SOURCE not in other


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"is_aggregate": True}, "marked as a summary of several events"),
        ({"last": DAY + timedelta(days=1)}, "covers 2024-03-12 to 2024-03-13"),
        ({"precision": PlacePrecision.PROVINCE}, "placed in a whole province or more"),
    ],
)
def test_row_that_sums_up_days_or_places_is_flagged(changes, why):
    (found,) = flags([make_checked(tolls=[90])], [make_event(toll=90, **changes)])
    assert why in found[Flag.AGGREGATE_OVERLAP]


def test_two_incidents_of_one_report_on_one_row_are_flagged_and_two_reports_are_not():
    one, other = make_checked(), make_checked(id="b" * 16)
    assert all(
        "2 incidents of the same report meet row 101" in found[Flag.AGGREGATE_OVERLAP]
        for found in flags([one, other], [make_event()])
    )
    elsewhere = make_checked(group="r2")
    assert not any(
        Flag.AGGREGATE_OVERLAP in found for found in flags([one, elsewhere], [make_event()])
    )


def test_cases_that_meet_one_row_are_told():
    account = Account(report="r1", incident="a", title="", publisher="", published=None)
    cases = [make_checked(id=code, group="", accounts=(account,)) for code in ("C-1", "C-2")]
    assert all(
        "2 cases meet row 101: it sums them up, or they are one event"
        in found[Flag.AGGREGATE_OVERLAP]
        for found in flags(cases, [make_event()])
    )


def test_source_of_some_reports_of_a_case_is_told_with_their_number():
    voices = (Backer("Hill Wire", ("r1",)), Backer("the Hill Wire", ("r1", "r3")))
    case = replace(make_checked(reports=("r1", "r2", "r3")), voices=voices)
    (found,) = flags([case], [make_event()])
    assert found[Flag.SHARES_SOURCE] == "Hill Wire stands behind 2 of its 3 reports and row 101"


def test_file_without_rows_has_no_scope():
    assert ReferenceScope.of([], country_of) is None
