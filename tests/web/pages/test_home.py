"""The first page: never empty, and new is what one has not seen."""

import re

from accordingto.engine.adding import ReadToKeep, add_all
from accordingto.ingest.documents import NOTHING_GIVEN
from accordingto.ingest.reports import read_reports
from accordingto.ledger.case_listing import count_cases


def _new(client):
    return client.get("/api/v1/").json()["morning"]["new"]


def test_empty_ledger_says_what_to_do(empty):
    page = empty.get("/")
    assert page.status_code == 200
    assert "holds no report yet" in page.text
    assert "accordingto add" in page.text


def test_what_came_in_is_new_case_by_case(client):
    [first, *_] = _new(client)
    assert (first["kind"], first["place"], first["reports"]) == ("shelling", "Thornesk", 5)
    assert first["looked_at"] is None
    with client.desk.ledger.look() as connection:
        assert len(_new(client)) == count_cases(connection)


def test_what_one_has_seen_is_new_no_more_but_to_others(client):
    codes = [case["code"] for case in _new(client)]
    page = client.post_form("/seen", codes=codes[:2])
    assert "Seen: 2 cases." in page.text
    assert [case["code"] for case in _new(client)] == codes[2:]
    client.post_form("/settings", reviewer="Bo")
    assert [case["code"] for case in _new(client)] == codes


def test_looking_alone_leaves_no_trace(client):
    before = _new(client)
    client.get(f"/cases/{before[0]['code']}")
    assert _new(client) == before


def test_seen_needs_somebody_who_says_so(client):
    codes = [case["code"] for case in _new(client)]
    client.post_form("/settings", reviewer="")
    assert client.act("/seen", {"codes": codes}).status_code == 422
    assert "Who is at the desk?" in client.get("/").text


def test_seen_passes_over_a_code_that_leads_nowhere(client):
    told = client.act("/seen", {"codes": ["C-nothing", "'; drop table reports"]})
    assert (told.status_code, told.json()["message"]) == (200, "Seen: 0 cases.")


def test_reports_that_were_not_put_together_are_told(empty, tmp_path):
    report = tmp_path / "r.txt"
    report.write_text("Shelling killed 3 people in Aleppo on Monday, residents said.")
    work = ReadToKeep(empty.desk.reader)
    list(add_all(read_reports([str(report)]), empty.desk.ledger, work, given=NOTHING_GIVEN))
    assert "accordingto corroborate" in empty.get("/").text


def test_saying_who_one_is_changes_nothing_else(client):
    client.post_form("/settings", reviewer="", are_quotes_hidden="true", is_blind="true")
    form = client.get("/").text.partition('action="/settings"')[2].partition("</form>")[0]
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    client.post_form("/settings", **given | {"reviewer": "Bo"})
    kept = client.get("/api/v1/settings").json()["preferences"]
    assert (kept["reviewer"], kept["are_quotes_hidden"], kept["is_blind"]) == ("Bo", True, True)
    assert kept["are_names_shown"] is False
