from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.check import check
from accordingto.corroboration.check_results import Outcome
from accordingto.formats.reference import PlacePrecision
from tests.corroboration.checks import DAY, make_checked, make_event


def run(subjects, events, **options):
    return check(subjects, events, lambda _: "SY", **options)


def test_each_incident_has_a_finding_in_its_order():
    result = run([make_checked(id=str(n) * 16, group=str(n)) for n in range(3)], [make_event()])
    assert [finding.subject.group for finding in result.findings] == ["0", "1", "2"]
    assert {finding.outcome for finding in result.findings} == {Outcome.ONE_TO_ONE}


def test_rows_known_to_the_country_are_left_out_unless_asked_for():
    events = [make_event("1", precision=PlacePrecision.COUNTRY), make_event("2")]
    assert (run([], events).rows_compared, run([], events).rows_left_out) == (1, 1)
    assert run([], events, with_imprecise=True).rows_left_out == 0


def test_rows_that_no_report_mentions_are_bounded_to_its_days_and_places():
    events = [
        make_event("1"),
        make_event("2", toll=3, north_km=12),
        make_event("3", toll=3, north_km=300),
        make_event("4", toll=3, day=DAY + timedelta(days=20)),
        make_event("5", toll=3, last=DAY + timedelta(days=40)),
    ]
    result = run([make_checked()], events)
    assert [event.id for event in result.unmentioned] == ["2"]
    assert (result.coverage.first, result.coverage.days, result.within_coverage) == (DAY, 1, 2)


def test_row_that_may_be_an_incident_counts_as_mentioned():
    result = run([make_checked()], [make_event("1"), make_event("2")])
    assert result.findings[0].outcome is Outcome.AMBIGUOUS
    assert result.unmentioned == ()


def test_days_beyond_the_file_are_not_covered():
    result = run([make_checked(), make_checked(day=date(2011, 5, 5))], [make_event()])
    assert result.coverage.first == DAY


@pytest.mark.parametrize("subjects", [[], [make_checked(first_day=None, last_day=None)]])
def test_nothing_told_covers_nothing(subjects):
    result = run(subjects, [make_event()])
    assert (result.coverage, result.unmentioned) == (None, ())


def test_file_without_rows_finds_nothing():
    result = run([make_checked()], [])
    assert result.findings[0].outcome is Outcome.NOT_FOUND


@given(st.permutations(range(6)))
def test_order_of_rows_and_of_reports_changes_no_finding(order):
    events = [make_event(str(n + 1), toll=4 * n + 1, north_km=n) for n in range(6)]
    subjects = [make_checked(group=str(n), tolls=[4 * n + 1]) for n in range(6)]
    straight = {f.subject.group: _told(f) for f in run(subjects, events).findings}
    mixed = run([subjects[n] for n in order], [events[n] for n in order])
    assert {f.subject.group: _told(f) for f in mixed.findings} == straight


@given(st.lists(st.integers(0, 99), max_size=6))
def test_no_toll_of_a_finding_is_a_sum_over_sources(numbers):
    (finding,) = run([make_checked(tolls=numbers)], [make_event()]).findings
    shown = [toll.claim.low for row in finding.rows for toll in row.tolls]
    assert set(shown) <= set(numbers)


def _told(finding):
    return finding.outcome, finding.why, finding.together, [row.event.id for row in finding.rows]
