"""Parts of a zipped document, and their XML, read as if a stranger had made them to do harm."""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol, TypeVar
from xml.parsers import expat

from accordingto.errors import IngestError

MAX_PARTS = 10_000
MAX_HELD = 256 << 20
"""Bytes of a part that is held in memory: the words of all cells, say."""
MAX_PART = 4 << 30
"""Bytes of a part that is read piece by piece."""
_BOMB_SIZE, _BOMB_RATIO = 16 << 20, 250
"""A part larger than this that was packed smaller than to a 250th: no table packs like that."""
_PIECE = 1 << 16
_MAX_TOKEN = 64 << 20
"""Bytes that XML may go on without anything ending."""
_MAX_DEPTH = 100
_BROKEN = (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
"""What the standard library says of a damaged archive."""

Attributes = dict[str, str]
T = TypeVar("T")


class BadPartError(Exception):
    """A part cannot be read; the message says what was found, `code` what sort of thing it was."""

    def __init__(self, found: str, code: str = "broken_xlsx") -> None:
        super().__init__(found)
        self.code = code


class Handler(Protocol):
    """Takes what stands in XML; names come without their namespace."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""

    def text(self, words: str) -> None:
        """Take text, maybe in pieces."""

    def end(self, name: str) -> None:
        """Take the end of an element."""


class Package:
    """A zipped document: its parts, none of them written anywhere."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open the archive; raises BadPartError when it is none, or is a trap."""
        try:
            self._archive = zipfile.ZipFile(stream)
        except _BROKEN as error:
            raise BadPartError(f"a ZIP archive that is damaged ({error})") from error
        if len(self._archive.infolist()) > MAX_PARTS:
            raise BadPartError(f"an archive of more than {MAX_PARTS:,} parts", "bomb")

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def infos(self) -> list[zipfile.ZipInfo]:
        """Return what the archive says of each part, in its order; the last one of each name."""
        return list(self._archive.NameToInfo.values())

    def pieces(self, name: str, most: int = MAX_PART) -> Iterator[bytes]:
        """Yield the bytes of a part; raises BadPartError when it is damaged or too large."""
        info = self._checked(name, most)
        try:
            with self._archive.open(info) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except _BROKEN as error:
            raise BadPartError(f"the part {name} of the archive is damaged ({error})") from error

    def read(self, name: str) -> bytes:
        """Return a part that may be held in memory."""
        return b"".join(self.pieces(name, MAX_HELD))

    def _checked(self, name: str, most: int) -> zipfile.ZipInfo:
        info = self._archive.NameToInfo.get(name)
        if info is None:
            raise BadPartError(f"an archive without the part {name}")
        if info.flag_bits & 0x1:
            raise BadPartError("a workbook with a password", "encrypted")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise BadPartError(f"the part {name}, packed in a way that no spreadsheet uses")
        # No more than the size that is declared is ever unpacked.
        if info.file_size > most:
            raise BadPartError(f"the part {name} of {info.file_size:,} bytes", "bomb")
        if info.file_size > max(_BOMB_SIZE, _BOMB_RATIO * info.compress_size):
            raise BadPartError(
                f"the part {name} of {info.file_size:,} bytes, packed into {info.compress_size:,}",
                "bomb",
            )
        return info


class _Walker:
    """An XML parser that refuses what no table needs: entities, depth, tokens without end.

    A document type declaration is refused, and with it every entity.
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = 0
        self._given = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = handler.text
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, piece: bytes) -> None:
        """Parse more; nothing more is the end. Raises BadPartError."""
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise BadPartError(f"XML that breaks off ({error})") from error
        self._given += len(piece)
        if self._given - self._parser.CurrentByteIndex > _MAX_TOKEN:
            raise BadPartError(f"XML in which nothing ends for {_MAX_TOKEN:,} bytes", "bomb")

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise BadPartError(f"XML of more than {_MAX_DEPTH} levels", "xml_attack")
        self._handler.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name.rpartition(" ")[2])


def walk_xml(
    pieces: Iterator[bytes], handler: Handler, taken: Callable[[], Iterator[T]]
) -> Iterator[T]:
    """Parse XML piece by piece; yield what `taken` has to give after each, and before a break.

    Raises BadPartError.
    """
    walker = _Walker(handler)
    failure: BadPartError | None = None
    try:
        for piece in pieces:
            walker.feed(piece)
            yield from taken()
        walker.feed(b"")
    except BadPartError as error:
        failure = error
    yield from taken()
    if failure:
        raise failure


def read_xml(pieces: Iterator[bytes], handler: Handler) -> None:
    """Parse a whole part; raises BadPartError."""
    for _ in walk_xml(pieces, handler, lambda: iter(())):
        pass


def _refuse_doctype(*_: object) -> None:
    raise BadPartError(
        "a document type declaration, by which entities are smuggled in", "xml_attack"
    )


def join_part(base: str, target: str) -> str:
    """Return the name of a part that another one points at.

    >>> join_part("xl/workbook.xml", "worksheets/sheet1.xml")
    'xl/worksheets/sheet1.xml'
    """
    joined = posixpath.join("/", posixpath.dirname(base), target)
    return posixpath.normpath(joined).lstrip("/")


def ingest_error(error: BadPartError, path: str, line: int | None = None) -> IngestError:
    """Say of a file what was found in it."""
    advice = {
        "encrypted": "expected one without; take the password off, and save it again",
        "bomb": "expected a table that memory bears; save it as CSV, which may be of any size",
    }
    default = "expected a workbook as a spreadsheet saves it; open it there, and save it again"
    return IngestError(
        f"this holds {error}; {advice.get(error.code, default)}",
        path=path,
        line=line,
        code=error.code,
    )
