"""The queue at the desk: one record after the other, many at once, two readers."""

import re
from urllib.parse import parse_qsl

import pytest

from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.verify import verify_ledger
from tests.web.desks import Client


def page(client, **asked):
    """The JSON twin of the queue."""
    answer = client.get("/api/v1/queue", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def decide(client, shown, decision, why="", **more):
    """Decide on the record that a page shows; return the answer."""
    item = shown["item"]
    told = {
        "report": item["report"]["key"],
        "record": f"{item['record']['id']}.{item['record']['stamp']}",
        "decision": decision,
        "why": why,
        "next": shown["skip"],
    }
    return client.act("/queue/decide", told | more)


def entries(client):
    with client.desk.ledger.look() as connection:
        return [one.recorded.judgement for one in iterate_entries(connection)]


def record_of(shown):
    return shown["item"]["record"]["id"]


@pytest.fixture
def other(client):
    """Another reviewer in another browser at the same desk."""
    with Client(client.desk) as made:
        made.act("/settings", {"reviewer": "Odd"})
        yield made


def test_record_stands_in_its_words_with_who_says_it(client):
    shown = page(client, kinds="statements")
    item = shown["item"]
    runs = [run for paragraph in item["paragraphs"] for run in paragraph["runs"]]
    assert any(record_of(shown) in run["records"] for run in runs)
    assert item["voice"]
    assert item["report"]["title"]
    assert shown["counted"]["number"] > 10
    html = client.get("/queue", params={"kinds": "statements"}).text
    assert f'id="r-{record_of(shown)}"' in html
    assert 'aria-live="polite"' in html


def test_next_comes_by_itself(client):
    shown = page(client)
    answer = client.post_form(
        "/queue/decide",
        report=shown["item"]["report"]["key"],
        record=f"{record_of(shown)}.{shown['item']['record']['stamp']}",
        decision="accept",
        next=shown["skip"],
    )
    assert answer.status_code == 200
    assert "Accepted the" in answer.text
    assert f'id="r-{record_of(shown)}"' not in answer.text
    (made,) = entries(client)
    assert (made.decision.value, made.reviewer, made.blind) == ("accept", "Ana", False)
    assert page(client)["counted"]["number"] == shown["counted"]["number"] - 1


def test_skipped_record_waits_until_one_begins_again(client):
    first = page(client)
    second = page(client, **dict(parse_qsl(first["skip"].partition("?")[2])))
    assert record_of(second) != record_of(first)
    assert record_of(page(client)) == record_of(first)
    assert entries(client) == []


def test_every_record_comes_once_and_the_end_is_told(client):
    seen, asked = [], {"kinds": "agreements"}
    while (shown := page(client, **asked))["item"] is not None:
        seen.append(record_of(shown))
        asked = dict(parse_qsl(shown["skip"].partition("?")[2]))
    assert len(set(seen)) == len(seen) == page(client, kinds="agreements")["counted"]["number"]
    assert shown["is_at_end"]
    assert "This was the last" in client.get("/queue", params=asked).text


def test_unsure_record_is_put_aside_for_others(client, other):
    shown = page(client)
    assert decide(client, shown, "unsure").status_code == 200
    assert record_of(page(other)) != record_of(shown)
    assert record_of(page(other, lane="unsure")) == record_of(shown)
    assert [made.decision.value for made in entries(client)] == ["unsure"]


def test_record_is_corrected_where_it_waits(client):
    shown = page(client, kinds="figures", edit=True)
    assert 'value="correct"' in client.get("/queue?kinds=figures&edit=true").text
    refused = decide(client, shown, "correct", "no change", fields="")
    assert (refused.status_code, entries(client)) == (422, [])
    assert decide(client, shown, "correct", "a misprint", low="77", high="77").status_code == 200
    (made,) = entries(client)
    assert {change.field: change.value for change in made.changes}["low"] == 77
    assert made.why == "a misprint"


@pytest.mark.parametrize("decision", ["reject", "correct"])
def test_reason_is_needed(client, decision):
    answer = decide(client, page(client, kinds="figures"), decision, low="5")
    assert answer.status_code == 422
    assert "without a reason" in answer.json()["detail"]
    assert entries(client) == []


def test_last_is_taken_back_and_shown_again(client):
    shown = page(client)
    decide(client, shown, "reject", "no event")
    now = page(client)
    assert now["last_told"] == "one decision: reject"
    answer = client.act("/queue/undo", {"last": " ".join(now["last"]), "next": now["here"]})
    assert answer.json()["message"] == "Taken back: one decision: reject."
    back = page(client, **dict(parse_qsl(answer.json()["next"].partition("?")[2])))
    assert record_of(back) == record_of(shown)
    assert back["counted"]["number"] == shown["counted"]["number"]
    assert client.act("/queue/undo", {}).status_code == 422


def test_decision_of_another_meanwhile_is_told_and_not_overwritten(client, other):
    shown = page(client)
    assert decide(other, shown, "reject", "no event").status_code == 200
    refused = decide(client, shown, "accept")
    assert refused.status_code == 409
    assert "Odd rejected it" in refused.json()["detail"]
    assert len(entries(client)) == 1
    seen = page(client, item=f"{shown['item']['report']['key']}.{record_of(shown)}")
    assert decide(client, seen, "accept").status_code == 200
    assert len(entries(client)) == 2


def test_blind_reader_sees_nothing_of_the_first(client, other):
    shown = page(client, kinds="figures")
    decide(client, shown, "correct", "a misprint", low="77", high="77")
    assert other.act("/queue/blind", {"is_blind": True}).status_code == 200
    blind = page(other, kinds="figures")
    assert blind["lane"] == "blind"
    assert record_of(blind) == record_of(shown)
    html = other.get("/queue", params={"kinds": "figures"}).text
    for told in ("Ana<", "misprint", "corrected", ">77<"):
        assert told not in html
    assert blind["item"]["record"]["status"] == "unreviewed"
    assert decide(other, blind, "reject", "no figure").status_code == 200
    assert entries(client)[-1].blind
    for lane in ("second", "disputed"):
        assert other.get("/api/v1/queue", params={"lane": lane}).status_code == 422
    assert other.get("/queue/agreement").status_code == 422
    assert record_of(page(client, lane="disputed")) == record_of(shown)


def test_what_two_did_not_agree_on_is_settled_by_a_third(client, other):
    shown = page(client, kinds="figures")
    decide(client, shown, "accept")
    other.act("/queue/blind", {"is_blind": True})
    decide(other, page(other, kinds="figures"), "reject", "no figure")
    told = client.get("/api/v1/queue/agreement").json()
    assert {(one["records"], one["alike"]) for one in told["rows"]} == {(1, 0)}
    (odds,) = told["at_odds"]
    assert (odds["one_said"], odds["other_said"], odds["is_settled"]) == ("accept", "reject", False)
    assert "disputed</span>" in client.get("/queue/agreement").text
    with Client(client.desk) as third:
        third.act("/settings", {"reviewer": "Eva"})
        waits = page(third, lane="disputed")
        people = {entry["reviewer"] for entry in waits["item"]["form"]["entries"]}
        assert people == {"Ana", "Odd"}
        assert decide(third, waits, "accept", settles=True).status_code == 422
        assert decide(third, waits, "accept", "the words say so", settles=True).status_code == 200
        assert page(third, lane="disputed")["item"] is None
    assert client.get("/api/v1/queue/agreement").json()["at_odds"][0]["is_settled"]
    assert list(verify_ledger(client.desk.ledger)) == []


def test_all_that_a_filter_leaves_is_decided_on_at_once(client):
    asked = {"kinds": "figures", "text": "Dorrash"}
    shown = page(client, **asked)
    number = shown["counted"]["number"]
    assert 0 < number < page(client, kinds="figures")["counted"]["number"]
    html = client.get("/queue", params=asked).text
    assert re.search(rf'name="expected" value="{number}"', html)
    bulk = asked | {"lane": "first", "decision": "accept", "expected": number, "why": "all read"}
    assert client.act("/queue/all", bulk | {"expected": number + 1}).status_code == 409
    assert client.act("/queue/all", bulk | {"why": ""}).status_code == 422
    answer = client.act("/queue/all", bulk)
    assert answer.json()["message"] == f"Accepted {number} records."
    assert page(client, **asked)["item"] is None
    last = page(client)["last"]
    assert len(last) == number
    client.act("/queue/undo", {"last": " ".join(last)})
    assert page(client, **asked)["counted"]["number"] == number


def test_names_of_victims_stand_behind_a_note(client):
    found = None
    asked = {"kinds": "all"}
    while (shown := page(client, **asked))["item"] is not None:
        if shown["item"]["names"]:
            found = shown
            break
        asked = dict(parse_qsl(shown["skip"].partition("?")[2]))
    if found is None:
        pytest.fail("the demo names nobody who was killed or hurt")
    html = client.get(found["here"]).text
    assert html.index('<details class="before"') < html.index('class="passage')
    assert "killed or hurt" in html


def test_empty_ledger_has_nothing_that_waits(empty):
    assert "Nothing waits here" in empty.get("/queue").text
    assert "decided on by two people apart" in empty.get("/queue/agreement").text


@pytest.mark.parametrize(
    "asked",
    [{"item": "nothing"}, {"item": "537c15378b82.ffff"}, {"after": 10**9}, {"review": "reviewed"}],
)
def test_what_cannot_be_asked_is_told(client, asked):
    answer = client.get("/api/v1/queue", params=asked)
    assert answer.status_code == 422
    assert answer.json()["detail"]
