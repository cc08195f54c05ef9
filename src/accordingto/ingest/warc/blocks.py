"""The answer of a web server as a WARC record keeps it: status, headers, and the page unpacked."""

import re
from dataclasses import dataclass

from accordingto.ingest.inputs import Headers
from accordingto.ingest.media_types import find_header
from accordingto.ingest.packing import unpack
from accordingto.ingest.warc.records import parse_fields

_STATUS = re.compile(rb"HTTP/[0-9.]{1,5} ++([0-9]{3})(?![0-9])")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_MAX_HEAD = 256 * 1024
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*+(?:;[^\r\n]{0,200})?\r?\n")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was kept."""

    status: int
    headers: Headers
    body: bytes
    """As it came, but for the head."""


def parse_answer(block: bytes) -> Kept | None:
    """Return the answer in a record's block; None when it is none of HTTP."""
    found = _STATUS.match(block)
    end = _END_OF_HEAD.search(block, 0, _MAX_HEAD)
    if not found or not end:
        return None
    return Kept(int(found[1]), parse_fields(block[: end.start()]), block[end.end() :])


def unpack_body(kept: Kept, limit: int, path: str) -> bytes:
    """Return the page, without the framing and the packing of its transfer.

    Archives often keep a page unpacked beside headers that call it packed: what does not look
    packed is taken as it is. Raises IngestError when it is packed in a way that we cannot unpack.
    """
    body = kept.body
    if "chunked" in find_header(kept.headers, "Transfer-Encoding").lower():
        body = _join_chunks(body)
    packing = find_header(kept.headers, "Content-Encoding")
    if _looks_plain(body) or (packing.lower() in {"gzip", "x-gzip"} and body[:2] != _GZIP):
        return body
    return unpack(body, packing, limit, path)


def _looks_plain(body: bytes) -> bool:
    begin = body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return begin.startswith((b"<", b"%PDF-", b"{")) and b"\0" not in begin


def _join_chunks(body: bytes) -> bytes:
    """Return a body without the lengths of its chunks; as it is, where it holds none."""
    joined: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if not length:
            break
        joined.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at = body.find(b"\n", at, at + 2) + 1 or at
    else:
        # What follows is no chunk: the archive cut the body, or kept it joined.
        return b"".join(joined) or body
    return b"".join(joined)
