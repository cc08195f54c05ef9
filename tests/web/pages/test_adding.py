"""Add: a text, files, an address; each kept and linked, or refused with its reason."""

import pytest

from accordingto.ledger.quarantine import iterate_held
from accordingto.ledger.verify import verify_ledger
from tests.web.waiting import done

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
ROWS = b'{"id": "1", "text": "Two people were killed in Dorrash."}\n{"id": 2}\n'


def bring(client, *files, **given):
    sent = [("files", one) for one in files]
    return client.post("/add/files", data={"csrf": client.session.csrf, **given}, files=sent)


def held(client):
    with client.desk.ledger.look() as connection:
        return [(one.path, one.line, one.raw) for one in iterate_held(connection)]


def test_text_that_is_pasted_leads_to_its_docket(client):
    given = {"title": "Shelling", "published": "2024-03-16", "publisher": "Post"}
    page = done(client, client.post_form("/add/text", text=TEXT, **given))
    [report] = page["added"]["reports"]
    [code] = report["cases"]
    assert (report["news"], report["title"], page["next"]) == ("new", "Shelling", f"/cases/{code}")
    assert page["added"]["new_cases"] + page["added"]["grown_cases"] == 1
    assert list(verify_ledger(client.desk.ledger)) == []


def test_text_that_comes_again_is_known(client):
    for news in ("new", "known already"):
        page = done(client, client.act("/add/text", {"text": TEXT}))
        assert [one["news"] for one in page["added"]["reports"]] == [news]


def test_files_are_read_and_each_refusal_says_why(client):
    files = [("../../etc/passwd", b"\0\1"), ("a.txt", TEXT.encode()), ("rows.jsonl", ROWS)]
    page = done(client, bring(client, *files))
    told = [(one["news"], one["title"]) for one in page["added"]["reports"]]
    assert told[0] == ("refused", "passwd")
    assert [news for news, _ in told] == ["refused", "new", "new", "refused"]
    assert "line 2: " in page["added"]["reports"][3]["told"]
    assert held(client) == [("passwd", None, b"\0\1"), ("rows.jsonl", 2, b'{"id": 2}\n')]
    assert page["next"] == ""


def test_day_and_publisher_are_given_to_files_that_do_not_say_them(client):
    done(client, bring(client, ("a.txt", TEXT.encode()), published="2024-03-16", publisher="Post"))
    rows = client.get("/export/reports.json", params={"publisher": "Post"}).json()["rows"]
    assert [one["published_given"] for one in rows] == ["2024-03-16"]


def test_page_tells_what_was_done_and_names_the_work(client):
    page = done(client, client.post_form("/add/text", text=TEXT, title="<b>Fire</b>"))
    told = client.get(f"/add/jobs/{page['job']['id']}").text
    assert "&lt;b&gt;Fire&lt;/b&gt;" in told
    assert f'href="{page["next"]}"' in told
    assert f"/add/jobs/{page['job']['id']}" in client.get("/add").text


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("/add/text", {"text": ""}, 422, "text"),
        ("/add/text", {"text": TEXT, "published": "yesterday"}, 422, "published"),
        ("/add/text", {"text": TEXT, "color": "red"}, 422, "color"),
        ("/add/address", {"url": "https://news.example/"}, 403, "--fetch"),
    ],
)
def test_what_cannot_be_meant_is_refused(client, path, body, status, told):
    answer = client.act(path, body)
    assert answer.status_code == status
    assert told in answer.json()["detail"]


def test_no_file_and_no_such_work_are_told(client):
    assert bring(client).status_code == 422
    assert client.get("/add/jobs/nothing").status_code == 404


def test_files_need_the_mark_of_the_page(client):
    sent = {"files": ("a.txt", b"Fire.")}
    assert client.post("/add/files", data={"csrf": "guess"}, files=sent).status_code == 403
    assert client.post("/api/v1/add/files", files=sent).status_code == 403
    assert client.desk.jobs.all() == ()
