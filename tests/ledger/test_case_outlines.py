"""Cases counted by where and when they are."""

from datetime import date

import pytest

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.errors import FilterError
from accordingto.ledger import case_outlines as case_outlines_module
from accordingto.ledger.case_outlines import (
    Box,
    Outline,
    Span,
    Unit,
    count_areas,
    count_cases_where,
    count_countries,
    count_points,
    count_spans,
    find_by_day,
    find_latest,
    first_and_last_day,
    select_cases,
    touching,
    with_point,
    within,
    without_days,
    without_point,
)
from accordingto.ledger.case_tables import case_outlines
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.listings import ReviewFilter
from accordingto.ledger.rows import add_rows
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

PLAIN = {
    "accounts": 1, "kind": "shelling", "first_day": "2024-03-15", "last_day": "2024-03-15",
    "place": "Marenna", "gazetteer_name": "Marenna", "admin1": None, "country": "XX", "lat": 10.0,
    "lon": 20.0, "where_prec": 1, "at_facility": 0, "killed": 14,
}  # fmt: skip


@pytest.fixture
def connection(ledger):
    with ledger.change() as opened:
        yield opened


def fill(connection, **cases):
    rows = [{**PLAIN, "code": f"C-{code}", **changes} for code, changes in cases.items()]
    add_rows(connection, case_outlines, rows)


def every(connection):
    return select_cases(connection, NO_FILTERS).condition


def codes(found):
    return [one.code for one in found]


def test_cases_at_one_place_are_counted_together(connection):
    fill(connection, a={}, b={}, c={"where_prec": 2}, d={"lat": None, "lon": None})
    points = count_points(connection, every(connection) & with_point(is_exact=False))
    assert sorted(points) == [(10.0, 20.0, 1, 2), (10.0, 20.0, 2, 1)]


def test_a_hospital_is_no_point_unless_it_is_to_be_shown(connection):
    fill(connection, a={"at_facility": 1})
    for is_exact, points in ((False, 0), (True, 1)):
        shown = count_points(connection, every(connection) & with_point(is_exact=is_exact))
        rest = find_latest(connection, without_point(is_exact=is_exact), 9)
        assert (len(shown), len(rest)) == (points, 1 - points)


def test_areas_are_counted_by_name(connection):
    area = {"lat": None, "lon": None, "where_prec": 4, "gazetteer_name": "Ossen"}
    fill(connection, a=area, b=area, c=area | {"gazetteer_name": None, "place": "the north"})
    found = count_areas(connection, every(connection) & without_point(is_exact=False), 9)
    assert found == [("XX", "Ossen", 4, 2), ("XX", "the north", 4, 1)]
    assert count_areas(connection, every(connection), 1) == found[:1]


def test_countries_count_what_is_known_no_more_exactly(connection):
    nowhere = {"lat": None, "lon": None, "where_prec": 6}
    fill(connection, a=nowhere, b={}, c=nowhere | {"country": None})
    assert count_countries(connection, every(connection)) == {"XX": 1}


def test_a_part_of_the_world_holds_its_edges(connection):
    fill(connection, a={}, b={"lat": 10.5})
    assert codes(find_latest(connection, within(Box(20.0, 9.0, 21.0, 10.0)), 9)) == ["C-a"]


def test_spans_tell_where_cases_begin_and_may_have_ended(connection):
    fill(connection, a={}, b={"killed": 100}, c={"last_day": "2024-04-02", "killed": None})
    fill(connection, d={"first_day": None, "last_day": None})
    assert count_spans(connection, every(connection), Unit.MONTH) == [
        Span("2024-03", "2024-03", 2, 2, 2, 1),
        Span("2024-03", "2024-04", 1, 0, 0, 0),
    ]
    assert count_spans(connection, every(connection), Unit.YEAR)[0][:3] == ("2024", "2024", 3)
    assert codes(find_latest(connection, without_days(every(connection)), 9)) == ["C-d"]
    assert first_and_last_day(connection, every(connection)) == ("2024-03-15", "2024-04-02")


def test_cases_are_found_by_day_and_only_those_that_may_have_been_then(connection):
    fill(connection, a={}, b={"first_day": "2024-03-01", "last_day": "2024-03-31"})
    fill(connection, c={"first_day": "2024-03-20", "last_day": "2024-03-20"})
    wanted = touching(every(connection), "2024-03-14", "2024-03-16")
    assert codes(find_by_day(connection, wanted, 9)) == ["C-b", "C-a"]
    assert codes(find_by_day(connection, wanted, 1)) == ["C-b"]


def test_days_and_country_are_asked_of_what_most_texts_say(connection):
    fill(connection, a={"kind": "siege"}, b={"country": "XY", "killed": 15})
    fill(connection, c={"first_day": None, "last_day": None})
    filters = Filters(first_day=date(2024, 3, 1), last_day=date(2024, 3, 31))
    assert count_cases_where(connection, select_cases(connection, filters).condition) == 2
    for told in (Filters(country=("XY",)), Filters(kind=("siege",)), Filters(min_toll=15)):
        assert count_cases_where(connection, select_cases(connection, told).condition) == 1


def test_a_case_is_found_by_what_its_incidents_say_and_what_people_made_of_them(ledger):
    for number, words in enumerate(
        (
            "Shelling killed 14 people in Marenna on 15 March 2024.",
            "A car bomb killed 56 policemen in Skerry on 2 March 2024.",
        )
    ):
        keep(ledger, make_incoming(words, given_id=f"r{number}", published="2024-03-21"))
    corroborate_pending(ledger)
    with ledger.look() as connection:
        asked = select_cases(connection, Filters(text="policemen")).condition
        (found,) = find_latest(connection, asked, 9)
        assert (found.kind, found.first_day) == ("bombing", "2024-03-02")
        reviewed = select_cases(connection, Filters(review=ReviewFilter.REVIEWED)).condition
        assert find_latest(connection, reviewed, 9) == []
    text = hash_text("A car bomb killed 56 policemen in Skerry on 2 March 2024.")
    decide(ledger, "accept", kind="incident", text=text)
    with ledger.look() as connection:
        reviewed = select_cases(connection, Filters(review=ReviewFilter.REVIEWED)).condition
        assert find_latest(connection, reviewed, 9) == [found]
        assert isinstance(found, Outline)


def test_of_more_incidents_than_can_be_looked_at_the_latest_are_meant(ledger, monkeypatch):
    for number, day in enumerate((2, 15)):
        words = f"Shelling killed {number + 3} people in Marenna on {day} March 2024."
        keep(ledger, make_incoming(words, given_id=f"r{number}", published="2024-03-21"))
    corroborate_pending(ledger)
    with ledger.look() as connection:
        assert not select_cases(connection, Filters(text="shelling")).is_cut
        monkeypatch.setattr(case_outlines_module, "MOST_INCIDENTS", 1)
        found = select_cases(connection, Filters(text="shelling"))
        assert found.is_cut
        assert [one.first_day for one in find_latest(connection, found.condition, 9)] == [
            "2024-03-15"
        ]


def test_cases_are_not_known_as_of_a_day(connection):
    with pytest.raises(FilterError, match="as they are known now"):
        select_cases(connection, Filters(as_of=date(2024, 1, 1)))
