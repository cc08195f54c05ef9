"""Unpacking what servers packed, and no more of it than is taken."""

import zlib

from accordingto.errors import IngestError

PACKINGS = "gzip"
"""What we say that we can unpack (Accept-Encoding)."""
_BITS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
"""Window bits for zlib; deflate comes with a header of its own or without."""
_MEMBERS = 64
"""Pieces of one body; there is one but for odd servers, and each costs a copy of the rest."""


def unpack(body: bytes, packing: str, limit: int, path: str) -> bytes:
    """Return a body as it was before it was packed (Content-Encoding).

    Raises IngestError when it is packed in another way, twice, broken, or longer than `limit`.
    """
    packing = packing.strip().lower()
    if packing in {"", "identity"} or not body:
        return body
    if packing not in _BITS:
        raise _fault(f"a page packed as {packing[:40]!r}", f"one packed as {PACKINGS}", path)
    broken: zlib.error | None = None
    for bits in _BITS[packing]:
        try:
            return _inflate(body, bits, limit, path)
        except zlib.error as error:
            broken = error
    raise _fault(f"a page whose packing is broken ({broken})", "a whole one", path) from broken


def _inflate(body: bytes, bits: int, limit: int, path: str) -> bytes:
    """Return all members of a packed body, one after the other."""
    out = bytearray()
    for _ in range(_MEMBERS):
        if not body:
            return bytes(out)
        member = zlib.decompressobj(bits)
        out += member.decompress(body, limit + 1 - len(out))
        if len(out) > limit:
            raise _fault(f"a page that unpacks to more than {limit:,} bytes", "less", path)
        if not member.eof:
            raise zlib.error("it ends before it should")
        # Zeros behind the last member are padding; deflate has one member.
        body = member.unused_data.lstrip(b"\0") if bits == 31 else b""
    raise zlib.error("it is in very many pieces")


def _fault(found: str, expected: str, path: str) -> IngestError:
    return IngestError(
        f"{found}; expected {expected}; save the page yourself and add the file",
        path=path,
        code="packing",
    )
