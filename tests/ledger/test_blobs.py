import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from accordingto.errors import StoreError
from accordingto.ledger.blobs import DamagedBytes, keep_blob, read_blob, unpack
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.store_tables import blobs

LONG = b"Shells fell on Marenna. " * 100


@pytest.mark.parametrize("data", [b"", b"\0", bytes(range(256)), LONG])
def test_bytes_come_back_as_they_came_and_are_kept_once(ledger, data):
    with ledger.change() as connection:
        first, second = keep_blob(connection, data), keep_blob(connection, data)
        assert first == second
        assert read_blob(connection, hash_bytes(data)) == data


def test_bytes_are_packed_where_that_takes_less_room(ledger):
    with ledger.change() as connection:
        keep_blob(connection, LONG)
        keep_blob(connection, b"x")
        rows = connection.execute(select(blobs).order_by(blobs.c.id)).all()
    assert [(row.packing, row.size) for row in rows] == [("deflate", 2400), ("identity", 1)]
    assert len(rows[0].bytes) < 100


def test_erased_bytes_stay_erased(ledger):
    with ledger.change() as connection:
        kept = keep_blob(connection, LONG)
        connection.execute(update(blobs).values(bytes=None))
        assert keep_blob(connection, LONG) == kept
        with pytest.raises(StoreError, match="were erased"):
            read_blob(connection, hash_bytes(LONG))


def test_bytes_that_changed_are_not_handed_out(ledger):
    with ledger.change() as connection:
        keep_blob(connection, b"Shells fell.")
        connection.execute(update(blobs).values(bytes=b"Shells felt."))
        with pytest.raises(StoreError, match="have changed"):
            read_blob(connection, hash_bytes(b"Shells fell."))
        with pytest.raises(StoreError, match="there are no bytes"):
            read_blob(connection, "0" * 64)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_unpacking_never_makes_more_than_was_kept(content, size):
    found = unpack("deflate", content, size)
    assert isinstance(found, DamagedBytes) or len(found) == size


@pytest.mark.parametrize("size", [0, 10, 10_000_000])
def test_packed_bomb_is_damage(size):
    bomb = zlib.compress(bytes(50_000_000))
    assert isinstance(unpack("deflate", bomb, size), DamagedBytes)
    assert isinstance(unpack("identity", bomb, size), DamagedBytes)


def test_what_stands_behind_packed_bytes_is_damage():
    packed = zlib.compress(LONG)
    assert unpack("deflate", packed, len(LONG)) == LONG
    assert isinstance(unpack("deflate", packed + b"x", len(LONG)), DamagedBytes)
    assert isinstance(unpack("deflate", packed[:-1], len(LONG)), DamagedBytes)
