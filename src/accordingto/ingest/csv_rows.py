"""CSV as it comes: any delimiter, line ends in quotation marks, rows that are broken."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.errors import IngestError
from accordingto.ingest.lines import CSV_ROW, MAX_LINE, BadLine, Line, LineReader

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SEP = "sep="
"""Begins a line in which Excel says the delimiter."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its cells, and the very bytes it took up."""

    number: int
    """Its first line, from 1."""
    cells: tuple[str, ...]
    raw: bytes
    is_fallback: bool = False
    """A line of it was read as Windows-1252."""
    has_stray_quote: bool = False
    """It has a quotation mark where none belongs; it was read as Excel would."""


class CsvReader:
    """Yields the rows of a CSV table, blank ones left out; an IngestError for one that is broken.

    A quotation mark that is never closed costs its own row only: the next line begins another.
    """

    def __init__(self, lines: LineReader, path: str, delimiter: str | None = None) -> None:
        # A limit of the whole process, and too low for a long report; lines are bounded anyway.
        csv.field_size_limit(MAX_LINE)
        self._lines = lines
        self._path = path
        self._taken: list[Line] = []
        self._size = 0
        self.delimiter = delimiter or self._find_delimiter()

    def __iter__(self) -> Iterator[CsvRow | IngestError]:
        while True:
            self._taken, self._size = [], 0
            try:
                row = self._read_row()
            except _BadLineError as bad:
                yield from self._broken_by(bad.line)
                continue
            except IngestError as error:
                yield error
                continue
            if row is None:
                return
            if any(cell.strip() for cell in row.cells):
                yield row

    def _find_delimiter(self) -> str:
        """Return the delimiter that parts the first line most often, quoted words left out."""
        first = self._lines.read()
        while isinstance(first, Line) and not first.text.strip():
            first = self._lines.read()
        if not isinstance(first, Line):
            if first is not None:
                raise first.error
            return ","
        said = first.text.strip().removeprefix("\ufeff").casefold()
        if said.startswith(_SEP) and len(said) <= len(_SEP) + 1:
            return first.text.strip("\r\n\ufeff")[len(_SEP) :] or "\t"
        self._lines.give_back([first])
        bare = "".join(first.text.split('"')[::2])
        return max(DELIMITERS, key=bare.count)

    def _read_row(self) -> CsvRow | None:
        try:
            return self._parsed(is_strict=True)
        except csv.Error as error:
            begun, ended = self._taken, self._size
            if not begun:
                raise self._refusal(1, str(error)) from error
            at_end = "unexpected end of data" in str(error)
            if at_end or ended > MAX_LINE:
                self._lines.give_back(begun[1:])
                raise self._unclosed(begun[0], at_end=at_end) from error
            self._lines.give_back(begun)
            self._taken, self._size = [], 0
        try:
            row = self._parsed(is_strict=False)
        except csv.Error as error:
            first, *rest = self._taken
            self._lines.give_back(rest)
            raise self._refusal(first.number, str(error)).holding(first.raw, CSV_ROW) from error
        return row

    def _parsed(self, *, is_strict: bool) -> CsvRow | None:
        reader = csv.reader(self._take(), delimiter=self.delimiter, strict=is_strict)
        cells = next(reader, None)
        if cells is None:
            return None
        return CsvRow(
            number=self._taken[0].number,
            cells=tuple(cells),
            raw=b"".join(line.raw for line in self._taken),
            is_fallback=any(line.is_fallback for line in self._taken),
            has_stray_quote=not is_strict,
        )

    def _take(self) -> Iterator[str]:
        """Yield lines for one row, remembering them."""
        while (line := self._lines.read()) is not None:
            if isinstance(line, BadLine):
                raise _BadLineError(line)
            self._taken.append(line)
            self._size += len(line.raw)
            if self._size > MAX_LINE:
                raise csv.Error("row too long")
            yield line.text

    def _broken_by(self, bad: BadLine) -> Iterator[IngestError]:
        """Tell of a line that cannot be read, and of the row that had begun before it."""
        if self._taken:
            first, *rest = self._taken
            self._lines.give_back(rest)
            yield self._unclosed(first, at_end=False)
        yield bad.error

    def _unclosed(self, first: Line, *, at_end: bool) -> IngestError:
        until = "before the end of the file" if at_end else f"within {MAX_LINE:,} bytes"
        found = f"a quotation mark is opened, and not closed {until}"
        return self._refusal(first.number, found).holding(first.raw, CSV_ROW)

    def _refusal(self, number: int, found: str) -> IngestError:
        return IngestError(
            f"{found}; expected a row of a table with its quotation marks in pairs; "
            "mend the line or take it out",
            path=self._path,
            line=number,
            code="broken_csv",
        )


class _BadLineError(Exception):
    """A line that cannot be read stands where a row should go on."""

    def __init__(self, line: BadLine) -> None:
        super().__init__()
        self.line = line
