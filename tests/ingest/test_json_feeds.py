import json

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.json_feeds import read_json_feed

VERSION = "https://jsonfeed.org/version/1.1"


def read(*items, **fields):
    value = {"version": VERSION, "title": "Skerry Wire", "items": list(items), **fields}
    return read_json_feed(json.dumps(value).encode(), "f.json")


def test_every_field_of_an_entry_is_read():
    item = {
        "id": 7,
        "url": "https://a.example/1",
        "title": "Shells fell",
        "content_html": "<p>Long.</p>",
        "summary": "Short.",
        "date_published": "2016-09-24T10:00:00Z",
        "authors": [{"name": "A. Writer"}, {"name": "B. Writer"}],
        "tags": ["war", 3],
        "attachments": [{"url": "https://a.example/p.jpg"}, {}],
    }
    feed, [raw] = read(item)
    [entry] = feed.entries
    assert (entry.id, entry.url, entry.title) == ("7", "https://a.example/1", "Shells fell")
    assert (entry.body, entry.is_html, entry.is_summary) == ("<p>Long.</p>", True, False)
    assert (entry.author, entry.tags) == ("A. Writer, B. Writer", ("war",))
    assert entry.enclosures == ("https://a.example/p.jpg",)
    assert json.loads(raw) == item


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ({"content_text": "a", "summary": "b"}, ("a", False, False)),
        ({"summary": "b"}, ("b", False, True)),
        ({}, ("", False, True)),
    ],
)
def test_body_is_what_says_most(item, body):
    [entry] = read(item)[0].entries
    assert (entry.body, entry.is_html, entry.is_summary) == body


@pytest.mark.parametrize(
    "item",
    [
        {"title": ["x"], "url": {"a": 1}, "tags": "war", "authors": 3, "attachments": [None]},
        {"title": None, "author": "x", "content_html": True},
    ],
)
def test_fields_of_another_type_are_taken_as_missing(item):
    [entry] = read(item)[0].entries
    assert (entry.title, entry.url, entry.body, entry.author) == ("", "", "", "")


@pytest.mark.parametrize("items", ["x", None, {}])
def test_items_that_are_no_list_give_no_entries(items):
    assert read(items=items)[0].entries == ()


def test_item_that_is_no_entry_says_nothing_and_keeps_its_bytes():
    feed, raws = read(1, "a", None)
    assert [(entry.title, entry.body) for entry in feed.entries] == [("", "")] * 3
    assert raws == (b"1", b'"a"', b"null")


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b'{"a": ' + b"[" * 9_999, b'{"a":1,"a":2}'])
def test_what_is_no_json_feed_is_refused(raw):
    with pytest.raises(IngestError):
        read_json_feed(raw, "f.json")
