import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest.warc.blocks import parse_answer, unpack_body
from tests.ingest.warc.archives import HTML, answer

CHUNKS = b"5;x=1\r\n<!doc\r\n" + b"%X\r\n" % (len(HTML) - 5) + HTML[5:] + b"\r\n0\r\n\r\n"
CHUNKED = {"Transfer_Encoding": "chunked"}
GZIPPED = {"Content_Encoding": "gzip"}


def body_of(block, limit=10_000):
    return unpack_body(parse_answer(block), limit, "a.warc")


def test_answer_is_status_headers_and_body():
    kept = parse_answer(answer(status="404 Not Found", X_A="1"))
    assert (kept.status, kept.body) == (404, HTML)
    assert ("X-A", "1") in kept.headers


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"Shells fell.",
        b"HTTP/1.1 200 OK\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 2000 X\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_answer_is_none(block):
    assert parse_answer(block) is None


@pytest.mark.parametrize(
    "block",
    [
        answer(),
        answer().replace(b"\r\n", b"\n"),
        answer(CHUNKS, **CHUNKED),
        answer(gzip.compress(HTML, mtime=0), **GZIPPED),
        answer(zlib.compress(HTML), Content_Encoding="deflate"),
        answer(
            b"%x\r\n" % len(gzip.compress(HTML, mtime=0))
            + gzip.compress(HTML, mtime=0)
            + b"\r\n0\r\n\r\n",
            **CHUNKED,
            **GZIPPED,
        ),
        answer(CHUNKS.removesuffix(b"0\r\n\r\n"), **CHUNKED),
        answer(HTML, **CHUNKED, **GZIPPED),
        answer(HTML, Content_Encoding="br"),
    ],
    ids=["plain", "line ends", "chunks", "gzip", "deflate", "both", "cut", "joined", "unpacked"],
)
def test_page_is_unpacked_or_taken_as_it_is(block):
    assert body_of(block) == HTML


def test_text_that_looks_like_chunks_is_left_alone():
    text = b"Beirut was quiet.\r\nDead calm, a resident said.\r\n"
    assert body_of(answer(text, **CHUNKED)) == text


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (gzip.compress(bytes(5_000_000), mtime=0), "gzip"),
        (gzip.compress(HTML, mtime=0)[:-10], "gzip"),
        (b"\x0b\x16\x80", "br"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
    ],
    ids=["bomb", "cut", "brotli", "zstandard"],
)
def test_packing_that_cannot_be_unpacked_is_refused(body, packing):
    with pytest.raises(IngestError) as caught:
        body_of(answer(body, Content_Encoding=packing))
    assert caught.value.code == "packing"


@given(st.binary(max_size=200), st.booleans())
def test_any_body_is_a_page_or_refused(body, is_chunked):
    with suppress(IngestError):
        assert len(body_of(answer(body, **(CHUNKED if is_chunked else GZIPPED)))) < 10_000
