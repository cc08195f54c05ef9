"""The list of cases: which are meant, in which order, a page at a time."""

import pytest

from accordingto.web import case_list

BUS = "C-g5d1t4d1aq"
MARKET = "C-0052w7vadn"


def listed(client, **asked):
    return client.get("/api/v1/cases", params=asked).json()


def codes(client, **asked):
    return [one["code"] for one in listed(client, **asked)["cases"]]


def test_newest_come_first_and_those_without_a_day_last(client):
    days = [one["first_day"] for one in listed(client)["cases"]]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=True)
    assert days[len(known) :] == [None] * (len(days) - len(known))


def test_most_killed_and_most_contested_come_first_when_asked(client):
    assert codes(client, order="deadliest")[0] in {MARKET, "C-yjt92s5x9c"}
    assert codes(client, order="contested")[0] == MARKET


@pytest.mark.parametrize("order", ["newest", "deadliest", "contested"])
def test_pages_follow_each_other_without_gap_or_repetition(client, monkeypatch, order):
    whole = codes(client, order=order)
    monkeypatch.setattr(case_list, "A_PAGE", 3)
    found, after = [], ""
    while True:
        page = listed(client, order=order, after=after)
        found += [one["code"] for one in page["cases"]]
        after = page["next"]
        if not after:
            break
    assert found == whole
    assert len(set(found)) == len(found) == 11


def test_states_and_assignees_narrow_it_down(client):
    client.act(f"/cases/{BUS}/state", {"state": "published"})
    client.act(f"/cases/{MARKET}/assignee", {"assignee": "Bo"})
    assert codes(client, state="published") == [BUS]
    assert BUS not in codes(client, state="to_do")
    assert len(codes(client, state="to_do")) == 10
    assert codes(client, assignee="Bo") == [MARKET]
    assert MARKET not in codes(client, assignee="-")
    assert codes(client, state=["published", "to_do"]) == codes(client)


def test_filters_of_every_list_narrow_it_down_and_are_kept_in_the_address(client):
    told = listed(client, kind="detention", order="deadliest")
    assert [one["kind"] for one in told["cases"]] == ["detention"]
    assert sorted(told["pairs"]) == [["kind", "detention"], ["order", "deadliest"]]
    page = client.get("/cases?kind=detention&order=deadliest&state=&text=").text
    assert "/export/cases?kind=detention" in page


def test_what_is_new_to_one_is_told(client):
    assert len(codes(client, new="true")) == 11
    client.act(f"/cases/{BUS}/seen")
    assert BUS not in codes(client, new="true")
    assert len(codes(client, new="true")) == 10


def test_each_line_tells_who_says_what_and_how_far_it_is(client):
    (bus,) = [one for one in listed(client)["cases"] if one["code"] == BUS]
    assert bus["size"] == "5 reports"
    assert bus["tolls"][0][0] == "killed: people"
    assert ["denied", "army (by The army)"] in bus["blame"]
    assert (bus["state"], bus["suggested"], bus["grade"]) == ("to_do", "fair", None)


def test_empty_ledger_says_what_to_do(empty):
    page = empty.get("/cases")
    assert page.status_code == 200
    assert "holds no cases yet" in page.text
    assert "No case is as you ask" in empty.get("/cases?text=nothing").text


@pytest.mark.parametrize(
    "query", ["order=worst", "state=done", "min_toll=many", "after=C-nowhere", "as_of=2024-01-01"]
)
def test_what_cannot_be_meant_is_told(client, query):
    refused = client.get(f"/cases?{query}")
    assert refused.status_code == 422
    assert "expected" in refused.text or "Input should be" in refused.text
