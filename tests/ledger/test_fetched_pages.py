from dataclasses import replace

import pytest

from accordingto.ingest.fetch.answers import Answer
from accordingto.ingest.fetch.records import write_warc
from accordingto.ingest.fetch.targets import parse_url
from accordingto.ingest.inputs import Exchange
from accordingto.ingest.known_pages import Known
from accordingto.ledger.fetched_pages import know_pages
from tests.ingest.fetch.servers import NOON, page
from tests.ledger.incoming import keep, make_incoming

URL = "https://news.example.org/100%25_true"
FEED = "https://news.example.org/feed"
ASKED = (("User-Agent", "accordingto"),)


def exchange(url=URL, etag='"1"', **more):
    """What came of asking for an address without being led on."""
    response = page(b"<p>Shells fell.</p>", ETag=etag)
    answer = Answer(
        target=parse_url(url),
        asked_at=NOON,
        address="203.0.113.7",
        request_headers=ASKED,
        status=200,
        headers=(("ETag", etag),),
        body=b"",
        request=b"",
        response=response,
        is_whole=True,
    )
    made = Exchange(
        url=url,
        fetched_at="2024-03-14T12:00:00Z",
        status=200,
        request_headers=ASKED,
        response_headers=answer.headers,
        warc=write_warc([answer]),
    )
    return replace(made, **more)


def put(ledger, fetched, url=URL, text="Shells fell.", **more):
    keep(ledger, make_incoming(text, url=url, fetched=fetched, given_id="", **more))


def test_page_is_known_by_how_it_came_last(ledger):
    put(ledger, exchange(etag='"1"'))
    put(ledger, exchange(etag='"2"'), text="More shells fell.")
    assert know_pages(ledger)(URL) == Known('"2"', "", exchange(etag='"2"'))


def test_page_is_known_at_the_address_where_it_stood_not_where_it_says(ledger):
    put(ledger, exchange(), url="https://news.example.org/canonical")
    assert know_pages(ledger)(URL).etag == '"1"'
    assert know_pages(ledger)("https://news.example.org/canonical") == Known()


def test_feed_is_known_by_any_of_its_entries_and_no_entry_by_its_feed(ledger):
    put(ledger, exchange(FEED))
    know = know_pages(ledger)
    assert know(FEED).etag == '"1"'
    assert know(URL) == Known()


@pytest.mark.parametrize(
    "fetched",
    [None, exchange(warc=b""), exchange(warc=b"no record"), exchange(request_headers=())],
)
def test_page_that_we_did_not_fetch_whole_is_not_known(ledger, fetched):
    put(ledger, fetched)
    assert know_pages(ledger)(URL) == Known()


@pytest.mark.parametrize(
    "url", [URL.replace("25_", "25a"), URL.upper(), "https://news.example.org/"]
)
def test_other_addresses_are_not_known(ledger, url):
    put(ledger, exchange())
    assert know_pages(ledger)(url) == Known()
