"""One line of a JSONL corpus to one report."""

import json
from typing import cast

from accordingto.errors import IngestError
from accordingto.ingest.inputs import MOST_HELD, Given, Incoming, Provenance
from accordingto.ingest.json_values import (
    UnreadableJsonError,
    mend_surrogates,
    name_kind,
    parse_loose_json,
)
from accordingto.ingest.texts import MAX_TEXT, clean_text, decode_utf8
from accordingto.records.base import JsonValue
from accordingto.records.readings import Problem
from accordingto.report import Report

EXAMPLE = '{"id": "r1", "published": "2016-09-24", "text": "..."}'
JSONL_ROW = "application/jsonl-row"
ROW_TOOL = "accordingto-rows/1"
"""Names how a row becomes a report here; another number when it becomes another one."""
_FIELDS = frozenset({"id", "text", "title", "published", "publisher", "agencies"})
_SHOWN_FIELDS = 8
_READING_FIELDS = frozenset({"id", "report", "figures", "statements"})

Row = dict[str, JsonValue]


def parse_row(raw: bytes, path: str, line: int, given: Given) -> Incoming:
    """Return the report that one line holds: `id` and `text`, `title`, `published`, `publisher`.

    Raises IngestError when there is no id or no text to read; anything else that is not as
    expected is left out and becomes a problem. Fields beyond those are kept as the row's extra.
    """
    problems: list[Problem] = []
    row = read_object(raw, path, line, problems)
    own = _date_of(row)
    report = Report(
        id=_required(row, "id", path, line),
        text=clean_text(_required(row, "text", path, line)),
        title=_optional(row, "title", problems),
        published=given.published if own is None else own,
        publisher=_optional(row, "publisher", problems) or given.publisher,
        agencies=_agencies(row, problems),
    )
    return Incoming(
        report=report,
        path=path,
        line=line,
        size=len(raw),
        given_id=report.id,
        problems=tuple(problems),
        provenance=_provenance(raw, row),
    )


def _provenance(raw: bytes, row: Row) -> Provenance:
    url = row.get("url")
    own = url if isinstance(url, str) and _lone_surrogate(url) < 0 else ""
    others = {
        name: row[name] for name in row if name not in _FIELDS and not (own and name == "url")
    }
    extra = {str(mend_surrogates(name)): mend_surrogates(others[name]) for name in others}
    return Provenance(raw=raw, media_type=JSONL_ROW, tool=ROW_TOOL, url=own.strip(), extra=extra)


def read_object(raw: bytes, path: str, line: int, problems: list[Problem]) -> Row:
    """Return the fields of one line, and add to the problems what was odd about them.

    Raises IngestError when it is not one whole object.
    """
    if len(raw) > MAX_TEXT:
        found = f"a line of more than {MAX_TEXT:,} bytes"
        raise _refusal(found, "too_long", path, line)
    text = decode_utf8(raw, path, line).removeprefix("\ufeff").rstrip("\r\n")
    try:
        row, notes = parse_loose_json(text)
    except UnreadableJsonError as error:
        raise _refusal(str(error), error.code, path, line) from error
    if not isinstance(row, dict):
        raise _refusal(f"JSON, but {name_kind(row)}", "not_an_object", path, line)
    problems.extend(Problem(stage="ingest", code=code, message=notes[code]) for code in notes)
    return cast("Row", row)


def holding_row(error: IngestError, raw: bytes) -> IngestError:
    """Return an error with the line that was refused, if that was read whole."""
    return error if len(raw) > MOST_HELD else error.holding(raw, JSONL_ROW)


def _refusal(found: str, code: str, path: str, line: int) -> IngestError:
    return IngestError(
        f"{found}; expected one whole JSON object a line, such as {EXAMPLE}; "
        "mend the line or take it out",
        path=path,
        line=line,
        code=code,
    )


def _required(row: Row, name: str, path: str, line: int) -> str:
    value = row.get(name)
    expected, code = f'"{name}" to be a string with something in it', f"missing_{name}"
    if isinstance(value, str) and value.strip():
        lone = _lone_surrogate(value)
        if lone < 0:
            return value
        found = f'"{name}" holds half a surrogate pair (\\u{ord(value[lone]):04x}) at {lone:,}'
        expected, code = "whole characters", "lone_surrogate"
    elif row.keys() >= _READING_FIELDS:
        found = "this is a reading, as accordingto writes it"
        expected, code = "a report that is still to be read", "reading"
    elif name not in row:
        found = f'no "{name}" among the fields {_fields(row)}'
    else:
        found = f'"{name}" is {"empty" if isinstance(value, str) else name_kind(value)}'
    raise IngestError(
        f"{found}; expected {expected}; mend the line or take it out",
        path=path,
        line=line,
        code=code,
    )


def _optional(row: Row, name: str, problems: list[Problem]) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        problems.append(
            _problem(name, f"is {name_kind(value)}, expected a string: it was left out")
        )
        return ""
    if _lone_surrogate(value) >= 0:
        problems.append(_problem(name, "holds half a surrogate pair: it was replaced by U+FFFD"))
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean_text(value)


def _date_of(row: Row) -> str | None:
    """Return the publication date as written, whatever it is: the calendar tells if it is a day."""
    value = row.get("published")
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else json.dumps(value)


def _agencies(row: Row, problems: list[Problem]) -> tuple[str, ...]:
    value = row.get("agencies")
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        problems.append(_problem("agencies", "is not a list of strings: it was left out"))
        return ()
    return tuple(name for name in names if name and _lone_surrogate(name) < 0)


def _problem(name: str, message: str) -> Problem:
    return Problem(stage="ingest", code=f"unexpected_{name}", message=f'"{name}" {message}')


def _lone_surrogate(text: str) -> int:
    """Return where the first half of a surrogate pair stands that has no other half, or -1."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return -1


def _fields(row: Row) -> str:
    names = [json.dumps(name[:40], ensure_ascii=False) for name in list(row)[:_SHOWN_FIELDS]]
    more = ", ..." if len(row) > _SHOWN_FIELDS else ""
    return f"({', '.join(names)}{more})"
