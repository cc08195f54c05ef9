"""Word documents (DOCX): their paragraphs and tables, and what they say of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from accordingto.ingest.extracts import MAX_VALUE, Extract, Fact, Note, NotExtractedError
from accordingto.ingest.xml_parts import Attributes, BadPartError, Package, read_xml

WORD_TOOL = "accordingto-word/1"
_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_FACTS = frozenset({"title", "creator", "lastModifiedBy", "created", "modified", "subject"})
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
"""What stands for a character of its own within a run of text."""
_LEFT_OUT = frozenset({"Fallback", "del", "moveFrom", "pPr", "rPr", "sectPr"})
"""Text that is shown elsewhere, was taken out again, or is none."""
_CHANGES = frozenset({"del", "ins", "moveFrom", "moveTo"})
_MOST = 64 << 20
"""Bytes of XML that are read: a report of thousands of pages."""


def extract_word(raw: bytes) -> Extract:
    """Return the text of a Word document: its paragraphs, a blank line between each.

    The cells of a row are set apart by tabs. Headers, footers, notes and comments are not read;
    of tracked changes the text as it is proposed to be. Raises NotExtractedError.
    """
    try:
        package = Package(BytesIO(raw))
        words = _Words()
        read_xml(package.pieces(_DOCUMENT, _MOST), words)
        properties = _Properties()
        if _PROPERTIES in package:
            read_xml(package.pieces(_PROPERTIES, _MOST), properties)
    except BadPartError as error:
        raise _refusal(error) from error
    text = "\n\n".join(words.paragraphs)
    if not text:
        raise NotExtractedError(
            "a Word document without text: pictures only, or empty; expected the text of a report; "
            "leave it out",
            "no_text",
        )
    facts = tuple(Fact(f"docx:{name}", value) for name, value in properties.found)
    return Extract(text=text, tool=WORD_TOOL, facts=facts, notes=tuple(_notes(words)))


@dataclass(slots=True)
class _Words:
    """Gathers the paragraphs of a document, those within tables and text boxes too."""

    paragraphs: list[str] = field(default_factory=list)
    changes: int = 0
    """Tracked changes that nobody has accepted or rejected yet."""
    _open: list[str] = field(default_factory=list)
    _left_out: int = 0
    _texts: list[list[str]] = field(default_factory=list)
    """Of the paragraphs that are open, the innermost last."""
    _cells: list[list[str]] = field(default_factory=list)
    """Paragraphs of the cells that are open."""
    _rows: list[list[str]] = field(default_factory=list)
    """Cells of the rows that are open."""

    def start(self, name: str, attributes: Attributes) -> None:
        parent = self._open[-1] if self._open else ""
        self._open.append(name)
        self.changes += name in _CHANGES and parent == "p"
        self._left_out += name in _LEFT_OUT
        if self._left_out:
            return
        if name == "p":
            self._texts.append([])
        elif name == "tc":
            self._cells.append([])
        elif name == "tr":
            self._rows.append([])
        elif name in _MARKS and parent == "r" and self._texts:
            self._texts[-1].append(_MARKS[name])

    def text(self, words: str) -> None:
        if not self._left_out and self._texts and self._open[-1] == "t":
            self._texts[-1].append(words)

    def end(self, name: str) -> None:
        self._open.pop()
        if self._left_out:
            self._left_out -= name in _LEFT_OUT
        elif name == "p":
            self._add(_lines("".join(self._texts.pop())))
        elif name == "tc":
            cell = " ".join(" ".join(self._cells.pop()).split())
            if self._rows:
                self._rows[-1].append(cell)
        elif name == "tr":
            self._add("\t".join(self._rows.pop()).rstrip("\t"))

    def _add(self, paragraph: str) -> None:
        if paragraph.strip():
            (self._cells[-1] if self._cells else self.paragraphs).append(paragraph)


@dataclass(slots=True)
class _Properties:
    """Gathers who made a document, and when."""

    found: list[tuple[str, str]] = field(default_factory=list)
    _name: str = ""
    _text: str = ""

    def start(self, name: str, attributes: Attributes) -> None:
        self._name, self._text = name, ""

    def text(self, words: str) -> None:
        self._text += words[: MAX_VALUE - len(self._text)]

    def end(self, name: str) -> None:
        if name == self._name and name in _FACTS and self._text.strip():
            self.found.append((name, self._text.strip()))
        self._name = ""


def _lines(text: str) -> str:
    """Return a paragraph without blanks at the ends of its lines, and without empty lines."""
    return "\n".join(line.strip(" ") for line in text.split("\n") if line.strip())


def _notes(words: _Words) -> Iterator[Note]:
    if words.changes:
        yield Note(
            "tracked_changes",
            f"the document has {words.changes:,} changes that nobody has accepted or rejected; it "
            "was read as if all were accepted",
        )


def _refusal(error: BadPartError) -> NotExtractedError:
    code = {"encrypted": "locked", "bomb": "too_large"}.get(error.code, "broken_docx")
    return NotExtractedError(
        f"a Word document, but {error}; expected one as Word saves it (.docx); open it there, and "
        "save it again, or as PDF",
        code,
    )
