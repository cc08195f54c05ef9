import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.warc.streams import GzipStream, PlainStream
from tests.ingest.warc.archives import packed, record

MANY = [record(b"x" * size) for size in (1, 100, 70_000, 3)]


def read_all(stream):
    pieces = []
    while piece := stream.read():
        pieces.append(piece)
    return b"".join(pieces)


class Counting(BytesIO):
    """A file that tells how much of it was read."""

    taken = 0

    def read(self, size=-1):
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def test_plain_file_is_read_as_it_is():
    stream = PlainStream(BytesIO(b"b" * 100_000), b"ab")
    assert read_all(stream) == b"ab" + b"b" * 100_000
    assert (stream.damage, stream.resume()) == ("", False)


@pytest.mark.parametrize(
    "raw",
    [
        packed(*MANY),
        gzip.compress(b"".join(MANY), mtime=0),
        packed(*MANY) + bytes(1000),
        bytes(3) + packed(*MANY),
        packed(MANY[0], b"", b"", *MANY[1:]),
    ],
    ids=["a member a record", "one member", "padding", "padding before", "empty members"],
)
def test_members_are_unpacked_one_after_the_other(raw):
    stream = GzipStream(BytesIO(raw[2:]), raw[:2])
    assert read_all(stream) == b"".join(MANY)
    assert stream.damage == ""


def test_piece_is_small_however_much_it_unpacks_to():
    stream = GzipStream(BytesIO(gzip.compress(bytes(40_000_000), mtime=0)))
    assert max(len(piece) for piece in iter(stream.read, b"")) <= 64 * 1024


@pytest.mark.parametrize("cut", [1, 9, 60, 100])
def test_file_that_ends_within_a_member_is_damaged(cut):
    stream = GzipStream(BytesIO(packed(*MANY)[:-cut]))
    assert read_all(stream).startswith(MANY[0] + MANY[1] + MANY[2])
    assert "packing is broken" in stream.damage or "ends in the middle" in stream.damage
    assert not stream.resume()


@pytest.mark.parametrize("cut", [1, 8, 20, 100])
def test_member_that_is_cut_off_costs_itself(cut):
    first, second, third = (packed(whole) for whole in (MANY[1], MANY[2], MANY[3]))
    stream = GzipStream(BytesIO(first + second[:-cut] + third))
    read_all(stream)
    assert stream.damage
    assert stream.resume()
    assert read_all(stream) == MANY[3]
    assert stream.damage == ""


def test_byte_that_was_changed_costs_its_member():
    raw = bytearray(packed(*MANY))
    raw[len(packed(MANY[0])) + 30] ^= 0xFF
    stream = GzipStream(BytesIO(bytes(raw)))
    assert read_all(stream).startswith(MANY[0])
    assert stream.damage
    assert stream.resume()
    assert read_all(stream) == MANY[2] + MANY[3]


def test_something_else_between_members_is_passed_over():
    noise = b"\x1f\x8b\x08\x00 not a member at all; " * 50
    stream = GzipStream(BytesIO(packed(MANY[0]) + noise + packed(MANY[3])))
    assert read_all(stream) == MANY[0]
    assert stream.damage == "what follows is not packed as gzip" or "broken" in stream.damage
    assert stream.resume()
    assert read_all(stream) == MANY[3]


def test_bomb_is_left_early_and_what_follows_is_read():
    bomb = gzip.compress(b"WARC/1.0\r\n" + bytes(300_000_000), mtime=0)
    stream = GzipStream(BytesIO(bomb + packed(MANY[3])))
    given_out = sum(len(piece) for piece in iter(stream.read, b""))
    assert given_out < 70_000_000
    assert "more than a hundred times its size" in stream.damage
    assert stream.resume()
    assert read_all(stream) == MANY[3]


def test_file_of_many_bombs_is_left():
    raw = gzip.compress(b"WARC/1.0\r\n" + bytes(60_000_000), mtime=0) * 40
    file = Counting(raw)
    stream = GzipStream(file)
    given_out = sum(len(piece) for piece in iter(stream.read, b""))
    assert given_out < 300_000_000
    assert "more than a hundred times its size" in stream.damage
    assert not stream.resume()
    assert file.taken < len(raw) // 2


def test_file_full_of_false_beginnings_is_left():
    file = Counting(b"\x1f\x8b\x08\x00" + b"\x1f\x8b\x08\x00aaaa\x00\x03" * 400_000)
    stream = GzipStream(file)
    assert read_all(stream) == b""
    assert not stream.resume()
    assert file.taken < 500_000


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_come_to_an_end(noise, at):
    raw = bytearray(packed(MANY[0], MANY[1]))
    raw[at : at + len(noise) // 2] = noise
    stream = GzipStream(BytesIO(bytes(raw)))
    for _ in range(20):
        read_all(stream)
        if not (stream.damage and stream.resume()):
            return
    pytest.fail("it goes on and on")
