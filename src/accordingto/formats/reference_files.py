"""Files of reference datasets: opened, recognised and read, bad rows told and passed by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from accordingto.errors import IngestError
from accordingto.formats.acled import parse_acled
from accordingto.formats.airwars import parse_airwars
from accordingto.formats.ged import parse_ged
from accordingto.formats.reference import Dataset, ReferenceEvent
from accordingto.formats.reference_columns import (
    ColumnChoice,
    ReferenceColumns,
    load_known,
    recognise,
)
from accordingto.formats.reference_rows import ReferenceRow
from accordingto.formats.reference_values import CellError
from accordingto.ingest.csv_rows import DELIMITERS, CsvReader, CsvRow
from accordingto.ingest.lines import LineReader

_PARSERS: Mapping[Dataset, Callable[[ReferenceRow], ReferenceEvent]] = {
    Dataset.GED: parse_ged,
    Dataset.ACLED: parse_acled,
    Dataset.AIRWARS: parse_airwars,
}
_HEADER_WITHIN = 10
"""Rows among which the headers are looked for; above them may stand a title."""
_BEGIN = 4096
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = {
    b"PK\x03\x04": "a workbook or another packed file",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3\x00": "an SQLite file",
    b"{": "JSON",
    b"[": "JSON",
    b"<": "a page or an XML file",
}


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """A reference dataset as it was read."""

    path: str
    about: str
    """As in "comma-separated, UTF-8"."""
    columns: ReferenceColumns
    events: tuple[ReferenceEvent, ...]
    """In the order of the file."""
    refused: tuple[IngestError, ...]
    """Rows that are not as they should be."""

    @property
    def dataset(self) -> Dataset:
        """Which dataset it is of."""
        return self.columns.dataset

    @property
    def title(self) -> str:
        """The dataset's name."""
        return load_known()[self.dataset].title

    @property
    def credit(self) -> str:
        """Who made it, and under which terms it is used."""
        return load_known()[self.dataset].credit


def read_reference(path: str | Path, choice: ColumnChoice | None = None) -> ReferenceFile:
    """Read a file of UCDP GED, ACLED or Airwars in CSV.

    A bad row is kept among `refused`, and the rest is read. Raises IngestError when the file is
    not there, no table, empty, or of no dataset that is known.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as stream:
            return _read(stream, name, choice or ColumnChoice())
    except OSError as error:
        raise IngestError(
            f"cannot be read ({error.strerror or error}); expected a CSV file of UCDP GED, ACLED "
            "or Airwars; check the spelling, and the folder you are in",
            path=name,
            code="not_there",
        ) from error


def read_reference_bytes(raw: bytes, name: str, choice: ColumnChoice) -> ReferenceFile:
    """Read the bytes of a file as `read_reference` does; `name` is what messages call it."""
    return _read(BytesIO(raw), name, choice)


def _read(stream: BinaryIO, path: str, choice: ColumnChoice) -> ReferenceFile:
    _expect_text(stream.read(_BEGIN), path)
    stream.seek(0)
    lines = LineReader(stream, path)
    reader = CsvReader(lines, path)
    first = list(islice(reader, _HEADER_WITHIN))
    at, columns = _find_header(first, choice, path)
    events: list[ReferenceEvent] = []
    refused: list[IngestError] = [row for row in first[:at] if isinstance(row, IngestError)]
    lines_by_id: dict[str, int] = {}
    for row in chain(first[at + 1 :], reader):
        result = _parsed(row, columns, path, lines_by_id)
        if isinstance(result, ReferenceEvent):
            events.append(result)
        else:
            refused.append(result)
    if not events and not refused:
        raise _empty("there are no rows below its headers", path)
    about = f"{DELIMITERS.get(reader.delimiter, reader.delimiter)}-separated"
    about += f", {lines.encoding.upper()}"
    return ReferenceFile(path, about, columns, tuple(events), tuple(refused))


def _expect_text(begin: bytes, path: str) -> None:
    """Refuse what is no table in text."""
    if not begin.strip():
        raise _empty("the file is empty", path)
    bare = begin.lstrip()
    kind = next((what for mark, what in _OTHERS.items() if bare.startswith(mark)), None)
    if kind is None and b"\0" in begin and not begin.startswith(_UTF16):
        kind = "binary data, or UTF-16 without a byte order mark"
    if kind is not None:
        raise IngestError(
            f"this is {kind}; expected a CSV file of UCDP GED, ACLED or Airwars; "
            "save the table as CSV in UTF-8",
            path=path,
            code="not_csv",
        )


def _empty(found: str, path: str) -> IngestError:
    return IngestError(
        f"{found}; expected a row of headers and rows below it; download it again",
        path=path,
        code="empty",
    )


def _find_header(
    rows: list[CsvRow | IngestError], choice: ColumnChoice, path: str
) -> tuple[int, ReferenceColumns]:
    """Return where the headers stand; raises IngestError for the first row when none are known."""
    first_error: IngestError | None = None
    for at, row in enumerate(rows):
        if isinstance(row, IngestError):
            first_error = first_error or row
            continue
        try:
            return at, recognise(row.cells, choice, path)
        except IngestError as error:
            if first_error is None or error.code == "no_column":
                first_error = error
    raise first_error or _empty("the file has no rows", path)


def _parsed(
    row: CsvRow | IngestError, columns: ReferenceColumns, path: str, lines_by_id: dict[str, int]
) -> ReferenceEvent | IngestError:
    if isinstance(row, IngestError):
        return row
    try:
        _expect_width(row, columns)
        cells = row.cells[: len(columns.header)]
        event = _PARSERS[columns.dataset](ReferenceRow(columns, cells, row.number))
        if (before := lines_by_id.setdefault(event.id, row.number)) != row.number:
            raise CellError(f"id {event.id} stands in line {before:,} already; expected it once")
    except CellError as error:
        return IngestError(
            f"{error}; the row is left out, mend it or leave it so",
            path=path,
            line=row.number,
            code="bad_row",
        )
    return event


def _expect_width(row: CsvRow, columns: ReferenceColumns) -> None:
    wide, expected = len(row.cells), len(columns.header)
    if wide < expected or any(cell.strip() for cell in row.cells[expected:]):
        raise CellError(f"{wide:,} cells in the row; expected {expected:,}, as there are headers")
