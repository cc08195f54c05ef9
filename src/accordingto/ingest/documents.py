"""Documents - pages, PDF, plain text - to reports, from wherever their bytes come."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from accordingto.errors import IngestError
from accordingto.ingest.encodings import decode_page
from accordingto.ingest.extraction import Extractor, shared_extractor
from accordingto.ingest.extracts import Extract, Note, NotExtractedError
from accordingto.ingest.hidden import tell_hidden
from accordingto.ingest.inputs import Given, Incoming, Provenance
from accordingto.ingest.media_types import parse_content_type
from accordingto.ingest.metadata import Described, describe
from accordingto.ingest.texts import (
    HEAD,
    TEXT_TOOL,
    check_format,
    clean_text,
    decode_text,
    refuse_other_formats,
)
from accordingto.records.readings import Problem
from accordingto.report import Report

HTML, PDF, TEXT = "text/html", "application/pdf", "text/plain"
MHTML, WEBARCHIVE = "multipart/related", "application/x-webarchive"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTHING_GIVEN = Given()
_TYPES = {kind: kind for kind in (HTML, PDF, TEXT, MHTML, WEBARCHIVE, WORD)}
_TYPES |= {"application/xhtml+xml": HTML, "application/x-pdf": PDF}
_TYPES |= {"message/rfc822": MHTML, "application/x-mimearchive": MHTML}
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document stood, and what is known of it from outside."""

    path: str
    """As the user would write it, for messages."""
    line: int | None = None
    url: str = ""
    """The address that it came from, not one that it gives itself."""
    id: str = ""
    """Id of the report; empty for the start of its text's hash."""
    title: str = ""
    """Its title where it gives none, as a feed has it."""
    published: str | None = None
    """Its day where it gives none."""
    latest: date | None = None
    """The day on which it was fetched or saved, after which it was not published; none: today."""


def read_document(
    raw: bytes,
    media_type: str,
    place: Place,
    given: Given = NOTHING_GIVEN,
    extractor: Extractor | None = None,
) -> Incoming:
    """Return the report that a page, a PDF document or a plain text holds.

    `media_type` is what it is said to be, as in a Content-Type header, its charset included; empty
    where nothing is said. By its first bytes a document may be another: it is read as what it is,
    and a problem tells of it. What the document says of itself stands before what `place` and
    `given` say. Raises IngestError when there is no report in it.
    """
    said, charset = parse_content_type(media_type)
    found = tell_document(raw[:HEAD], said)
    if not found:
        raise IngestError(
            f"{said[:80]!r}; expected a page, a PDF document or plain text; save the report as one",
            path=place.path,
            line=place.line,
            code="media_type",
        )
    extract = _extract(raw, found, charset, place, extractor)
    described = describe(extract.facts, extract.text, place.url, place.latest or _today())
    problems = [*map(_problem, extract.notes), *described.problems]
    if said not in _UNSAID and _TYPES.get(said) != found:
        problems.insert(0, _differs(said, found))
    incoming = Incoming(
        report=_report(extract, described, place, given),
        path=place.path,
        line=place.line,
        size=len(raw),
        problems=tuple(problems),
        provenance=Provenance(
            raw=raw,
            media_type=found,
            tool=extract.tool,
            url=described.url,
            metadata=described.metadata,
        ),
    )
    return tell_hidden(incoming)


def tell_document(head: bytes, said: str = "") -> str:
    """Return what a document is by its first bytes, else what it is said to be; empty for neither.

    >>> tell_document(b"<!DOCTYPE html>"), tell_document(b"%PDF-1.7", "text/html")
    ('text/html', 'application/pdf')
    """
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith(b"%pdf-"):
        return PDF
    if begin.startswith(_MARKUP) or (begin.startswith((b"<?xml", b"<!--")) and b"<html" in begin):
        return HTML
    if begin.startswith(b"bplist00") and said in {"", WEBARCHIVE}:
        return WEBARCHIVE
    if begin.startswith(b"from: <saved by"):
        return MHTML
    return _TYPES.get(said, "")


def _extract(
    raw: bytes, media_type: str, charset: str, place: Place, extractor: Extractor | None
) -> Extract:
    try:
        if media_type == TEXT:
            return _plain(raw, charset, place)
        if media_type == HTML:
            refuse_other_formats(raw, place.path)
        return (extractor or shared_extractor()).extract(raw, media_type, charset)
    except NotExtractedError as error:
        raise IngestError(
            error.message, path=place.path, line=place.line, code=error.code
        ) from error


def _plain(raw: bytes, charset: str, place: Place) -> Extract:
    """Read plain text: UTF-8 in a file, whatever it says to be in from a server."""
    if not place.url:
        check_format(raw[:HEAD], place.path)
        return Extract(text=decode_text(raw, place.path), tool=TEXT_TOOL)
    refuse_other_formats(raw, place.path)
    page = decode_page(raw, charset)
    if not page.text or page.text.isspace():
        raise NotExtractedError(
            "nothing but white space; expected the text of a report; leave it out", "empty"
        )
    return Extract(text=page.text, tool=TEXT_TOOL, notes=page.notes)


def _report(extract: Extract, described: Described, place: Place, given: Given) -> Report:
    report = Report(
        id=place.id,
        text=clean_text(extract.text),
        title=described.title or place.title,
        published=described.published or place.published or given.published,
        publisher=described.publisher or given.publisher,
        agencies=described.agencies,
    )
    return report if place.id else replace(report, id=report.sha256[:16])


def _problem(note: Note) -> Problem:
    return Problem(stage="ingest", code=note.code, message=note.message)


def _differs(said: str, found: str) -> Problem:
    return Problem(
        stage="ingest",
        code="media_type_differs",
        message=f"it is said to be {said[:80]!r}, and is {found!r}: it was read as that",
    )


def _today() -> date:
    return datetime.now(UTC).date()
