"""Styles that the desk shares with files: two, and no other file of theirs."""

import pytest


@pytest.mark.parametrize("name", ["brief", "check"])
def test_style_is_given_to_who_is_in(client, name):
    answer = client.get(f"/static/views/{name}.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "main {" in answer.text


@pytest.mark.parametrize("name", ["page", "..%2fbase", "%2e%2e%2fhtml", "nothing"])
def test_no_other_file_is_given(client, name):
    assert client.get(f"/static/views/{name}.css").status_code == 404
