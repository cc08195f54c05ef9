"""Files of entries to reports, each with the reading that a person made of it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import file_digest, sha256
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from accordingto.errors import IngestError
from accordingto.ingest.entry_checks import find_faults
from accordingto.ingest.entry_records import RecordMaker
from accordingto.ingest.entry_texts import EntryText
from accordingto.ingest.entry_words import needed_words
from accordingto.ingest.inputs import Incoming, Provenance
from accordingto.ingest.json_values import UnreadableJsonError, parse_loose_json
from accordingto.ingest.texts import decode_utf8
from accordingto.records.canonical import canonical_bytes
from accordingto.records.days import PublishedUsed
from accordingto.records.entries import SCHEMA, EntryForm, MediaForm, entry_adapter
from accordingto.records.readings import Problem, ReaderInfo, Reading, ReportInfo
from accordingto.records.values import PublishedOrigin
from accordingto.report import Report

ENTRY, ENTRY_TOOL = "application/accordingto-entry+json", "accordingto-entries/1"
MAX_BYTES = 16 << 20
"""Bytes of a file of entries."""
_TOP = frozenset({"schema", "entered_by", "entry"})
_HEADER = re.compile(r"^[ \t]{0,20}\[\[[ \t]{0,20}entry[ \t]{0,20}\]\]", re.MULTILINE)
_TOLD = 10
"""Faults of one entry that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: what a report is elsewhere, and the reading that a person made of it."""

    form: EntryForm
    incoming: Incoming
    reading: Reading
    protected_name: str | None = None
    """Of its source; it stands in no other field."""


class _FaultyError(Exception):
    """An entry cannot be one; the message says all that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        more = f"; and {len(faults) - _TOLD:,} more" if len(faults) > _TOLD else ""
        super().__init__("; ".join(faults[:_TOLD]) + more)


def read_entries(
    path: Path, by: str | None = None, today: date | None = None
) -> Iterator[Entry | IngestError]:
    """Yield the entries of a file in TOML or JSON; an error for each that cannot be one.

    `by` is who entered those that do not say it; `today` tells days that are still to come, as a
    problem. Raises IngestError when the file as a whole cannot be read.
    """
    text = decode_utf8(_read(path), str(path)).removeprefix("\ufeff")
    yield from entries_in(text, path, by, today, folder=path.parent)


def entries_in(
    text: str, path: Path, by: str | None, today: date | None = None, folder: Path | None = None
) -> Iterator[Entry | IngestError]:
    """Yield the entries in a text, TOML or JSON by the ending of the path, as `read_entries` does.

    Without a folder, files cannot be named in it: only their hashes.
    """
    forms, entered_by = _parse(text, path)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _HEADER.finditer(text)]
    for place, plain in enumerate(forms):
        line = lines[place] if len(lines) == len(forms) else None
        try:
            form = _with_hashes(_form(plain, entered_by or by), folder)
            yield make_entry(form, str(path), line, today or datetime.now(UTC).date())
        except _FaultyError as error:
            yield IngestError(
                f"entry {place + 1}: {error}; mend it there, and enter the file again",
                path=str(path),
                line=line,
                code="faulty_entry",
            )


def make_entry(form: EntryForm, path: str, line: int | None, today: date) -> Entry:
    """Return an entry with its text and records; the form must be without faults."""
    open_form = _without_protected(form)
    text = EntryText(open_form, needed_words(open_form))
    raw = canonical_bytes(
        entry_adapter().dump_python(open_form, mode="json", exclude_defaults=True)
    )
    report = Report(
        id=form.id or "",
        text=text.text,
        title=form.title,
        published=form.received.isoformat(),
        publisher=form.publisher,
    )
    report = report if form.id else replace(report, id=report.sha256[:16])
    problems = tuple(_problems(form, today))
    incoming = Incoming(
        report=report,
        path=path,
        line=line,
        size=len(raw),
        problems=problems,
        given_id=form.id or "",
        provenance=Provenance(
            raw=raw,
            media_type=ENTRY,
            tool=ENTRY_TOOL,
            url=form.url,
            metadata={
                "entered_by": form.entered_by or "",
                "entry_kind": form.kind,
                "received": form.received.isoformat(),
            },
        ),
    )
    reading = _reading(open_form, report, text, sha256(raw).hexdigest(), problems)
    protected = form.source.name if form.source.protect else None
    return Entry(form=open_form, incoming=incoming, reading=reading, protected_name=protected)


def _reading(
    form: EntryForm, report: Report, text: EntryText, form_hash: str, problems: tuple[Problem, ...]
) -> Reading:
    made = RecordMaker(form, report, text).make()
    day = form.received
    head = ReportInfo(
        id=report.id,
        title=report.title,
        published=day,
        published_used=PublishedUsed(
            date_from=day, date_to=day, edtf=day.isoformat(), origin=PublishedOrigin.GIVEN
        ),
        publisher=report.publisher,
        agencies=(),
        language=form.language,
        text=report.text,
        sha256=report.sha256,
        reader=ReaderInfo.by_person(form.entered_by or "", form_hash),
    )
    return Reading(
        id=report.id,
        report=head,
        figures=made.figures,
        statements=made.statements,
        incidents=made.incidents,
        agreements=made.agreements,
        actors=made.actors,
        people=made.people,
        problems=problems,
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refusal(path, f"it cannot be opened ({error.strerror or error})") from error
    if len(raw) > MAX_BYTES:
        raise _refusal(path, f"more than {MAX_BYTES:,} bytes")
    return raw


def _parse(text: str, path: Path) -> tuple[list[object], str | None]:
    """Return the entries of a file as plain values, and who entered them all."""
    try:
        data: object = (
            parse_loose_json(text)[0] if path.suffix.lower() == ".json" else tomllib.loads(text)
        )
    except (tomllib.TOMLDecodeError, UnreadableJsonError, RecursionError, ValueError) as error:
        raise _refusal(path, str(error) or "lists nested too deeply") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise _refusal(path, f"no schema = {SCHEMA} at the top")
    odd = [name for name in data if name not in _TOP]
    entries, by = data.get("entry"), data.get("entered_by")
    if odd or not isinstance(entries, list) or not entries:
        raise _refusal(path, f"{odd[0]!r} at the top" if odd else "no [[entry]]")
    if not isinstance(by, str | None):
        raise _refusal(path, "entered_by that is no text")
    return entries, by


def _refusal(path: Path, found: str) -> IngestError:
    return IngestError(
        f"{found}; expected a form as `accordingto enter --form` prints it: schema = {SCHEMA}, and "
        "an [[entry]] for each; mend it there",
        path=str(path),
        code="broken_form",
    )


def _form(plain: object, by: str | None) -> EntryForm:
    try:
        form = entry_adapter().validate_python(plain)
    except ValidationError as error:
        raise _FaultyError([_fault(found) for found in error.errors()]) from error
    form = form if form.entered_by else replace(form, entered_by=by)
    if faults := list(find_faults(form)):
        raise _FaultyError(faults)
    return form


def _fault(error: ErrorDetails) -> str:
    where = ".".join(str(step) for step in error["loc"]) or "the entry"
    if error["type"] == "unexpected_keyword_argument":
        return f"{where}: there is no such field"
    if error["type"] in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return f"{where}: is needed"
    return f"{where}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _with_hashes(form: EntryForm, folder: Path | None) -> EntryForm:
    """Return a form in which each file has its hash."""
    return replace(form, media=tuple(_hashed(media, folder) for media in form.media))


def _hashed(media: MediaForm, folder: Path | None) -> MediaForm:
    if media.file is None:
        return media
    if folder is None:
        raise _FaultyError(["media: no file can be reached from here; give its sha256"])
    place = folder / media.file
    try:
        if not place.is_file():
            raise _FaultyError([f"media: no file {media.file!r} beside the form"])
        with place.open("rb") as stream:
            return replace(media, sha256=file_digest(stream, "sha256").hexdigest())
    except (OSError, ValueError) as error:
        raise _FaultyError([f"media: {media.file!r} cannot be opened ({error})"]) from error


def _without_protected(form: EntryForm) -> EntryForm:
    return replace(form, source=replace(form.source, name=None)) if form.source.protect else form


def _problems(form: EntryForm, today: date) -> Iterator[Problem]:
    days = [form.received, *(incident.date_to or incident.date_from for incident in form.incidents)]
    if any(day and day > today for day in days):
        yield Problem(
            stage="entry",
            code="day_to_come",
            message="a day of this entry is still to come: check the year",
        )
    if any(one.date_from and one.date_from > form.received for one in form.incidents):
        yield Problem(
            stage="entry",
            code="incident_after_received",
            message="an incident lies after the day on which it was told: check both days",
        )
