"""Inputs to reports, one after the other; what cannot be read is told and the rest goes on."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain, repeat
from typing import BinaryIO, cast

from accordingto.errors import IngestError
from accordingto.ingest.corpora import (
    needs_mapping,
    read_csv_corpus,
    read_jsonl_corpus,
    read_workbook_corpus,
)
from accordingto.ingest.documents import Place, read_document, tell_document
from accordingto.ingest.extraction import MAX_BYTES
from accordingto.ingest.feeds import read_feed, tell_feed
from accordingto.ingest.files import (
    ARCHIVES,
    FEEDS,
    TABLES,
    WORKBOOKS,
    Source,
    find_sources,
    unreadable,
)
from accordingto.ingest.hidden import tell_hidden
from accordingto.ingest.inputs import Given, Incoming, Item, Provenance, Skipped
from accordingto.ingest.lines import Resumed, iterate_lines
from accordingto.ingest.mapping import NO_OPTIONS, TableOptions
from accordingto.ingest.publication import tell_unlikely
from accordingto.ingest.rows import EXAMPLE, holding_row, parse_row
from accordingto.ingest.seen import Seen
from accordingto.ingest.texts import (
    HEAD,
    MAX_TEXT,
    TEXT_TOOL,
    check_format,
    decode_text,
    refuse_large,
)
from accordingto.ingest.urls import FetchUrl, not_asked
from accordingto.ingest.warc.pages import read_warc
from accordingto.ingest.warc.streams import GZIP, begins_archive
from accordingto.records.readings import Problem
from accordingto.report import Report

NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to be read, and what is known beside it."""

    source: Source
    given: Given
    tables: TableOptions
    ids: Seen


def read_reports(
    paths: Sequence[str],
    given: Given = NOTHING_GIVEN,
    stdin: BinaryIO | None = None,
    tables: TableOptions = NO_OPTIONS,
    fetch: FetchUrl | None = None,
) -> Iterator[Item]:
    """Yield the reports of texts, pages, PDF documents, corpora, folders and `-`, in order.

    Web archives (WARC) are read too, and addresses where there is a `fetch` for them.

    Each is read when it is asked for, so a corpus may be larger than memory. An IngestError is
    yielded, not raised, in the place of what could not be read; a Skipped for what was passed over.

    Files ending in .jsonl or .ndjson are corpora; so is any other file, and standard input, that
    begins with a brace and a quotation mark. Pages and PDF documents are known by their first bytes
    or else their endings. No two reports get the same id: a file's grows by the names of its
    folders, a row's by the start of its text's hash. The columns of other tables (CSV, workbooks,
    JSONL with other names) are guessed, or are as `tables` says.

    Raises ConfigurationError when `tables` has a mapping that is not one of reports.
    """
    files, ids = Seen(), Seen()
    today = datetime.now(UTC).date()
    for found in find_sources(paths):
        if not isinstance(found, Source):
            yield found
        elif not files.add(os.path.realpath(found.path) if found.path else found.name):
            yield Skipped(found.name, "named twice")
        else:
            task = _Task(found, given, tables, ids)
            for item in _fetch(task, fetch) if found.is_address else _read_source(task, stdin):
                yield look_over(item, today) if isinstance(item, Incoming) else item


def look_over(incoming: Incoming, today: date) -> Incoming | IngestError:
    """Tell what is odd about a report, wherever it came from; refuse one that no reader bears."""
    if len(incoming.report.text) > MAX_TEXT:
        error, came = refuse_large(incoming.path, incoming.line), incoming.provenance
        return error.holding(came.raw, came.media_type) if came else error
    return tell_unlikely(tell_hidden(incoming), today)


def _fetch(task: _Task, fetch: FetchUrl | None) -> Iterator[Item]:
    if fetch is None:
        yield not_asked(task.source.name)
    else:
        yield from _all_named_apart(fetch(task.source.name, task.given), task)


def _read_source(task: _Task, stdin: BinaryIO | None) -> Iterator[Item]:
    source = task.source
    try:
        if source.path is None:
            yield from _read_stream(stdin or sys.stdin.buffer, task)
        else:
            with source.path.open("rb") as stream:
                yield from _read_stream(stream, task)
    except OSError as error:
        yield unreadable(source.name, error)
    except IngestError as error:
        yield error


def _read_stream(stream: BinaryIO, task: _Task) -> Iterator[Item]:
    """Tell by the ending what comes, or else by the first line."""
    source = task.source
    if source.ending in WORKBOOKS:
        rows = read_workbook_corpus(stream, source.name, task.given, task.tables)
        yield from _all_named_apart(rows, task)
    elif source.ending in TABLES:
        rows = read_csv_corpus(stream, source.name, task.given, task.tables)
        yield from _all_named_apart(rows, task)
    elif source.ending in ARCHIVES:
        yield from _all_named_apart(read_warc(stream, source.name, task.given), task)
    else:
        yield from _read_by_head(stream, task)


def _read_by_head(stream: BinaryIO, task: _Task) -> Iterator[Item]:
    """Look at the first line, so that a slow pipe is not waited for, and tell by it what comes."""
    source = task.source
    head = stream.readline(HEAD)
    while _tells_nothing(head) and not source.is_corpus and len(head) < HEAD:
        more = stream.readline(HEAD - len(head))
        head += more
        if not more:
            break
    if head.startswith(GZIP):
        head += stream.read(HEAD - len(head))
    if begins_archive(head):
        yield from _all_named_apart(read_warc(stream, source.name, task.given, head), task)
        return
    # The first line of JSON that is laid out for people tells nothing.
    more = stream.read(HEAD - len(head)) if head.strip() == b"{" else b""
    is_feed = source.ending in FEEDS and tell_document(head, "") == ""
    if is_feed or tell_feed(head + more):
        raw = head + more + stream.read(MAX_BYTES + 1 - len(head + more))
        yield from _all_named_apart(read_feed(raw, source.name, task.given), task)
        return
    if tell_document(head, source.media_type):
        yield _read_document(head, stream, task)
        return
    check_format(head, source.name)
    if source.is_corpus or _looks_like_rows(head, source.name):
        yield from _read_rows(iterate_lines(head, stream), task)
    elif source.path is None and task.tables.mapping:
        begun = cast("BinaryIO", Resumed(head, stream))
        rows = read_csv_corpus(begun, source.name, task.given, task.tables)
        yield from _all_named_apart(rows, task)
    else:
        yield _read_text(head + stream.read(MAX_TEXT + 1 - len(head)), task)


def _tells_nothing(head: bytes) -> bool:
    """Tell whether what a file is stands further down: behind blank lines, or a declaration."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return not begin or begin.startswith((b"<?xml", b"<!--"))


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


def _read_text(raw: bytes, task: _Task) -> Incoming:
    source, given = task.source, task.given
    if len(raw) > MAX_TEXT:
        raise refuse_large(source.name)
    report = Report(
        id="",
        text=decode_text(raw, source.name),
        published=given.published,
        publisher=given.publisher,
    )
    came = Provenance(raw=raw, media_type="text/plain", tool=TEXT_TOOL)
    incoming = Incoming(report=report, path=source.name, line=None, size=len(raw), provenance=came)
    return _named_by_path(incoming, source, task.ids)


def _read_document(head: bytes, stream: BinaryIO, task: _Task) -> Incoming:
    # One byte more than is allowed, so that a document that is too large is refused as such.
    raw = head + stream.read(MAX_BYTES + 1 - len(head))
    source = task.source
    try:
        incoming = read_document(raw, source.media_type, Place(path=source.name), task.given)
    except IngestError as error:
        if len(raw) <= MAX_BYTES:
            error.holding(raw, tell_document(head, source.media_type))
        raise
    return _named_by_path(incoming, source, task.ids)


def _named_by_path(incoming: Incoming, source: Source, ids: Seen) -> Incoming:
    """Call a report by its file, and by its folders too where another is called so."""
    parts, least = source.parts, max(source.depth, 1)
    names = ["/".join(parts[-length:]) for length in range(least, len(parts) + 1)]
    digest = incoming.report.sha256
    fallback = f"{names[0]}~{digest[:8]}" if names else digest[:16]
    own = next((name for name in names if ids.add(name)), None) or fallback
    return replace(incoming, report=replace(incoming.report, id=own))


def _read_rows(lines: Iterator[bytes], task: _Task) -> Iterator[Item]:
    blank, first = 0, b""
    for first in lines:
        if not first.isspace():
            break
        blank += 1
    if not first or first.isspace():
        raise IngestError(
            f"the file is empty; expected one JSON object a line, such as {EXAMPLE}; "
            "put reports in, or leave the file out",
            path=task.source.name,
            code="empty",
        )
    rows = chain(repeat(b"\n", blank), [first], lines)
    if task.tables.mapping or needs_mapping(first):
        found = read_jsonl_corpus(rows, task.source.name, task.given, task.tables)
    else:
        found = _own_rows(rows, task)
    yield from _all_named_apart(found, task)


def _own_rows(lines: Iterable[bytes], task: _Task) -> Iterator[Item]:
    for number, raw in enumerate(lines, start=1):
        if raw.isspace():
            continue
        try:
            yield parse_row(raw, task.source.name, number, task.given)
        except IngestError as error:
            yield holding_row(error, raw)


def _all_named_apart(items: Iterable[Item], task: _Task) -> Iterator[Item]:
    for item in items:
        if not isinstance(item, Incoming):
            yield item
            continue
        try:
            yield _named_apart(item, task.ids)
        except IngestError as error:
            came = item.provenance
            yield error.holding(came.raw, came.media_type) if came else error


def _named_apart(incoming: Incoming, ids: Seen) -> Incoming:
    """Give a row whose id was met before an id of its own.

    Raises IngestError when the same text stood under the same id before.
    """
    report = incoming.report
    if ids.add(report.id):
        return incoming
    apart = name_apart(incoming)
    if not ids.add(apart.report.id):
        raise refuse_again(incoming)
    return apart


def name_apart(incoming: Incoming) -> Incoming:
    """Call a report by its id and the start of its text's hash, and say why."""
    report = incoming.report
    apart = f"{report.id}~{report.sha256[:8]}"
    problem = Problem(
        stage="ingest",
        code="duplicate_id",
        message=f"id {report.id!r} stood further up: this report is called {apart!r}",
    )
    return replace(
        incoming, report=replace(report, id=apart), problems=(*incoming.problems, problem)
    )


def refuse_again(incoming: Incoming) -> IngestError:
    """Return why a report is refused that was met before, its id and its very text."""
    return IngestError(
        f"id {incoming.report.id!r} with this very text stood further up; expected each report "
        "once; take the line out",
        path=incoming.path,
        line=incoming.line,
        code="duplicate",
    )
