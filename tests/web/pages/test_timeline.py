"""The timeline: cases over days, and deals as bands."""

import pytest

from tests.web.cases_on_maps import put_cases


def shown(client, query=""):
    return client.get(f"/api/v1/timeline?machine=true{query}").json()


def test_cases_stand_by_their_days_and_uncertain_ones_as_spans(client, desk):
    put_cases(desk, a={}, b={"last_day": "2024-03-20"}, c={"first_day": None, "last_day": None})
    page = shown(client, "&from=2024-03&to=2024-03")
    assert (page["unit"], page["cases"], page["undated"]) == ("day", 2, 1)
    day = next(one for one in page["bars"] if one["first"] == "2024-03-15")
    assert (day["certain"], day["possible"]) == (1, 1)
    assert [one["is_day"] for one in page["lanes"]] == [True, False]
    assert [one["code"] for one in page["undated_listed"]] == ["C-c"]


def test_days_long_before_are_shown_when_they_are_asked_for(client, desk):
    put_cases(desk, a={}, b={"first_day": "1967-01-01", "last_day": "1967-12-31"})
    page = shown(client)
    assert page["axis"]["first"] == "2024-01-01"
    assert "from=1967-01-01" in page["moves"]["all"]
    assert shown(client, "&from=1967&to=2024")["cases"] == 2


def test_too_many_cases_are_counted_alone(client, desk):
    put_cases(desk, **{f"n{number}": {} for number in range(121)})
    page = shown(client)
    assert (page["cases"], page["is_each_drawn"], page["lanes"]) == (121, False, [])
    assert "too many to draw each" in client.get("/timeline?machine=true").text


def test_a_truce_is_a_band_with_its_breach_as_an_allegation(client):
    page = shown(client, "&from=2024-03&to=2024-04")
    (band,) = page["bands"]
    assert band["name"] == "a nationwide truce"
    breach = next(one for one in band["ticks"] if one["is_alleged"])
    assert breach["told"].startswith("a breach is alleged, 2024-03-21: The army")
    html = client.get("/timeline?machine=true&from=2024-03&to=2024-04").text
    assert breach["told"] in html
    assert f"/agreements/{band['anchor']}" in html


def test_only_what_a_person_stands_for_is_there_unless_asked(client):
    page = client.get("/api/v1/timeline?from=2024-03&to=2024-04").json()
    assert (page["cases"], page["bands"]) == (0, [])


@pytest.mark.parametrize("query", ["from=2024-05&to=2024-03", "from=never", "kind=party"])
def test_what_cannot_be_meant_is_refused_in_words(client, query):
    assert client.get(f"/timeline?{query}").status_code == 422


def test_an_empty_ledger_has_a_timeline_that_says_so(empty):
    assert "No case is known yet" in empty.get("/timeline").text


def test_a_lower_bound_of_nobody_is_not_told_as_a_number(client, desk):
    put_cases(desk, a={"killed": 0}, b={"killed": 3})
    lanes = {one["line"]["code"]: one["line"]["told"] for one in shown(client)["lanes"]}
    assert "killed" not in lanes["C-a"]
    assert "somebody gives 3 or more killed" in lanes["C-b"]
