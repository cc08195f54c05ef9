"""Readings from a file: what `accordingto read --format jsonl` wrote, one reading a line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from accordingto.errors import AccordingtoError, ConfigurationError, IngestError, InvalidRecordError
from accordingto.ingest.lines import iterate_lines
from accordingto.ingest.texts import MAX_TEXT
from accordingto.records.codec import from_json
from accordingto.records.readings import Reading

STANDARD_INPUT = "-"
MOST_LINE = 4 * MAX_TEXT
"""Bytes of a line: a report's text, and as much again for each of what is read in it."""
_GZIP = b"\x1f\x8b"

OnRefused = Callable[[AccordingtoError], None]


def read_readings(path: str, stream: BinaryIO, on_refused: OnRefused) -> Iterator[Reading]:
    """Yield the readings of a stream, one at a time; `path` names it in messages.

    A line that holds none is handed to `on_refused` with its number, and the rest is read. Blank
    lines are passed over. Raises ConfigurationError when the stream is no file of lines at all.
    """
    begin = stream.read(len(_GZIP))
    if begin == _GZIP:
        raise ConfigurationError(
            f"{path}: packed with gzip; expected plain lines; unpack it first: gunzip -k {path}"
        )
    for number, line in enumerate(iterate_lines(begin, stream), start=1):
        if line.isspace():
            continue
        try:
            yield parse_reading(line, path, number)
        except IngestError as error:
            on_refused(error)


def open_readings(path: str, standard_input: BinaryIO) -> BinaryIO:
    """Open a file of readings; "-" is standard input.

    Raises ConfigurationError when it cannot be opened.
    """
    if path == STANDARD_INPUT:
        return standard_input
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ConfigurationError(
            f"{path}: it cannot be opened ({error.strerror or error}); expected readings, as "
            "`accordingto read --format jsonl` writes them; check the spelling and the permissions"
        ) from error


def parse_reading(line: bytes, path: str, number: int | None) -> Reading:
    """Return the reading that one line holds; raises IngestError when it holds none."""
    if len(line) > MOST_LINE:
        raise IngestError(
            f"a line of over {MOST_LINE:,} bytes; expected a reading; take it out",
            path=path,
            line=number,
            code="too_long",
        )
    try:
        return from_json(line.removeprefix(b"\xef\xbb\xbf"))
    except InvalidRecordError as error:
        found = "a report that was not read" if _is_report(line) else str(error)
        hint = "; read it first: accordingto read FILE --format jsonl" if _is_report(line) else ""
        raise IngestError(f"{found}{hint}", path=path, line=number, code="not_a_reading") from error


def _is_report(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and isinstance(row.get("text"), str) and "report" not in row
