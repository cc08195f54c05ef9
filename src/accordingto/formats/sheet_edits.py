"""The XML of one sheet, changed in place: cells added to its rows, formulas made text."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from accordingto.formats.added_columns import AddedColumn
from accordingto.formats.xml_edits import Edit, apply_edits, walk_places
from accordingto.ingest.worksheets import MAX_COLUMNS, column_of
from accordingto.ingest.xml_parts import Attributes, BadPartError

_SPANS = re.compile(rb'\sspans="[^"]{0,99}"')
_ENCODING = re.compile(
    rb"<\?xml[^>]{0,99}encoding\s{0,9}=\s{0,9}[\"'](?!utf-8|us-ascii)", re.IGNORECASE
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_CELL = 32_767
"""Characters of a cell."""


@dataclass(slots=True)
class _Cell:
    column: int
    style: str
    start: int
    end: int = 0
    formula: list[str] | None = None
    formula_at: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Row:
    number: int
    start: int
    content_end: int = 0
    end: int = 0
    cells: list[_Cell] = field(default_factory=list)

    @property
    def has_end_tag(self) -> bool:
        return self.end > self.content_end


class SheetXml:
    """The XML of a sheet; raises BadPartError when it cannot be edited."""

    def __init__(self, raw: bytes) -> None:
        if b"\0" in raw[:100] or _ENCODING.match(raw.removeprefix(b"\xef\xbb\xbf")):
            raise BadPartError("a sheet in another encoding than UTF-8")
        self._raw = raw
        self._edits: list[Edit] = []
        self._rows: list[_Row] = []
        self._prefix = ""
        self._open: list[str] = []
        self._dimension: tuple[int, int] | None = None
        walk_places(raw, self._start, self._end, self._text)

    def disarm(self) -> int:
        """Make text of all formulas; return how many there were."""
        found = 0
        for row in self._rows:
            for cell in row.cells:
                if cell.formula is None:
                    continue
                found += 1
                words = "".join(cell.formula)
                if words:
                    new = self._cell(cell.column, row.number, f"={words}", cell.style)
                    self._edits.append(Edit(cell.start, cell.end, new))
                else:  # one of many that share a formula: its last value stays
                    self._edits.append(Edit(*cell.formula_at))
        return found

    def add(self, header_row: int, added: Sequence[AddedColumn], old: Set[int]) -> None:
        """Add columns behind the user's own; those of an earlier time, `old`, are taken out."""
        columns = [cell.column for row in self._rows for cell in row.cells]
        first = max((column for column in columns if column not in old), default=-1) + 1
        if first + len(added) > MAX_COLUMNS:
            raise BadPartError("a sheet with no room for more columns")
        for row in self._rows:
            self._edits += [Edit(cell.start, cell.end) for cell in row.cells if cell.column in old]
            cells = (
                self._cell(first + place, row.number, words)
                for place, column in enumerate(added)
                if (words := _words(column, row.number, header_row))
            )
            new = b"".join(cells)
            if new and row.has_end_tag:
                self._edits += self._inserted(row, new)
        if self._dimension:
            self._edits.append(Edit(*self._dimension))

    def written(self) -> bytes:
        """Return the XML with all changes."""
        return apply_edits(self._raw, self._edits)

    def _inserted(self, row: _Row, new: bytes) -> Iterator[Edit]:
        yield Edit(row.content_end, row.content_end, new)
        # Says how far the cells go: no longer true, and not needed.
        tag_end = self._raw.index(b">", row.start)
        if found := _SPANS.search(self._raw, row.start, tag_end):
            yield Edit(found.start(), found.end())

    def _cell(self, column: int, row: int, words: str, style: str = "") -> bytes:
        p = self._prefix
        styled = f' s="{style}"' if style.isdecimal() else ""
        return (
            f'<{p}c r="{letters_of(column)}{row}"{styled} t="inlineStr"><{p}is>'
            f'<{p}t xml:space="preserve">{_escaped(words)}</{p}t></{p}is></{p}c>'
        ).encode()

    def _start(self, name: str, attributes: Attributes, at: int) -> None:
        prefix, _, local = name.rpartition(":")
        parent = self._open[-1] if self._open else ""
        self._open.append(local)
        if local == "sheetData":
            self._prefix = f"{prefix}:" if prefix else ""
        elif (parent, local) == ("sheetData", "row"):
            last = self._rows[-1].number if self._rows else 0
            self._rows.append(_Row(_number(attributes.get("r"), last + 1), at))
        elif (parent, local) == ("row", "c") and self._rows:
            self._start_cell(attributes, at)
        elif (parent, local) == ("c", "f") and self._rows:
            cell = self._rows[-1].cells[-1]
            cell.formula, cell.formula_at = [], (at, at)
        elif (parent, local) == ("worksheet", "dimension"):
            self._dimension = (at, at)

    def _start_cell(self, attributes: Attributes, at: int) -> None:
        cells = self._rows[-1].cells
        letters = attributes.get("r", "").rstrip("0123456789")
        column = column_of(letters) if letters else (cells[-1].column + 1 if cells else 0)
        cells.append(_Cell(column, attributes.get("s", ""), at))

    def _end(self, name: str, content_end: int, behind: int) -> None:
        local = self._open.pop()
        parent = self._open[-1] if self._open else ""
        if (parent, local) == ("sheetData", "row"):
            self._rows[-1].content_end, self._rows[-1].end = content_end, behind
        elif (parent, local) == ("row", "c"):
            self._rows[-1].cells[-1].end = behind
        elif (parent, local) == ("c", "f"):
            cell = self._rows[-1].cells[-1]
            cell.formula_at = (cell.formula_at[0], behind)
        elif (parent, local) == ("worksheet", "dimension") and self._dimension:
            self._dimension = (self._dimension[0], behind)

    def _text(self, words: str) -> None:
        if self._open[-2:] == ["c", "f"]:
            cell = self._rows[-1].cells[-1]
            if cell.formula is not None:
                cell.formula.append(words)


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 9 else otherwise


def _words(column: AddedColumn, row: int, header_row: int) -> str:
    return column.header if row == header_row else column.cells.get(row, "")


def _escaped(words: str) -> str:
    """Return text as a cell of a workbook holds it."""
    whole = _LIKE_AN_ESCAPE.sub("_x005F_", _UNSEEN.sub("\ufffd", words))[:_MAX_CELL]
    return escape(whole.replace("\r", "_x000D_"))


def letters_of(column: int) -> str:
    """Return the letters of a column that is counted from 0.

    >>> letters_of(0), letters_of(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
