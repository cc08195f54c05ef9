import gzip
from dataclasses import replace

import pytest

from accordingto.ingest.fetch.fetcher import Fetcher
from accordingto.ingest.fetch.stored import reopen
from tests.ingest.fetch.servers import make_transport, moved, page, serving

BODY = b"<p>Shells fell on Marvoy.</p>"


def fetch(script):
    with serving({"/story": moved("/b"), "/b": script}) as server:
        return Fetcher(make_transport(server)).fetch(server.url("/story"))


@pytest.mark.parametrize(
    "script",
    [
        page(BODY),
        page(gzip.compress(BODY, mtime=0), Content_Encoding="gzip"),
        page(b"1d\r\n" + BODY + b"\r\n0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked"),
    ],
)
def test_page_comes_out_of_its_records_as_it_was(script):
    fetched = fetch(script)
    assert fetched.body == BODY
    assert reopen(fetched.exchange) == fetched


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda warc: warc[:-9],
        lambda _: gzip.compress(
            b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n", mtime=0
        ),
    ],
)
def test_records_without_a_page_give_none(damage):
    exchange = fetch(page(BODY)).exchange
    assert reopen(replace(exchange, warc=damage(exchange.warc))) is None


def test_body_that_cannot_be_unpacked_gives_none():
    exchange = fetch(page(BODY, ETag="gzip")).exchange
    broken = gzip.decompress(exchange.warc).replace(BODY, b"\0" * len(BODY))
    packed = broken.replace(b"ETag: gzip", b"Content-Encoding: br")
    assert reopen(replace(exchange, warc=packed)) is None
