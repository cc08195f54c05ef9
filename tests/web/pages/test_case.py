"""The docket of a case: what it shows, what people decide there, what no look changes."""

import pytest

from accordingto.ledger.case_reviews import read_case_standings
from accordingto.ledger.state import read_state

CONTESTED = "C-g5d1t4d1aq"
"""Two voices count the dead of a bus station otherwise; an army is accused, and denies it."""
CLASH = "C-ypfsvm104j"


def docket(client, code=CONTESTED):
    return client.get(f"/api/v1/cases/{code}").json()


def entries(client):
    with client.desk.ledger.look() as connection:
        return read_state(connection)


def decided(client, code=CONTESTED):
    with client.desk.ledger.look() as connection:
        return read_case_standings(connection, [code])[code]


def test_what_when_and_where_are_told_with_their_precision_and_reports(client):
    told = docket(client)
    assert told["what"] == [{"kind": "shelling", "words": "shelling", "reports": [1, 2, 3, 4, 5]}]
    assert (told["when"][0]["first"], told["when"][0]["precision"]) == ("2024-04-06", "")
    assert told["where"][0]["name"].startswith("Thornesk")
    assert told["where"][0]["precision"]


def test_figures_stand_side_by_side_each_with_its_words_in_a_report(client):
    (killed, *_) = docket(client)["tolls"]
    assert [row["claim"]["number"] for row in killed["rows"]] == ["6", "19"]
    assert killed["is_contested"]
    for row in killed["rows"]:
        quote = row["claim"]["quote"]
        assert quote["words"]
        page, _, span = quote["link"].partition("?at=")
        assert page.startswith("/reports/")
        start, end = map(int, span.split("-"))
        assert 0 < end - start < 100


def test_page_draws_bars_and_says_them_in_words(client):
    page = client.get(f"/cases/{CONTESTED}").text
    assert page.count('class="bar hue-') >= 3
    assert "Pavrin Holth, 7 April 2024: 6; Tavresian Harm Observatory, 8 April 2024: 19" in page
    assert "style=" not in page


def test_blame_stands_with_its_mode_and_denials_as_denials(client):
    blame = docket(client)["blame"]
    assert [column["name"] for column in blame["columns"]] == ["army"]
    told = {
        row["name"]: [one["mode"] for cell in row["cells"] for one in cell] for row in blame["rows"]
    }
    assert told == {"Teyna Vorrick": ["accused"], "The army": ["denied"]}


def test_suggested_grade_is_no_finding_and_a_person_stands_beside_it(client):
    grade = docket(client)["grade"]
    assert (grade["suggested"], grade["holds"], grade["given"]) == ("fair", None, [])
    assert grade["reasons"]
    client.post_form(
        f"/cases/{CONTESTED}/grade", grade="confirmed", why="Seen on the spot.", seen="-"
    )
    grade = docket(client)["grade"]
    assert (grade["suggested"], grade["holds"]) == ("fair", "confirmed")
    assert grade["given"] == [{"reviewer": "Ana", "grade": "confirmed", "why": "Seen on the spot."}]


def test_state_and_assignee_are_set_by_forms(client):
    page = client.post_form(f"/cases/{CONTESTED}/state", state="second_read", why="", seen="-")
    assert f"{CONTESTED}: second read." in page.text
    page = client.post_form(
        f"/cases/{CONTESTED}/assignee", assignee="Bo", seen=docket(client)["progress"]["seen"]
    )
    assert "Bo</bdi> sees to it" in page.text
    standing = decided(client)
    assert (standing.state, standing.assignee) == ("second_read", "Bo")


def test_grade_needs_a_reason_and_an_unknown_state_is_refused(client):
    told = client.act(f"/cases/{CONTESTED}/grade", {"grade": "confirmed", "why": " "})
    assert (told.status_code, "without a reason" in told.json()["detail"]) == (422, True)
    assert client.act(f"/cases/{CONTESTED}/state", {"state": "done"}).status_code == 422
    assert client.act(f"/cases/{CONTESTED}/grade", {"grade": "sure", "why": "x"}).status_code == 422


def test_whoever_decides_on_what_another_decided_meanwhile_is_told(client):
    seen = docket(client)["progress"]["seen"]
    client.act(f"/cases/{CONTESTED}/state", {"state": "published", "seen": seen})
    client.post_form("/settings", reviewer="Bo")
    late = client.act(f"/cases/{CONTESTED}/state", {"state": "needs_source", "seen": seen})
    assert late.status_code == 409
    assert "Ana decided on it meanwhile" in late.json()["detail"]
    assert decided(client).state == "published"


def test_history_tells_who_and_why_and_takes_back(client):
    client.act(f"/cases/{CONTESTED}/state", {"state": "published", "why": "Two sources."})
    (line,) = docket(client)["history"]
    assert (line["reviewer"], line["changes"], line["why"]) == (
        "Ana",
        ["state → published"],
        "Two sources.",
    )
    page = client.post_form(f"/cases/{CONTESTED}/undo", entries=line["entries"], why="Too early.")
    assert "Taken back" in page.text
    undone, before = docket(client)["history"]
    assert (undone["decision"], undone["can_be_undone"]) == ("undo", False)
    assert before["force"] == "undone"


def test_notes_stand_with_their_writer(client):
    client.post_form(f"/cases/{CONTESTED}/note", why="Ask <b>the hospital</b>.")
    (note,) = docket(client)["notes"]
    assert (note["words"], note["reviewer"]) == ("Ask <b>the hospital</b>.", "Ana")
    assert "Ask &lt;b&gt;the hospital&lt;/b&gt;." in client.get(f"/cases/{CONTESTED}").text


def test_looking_changes_nothing_and_seen_says_what_is_new_from_then_on(client):
    before = entries(client)
    since = docket(client)["since"]
    assert (since["looked_at"], since["reports"]) == (None, [])
    client.get(f"/cases/{CONTESTED}/merge?other={CLASH}")
    assert docket(client)["since"]["looked_at"] is None
    assert entries(client) == before
    client.post_form(f"/cases/{CONTESTED}/seen")
    since = docket(client)["since"]
    assert since["looked_at"]
    assert (since["reports"], since["decisions"]) == ([], 0)
    client.post_form("/settings", reviewer="Bo")
    client.act(f"/cases/{CONTESTED}/state", {"state": "published"})
    client.post_form("/settings", reviewer="Ana")
    assert docket(client)["since"]["decisions"] == 1
    assert docket(client)["history"][0]["is_new"]


def test_second_reader_does_not_see_the_first_ones_decisions_before_deciding(client):
    client.act(f"/cases/{CONTESTED}/grade", {"grade": "confirmed", "why": "Sure."})
    client.post_form("/settings", reviewer="Bo", is_blind="true")
    told = docket(client)
    assert (told["history"], told["hidden_decisions"], told["grade"]["given"]) == ([], 1, [])
    assert told["grade"]["holds"] is None
    assert "Sure." not in client.get(f"/cases/{CONTESTED}").text
    assert "Sure." not in client.get(f"/cases/{CONTESTED}/dossier").text
    client.act(f"/cases/{CONTESTED}/grade", {"grade": "weak", "why": "One voice."})
    assert len(docket(client)["history"]) == 2


def test_code_may_be_written_otherwise_and_an_unknown_one_is_told(client):
    moved = client.get(f"/cases/{CONTESTED.lower()}?x=1", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (307, f"/cases/{CONTESTED}?x=1")
    moved = client.get(f"/api/v1/cases/{CONTESTED[:6]}", follow_redirects=False)
    assert moved.headers["location"] == f"/api/v1/cases/{CONTESTED}"
    lost = client.get("/cases/C-nowhere")
    assert (lost.status_code, "there is no case" in lost.text) == (404, True)


@pytest.mark.parametrize("path", ["state", "grade", "assignee", "note", "seen", "undo"])
def test_nobody_decides_who_has_not_said_who_it_is(client, path):
    client.post_form("/settings", reviewer="")
    body = {
        "state": {"state": "published"},
        "grade": {"grade": "weak", "why": "x"},
        "assignee": {"assignee": "Bo"},
        "note": {"why": "x"},
        "undo": {"entries": ["0" * 64], "why": "x"},
    }
    assert client.act(f"/cases/{CONTESTED}/{path}", body.get(path)).status_code == 422


def test_dossier_tells_chains_decisions_and_whether_anybody_stands_for_it(client):
    page = client.get(f"/cases/{CONTESTED}/dossier").text
    assert "Ardvessel Ledger → Tavresian Harm Observatory" in page
    assert "not reviewed" in page
    assert "text SHA-256" in page
    client.act(f"/cases/{CONTESTED}/state", {"state": "published", "why": "Two sources."})
    told = client.get(f"/api/v1/cases/{CONTESTED}/dossier").json()
    assert told["history"][0]["why"] == "Two sources."
    none = client.get(f"/cases/{CONTESTED}/dossier?reviewed=true")
    assert (none.status_code, "No person stands for any account" in none.text) == (200, True)


def test_names_of_children_are_withheld_unless_asked_for(client):
    told = {name: client.get(f"/cases/{name}").text for name in (CONTESTED, CLASH)}
    shown = client.post_form("/settings", reviewer="Ana", are_names_shown="true")
    assert shown.status_code == 200
    for name, text in told.items():
        assert len(client.get(f"/cases/{name}").text) >= len(text) - 200
