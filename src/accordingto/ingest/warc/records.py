"""Records of a WARC file, one after the other; what is not as it says is told and passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from accordingto.ingest.inputs import Headers
from accordingto.ingest.media_types import find_header
from accordingto.ingest.warc.streams import GZIP, GzipStream, PlainStream, Stream

MAX_BLOCK = 64 * 1024 * 1024
"""Bytes of a record's block; larger ones are films and archives."""
_MAX_HEAD = 64 * 1024
_SEAM = 64
"""Bytes looked at behind a block."""
_HEAD = re.compile(rb"WARC/[0-9]{1,3}\.[0-9]{1,3}[ \t]*+\r?\n")
_NEXT = re.compile(rb"\n\r?\n(WARC/[0-9]{1,3}\.[0-9]{1,3}[ \t]*+\r?\n[A-Za-z-]{1,40}:)")
_MOST_PASSED = 16 * 1024 * 1024
"""Bytes of a broken record that are kept for a person to look at."""
_OVERLAP = 128
"""Bytes kept while the next record is sought, so that none is missed between two pieces."""
_NO_NEWLINE = re.compile(rb"[^\r\n]")
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record, whole."""

    number: int
    """From 1."""
    head: bytes
    """Version and fields as they stand in the file, with the empty line behind them."""
    fields: Headers
    block: bytes
    flaw: str = ""
    """What is wrong with the file right behind the record."""

    def field(self, name: str) -> str:
        """Return a named field, or nothing."""
        return find_header(self.fields, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A place in the file that holds no whole record."""

    number: int
    uri: str
    found: str
    code: str
    raw: bytes | None
    """What was passed over; None where it was nothing, or more than is kept."""


class _Window:
    """The bytes still to be read, of which some are held and none twice."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.passed: bytearray | None = None
        """What `seek_record` passed over last; None where it was too much."""
        self._held = bytearray()
        self._at = 0

    def fill(self, size: int) -> int:
        """Hold so many bytes if there are; return how many are held."""
        while len(self._held) - self._at < size:
            piece = self.stream.read()
            if not piece:
                break
            if self._at > len(self._held) // 2:
                del self._held[: self._at]
                self._at = 0
            self._held += piece
        return len(self._held) - self._at

    def peek(self, start: int, end: int) -> bytes:
        """Return held bytes, counted from here."""
        return bytes(self._held[self._at + start : self._at + end])

    def drop(self, size: int) -> None:
        """Go on behind so many bytes."""
        self._at = min(self._at + size, len(self._held))

    def skip_newlines(self) -> None:
        """Go on at what is no line end."""
        while self.fill(1):
            found = _NO_NEWLINE.search(self._held, self._at)
            if found:
                self._at = found.start()
                return
            self._at = len(self._held)

    def seek_record(self, begun: bytes) -> int | None:
        """Go on at the next record behind an empty line; return how far off it was, if any.

        What lies between is kept behind `begun`, what was read of the broken record.
        """
        self.passed = bytearray(begun)
        off = 0
        while True:
            found = _NEXT.search(self._held, self._at)
            if found:
                return off + self._pass(found.start(1) - self._at)
            off += self._pass(max(self.fill(0) - _OVERLAP, 0))
            held = self.fill(0)
            if self.fill(held + 1) == held:
                self._pass(held)
                return None

    def _pass(self, size: int) -> int:
        if self.passed is not None and len(self.passed) + size <= _MOST_PASSED:
            self.passed += self._held[self._at : self._at + size]
        elif size:
            self.passed = None
        self.drop(size)
        return size


def read_records(stream: BinaryIO, begin: bytes = b"") -> Iterator[Record | Flaw]:
    """Yield the records of a WARC file, packed by gzip or not.

    `begin` is what was read of the file already, two bytes at least.

    Holds one record at a time. A record that is longer or shorter than it says, and damage of the
    packing, is a Flaw; the records behind it are read.
    """
    begin = begin or stream.read(len(GZIP))
    is_packed = begin.startswith(GZIP)
    source: Stream = GzipStream(stream, begin) if is_packed else PlainStream(stream, begin)
    number, goes_on = 0, True
    while goes_on:
        found: Record | Flaw | None = None
        for found in _records_in(_Window(source), number):
            number = found.number
            yield found
        damage, goes_on = source.damage, bool(source.damage) and source.resume()
        if damage and not (isinstance(found, Flaw) and found.code == "warc_damaged"):
            number += 1
            rest = "" if goes_on else "; nothing behind it could be read"
            told = f"{damage}{rest}"
            yield Flaw(number=number, uri="", found=told, code="warc_damaged", raw=None)


def _records_in(window: _Window, number: int) -> Iterator[Record | Flaw]:
    window.skip_newlines()
    while window.fill(1):
        number += 1
        yield _read_record(window, number)
        window.skip_newlines()


def _read_record(window: _Window, number: int) -> Record | Flaw:
    """Return the record that begins here, and go on behind it, or at what begins after it."""
    head = _take_head(window)
    if head is None:
        window.seek_record(b"")
        return _flaw(window, number, "", ("no WARC record begins here", "warc_broken"))
    fields = parse_fields(head)
    said = find_header(fields, "Content-Length")
    length = int(said) if _LENGTH.fullmatch(said) else -1
    if 0 <= length <= MAX_BLOCK:
        held = window.fill(length + _SEAM)
        if held >= length and _is_seam(window.peek(length, length + _SEAM)):
            block = window.peek(0, length)
            window.drop(length)
            damage = window.stream.damage
            return Record(number=number, head=head, fields=fields, block=block, flaw=damage)
    off = window.seek_record(head)
    uri = find_header(fields, "WARC-Target-URI")
    return _flaw(window, number, uri, _wrong_length(said, length, off, window.stream.damage))


def _flaw(window: _Window, number: int, uri: str, what: tuple[str, str]) -> Flaw:
    raw = bytes(window.passed) if window.passed else None
    return Flaw(number=number, uri=uri, found=what[0], code=what[1], raw=raw)


def _take_head(window: _Window) -> bytes | None:
    """Return version and fields, and go on behind them; None where there are none."""
    size = 4096
    while True:
        held = window.fill(size)
        begin = window.peek(0, size)
        if not _HEAD.match(begin):
            return None
        end = _END_OF_HEAD.search(begin)
        if end:
            window.drop(end.end())
            return begin[: end.end()]
        if held < size or size >= _MAX_HEAD:
            return None
        size *= 4


def parse_fields(head: bytes) -> Headers:
    """Return the named fields behind a first line; lines that go on are put together."""
    fields: list[tuple[str, str]] = []
    for line in head.decode("utf-8", "replace").replace("\0", "\ufffd").split("\n")[1:]:
        if line[:1] in {" ", "\t"} and fields:
            name, value = fields[-1]
            fields[-1] = (name, f"{value} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            fields.append((name.strip(), value.strip()))
    return tuple(fields)


def _is_seam(behind: bytes) -> bool:
    """Tell whether a block ends here: as it should, or with line ends before the next record."""
    if behind.startswith(b"\r\n\r\n") or not behind.strip(b"\r\n"):
        return True
    newline = b"\r\n" if behind.startswith(b"\r") else b"\n"
    rest = behind
    while rest.startswith(newline):
        rest = rest.removeprefix(newline)
    return len(rest) < len(behind) and rest.startswith(b"WARC/")


def _wrong_length(said: str, length: int, off: int | None, damage: str) -> tuple[str, str]:
    if off is None and damage:
        return f"a record that is cut off: {damage}", "warc_damaged"
    if length < 0:
        return f"a record that gives no length (Content-Length {said[:40]!r})", "warc_length"
    if length > MAX_BLOCK:
        return f"a record of {length:,} bytes; at most {MAX_BLOCK:,} are read", "too_large"
    if off is None:
        return f"a record that says it holds {length:,} bytes; the file ends before", "warc_length"
    return (
        f"a record that says it holds {length:,} bytes; the next begins {off:,} bytes on",
        "warc_length",
    )
