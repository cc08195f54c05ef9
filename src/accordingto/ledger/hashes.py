"""Hashes by which the store names things: SHA-256, 64 hexadecimal digits."""

from hashlib import sha256

from accordingto.records.canonical import canonical_bytes


def hash_bytes(data: bytes) -> str:
    """Return the hash of bytes."""
    return sha256(data).hexdigest()


def hash_text(text: str) -> str:
    """Return the hash of a text in UTF-8, as `Report.sha256` gives it."""
    return hash_bytes(text.encode("utf-8", "surrogatepass"))


def hash_json(value: object) -> str:
    """Return the hash of a JSON value's canonical bytes.

    >>> hash_json(["Merrowin Post", "r1"])[:12]
    'a89fd4f75be3'
    """
    return hash_bytes(canonical_bytes(value))
