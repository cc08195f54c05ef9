"""Who is let in, from where, and what a browser may do with a page."""

import pytest

from accordingto.web.guard import HEADERS
from accordingto.web.sessions import OPENING
from tests.web.desks import HOST, Client


def test_opening_address_works_once(desk):
    token = desk.sessions.make_token()
    fresh = Client(desk)
    fresh.cookies.clear()
    assert fresh.get(f"{OPENING}?token={token}").status_code == 200
    fresh.cookies.clear()
    again = fresh.get(f"{OPENING}?token={token}")
    assert again.status_code == 401
    assert "used already" in again.text


@pytest.mark.parametrize("path", ["/", "/settings", "/api/v1/", "/api/v1/openapi.json", "/nope"])
def test_nobody_comes_in_without_a_session(client, path):
    client.cookies.clear()
    assert client.get(path).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "", "localhost:1"])
def test_another_host_is_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_asked_for_by_another_site_is_refused(client, headers):
    form = {"csrf": client.session.csrf, "reviewer": "Eve"}
    assert client.post("/settings", data=form, headers=headers).status_code == 403
    assert client.desk.sessions.find(client.session.id).preferences.reviewer == "Ana"


@pytest.mark.parametrize("mark", ["", "x", "ü"])
def test_a_form_without_our_mark_is_refused(client, mark):
    assert client.post("/settings", data={"csrf": mark}).status_code == 403
    headers = {"x-csrf-token": mark.encode()}
    assert client.post("/api/v1/settings", json={}, headers=headers).status_code == 403


def test_a_program_with_the_key_is_let_in_and_names_who_decides(client):
    client.cookies.clear()
    headers = {"authorization": f"Bearer {client.desk.sessions.key}", "x-reviewer": "Bo"}
    told = client.get("/api/v1/settings", headers=headers)
    assert told.json()["preferences"]["reviewer"] == "Bo"
    headers["authorization"] += "x"
    assert client.get("/api/v1/settings", headers=headers).status_code == 401


@pytest.mark.parametrize("path", ["/", "/static/desk.css", "/nope", "/api/v1/"])
def test_every_answer_carries_the_policy(client, path):
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc"]
)
def test_no_path_leads_out_of_the_static_files(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https://evil.example", "/\\evil.example", "x"]
)
def test_a_form_leads_to_no_other_site(client, next_):
    answer = client.post_form("/settings", next=next_)
    assert answer.status_code == 422
    assert answer.url.host == HOST.split("/")[2].split(":")[0]
