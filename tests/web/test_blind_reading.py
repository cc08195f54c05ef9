"""A second reader who reads blind is shown nothing of what others decided, on any page."""

import pytest

from tests.web.desks import Client

MARKET = "C-0052w7vadn"


def told(client, path):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def accept(client, kinds):
    """Accept all records of a kind that wait."""
    while (shown := told(client, f"/queue?kinds={kinds}"))["item"]:
        item = shown["item"]
        record = f"{item['record']['id']}.{item['record']['stamp']}"
        body = {"report": item["report"]["key"], "record": record, "decision": "accept"}
        assert client.act("/queue/decide", body | {"why": ""}).status_code == 200


def marks(value):
    """All that a JSON says of whether a person stands for something."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"is_reviewed", "is_disputed", "new_decisions"}:
                yield bool(inner)
            elif key == "reviewed":
                yield bool(inner) and inner != []
            else:
                yield from marks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from marks(inner)


@pytest.fixture
def blind(client):
    """Bo at another browser, reading blind, after Ana accepted what there is of some kinds."""
    for kinds in ("incidents", "figures", "agreements"):
        accept(client, kinds)
    with Client(client.desk) as bo:
        bo.act("/settings", {"reviewer": "Bo", "is_blind": True})
        yield bo


def test_no_page_tells_which_records_others_stand_for(client, blind):
    for path in (
        "/map?machine=true&area=Dorrash",
        "/timeline?machine=true",
        "/sources/tavresian%20harm%20observatory",
        "/agreements",
        "/cases",
        "/search?text=market",
    ):
        assert not any(marks(told(blind, path))), path
    for path in ("/map?machine=true&area=Dorrash", "/timeline", "/agreements"):
        assert any(marks(told(client, path))), path
    assert any(marks(told(client, "/sources/tavresian%20harm%20observatory")))


def test_by_default_only_cases_are_drawn_that_the_reader_stands_for(client, blind):
    assert told(client, "/map")["drawing"]["counted"]["cases"] > 5
    assert told(blind, "/map")["drawing"]["counted"]["cases"] == 0
    assert "for which you stand; you read blind" in blind.get("/map").text
    shown = told(blind, "/queue?kinds=incidents")["item"]
    record = f"{shown['record']['id']}.{shown['record']['stamp']}"
    body = {"report": shown["report"]["key"], "record": record, "decision": "accept"}
    assert blind.act("/queue/decide", body | {"why": ""}).status_code == 200
    assert told(blind, "/map")["drawing"]["counted"]["cases"] == 1


@pytest.mark.parametrize(
    "path",
    [
        "/map?review=unreviewed",
        "/reports?review=reviewed",
        "/timeline?review=rejected",
        "/cases?review=reviewed",
        "/agreements?review=unreviewed",
        "/search?text=market&review=reviewed",
        "/brief",
        "/export/cases.csv",
        f"/cases/{MARKET}/dossier",
        "/queue/agreement",
    ],
)
def test_what_would_tell_of_others_decisions_is_refused_and_says_why(client, path):
    assert client.get(path).status_code == 200
    client.act("/settings", {"reviewer": "Bo", "is_blind": True})
    answer = client.get(path)
    assert answer.status_code == 422
    assert "you read blind" in answer.text


def test_the_first_page_tells_a_blind_reader_of_no_decision(client):
    client.act(f"/cases/{MARKET}/seen", {})
    with Client(client.desk) as bo:
        bo.act("/settings", {"reviewer": "Bo"})
        bo.act(f"/cases/{MARKET}/grade", {"grade": "weak", "why": "One voice."})
    client.act("/settings", {"reviewer": "Ana", "is_blind": True})
    morning = told(client, "/")["morning"]
    assert morning["disputed"] == []
    assert [one["decisions"] for one in morning["new"]] == [0] * len(morning["new"])
