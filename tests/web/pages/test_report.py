"""The page of a report: what it shows, and what people decide there."""

from dataclasses import replace

import pytest

from accordingto.ledger.decisions import read_standing
from accordingto.ledger.state import read_state
from accordingto.web.report_pages import find_report, take_into_view
from tests.web.desks import Client
from tests.web.pages.reports import desk_of, first, keys_of, records_of

ASTRAL = {
    "id": "astral",
    "title": "Shelling of Marenna",
    "published": "2024-03-14",
    "publisher": "Wire",
    "text": "\U0001f4a5\U0001f4a5 \U0001d538 MARENNA - Shelling killed 12 people on Tuesday, "
    "residents said. Doctors \U0001f691 counted 14 dead.",
}
EVIL = "</script><img src=x onerror=alert(1)>\u202egnp.exe\x1b[2J"


@pytest.fixture
def key(client):
    return keys_of(client)[0]


def decided(client, key, query=""):
    return client.get(f"/api/v1/reports/{key}{query}").json()["decided"]


def picked(record):
    return f"{record['id']}.{record['stamp']}"


def test_page_tells_the_report_and_its_records_with_who_says_it(client, key):
    page = client.get(f"/reports/{key}")
    assert page.status_code == 200
    figure = first(client, key, "figure")
    assert figure["heading"] == "at least 31 killed"
    assert figure["says"] == "according to the director of the town's only hospital"
    assert (figure["status"], figure["is_reviewed"]) == ("unreviewed", False)
    assert f'id="r-{figure["id"]}"' in page.text
    assert f'id="w-{figure["id"]}"' in page.text


def test_runs_of_the_page_are_the_text_itself(client):
    for key in keys_of(client):
        page = client.get(f"/api/v1/reports/{key}").json()
        with client.desk.ledger.look() as connection:
            found = find_report(connection, key)
            text = take_into_view(connection, found, client.session.preferences).shown.facts.text
        runs = [run for one in page["text"]["paragraphs"] for run in one["runs"]]
        assert runs
        for run in runs:
            is_same = text[run["start"] : run["end"]] == run["text"]
            assert is_same or run["is_stand_in"]


def test_report_is_found_by_key_and_by_id(client, key):
    named = client.get(f"/api/v1/reports/{key}").json()["report"]["report_id"]
    assert client.get(f"/api/v1/reports/{named}").json()["report"]["key"] == key
    refused = client.get("/reports/nowhere/at/all")
    assert refused.status_code == 404
    assert "there is no report" in refused.text


def test_words_of_the_address_are_marked_and_others_are_told_about(client, key):
    page = client.get(f"/api/v1/reports/{key}?at=134-152").json()
    runs = [run for one in page["text"]["paragraphs"] for run in one["runs"]]
    assert "".join(run["text"] for run in runs if run["is_asked_for"]) == "at least 31 people"
    notice = client.get(f"/api/v1/reports/{key}?at=9-999999").json()["text"]["notice"]
    assert "expected offsets START-END within" in notice
    assert client.get(f"/reports/{key}?at=x").status_code == 200


def test_correction_is_looked_at_kept_and_taken_back(client, key):
    figure = first(client, key, "figure")
    asked = {"record": picked(figure), "low": "33", "high": "40", "source": ""}
    given = asked | {"fields": "low high source"}
    told = client.get(f"/api/v1/reports/{key}/preview", params=given).json()
    changes = {one["label"]: (one["before"], one["after"]) for one in told["changes"]}
    assert changes["at least"] == ("31", "33")
    assert changes["bound"] == ("min", "range")
    assert changes["on whose word"] == ("attributed", "own voice")
    assert first(client, key, "figure")["heading"] == "at least 31 killed"

    page = client.post_form(f"/reports/{key}/decide", **given, decision="correct", why="read again")
    assert "Corrected." in page.text
    now = records_of(client, key)[figure["id"]]
    assert (now["heading"], now["status"]) == ("33 to 40 killed", "corrected")
    assert ("31", "33") in [(one["before"], one["after"]) for one in now["changes"]]

    (entry,) = decided(client, key)
    assert (entry["reviewer"], entry["decision"], entry["why"]) == ("Ana", "correct", "read again")
    client.post_form(f"/reports/{key}/undo", entry=entry["hash"])
    assert records_of(client, key)[figure["id"]] == figure


def test_what_another_decided_meanwhile_is_told_and_not_overwritten(client, key):
    figure = first(client, key, "figure")
    client.act(f"/reports/{key}/decide", {"record": picked(figure), "decision": "accept"})
    late = {"record": picked(figure), "decision": "reject", "why": "no"}
    refused = client.act(f"/reports/{key}/decide", late)
    assert refused.status_code == 409
    assert "Ana accepted it" in refused.json()["detail"]
    assert len(decided(client, key)) == 1


def test_rejected_record_stands_apart_until_it_is_taken_back(client, key):
    figure = first(client, key, "figure")
    wish = {"record": picked(figure), "decision": "reject", "why": "a count of something else"}
    assert client.act(f"/reports/{key}/decide", wish).status_code == 200
    page = client.get(f"/api/v1/reports/{key}").json()
    last = page["text"]["sections"][-1]
    assert last["title"].startswith("Rejected")
    assert last["groups"][0]["records"][0]["id"] == figure["id"]
    client.act(f"/reports/{key}/undo", {"entry": page["decided"][0]["hash"]})
    assert records_of(client, key)[figure["id"]]["status"] == "unreviewed"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"decision": "reject"}, "without a reason"),
        ({"decision": "correct", "why": "x"}, "nothing is changed"),
        ({"decision": "correct", "why": "x", "low": "many"}, "found &#39;many&#39;"),
        ({"decision": "correct", "why": "x", "source": "nobody here"}, "do not stand in the"),
        ({"decision": "correct", "why": "x", "low": "40", "high": "3"}, "low &lt;= high"),
        ({"decision": "correct", "why": "x", "label": "[name withheld]"}, "is not shown"),
    ],
)
def test_bad_decision_is_a_clear_line_and_changes_nothing(client, key, given, told):
    figure = first(client, key, "figure")
    with client.desk.ledger.look() as connection:
        before = read_state(connection)
    refused = client.post_form(f"/reports/{key}/decide", record=picked(figure), **given)
    assert refused.status_code == 422
    assert told in refused.text
    with client.desk.ledger.look() as connection:
        assert read_state(connection) == before


def test_words_after_emoji_and_astral_letters_make_a_record_of_just_these_words(tmp_path):
    with desk_of(tmp_path, ASTRAL) as client:
        (key,) = keys_of(client)
        start = ASTRAL["text"].index("14 dead")
        words = f"{start}-{start + len('14 dead')}"
        source = ASTRAL["text"].index("Doctors")
        form = client.get(f"/api/v1/reports/{key}?new=incident&words={words}").json()["form"]
        assert (form["words"], form["at"]) == ("14 dead", words)
        given = {"new": "incident", "words": words, "kind": "shelling", "why": "said twice"}
        given |= {"targets": f"{source}-{source + 7}", "place": "MARENNA", "country": "XA"}
        done = client.act(f"/reports/{key}/add", given)
        assert done.status_code == 200, done.text
        added = done.json()["next"].partition("=")[2].partition("#")[0]
        record = records_of(client, key)[added]
        assert (record["words"], record["status"]) == ("14 dead", "accepted")
        assert "Ana" in record["review"]
        assert ["targets", "Doctors"] in record["details"]
        assert "MARENNA" in record["heading"]
        again = client.act(f"/reports/{key}/add", given)
        assert "correct that one instead" in again.json()["detail"]


def test_new_figure_is_filled_in_with_what_its_words_say(client, key):
    form = client.get(f"/api/v1/reports/{key}?new=figure&words=134-152").json()["form"]
    values = {one["name"]: one["value"] for one in form["fields"]}
    assert (values["low"], values["high"], values["state"]) == ("31", "", "")
    told = client.get(f"/api/v1/reports/{key}/preview", params={"new": "figure", "words": "1-5"})
    assert "without its state" in told.json()["problem"]
    bad = client.get(f"/reports/{key}?new=figure&words=1-999999")
    assert bad.status_code == 422


def test_blame_is_corrected_row_by_row(client, key):
    incident = first(client, key, "incident")
    rows = {"blame_actor": ["the Tavresian army"], "blame_mode": ["accused"], "blame_source": [""]}
    given = {"record": picked(incident), "decision": "correct", "why": "named"}
    text = client.get(f"/api/v1/reports/{key}").json()["text"]
    words = "".join(run["text"] for one in text["paragraphs"] for run in one["runs"])
    assert "The Tavresian army" in words
    bad = client.act(f"/reports/{key}/decide", given | rows)
    assert "do not stand in the report" in bad.json()["detail"]
    rows["blame_actor"] = ["The Tavresian army"]
    assert client.act(f"/reports/{key}/decide", given | rows).status_code == 200
    now = records_of(client, key)[incident["id"]]
    assert any("accused" in value for label, value in now["details"] if label == "held responsible")
    form = client.get(f"/api/v1/reports/{key}?edit={incident['id']}").json()["form"]
    (row,) = next(one["rows"] for one in form["fields"] if one["name"] == "blame")
    assert (row["actor_words"], row["mode"]) == ("The Tavresian army", "accused")


def test_who_reads_blind_sees_and_replaces_nothing_of_others(client, key):
    figure = first(client, key, "figure")
    wish = {"record": picked(figure), "low": "33", "decision": "correct", "why": "Ana's"}
    client.act(f"/reports/{key}/decide", wish)
    desk = client.desk
    blind = replace(client.session.preferences, reviewer="Ben", is_blind=True)
    desk.sessions.prefer(client.session, blind)
    seen = records_of(client, key)[figure["id"]]
    assert (seen["heading"], seen["status"], seen["changes"]) == (
        "at least 31 killed",
        "unreviewed",
        [],
    )
    assert decided(client, key) == []
    done = client.act(f"/reports/{key}/decide", {"record": picked(seen), "decision": "accept"})
    assert done.status_code == 200, done.text
    assert records_of(client, key)[figure["id"]]["status"] == "disputed"
    with desk.ledger.look() as connection:
        text = client.get(f"/api/v1/reports/{key}").json()["report"]["text_sha256"]
        entries = read_standing(connection, [text]).entries.values()
    assert sorted((one.judgement.reviewer, one.judgement.blind) for one in entries) == [
        ("Ana", False),
        ("Ben", True),
    ]


def test_names_are_withheld_in_the_text_and_offsets_stay_right(client):
    page = next(
        page
        for page in (client.get(f"/api/v1/reports/{key}").json() for key in keys_of(client))
        if "hospital, name withheld" in str(page["text"]["paragraphs"])
    )
    runs = [run for one in page["text"]["paragraphs"] for run in one["runs"]]
    hidden = next(run for run in runs if run["is_stand_in"])
    after = next(run for run in runs if run["start"] == hidden["end"])
    assert hidden["end"] - hidden["start"] != len(hidden["text"])
    client.desk.sessions.prefer(
        client.session, replace(client.session.preferences, are_names_shown=True)
    )
    open_ = client.get(f"/api/v1/reports/{page['report']['key']}").json()
    shown = [run for one in open_["text"]["paragraphs"] for run in one["runs"]]
    same = [run for run in shown if run["start"] <= after["start"] < run["end"]]
    offset = after["start"] - same[0]["start"]
    assert same[0]["text"][offset:].startswith(after["text"].split("\n")[0][:10])
    assert not any(run["is_stand_in"] for run in shown)


def test_hostile_report_is_text_in_every_field(tmp_path):
    report = {"id": EVIL, "title": EVIL, "publisher": EVIL, "published": "2024-03-14"}
    report["text"] = f"{EVIL} killed 12 people, {EVIL} said."
    with desk_of(tmp_path, report) as client:
        (key,) = keys_of(client)
        for path in (f"/reports/{key}", "/reports", "/search?text=killed"):
            page = client.get(path).text
            assert "<img" not in page
            assert "\u202e" not in page
            assert "\x1b" not in page
            assert "[U+202E]" in page


def test_long_report_comes_in_parts_below_the_limit(tmp_path):
    sentences = (
        f"Shelling killed {n % 90 + 2} people in Marenna on Tuesday, residents said.\n\n"
        for n in range(500)
    )
    report = {"id": "long", "title": "Long", "published": "2024-03-14", "text": "".join(sentences)}
    with desk_of(tmp_path, report) as client:
        (key,) = keys_of(client)
        page = client.get(f"/reports/{key}")
        assert len(page.content) < 500_000
        told = client.get(f"/api/v1/reports/{key}").json()["text"]["part"]
        assert told["of"] > 2
        assert "Part 1 of" in page.text
        at = len(report["text"]) - 40
        last = client.get(f"/api/v1/reports/{key}?at={at}-{at + 5}").json()["text"]
        assert last["part"]["number"] == told["of"]
        assert len(client.get(f"/reports/{key}?part={told['of']}").content) < 500_000


def test_empty_ledger_has_no_report(empty: Client):
    page = empty.get("/reports/abcd")
    assert page.status_code == 404
    assert "there is no report" in page.text
