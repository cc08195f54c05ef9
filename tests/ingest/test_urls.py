import pytest

from accordingto.ingest.inputs import Given
from accordingto.ingest.urls import is_url, not_asked, open_fetch


@pytest.mark.parametrize(
    "name",
    [
        "https://news.example.org/story",
        "HTTP://news.example.org",
        "file:///etc/passwd",
        "file:/etc/passwd",
        "gopher://h.example/1",
        "data:text/html,Shells",
        "JavaScript:alert(1)",
        "mailto:a@h.example",
    ],
)
def test_address_is_told_from_a_path(name):
    assert is_url(name)


@pytest.mark.parametrize(
    "name",
    [
        "report.txt",
        "-",
        "",
        "https/report.txt",
        "./http:",
        "C://reports",
        "news.example.org/a",
        "a:b",
    ],
)
def test_path_is_no_address(name):
    assert not is_url(name)


def test_file_whose_name_looks_like_an_address_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert is_url("data:notes.txt")
    (tmp_path / "data:notes.txt").write_text("Shells fell.")
    assert not is_url("data:notes.txt")


def test_odd_name_does_not_fail():
    assert is_url("data:\0")
    assert is_url("data:" + "x" * 10_000)


def test_address_without_leave_to_fetch_says_what_to_add():
    error = not_asked("https://news.example.org/story")
    assert (error.code, error.path) == ("needs_fetch", "https://news.example.org/story")
    assert "add --fetch" in error.message


def test_nothing_fetches_unless_it_is_wanted():
    assert open_fetch(is_wanted=False) is None
    fetch = open_fetch(is_wanted=True)
    [error] = fetch("http://127.0.0.1/", Given())
    assert error.code == "address_refused"
