"""Entries by hand: fields to records that point at the entry's own words."""

import pytest

from accordingto.ledger.verify import verify_ledger
from tests.web.waiting import done

CALL = {
    "kind": "call",
    "received": "2024-03-12",
    "quote": "قُتل اثنا عشر شخصاً في سوق دوراش",
    "language": "ar",
    "translation": "Twelve people were killed at the market of Dorrash.",
    "source_name": "Ulmar Veskerin",
    "source_protect": True,
    "source_role": "nurse",
    "source_knowledge": "eyewitness",
    "incident_kind": "shelling",
    "date_from": "2024-03-12",
    "date_to": "2024-03-12",
    "place": "Dorrash",
    "country": "xa",
    "blame_actor": ["the army", ""],
    "blame_mode": ["accused", ""],
    "figure_state": ["killed", ""],
    "figure_low": ["12", ""],
    "figure_high": ["12", ""],
    "figure_who": ["", ""],
    "figure_words": ["Twelve", ""],
}
SHEAF = """
schema = 1
[[entry]]
kind = "photo"
received = 2024-03-12
description = "A burnt house in Dorrash."
[[entry]]
kind = "photo"
"""


def entered(client, answer):
    page = done(client, answer)
    assert list(verify_ledger(client.desk.ledger)) == []
    return page


def rows(client, listing):
    every = client.get(f"/export/{listing}.json").json()["rows"]
    return [one for one in every if one["report"]["entered_by"] == "Ana"]


def test_entry_is_kept_with_its_records_as_entered_by_a_person(client):
    page = entered(client, client.act("/add/entry", CALL))
    [report] = page["added"]["reports"]
    assert (report["news"], report["title"]) == ("new", "call of 2024-03-12")
    assert page["next"] == f"/cases/{report['cases'][0]}"
    [figure], [incident] = rows(client, "figures"), rows(client, "incidents")
    assert (figure["record"]["low"], figure["record"]["state"]) == (12, "killed")
    assert figure["record"]["incident"] == incident["record"]["id"]
    assert incident["record"]["blame"][0]["mode"] == "accused"


def test_name_that_is_protected_stands_nowhere_that_is_shown(client):
    entered(client, client.act("/add/entry", CALL))
    for listing in ("reports", "figures", "statements", "sources"):
        assert "Veskerin" not in client.get(f"/export/{listing}.json").text


def test_form_of_the_page_is_taken_as_a_browser_sends_it(client):
    sent = {name: value for name, value in CALL.items() if name != "source_protect"}
    page = entered(client, client.post_form("/add/entry", **sent))
    assert page["added"]["reports"][0]["news"] == "new"


def test_nothing_that_is_unknown_is_made_up(client):
    little = {"kind": "photo", "received": "2024-03-12", "description": "A burnt house."}
    page = entered(client, client.act("/add/entry", little))
    assert page["added"]["reports"][0]["cases"] == []
    assert rows(client, "incidents") == rows(client, "figures") == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"quote": "", "translation": ""}, "expected one of them"),
        ({"figure_low": ["many", ""]}, "whole number"),
        ({"figure_low": ["13", ""]}, "low"),
        ({"figure_state": ["slain", ""]}, "figures.0.state"),
        ({"figure_low": ["1"]}, "not whole"),
        ({"incident_kind": ""}, "what happened has no kind"),
        ({"country": "Xandria"}, "country"),
        ({"kind": "rumour"}, "kind"),
        ({"received": "yesterday"}, "received"),
        ({"quote": "Ulmar Veskerin told me."}, "protected name"),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_kept(client, changed, told):
    answer = client.act("/add/entry", CALL | changed)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert client.desk.jobs.all() == ()


def test_sheaf_of_entries_is_kept_but_for_those_that_are_none(client):
    page = entered(client, client.act("/add/entries", {"form": SHEAF}))
    assert [one["news"] for one in page["added"]["reports"]] == ["new", "refused"]
    assert "entry 2: received: is needed" in page["added"]["reports"][1]["told"]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("schema = 1", "no [[entry]]"),
        ("{", "expected a form"),
        ('schema = 1\n[[entry]]\nkind = "photo"', "is needed"),
        (SHEAF.replace("[[entry]]", '[[entry]]\nmedia = [{ file = "/etc/passwd" }]'), "sha256"),
    ],
)
def test_form_that_is_none_is_refused(client, form, told):
    answer = client.act("/add/entries", {"form": form})
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_who_enters_must_be_named(client):
    client.post_form("/settings", reviewer="")
    answer = client.act("/add/entry", CALL)
    assert answer.status_code == 422
    assert "nobody has said who decides" in answer.json()["detail"]
    assert "say first who decides" in client.get("/add/entry").text
