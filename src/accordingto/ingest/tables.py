"""Tables, whatever file they come in: a header, and rows whose cells have names."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from accordingto.errors import IngestError
from accordingto.ingest.csv_rows import DELIMITERS, CsvReader, CsvRow
from accordingto.ingest.headers import guess_columns, load_headers, name_columns, show_header
from accordingto.ingest.lines import CSV_ROW, LineReader
from accordingto.ingest.mapping import TableKind, TableMapping
from accordingto.ingest.workbooks import SheetInfo, Workbook
from accordingto.ingest.worksheets import read_rows
from accordingto.ingest.xml_parts import BadPartError, ingest_error
from accordingto.records.base import JsonValue
from accordingto.records.readings import Problem

XLSX_ROW = "application/xlsx-row+json"
_HEADER_WITHIN = 10
"""Rows among which the headers are looked for; above them may stand a title."""
_TELLING = {TableKind.REPORTS: "text", TableKind.CASES: "date_from"}
"""A row with a column of this kind is the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a table."""

    number: int
    """Its line in a text, its row in a sheet, from 1."""
    values: Mapping[str, JsonValue]
    """By the name of the column, in their order; cells that are not there are left out."""
    raw: bytes
    """A row of CSV as it stands in the file; a row of a sheet as JSON."""
    media_type: str
    problems: tuple[Problem, ...] = ()
    formulas: tuple[tuple[int, str], ...] = ()
    """Columns, from 0, and their formulas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose header was read; its rows are read as they are asked for."""

    path: str
    about: str
    """As in "comma-separated, UTF-8"."""
    names: tuple[str, ...]
    headers: tuple[JsonValue, ...]
    """As they stand in the table; names are these made unique."""
    header_row: int
    rows: Iterator[TableRow | IngestError]
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    passed: tuple[str, ...] = ()
    """Other sheets of the workbook, which were passed over."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row before its columns have names."""

    number: int
    cells: tuple[JsonValue, ...]
    raw: bytes | None = None
    problems: tuple[Problem, ...] = ()
    formulas: tuple[tuple[int, str], ...] = ()


def open_csv(stream: BinaryIO, path: str, said: TableMapping) -> Table:
    """Return a table in text: CSV, TSV, whatever the delimiter. Raises IngestError."""
    lines = LineReader(stream, path, said.encoding)
    reader = CsvReader(lines, path, said.delimiter)
    header, rest = _split(map(_of_csv, reader), path, said)
    names = name_columns(header.cells)
    separated = DELIMITERS.get(reader.delimiter, show_header(reader.delimiter))
    return Table(
        path=path,
        about=f"{separated}-separated, {lines.encoding.upper()}",
        names=names,
        headers=header.cells,
        header_row=header.number,
        rows=_named(rest, names, path),
        delimiter=reader.delimiter,
        encoding=lines.encoding,
    )


def open_sheet(stream: BinaryIO, path: str, said: TableMapping) -> Table:
    """Return a sheet of a workbook: the one that is named, else the first that is shown.

    Raises IngestError.
    """
    try:
        workbook = Workbook(stream)
    except BadPartError as error:
        raise ingest_error(error, path) from error
    sheet = _chosen(workbook, path, said.sheet)
    header, rest = _split(_of_sheet(workbook, sheet, path), path, said)
    names = name_columns(header.cells)
    return Table(
        path=path,
        about=f"sheet {show_header(sheet.name)}",
        names=names,
        headers=header.cells,
        header_row=header.number,
        rows=_named(rest, names, path),
        sheet=sheet.name,
        passed=tuple(other.name for other in workbook.sheets if other is not sheet),
    )


def _of_csv(row: CsvRow | IngestError) -> _Cells | IngestError:
    if isinstance(row, IngestError):
        return row
    problems = []
    if row.is_fallback:
        found = "the row is not UTF-8: it was read as Windows-1252"
        problems.append(Problem(stage="ingest", code="read_as_windows_1252", message=found))
    if row.has_stray_quote:
        found = "a quotation mark stands where none belongs: the row was read as Excel would"
        problems.append(Problem(stage="ingest", code="stray_quote", message=found))
    return _Cells(row.number, row.cells, row.raw, tuple(problems))


def _of_sheet(workbook: Workbook, sheet: SheetInfo, path: str) -> Iterator[_Cells | IngestError]:
    last = 0
    try:
        for row in read_rows(workbook, sheet):
            last = row.number
            yield _Cells(row.number, row.cells, formulas=row.formulas)
    except BadPartError as error:
        yield ingest_error(error, path, last + 1)


def _chosen(workbook: Workbook, path: str, name: str | None) -> SheetInfo:
    """Return the sheet that is meant."""
    for sheet in workbook.sheets:
        if sheet.name == name or (name is None and not sheet.is_hidden):
            return sheet
    found = "no sheet that is shown" if name is None else f"no sheet {show_header(name)}"
    there = ", ".join(show_header(sheet.name) for sheet in workbook.sheets[:20])
    raise IngestError(
        f"{found}; expected one of {there}; name it in a mapping file: sheet = ...",
        path=path,
        code="no_sheet",
    )


def _split(
    rows: Iterable[_Cells | IngestError], path: str, said: TableMapping
) -> tuple[_Cells, Iterator[_Cells | IngestError]]:
    """Return the row of the headers, and the rows below it."""
    rows = iter(rows)
    if said.header_row is not None:
        return _header_at(said.header_row, rows, path), rows
    first = list(islice(rows, _HEADER_WITHIN))
    full = [(place, row) for place, row in enumerate(first) if isinstance(row, _Cells)]
    errors = [row for row in first if isinstance(row, IngestError)]
    if not full:
        raise errors[0] if errors else _without_header("the table is empty", path)
    best, header = next((one for one in full if _is_header(one[1], said)), full[0])
    above = [row for row in first[:best] if isinstance(row, IngestError)]
    return header, chain(above, first[best + 1 :], rows)


def _header_at(number: int, rows: Iterator[_Cells | IngestError], path: str) -> _Cells:
    for row in rows:
        if isinstance(row, _Cells) and row.number >= number:
            if row.number == number:
                return row
            break
    raise _without_header(f"row {number:,} is empty or not there", path)


def _without_header(found: str, path: str) -> IngestError:
    return IngestError(
        f"{found}; expected a row of headers and rows below it; put them in, or leave the file out",
        path=path,
        code="empty",
    )


def _is_header(row: _Cells, said: TableMapping) -> bool:
    """Tell whether the cells of a row are the names of columns."""
    names = name_columns(row.cells)
    if said.columns:
        return set(said.columns.values()) <= set(names)
    return _TELLING[said.rows] in guess_columns(names, load_headers()[said.rows])


def _named(
    rows: Iterable[_Cells | IngestError], names: tuple[str, ...], path: str
) -> Iterator[TableRow | IngestError]:
    """Yield rows with names for their cells; an error for one that is not as it should be."""
    for cells in rows:
        if isinstance(cells, IngestError):
            yield cells
            continue
        row = _table_row(cells, names)
        fault = _fault(cells, len(names))
        if fault is None:
            yield row
            continue
        code, found = fault
        error = IngestError(found, path=path, line=row.number, code=code)
        yield error.holding(row.raw, row.media_type)


def _fault(row: _Cells, width: int) -> tuple[str, str] | None:
    """Return the code of what is wrong with a row, and what to say of it."""
    is_csv = row.raw is not None
    if is_csv and any(cell not in {None, ""} for cell in row.cells[width:]):
        return "broken_csv", (
            f"a row of {len(row.cells):,} cells below {width:,} headers; expected no more cells "
            "than headers; put quotation marks around one that holds the delimiter"
        )
    if any(isinstance(cell, str) and "\0" in cell for cell in row.cells):
        return "zero_byte", "a zero byte in a cell; expected text; take it out"
    return None


def _table_row(row: _Cells, names: tuple[str, ...]) -> TableRow:
    beyond = name_columns([*names, *[None] * (len(row.cells) - len(names))])
    pairs = zip(beyond, row.cells, strict=False)
    values = {name: value for name, value in pairs if value is not None}
    raw = row.raw or json.dumps(values, ensure_ascii=False).encode()
    return TableRow(
        number=row.number,
        values=values,
        raw=raw,
        media_type=CSV_ROW if row.raw else XLSX_ROW,
        problems=row.problems,
        formulas=row.formulas,
    )
