import gzip
import zlib

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.packing import unpack

PAGE = b"<p>Shells fell on Marvoy.</p>"
RAW = zlib.compressobj(wbits=-15)


def failure(body, packing="gzip", limit=10_000):
    with pytest.raises(IngestError) as caught:
        unpack(body, packing, limit, "http://h.example/")
    assert caught.value.code == "packing"
    return caught.value.message


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (PAGE, ""),
        (PAGE, " Identity "),
        (gzip.compress(PAGE, mtime=0), "gzip"),
        (gzip.compress(PAGE, mtime=0) + b"\0" * 512, "X-GZIP"),
        (gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (RAW.compress(PAGE) + RAW.flush(), "deflate"),
    ],
)
def test_page_is_unpacked(body, packing):
    assert unpack(body, packing, len(PAGE), "x") == PAGE


def test_nothing_is_nothing():
    assert unpack(b"", "gzip", 10, "x") == b""


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "gzip,deflate", "compress"])
def test_other_packing_is_refused(packing):
    assert "a page packed as" in failure(PAGE, packing)


def test_bomb_is_refused_before_it_unpacks():
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    assert "unpacks to more than 10,000 bytes" in failure(bomb)
    assert "unpacks to more than 10,000 bytes" in failure(
        zlib.compress(bytes(50_000_000)), "deflate"
    )


def test_bomb_in_pieces_is_refused():
    assert "unpacks to more than" in failure(gzip.compress(bytes(9_000), mtime=0) * 2)


def test_page_in_very_many_pieces_is_refused():
    assert "very many pieces" in failure(gzip.compress(b"", mtime=0) * 1000)


@pytest.mark.parametrize(
    "body", [PAGE, gzip.compress(PAGE, mtime=0)[:-9], gzip.compress(PAGE, mtime=0) + b"more"]
)
def test_broken_packing_is_refused(body):
    assert "packing is broken" in failure(body)
