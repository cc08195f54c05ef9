"""Agreements: steps with who says so, and the words of the reports."""


def deal_of(client):
    deals = client.get("/api/v1/agreements").json()["deals"]
    return next(one for one in deals if one["name"] == "a nationwide truce")


def test_a_deal_is_told_step_by_step_with_who_says_so(client):
    steps = {one["step"]: one for one in deal_of(client)["steps"]}
    assert steps["agreed"]["first_day"] == "2024-03-18"
    assert [one["name"] for one in steps["agreed"]["tellings"]] == [
        "Ardvessel Ledger",
        "Skerry Wire",
    ]
    html = client.get("/agreements").text
    assert "a nationwide truce" in html
    assert "alleged" in html
    assert "not reviewed" in html


def test_words_lead_to_the_report_where_they_stand(client):
    deal = deal_of(client)
    page = client.get(f"/agreements/{deal['anchor']}")
    assert page.status_code == 200
    telling = deal["steps"][0]["tellings"][0]
    assert telling["path"] in page.text.replace("&amp;", "&")
    assert "?at=" in telling["path"]
    assert client.get(telling["path"]).status_code == 200


def test_a_deal_is_found_by_any_of_its_steps(client):
    deal = deal_of(client)
    for step in deal["steps"]:
        for one in step["tellings"]:
            found = client.get(f"/api/v1/agreements/{one['record']}").json()["deal"]
            assert found["name"] == deal["name"]


def test_filters_and_pages(client):
    assert client.get("/api/v1/agreements?kind=proposed").json()["deals"] == []
    assert "as these filters ask" in client.get("/agreements?kind=proposed").text
    assert client.get("/agreements?kind=siege").status_code == 422
    assert client.get("/agreements?after=99999").status_code == 422


def test_an_unknown_step_is_told_as_such(client):
    answer = client.get("/agreements/0123456789abcdef")
    assert answer.status_code == 404
    assert "there is no step of an agreement" in answer.text


def test_an_empty_ledger_has_none(empty):
    assert "No report tells of a truce" in empty.get("/agreements").text
