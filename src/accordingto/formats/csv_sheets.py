"""A sheet in CSV given back: the user's own cells byte for byte, and columns beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from accordingto.errors import IngestError
from accordingto.formats.added_columns import AddedColumn
from accordingto.ingest.cells import disarm_cell, is_armed
from accordingto.ingest.csv_rows import CsvReader, CsvRow
from accordingto.ingest.lines import BadLine, LineReader
from accordingto.ingest.sheets import is_added

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a sheet was read."""

    header_row: int
    delimiter: str | None = None
    encoding: str | None = None
    """None where it tells by itself."""


def give_back_csv(raw: bytes, form: CsvForm, added: Sequence[AddedColumn]) -> bytes:
    """Return a sheet with columns added at the right.

    What is no row below the headers (titles above, blank lines, rows that cannot be read) stays as
    it is. A cell that a spreadsheet would run gets an apostrophe before it; columns that an earlier
    giving back added are replaced. Raises IngestError when the bytes are no table.
    """
    rows = {row.number: row for row in _rows(raw, form)}
    header = rows.get(form.header_row)
    if header is None:
        raise IngestError(
            "the row of headers is not there; expected the sheet as it was imported; "
            "import it again",
            path="sheet",
            code="no_header",
        )
    writer = _Writer(form, header, max(len(row.cells) for row in rows.values()), added)
    mark = next((mark for mark in _BOMS if raw.startswith(mark)), b"")
    return mark + b"".join(writer.lines(raw, rows))


def _rows(raw: bytes, form: CsvForm) -> Iterator[CsvRow]:
    lines = LineReader(BytesIO(raw), "sheet", form.encoding)
    for row in CsvReader(lines, "sheet", form.delimiter):
        if isinstance(row, CsvRow):
            yield row


class _Writer:
    """Writes the lines of one sheet."""

    def __init__(
        self, form: CsvForm, header: CsvRow, width: int, added: Sequence[AddedColumn]
    ) -> None:
        self._form = form
        self._header = header
        self._added = added
        self._old = frozenset(place for place, name in enumerate(header.cells) if is_added(name))
        self._width = max(width, len(header.cells))

    def lines(self, raw: bytes, rows: dict[int, CsvRow]) -> Iterator[bytes]:
        """Yield the sheet's lines, rows with their added cells."""
        reader = LineReader(BytesIO(raw), "sheet", self._form.encoding)
        delimiter = CsvReader(
            LineReader(BytesIO(raw), "sheet", self._form.encoding), "sheet", self._form.delimiter
        ).delimiter
        left = 0
        for line in reader:
            if isinstance(line, BadLine):
                if line.error.raw is None:
                    raise line.error
                yield line.error.raw
                continue
            if left > 0:
                left -= len(line.raw)
                continue
            row = rows.get(line.number)
            if row is None or row.number < self._header.number:
                yield line.raw
                continue
            left = len(row.raw) - len(line.raw)
            encoding = "windows-1252" if row.is_fallback else reader.encoding
            yield self._written(row, encoding, delimiter)

    def _written(self, row: CsvRow, encoding: str, delimiter: str) -> bytes:
        text = row.raw.decode(encoding, "backslashreplace")
        body = text.rstrip("\r\n")
        ending = text[len(body) :]
        fields = _split(body, delimiter)
        if len(fields) != len(row.cells):  # odd quotation marks: written anew
            fields = [_quoted(cell, delimiter) for cell in row.cells]
        kept = [
            _disarmed(field, cell)
            for place, (field, cell) in enumerate(zip(fields, row.cells, strict=True))
            if place not in self._old
        ]
        kept += [""] * (self._width - len(self._old) - len(kept))
        is_header = row.number == self._header.number
        new = [
            column.header if is_header else column.cells.get(row.number, "")
            for column in self._added
        ]
        kept += [_quoted(disarm_cell(_on_one_line(cell)), delimiter) for cell in new]
        return (delimiter.join(kept) + ending).encode(encoding, "backslashreplace")


def _split(body: str, delimiter: str) -> list[str]:
    """Return the fields of a row as they are written, quotation marks included."""
    fields: list[str] = []
    parts: list[str] = []
    marks = 0
    for part in body.split(delimiter):
        parts.append(part)
        marks += part.count('"')
        if marks % 2 == 0:
            fields.append(delimiter.join(parts))
            parts = []
    return [*fields, delimiter.join(parts)] if parts else fields


def _disarmed(field: str, cell: str) -> str:
    """Return a field as it is written, with an apostrophe where it would be run."""
    if not is_armed(cell):
        return field
    return f"\"'{field[1:]}" if field.startswith('"') else f"'{field}"


def _quoted(cell: str, delimiter: str) -> str:
    if any(mark in cell for mark in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _on_one_line(cell: str) -> str:
    return " ".join(cell.split())
