"""Bytes as they came, kept once under their hash and never changed."""

import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from accordingto.errors import StoreError
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.rows import Row, add_row, find_id
from accordingto.ledger.store_tables import blobs

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class DamagedBytes:
    """Bytes that cannot be unpacked, or are not of the size that was kept with them."""

    why: str


def keep_blob(connection: Connection, data: bytes) -> int:
    """Keep bytes, unless they are kept already; return the row id.

    Bytes that were erased stay erased: their row stands, and nothing is put into it again.
    """
    sha256 = hash_bytes(data)
    found = find_id(connection, blobs, sha256=sha256)
    if found is not None:
        return found
    packed = zlib.compress(data, _LEVEL)
    packing, content = ("deflate", packed) if len(packed) < len(data) else ("identity", data)
    row: Row = {"sha256": sha256, "size": len(data), "packing": packing, "bytes": content}
    return add_row(connection, blobs, row)


def read_blob(connection: Connection, sha256: str, ledger: str = "") -> bytes:
    """Return the bytes of this hash.

    Raises StoreError when the ledger does not have them, no longer has them, or has others.
    """
    row = connection.execute(
        select(blobs.c.size, blobs.c.packing, blobs.c.bytes).where(blobs.c.sha256 == sha256)
    ).one_or_none()
    if row is None or row.bytes is None:
        found = "there are no bytes" if row is None else "the bytes were erased"
        raise StoreError(
            f"{found} under the hash {sha256}; expected bytes that were added; "
            "`accordingto verify` tells more",
            ledger=ledger,
            code="no_bytes",
        )
    data = unpack(row.packing, row.bytes, row.size)
    if isinstance(data, DamagedBytes) or hash_bytes(data) != sha256:
        raise StoreError(
            f"the bytes under the hash {sha256} have changed; expected them as they came; "
            "`accordingto verify` tells more; go back to a backup",
            ledger=ledger,
            code="damaged",
        )
    return data


def unpack(packing: str, content: bytes, size: int) -> bytes | DamagedBytes:
    """Return the bytes as they came; never more than `size` of them are made."""
    if packing == "identity":
        data = bytes(content)
    else:
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(content, size + 1)
        except zlib.error as error:
            return DamagedBytes(f"they cannot be unpacked ({error})")
        if not unpacker.eof or unpacker.unused_data:
            return DamagedBytes("they do not end where they should")
    if len(data) != size:
        return DamagedBytes(f"there are {len(data):,} of {size:,}")
    return data
