"""Inputs to reports, one after the other; what cannot be read is told and the rest goes on."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from accordingto.errors import IngestError
from accordingto.ingest.files import Source, find_sources, unreadable
from accordingto.ingest.inputs import Given, Incoming, Item, Provenance, Skipped
from accordingto.ingest.rows import EXAMPLE, parse_row
from accordingto.ingest.seen import Seen
from accordingto.ingest.texts import HEAD, TEXT_TOOL, check_format, decode_text
from accordingto.records.readings import Problem
from accordingto.report import Report

NOTHING_GIVEN = Given()


def read_reports(
    paths: Sequence[str], given: Given = NOTHING_GIVEN, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """Yield the reports of text files, JSONL corpora, folders and standard input (`-`), in order.

    Each is read when it is asked for, so a corpus may be larger than memory. An IngestError is
    yielded, not raised, in the place of what could not be read; a Skipped for what was passed over.

    Files ending in .jsonl or .ndjson are corpora; so is any other file, and standard input, that
    begins with a brace and a quotation mark. No two reports get the same id: a text file's grows by
    the names of its folders, a row's by the start of its text's hash.
    """
    files, ids = Seen(), Seen()
    for found in find_sources(paths):
        if not isinstance(found, Source):
            yield found
        elif not files.add(os.path.realpath(found.path) if found.path else ""):
            yield Skipped(found.name, "named twice")
        else:
            yield from _read_source(found, given, ids, stdin)


def _read_source(source: Source, given: Given, ids: Seen, stdin: BinaryIO | None) -> Iterator[Item]:
    try:
        if source.path is None:
            yield from _read_stream(stdin or sys.stdin.buffer, source, given, ids)
        else:
            with source.path.open("rb") as stream:
                yield from _read_stream(stream, source, given, ids)
    except OSError as error:
        yield unreadable(source.name, error)


def _read_stream(stream: BinaryIO, source: Source, given: Given, ids: Seen) -> Iterator[Item]:
    """Look at the first line, so that a slow pipe is not waited for, and tell by it what comes."""
    head = stream.readline(HEAD)
    while head.isspace() and not source.is_corpus and len(head) < HEAD:
        more = stream.readline(HEAD - len(head))
        head += more
        if not more:
            break
    try:
        check_format(head, source.name)
        if source.is_corpus or _looks_like_rows(head, source.name):
            yield from _read_rows(_lines(head, stream), source, given, ids)
        else:
            yield _read_text(head + stream.read(), source, given, ids)
    except IngestError as error:
        yield error


def _looks_like_rows(head: bytes, path: str) -> bool:
    """Tell JSON from text by its first characters, white space left out."""
    begin = b"".join(head.removeprefix(b"\xef\xbb\xbf").split())[:3]
    if begin == b"{" or begin.startswith(b'[{"') or begin in {b"[", b"[{"}:
        raise IngestError(
            "JSON, but not one object a line; expected JSONL; convert it, as in: "
            "jq -c 'if type == \"array\" then .[] else . end' FILE",
            path=path,
            code="not_jsonl",
        )
    return begin.startswith(b'{"')


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    begin = BytesIO(head if head.endswith(b"\n") else head + stream.readline())
    yield from begin
    yield from stream


def _read_text(raw: bytes, source: Source, given: Given, ids: Seen) -> Incoming:
    text = decode_text(raw, source.name)
    digest = sha256(text.encode()).hexdigest()
    parts, least = source.parts, max(source.depth, 1)
    names = ["/".join(parts[-length:]) for length in range(least, len(parts) + 1)]
    fallback = f"{names[0]}~{digest[:8]}" if names else digest[:16]
    report = Report(
        id=next((name for name in names if ids.add(name)), None) or fallback,
        text=text,
        published=given.published,
        publisher=given.publisher,
    )
    came = Provenance(raw=raw, media_type="text/plain", tool=TEXT_TOOL)
    return Incoming(report=report, path=source.name, line=None, size=len(raw), provenance=came)


def _read_rows(lines: Iterable[bytes], source: Source, given: Given, ids: Seen) -> Iterator[Item]:
    rows = 0
    for number, raw in enumerate(lines, start=1):
        if raw.isspace():
            continue
        rows += 1
        try:
            yield _named_apart(parse_row(raw, source.name, number, given), ids)
        except IngestError as error:
            yield error
    if not rows:
        raise IngestError(
            f"the file is empty; expected one JSON object a line, such as {EXAMPLE}; "
            "put reports in, or leave the file out",
            path=source.name,
            code="empty",
        )


def _named_apart(incoming: Incoming, ids: Seen) -> Incoming:
    """Give a row whose id was met before an id of its own.

    Raises IngestError when the same text stood under the same id before.
    """
    report = incoming.report
    if ids.add(report.id):
        return incoming
    apart = f"{report.id}~{report.sha256[:8]}"
    if not ids.add(apart):
        raise IngestError(
            f"id {report.id!r} with this very text stood further up; expected each report once; "
            "take the line out",
            path=incoming.path,
            line=incoming.line,
            code="duplicate",
        )
    problem = Problem(
        stage="ingest",
        code="duplicate_id",
        message=f"id {report.id!r} stood further up: this report is called {apart!r}",
    )
    return replace(
        incoming, report=replace(report, id=apart), problems=(*incoming.problems, problem)
    )
