"""Briefs: a page by its address, and files; what is too long is not shown as a page."""

import pytest

from accordingto.web.pages import briefs

EVERY = {"include_unreviewed": "true"}


def test_brief_is_shown_with_its_evidence_and_kept_in_its_address(client):
    answer = client.get("/brief", params=EVERY)
    assert '<h2 id="h-happened">What happened</h2>' in answer.text
    assert 'class="mark unreviewed"' in answer.text
    assert "/brief/markdown?include_unreviewed=true" in answer.text
    assert " style=" not in answer.text
    assert "<style" not in answer.text


def test_json_holds_what_the_page_shows(client):
    page = client.get("/api/v1/brief", params=EVERY | {"from": "2024"}).json()
    assert page["brief"]["counts"]["shown"] > 0
    assert page["pairs"] == [["from", "2024"], ["include_unreviewed", "true"]]


def test_what_nobody_reviewed_is_left_out_unless_it_is_asked_for(client):
    page = client.get("/api/v1/brief").json()
    assert (page["records"], page["brief"]["counts"]["shown"]) == (0, 0)
    assert page["brief"]["counts"]["left_out"] > 0


def test_brief_that_is_too_long_is_told_and_still_given_as_a_file(client, monkeypatch):
    monkeypatch.setattr(briefs, "MOST", 1)
    page = client.get("/brief", params=EVERY).text
    assert "Narrow the period or the area" in page
    assert "What happened" in client.get("/brief/markdown", params=EVERY).text


@pytest.mark.parametrize(
    ("form", "begin", "name"), [("markdown", "# ", "brief.md"), ("html", "<!doctype", "brief.html")]
)
def test_brief_is_given_as_a_file(client, form, begin, name):
    answer = client.get(f"/brief/{form}", params=EVERY)
    assert answer.text.startswith(begin)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/brief?from=yesterday", "is no day"),
        ("/brief?kind=shelling", "a brief takes no kind"),
        ("/brief/pdf", "expected one of markdown, html"),
        ("/brief?include_unreviewed=perhaps", "include_unreviewed"),
    ],
)
def test_what_cannot_be_meant_is_refused(client, path, told):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_empty_ledger_gives_a_brief_that_says_so(empty):
    assert empty.get("/api/v1/brief").json()["brief"]["counts"]["shown"] == 0
