"""Corpora in tables: CSV, workbooks and JSONL whose fields have other names than ours."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from accordingto.errors import ConfigurationError, IngestError
from accordingto.ingest.headers import show_header
from accordingto.ingest.inputs import MOST_HELD, Given, Item, Skipped
from accordingto.ingest.json_values import UnreadableJsonError, parse_loose_json
from accordingto.ingest.lines import MAX_LINE
from accordingto.ingest.mapped_rows import report_of_row
from accordingto.ingest.mapping import (
    NO_OPTIONS,
    TableKind,
    TableMapping,
    TableOptions,
    TableSeen,
    guess_mapping,
)
from accordingto.ingest.rows import JSONL_ROW, holding_row, read_object
from accordingto.ingest.tables import Table, TableRow, open_csv, open_sheet
from accordingto.records.readings import Problem

_OWN_NAMES = ("id", "text", "title", "published", "publisher", "url", "agencies")
"""Fields of a JSONL corpus that need no mapping."""
_SHOWN_COLUMNS = 12


def read_csv_corpus(
    stream: BinaryIO, path: str, given: Given, options: TableOptions = NO_OPTIONS
) -> Iterator[Item]:
    """Yield the reports of a table in text, a row at a time. Raises IngestError."""
    yield from _read_table(open_csv(stream, path, options.said()), given, options)


def read_workbook_corpus(
    stream: BinaryIO, path: str, given: Given, options: TableOptions = NO_OPTIONS
) -> Iterator[Item]:
    """Yield the reports of one sheet of a workbook, a row at a time; others are passed over.

    The stream must be one that can be read from any place. What is wrong with the workbook and
    with none of its rows holds the workbook. Raises IngestError.
    """
    try:
        table = open_sheet(stream, path, options.said())
        for name in table.passed:
            reason = "another sheet of the workbook; name it in a mapping to read it"
            yield Skipped(f"{path}, sheet {show_header(name)}", reason)
        for item in _read_table(table, given, options):
            is_whole = isinstance(item, IngestError) and item.raw is None
            yield _holding_all(cast("IngestError", item), stream) if is_whole else item
    except IngestError as error:
        raise _holding_all(error, stream) from error


def _holding_all(error: IngestError, stream: BinaryIO) -> IngestError:
    stream.seek(0)
    raw = stream.read(MOST_HELD + 1)
    return error if len(raw) > MOST_HELD else error.holding(raw, "")


def needs_mapping(first: bytes) -> bool:
    """Tell by its first line whether the fields of a JSONL corpus have other names than ours."""
    if len(first) > MAX_LINE:
        return False
    try:
        row, _ = parse_loose_json(first.decode("utf-8-sig"))
    except (UnicodeDecodeError, UnreadableJsonError):
        return False
    if not isinstance(row, dict) or "report" in row or {"id", "text"} <= row.keys():
        return False
    return "text" in guess_mapping(tuple(row)).columns


def read_jsonl_corpus(
    lines: Iterable[bytes], path: str, given: Given, options: TableOptions = NO_OPTIONS
) -> Iterator[Item]:
    """Yield the reports of JSONL by a mapping; a guess is made from the first row's names."""
    mapping: TableMapping | None = None
    for number, raw in enumerate(lines, start=1):
        if raw.isspace():
            continue
        try:
            row = _object_row(raw, path, number)
            mapping = mapping or _mapping_of_names(path, tuple(row.values), options)
            yield report_of_row(row, mapping, path, given)
        except IngestError as error:
            yield holding_row(error, raw)


def _object_row(raw: bytes, path: str, number: int) -> TableRow:
    problems: list[Problem] = []
    values = read_object(raw, path, number, problems)
    return TableRow(
        number=number, values=values, raw=raw, media_type=JSONL_ROW, problems=tuple(problems)
    )


def _mapping_of_names(path: str, names: tuple[str, ...], options: TableOptions) -> TableMapping:
    """Return the mapping for JSONL, where a later row may have names that the first has not."""
    mapping = _agreed(path, "JSONL", names, options)
    if options.mapping:
        return mapping
    free = {name: name for name in _OWN_NAMES if name not in mapping.columns.values()}
    return replace(mapping, columns={**free, **mapping.columns})


def _read_table(table: Table, given: Given, options: TableOptions) -> Iterator[Item]:
    sheet = table.sheet if table.passed else None
    mapping = _agreed(table.path, table.about, table.names, options, sheet)
    _check_columns(table, mapping)
    for row in table.rows:
        if isinstance(row, IngestError):
            yield row
            continue
        try:
            yield report_of_row(row, mapping, table.path, given)
        except IngestError as error:
            yield error.holding(row.raw, row.media_type)


def _agreed(
    path: str, about: str, names: tuple[str, ...], options: TableOptions, sheet: str | None = None
) -> TableMapping:
    """Return the mapping for a table: that of the user, or a guess; whoever watches is shown it.

    Raises ConfigurationError when the user's mapping is one for cases.
    """
    mapping = options.mapping or guess_mapping(names)
    if mapping.rows is not TableKind.REPORTS:
        raise ConfigurationError(
            f'{path}: the mapping says rows = "{mapping.rows}"; expected rows = "reports"; '
            "a sheet of cases is taken in by `accordingto import`"
        )
    is_guess = options.mapping is None
    if options.on_table:
        seen = TableSeen(
            path=path, about=about, names=names, mapping=mapping, is_guess=is_guess, sheet=sheet
        )
        options.on_table(seen)
    wanted = {"text"} if is_guess else {"text", "title"}
    if not wanted & mapping.columns.keys():
        raise IngestError(
            f"no column that seems to hold the text, among {_shown(names)}; expected one; name it "
            "in the file that --save-mapping FILE.toml writes, and use that with --mapping",
            path=path,
            code="no_text_column",
        )
    return mapping


def _check_columns(table: Table, mapping: TableMapping) -> None:
    """Raise IngestError when the mapping names a column that the table has not."""
    missing = [name for name in mapping.names() if name not in table.names]
    if missing:
        raise IngestError(
            f"no column {show_header(missing[0])}, which the mapping names; expected one among "
            f"{_shown(table.names)}; mend the mapping, or leave it out to see a guess",
            path=table.path,
            code="no_column",
        )


def _shown(names: tuple[str, ...]) -> str:
    shown = ", ".join(map(show_header, names[:_SHOWN_COLUMNS]))
    return shown + (", ..." if len(names) > _SHOWN_COLUMNS else "")
