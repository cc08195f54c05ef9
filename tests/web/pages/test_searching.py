"""Search over everything, and the list of reports."""

from dataclasses import replace

import pytest


def groups(client, query):
    found = client.get(f"/api/v1/search?{query}").json()
    return {group["listing"]: group for group in found["groups"]}


def test_every_list_is_searched_with_the_words_in_context(client):
    found = groups(client, "text=children")
    assert {name for name, group in found.items() if group["hits"] or group["cases"]} >= {
        "reports",
        "cases",
        "figures",
        "statements",
    }
    for hit in found["figures"]["hits"]:
        marked = [piece for piece in hit["context"] if piece["is_found"]]
        assert {piece["text"].casefold() for piece in marked} <= {"children", "child"}
        assert hit["status"] == "unreviewed"
        assert "?at=" in hit["path"]
    page = client.get("/search?text=children").text
    assert "<mark" in page


def test_hits_lead_to_their_words(client):
    hit = groups(client, "text=children")["figures"]["hits"][0]
    assert client.get(hit["path"]).status_code == 200


def test_list_is_paged_without_a_hit_twice(client):
    seen, after = [], ""
    while True:
        page = client.get(f"/api/v1/search?in=statements&min_toll=&text=said{after}").json()
        (group,) = page["groups"]
        seen += [hit["path"] for hit in group["hits"]]
        if group["next"] is None:
            break
        after = f"&after={group['next']}"
    assert len(seen) == len(set(seen)) > 25


def test_filter_that_does_not_go_with_a_list_is_told_there(client):
    found = groups(client, "text=truce&blame=accused")
    assert "does not go with agreements" in found["agreements"]["note"]
    assert not found["reports"]["note"]


@pytest.mark.parametrize("query", ["min_toll=x", "country=ZZZ", "from=2024-13", "text=%2A"])
def test_what_cannot_be_meant_is_told(client, query):
    page = client.get(f"/search?{query}")
    assert page.status_code in {200, 422}
    assert "expected" in page.text


def test_code_and_id_lead_straight_there(client):
    code = groups(client, "text=children")["cases"]["cases"][0]["line"]["code"]
    assert client.get(f"/api/v1/search?text={code}").json()["direct"][0]["path"] == f"/cases/{code}"


def test_what_is_found_can_be_exported(client):
    page = client.get("/search?in=figures&text=children").text
    assert "/export/figures.csv?text=children" in page
    assert client.get("/export/figures.csv?text=children").status_code == 200


def test_names_stay_withheld_in_context_until_they_are_asked_for(client):
    assert "name withheld]" in client.get("/search?text=hospital").text
    shown = replace(client.session.preferences, are_names_shown=True)
    client.desk.sessions.prefer(client.session, shown)
    assert "name withheld]" not in client.get("/search?text=hospital").text


def test_reports_are_listed_latest_first_and_narrowed_down(client):
    listed = client.get("/api/v1/reports").json()["hits"]
    days = [hit["day"] for hit in listed if hit["day"]]
    assert days == sorted(days, reverse=True)
    one = client.get("/api/v1/reports?publisher=Skerry").json()["hits"]
    assert {hit["publisher"] for hit in one} == {"Skerry Wire"}
    assert "No report is like this" in client.get("/reports?publisher=nobody").text


def test_empty_ledger_says_what_to_do(empty):
    assert "holds no report yet" in empty.get("/search").text
    assert "holds no report yet" in empty.get("/reports").text
    assert "Nothing found" in empty.get("/search?text=children").text
