"""Lines of a table in text, as bytes and as text, none longer than memory bears."""

import codecs
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from accordingto.errors import ConfigurationError, IngestError
from accordingto.ingest.inputs import MOST_HELD
from accordingto.ingest.texts import MAX_TEXT, refuse_other_formats

MAX_LINE = MAX_TEXT
"""Bytes of a line, and of a row of a table; what is longer is passed over."""
CSV_ROW = "text/csv-row"
_PIECE = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FALLBACK = "windows-1252"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its end included."""

    number: int
    raw: bytes
    text: str
    is_fallback: bool = False
    """It is not in the encoding of the table, and was read as Windows-1252."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read, and why."""

    number: int
    size: int
    error: IngestError


def check_encoding(name: str) -> str:
    """Return the name of an encoding that a table may be in.

    Raises ConfigurationError when Python does not know it, or when its lines do not end as others'.
    """
    try:
        if "\n,".encode(name) == b"\n,":
            return codecs.lookup(name).name
        found = "is not written byte by byte as ASCII is"
    except (LookupError, UnicodeError):
        found = "is no encoding that Python knows"
    raise ConfigurationError(
        f"encoding {name!r} {found}; expected one such as utf-8, windows-1251 or iso-8859-15; "
        "UTF-16 is told by its first bytes"
    )


class Resumed:
    """A stream of which the beginning was read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = BytesIO(head)
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes; fewer where the beginning ends."""
        return self._head.read(size) or self._stream.read(size)

    def readline(self, size: int = -1) -> bytes:
        """Return bytes up to the next line feed, or so many."""
        begin = self._head.readline(size)
        if begin.endswith(b"\n") or len(begin) == size:
            return begin
        return begin + self._stream.readline(size - len(begin) if size > 0 else size)


def iterate_lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream of which the beginning was read; no more of one than is held."""
    resumed = Resumed(head, stream)
    while line := resumed.readline(MOST_HELD + 1):
        yield line
        end = line
        while len(line) > MOST_HELD and end and not end.endswith(b"\n"):
            end = resumed.readline(_PIECE)


def _without_mark(begin: bytes) -> str:
    """Return which UTF-16 it is whose first characters are ASCII; no other text has such zeros."""
    zeros = [byte == 0 for byte in begin]
    if zeros == [False, True, False, True]:
        return "utf-16-le"
    return "utf-16-be" if zeros == [True, False, True, False] else ""


class LineReader:
    """Reads lines from a stream in UTF-8, or UTF-16, or as the user says; raises IngestError.

    In a table that is UTF-8 as far as is known, a line that is not is read as Windows-1252.
    """

    def __init__(self, stream: BinaryIO, path: str, encoding: str | None = None) -> None:
        self._stream = stream
        self._path = path
        self._number = 0
        self._given_back: deque[Line] = deque()
        self._head, self.encoding = b"", encoding or "utf-8"
        begin = stream.read(4)
        refuse_other_formats(begin, path)
        for mark, name in _BOMS:
            if begin.startswith(mark):
                self.encoding = name
                begin = begin.removeprefix(mark)
                break
        else:
            self.encoding = encoding or _without_mark(begin) or self.encoding
        self._may_fall_back = self.encoding == "utf-8" and encoding is None
        self._head = begin

    def __iter__(self) -> Iterator[Line | BadLine]:
        while (line := self.read()) is not None:
            yield line

    def give_back(self, lines: list[Line]) -> None:
        """Put lines back, to be read again."""
        self._given_back.extendleft(reversed(lines))

    def read(self) -> Line | BadLine | None:
        """Return the next line; None at the end."""
        if self._given_back:
            return self._given_back.popleft()
        raw = self._raw_line()
        if not raw:
            return None
        self._number += 1
        if len(raw) > MAX_LINE:
            return self._too_long(raw)
        return self._decoded(raw)

    def _decoded(self, raw: bytes) -> Line | BadLine:
        try:
            return Line(self._number, raw, raw.decode(self.encoding))
        except UnicodeDecodeError as error:
            if self._may_fall_back:
                try:
                    return Line(self._number, raw, raw.decode(_FALLBACK), is_fallback=True)
                except UnicodeDecodeError:
                    pass
            where = f"byte 0x{raw[error.start]:02X} at offset {error.start:,} of the line"
            expected = "UTF-8" if self._may_fall_back else self.encoding.upper()
            found = f"{where} is not {expected}; expected {expected} throughout"
            bad = self._bad(len(raw), found, "not_utf8")
            bad.error.holding(raw, CSV_ROW)
            return bad

    def _too_long(self, begin: bytes) -> BadLine:
        """Pass over the rest of a line; it is held unless it is very long."""
        size, tail, held = len(begin), begin[-2:], bytearray(begin)
        while not self._is_end(tail, size) and (piece := self._until_end(size, _PIECE)):
            size, tail = size + len(piece), (tail + piece)[-2:]
            held += piece if size <= MOST_HELD else b""
        found = f"a line of {size:,} bytes; expected lines of at most {MAX_LINE:,}"
        bad = self._bad(size, found, "too_long")
        if size <= MOST_HELD:
            bad.error.holding(bytes(held), CSV_ROW)
        return bad

    def _bad(self, size: int, found: str, code: str) -> BadLine:
        error = IngestError(
            f"{found}; mend the line or take it out", path=self._path, line=self._number, code=code
        )
        return BadLine(self._number, size, error)

    def _raw_line(self) -> bytes:
        """Return one line, or a little more than the longest that is allowed."""
        parts = bytearray()
        while len(parts) <= MAX_LINE:
            piece = self._until_end(len(parts), MAX_LINE + 1 - len(parts))
            parts += piece
            if not piece or self._is_end(parts[-2:], len(parts)):
                break
        return bytes(parts)

    def _until_end(self, done: int, limit: int) -> bytes:
        """Return bytes up to the next byte of a line feed, `done` of its line being read."""
        head, self._head = self._head, b""
        if b"\n" in head:
            end = head.index(b"\n") + 1
            self._head = head[end:]
            piece = head[:end]
        else:
            piece = head + self._stream.readline(limit)
        # There the first half of a character: the second belongs to it.
        is_first = (done + len(piece)) % 2 == 1
        if self.encoding == "utf-16-le" and is_first and piece.endswith(b"\n"):
            rest, self._head = self._head[:1], self._head[1:]
            piece += rest or self._stream.read(1)
        return piece

    def _is_end(self, tail: bytes | bytearray, size: int) -> bool:
        """Tell whether a line of so many bytes ends with these."""
        if self.encoding == "utf-16-le":
            return tail == b"\n\0" and size % 2 == 0
        if self.encoding == "utf-16-be":
            return tail == b"\0\n" and size % 2 == 0
        return tail.endswith(b"\n")
