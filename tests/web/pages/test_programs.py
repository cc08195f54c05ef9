"""The API's page: what there is, and the key on demand alone."""

import httpx

from accordingto.web.views import API
from tests.web.desks import HOST


def test_every_route_of_the_api_is_named(client):
    page = client.get("/api/v1/api").json()
    named = {(one["method"], one["path"]) for group in page["groups"] for one in group["routes"]}
    paths = client.get(page["openapi"]).json()["paths"]
    assert named == {(method.upper(), path) for path in paths for method in paths[path]}
    assert page["address"] == HOST + API


def test_key_is_told_when_it_is_asked_for_and_once(client):
    key = client.desk.sessions.key
    assert key not in client.get("/api").text
    assert key in client.post_form("/api/key").text
    assert key not in client.get("/api").text
    assert key in client.act("/api/key").json()["message"]


def test_program_gets_in_by_the_key_and_decides_by_its_name(client):
    client.cookies.clear()
    assert client.get("/api/v1/settings").status_code == 401
    headers = {"authorization": f"Bearer {client.desk.sessions.key}", "x-reviewer": "M. K."}
    answer: httpx.Response = client.get("/api/v1/settings", headers=headers)
    assert answer.json()["preferences"]["reviewer"] == "M. K."
