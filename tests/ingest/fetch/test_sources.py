import gzip
from io import BytesIO

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.fetch.fetcher import Fetcher
from accordingto.ingest.fetch.sources import UrlReader
from accordingto.ingest.inputs import Given, Incoming, Skipped
from accordingto.ingest.known_pages import Known, known_by
from accordingto.ingest.warc.pages import read_warc
from tests.ingest.fetch.servers import make_transport, moved, page, serving

SENTENCE = "Shelling killed at least 12 people in Marvoy on Thursday, residents said. "
ARTICLE = (
    "<!doctype html><html><head><title>Shells fall on Marvoy</title></head><body><article>"
    f"<h1>Shells fall on Marvoy</h1><p>{SENTENCE * 9}</p></article></body></html>"
).encode()
GIVEN = Given("2024-03-12", "Skerry Wire")


def read(server, path="/story", **known):
    return list(UrlReader(Fetcher(make_transport(server), **known))(server.url(path), GIVEN))


def test_page_becomes_a_report_with_what_came_over_the_wire():
    script = page(gzip.compress(ARTICLE, mtime=0), Content_Encoding="gzip")
    with serving({"/story": moved("/b"), "/b": script}) as server:
        [incoming] = read(server)
    assert isinstance(incoming, Incoming)
    assert SENTENCE.strip() in incoming.report.text
    assert (incoming.report.id, incoming.path) == (server.url("/b"), server.url("/story"))
    assert incoming.report.publisher == "Skerry Wire"
    provenance = incoming.provenance
    assert (provenance.raw, provenance.url) == (ARTICLE, server.url("/b"))
    assert provenance.fetched.url == server.url("/story")
    assert provenance.fetched.status == 200
    assert script in gzip.decompress(provenance.fetched.warc)


def test_plain_text_is_read():
    script = page(b"Shells fell on Marvoy.", Content_Type="text/plain; charset=utf-8")
    with serving({"/story": script}) as server:
        [incoming] = read(server)
    assert incoming.report.text == "Shells fell on Marvoy."


@pytest.mark.parametrize(
    "script",
    [
        page(b"\x89PNG\r\n\x1a\n"),
        page(gzip.compress(ARTICLE, mtime=0)),
        page(b"%PDF-1.7 and no more", Content_Type="application/pdf"),
        page(b"", Content_Length="0"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_what_came(script):
    with serving({"/story": script}) as server:
        [error] = read(server)
    assert isinstance(error, IngestError)
    assert (error.path, error.media_type) == (server.url("/story"), "application/warc")
    assert script in gzip.decompress(error.raw)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\xff\xd8\xff\xe0", "text/plain"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"<rss></rss>", "application/rss+xml"),
    ],
)
def test_what_archives_do_not_tell_of_is_refused_with_its_body(body, said):
    with serving({"/story": page(body, Content_Type=said)}) as server:
        [error] = read(server)
    assert (error.raw, error.media_type) == (body, said)


def test_what_was_refused_can_be_read_again_from_what_came():
    with serving({"/story": page(b"\x89PNG\r\n\x1a\n")}) as server:
        [error] = read(server)
    [again] = read_warc(BytesIO(error.raw), "a", GIVEN)
    assert isinstance(again, IngestError)


def test_address_that_is_not_fetched_is_told():
    with serving({}) as server:
        [error] = read(server)
    assert (error.code, error.raw) == ("http_status", None)


def test_page_that_has_not_changed_is_passed_over():
    with serving({"/story": page(b"", status="304 Not Modified")}) as server:
        [item] = read(server, know=lambda _url: Known('"7"'))
    assert item == Skipped(server.url("/story"), "not changed since it was fetched before")


def test_page_that_has_not_changed_is_read_again_from_what_came_before():
    unchanged = page(b"", status="304 Not Modified")
    with serving({"/story": [page(ARTICLE, ETag='"7"'), unchanged]}) as server:
        [first] = read(server)
        known = known_by(first.provenance.fetched)
        skipped, again = read(server, know=lambda _url: known)
    assert skipped == Skipped(server.url("/story"), "not changed since it was fetched before")
    assert again == first
    assert b'If-None-Match: "7"\r\n' in server.requests[-1]


RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Skerry Wire</title>
<item><title>Shells fall on Marvoy</title><link>https://news.example.org/1</link></item>
<item><title>Truce agreed in Dorrash</title><link>https://news.example.org/2</link></item>
</channel></rss>"""


@pytest.mark.parametrize("said", ["application/rss+xml", "text/xml", "text/html", ""])
def test_feed_becomes_a_report_for_each_entry(said):
    with serving({"/feed": page(RSS, Content_Type=said)}) as server:
        items = read(server, "/feed")
    assert [item.report.title for item in items] == [
        "Shells fall on Marvoy",
        "Truce agreed in Dorrash",
    ]
    assert {item.provenance.fetched.url for item in items} == {server.url("/feed")}
    assert server.paths == ["/feed"]


def test_feed_that_is_broken_is_refused_with_what_came():
    with serving({"/feed": page(b"<rss><channel></channel></rss>")}) as server:
        [error] = read(server, "/feed")
    assert isinstance(error, IngestError)
    assert error.media_type == "application/warc"
