"""Coverage: days of which nothing was read are told apart from days of which nothing is told."""


def test_reports_are_counted_by_day_publisher_and_country(client):
    page = client.get("/api/v1/coverage").json()
    assert (page["reports"], page["unit"]) == (17, "day")
    assert sum(one["reports"] for one in page["bars"]) == 17
    assert sum(one["reports"] for one in page["publishers"]) == 17
    assert {"Skerry Wire", "Tavrapress"} <= {one["name"] for one in page["publishers"]}
    assert page["empty"] == sum(not one["reports"] for one in page["bars"])


def test_a_day_of_which_no_report_was_read_is_drawn_as_such(client):
    html = client.get("/coverage?from=2024-01&to=2024-01").text
    assert "no report was read" in html
    page = client.get("/api/v1/coverage?from=2024-01&to=2024-01").json()
    assert (page["reports"], page["empty"], len(page["bars"])) == (0, 31, 31)


def test_what_cannot_be_meant_is_refused_in_words(client):
    assert client.get("/coverage?from=later").status_code == 422
    assert client.get("/coverage?from=2024-05&to=2024-03").status_code == 422


def test_an_empty_ledger_has_no_coverage(empty):
    page = empty.get("/coverage").text
    assert "No report with a day of publication was read yet" in page
    assert "Nothing is in quarantine" in page


def test_the_reports_of_these_days_can_be_taken_out(client):
    shown = client.get("/api/v1/coverage").json()
    days = f"from={shown['axis']['first']}&amp;to={shown['axis']['last']}"
    assert f"/export/reports.csv?{days}" in client.get("/coverage").text
    rows = client.get(f"/export/reports.csv?{days}".replace("&amp;", "&")).text.splitlines()[1:]
    assert len(rows) == shown["reports"] > 0
