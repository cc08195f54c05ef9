"""Pages out of WARC files: each a report, with the record that kept it."""

import gzip
from base64 import b32encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import new
from typing import BinaryIO

from accordingto.errors import IngestError
from accordingto.ingest.documents import HTML, PDF, TEXT, Place, read_document, tell_document
from accordingto.ingest.inputs import Exchange, Given, Headers, Incoming, Item, Skipped
from accordingto.ingest.media_types import find_header, parse_content_type
from accordingto.ingest.warc.blocks import parse_answer, unpack_body
from accordingto.ingest.warc.records import MAX_BLOCK, Flaw, Record, read_records
from accordingto.records.readings import Problem

ReadDocument = Callable[[bytes, str, Place, Given], Incoming]
"""`read_document`, or what stands for it."""

WARC = "application/warc"
"""Media type of records: what was refused is kept as one, and can be read again."""
_BESIDE = frozenset({"warcinfo", "request", "metadata"})
"""Records that tell of others, and hold no page themselves."""
_PASSED = {
    "revisit": "a page that had not changed when it was fetched again (WARC revisit)",
    "continuation": "a part of a record that was cut into several (WARC continuation)",
}
_KINDS = ("image", "audio", "video", "font")
_KEPT = ("WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "WARC-Filename", "WARC-Truncated")
_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha512"})


@dataclass(frozen=True, slots=True)
class _Page:
    """What a record holds for a reader."""

    body: bytes
    content_type: str
    status: int = 0
    headers: Headers = ()


def read_warc(
    stream: BinaryIO,
    path: str,
    given: Given,
    begin: bytes = b"",
    read: ReadDocument = read_document,
) -> Iterator[Item]:
    """Yield the pages and PDF documents of a WARC file, packed or not, in their order.

    Responses with status 200, resources and conversions are read; other kinds of media, other
    statuses and repeated visits are passed over with the reason. An IngestError is yielded, not
    raised, for a record that is broken or holds no report, and the rest is read. `begin` is what
    was read of the stream already: nothing, or its first two bytes at least.
    """
    records = 0
    for found in read_records(stream, begin):
        records += 1
        if isinstance(found, Flaw):
            error = _refusal(path, found.number, found.uri, found.found, found.code)
            yield error if found.raw is None else error.holding(found.raw, WARC)
        elif found.field("WARC-Type").lower() not in _BESIDE:
            yield _read_page(found, path, given, read)
    if not records:
        raise IngestError(
            "a WARC file without a record; expected pages in it; leave the file out",
            path=path,
            code="empty",
        )


def _read_page(record: Record, path: str, given: Given, read: ReadDocument) -> Item:
    uri = _uri(record)
    try:
        page = _page_of(record, path)
        if isinstance(page, str):
            return Skipped(uri or f"{path}, record {record.number}", page)
        day = _day(record)
        place = Place(path=path, url=uri, id=uri, latest=day)
        incoming = read(page.body, page.content_type, place, given)
    except IngestError as error:
        refusal = _refusal(path, record.number, uri, error.message, error.code)
        return refusal.holding(_whole(record), WARC)
    return _with_record(incoming, record, page)


def _page_of(record: Record, path: str) -> _Page | str:
    """Return what a record holds for a reader, or why it is passed over."""
    kind = record.field("WARC-Type").lower()
    said = record.field("Content-Type")
    if kind in {"resource", "conversion"}:
        page = _Page(record.block, said)
        return page if _is_document(page, allowed={HTML, PDF, TEXT}) else _media(said)
    if kind != "response":
        return _PASSED.get(kind, "a record that is no page (of a kind of its own)")
    kept = parse_answer(record.block)
    if kept is None:
        return "an answer that is not of the web"
    if kept.status != 200:
        return f"an answer with status {kept.status}"
    said = find_header(kept.headers, "Content-Type")
    if parse_content_type(said)[0].partition("/")[0] in _KINDS:
        return _media(said)
    body = unpack_body(kept, MAX_BLOCK, path)
    page = _Page(body, said, kept.status, kept.headers)
    return page if _is_document(page, allowed={HTML, PDF}) else _media(said)


def _is_document(page: _Page, allowed: set[str]) -> bool:
    said, _ = parse_content_type(page.content_type)
    return tell_document(page.body[:4096], said) in allowed


def _media(said: str) -> str:
    """Say what was passed over; of all that a header can say, in few words."""
    kind = parse_content_type(said)[0].partition("/")[0]
    return f"no page, but {kind}" if kind in {*_KINDS, "text"} else "no page, but other data"


def _with_record(incoming: Incoming, record: Record, page: _Page) -> Incoming:
    provenance = incoming.provenance
    if provenance is None:
        return incoming
    metadata = {f"warc:{name}": record.field(name) for name in _KEPT if record.field(name)}
    exchange = Exchange(
        url=_uri(record),
        fetched_at=record.field("WARC-Date"),
        status=page.status,
        response_headers=page.headers,
        address=record.field("WARC-IP-Address"),
        # mtime=0: no clock in the bytes.
        warc=gzip.compress(_whole(record), mtime=0),
    )
    kept = replace(provenance, metadata={**provenance.metadata, **metadata}, fetched=exchange)
    problems = (*incoming.problems, *_problems(record))
    return replace(incoming, provenance=kept, problems=problems)


def _whole(record: Record) -> bytes:
    return record.head + record.block + b"\r\n\r\n"


def _problems(record: Record) -> Iterator[Problem]:
    if record.flaw:
        message = f"the WARC file is damaged right behind this record: {record.flaw}"
        yield Problem(stage="ingest", code="warc_damaged", message=message)
    if record.field("WARC-Truncated"):
        reason = record.field("WARC-Truncated")[:40]
        message = f"the WARC file says that it does not hold the whole page: {reason}"
        yield Problem(stage="ingest", code="warc_truncated", message=message)
    if not _digest_fits(record):
        message = "the WARC file holds other bytes of this page than those it was made of"
        yield Problem(stage="ingest", code="warc_digest_differs", message=message)


def _digest_fits(record: Record) -> bool:
    """Tell whether a block has the digest that its record names; True for one of unknown kind."""
    name, _, said = record.field("WARC-Block-Digest").partition(":")
    name, said = name.strip().lower().replace("-", ""), said.strip()
    if name not in _DIGESTS:
        return True
    digest = new(name, record.block, usedforsecurity=False).digest()
    plain = said.rstrip("=").upper()
    return plain in {digest.hex().upper(), b32encode(digest).decode().rstrip("=")}


def _uri(record: Record) -> str:
    """Return the address of a page; old programs put it between angle brackets."""
    return record.field("WARC-Target-URI").removeprefix("<").removesuffix(">")


def _day(record: Record) -> date | None:
    try:
        return date.fromisoformat(record.field("WARC-Date")[:10])
    except ValueError:
        return None


def _refusal(path: str, number: int, uri: str, found: str, code: str) -> IngestError:
    where = f"record {number:,} ({uri})" if uri else f"record {number:,}"
    advice = "; expected a whole record that holds a report; fetch the page again"
    advice = "" if "; expected" in found else advice
    return IngestError(f"{where}: {found}{advice}", path=path, code=code)
