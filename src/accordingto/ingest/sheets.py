"""A user's own sheet of cases: rows as they stand, and what they say of days, places, tolls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from accordingto.errors import ConfigurationError, IngestError
from accordingto.ingest.case_columns import guess_cases
from accordingto.ingest.cells import rearm_cell
from accordingto.ingest.counts import parse_count
from accordingto.ingest.headers import show_header
from accordingto.ingest.mapping import (
    NO_OPTIONS,
    FigureColumns,
    TableKind,
    TableMapping,
    TableOptions,
    TableSeen,
    order_day,
)
from accordingto.ingest.tables import Table, TableRow, open_csv, open_sheet
from accordingto.reader.datelines import parse_given
from accordingto.records.base import JsonValue
from accordingto.records.values import Age, Sex, State, Who

MARK = "accordingto: "
"""Begins the header of a column that was added here; such columns are not the user's."""
SHEET_TOOL = "accordingto-sheets/1"
"""Names how cells become cases and claims here; another number when they become others."""
CSV, XLSX = "csv", "xlsx"
MAX_BYTES = 256 << 20
"""Bytes of a sheet, which is kept whole and given back."""
_ENDINGS = {".csv": CSV, ".tsv": CSV, ".tab": CSV, ".xlsx": XLSX, ".xlsm": XLSX}
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetClaim:
    """People harmed, as one row counts them."""

    state: State
    who: Who
    age: Age
    sex: Sex
    low: int | None
    high: int | None
    approximate: bool
    words: str
    """The cells as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row of a sheet of cases; whatever is not known of it stays empty."""

    number: int
    """Its line in a text, its row in a sheet, from 1."""
    code: str
    days_words: str
    date_from: str | None
    """ISO day, where the cell is one day and no other."""
    date_to: str | None
    facts: Mapping[str, str]
    """`place` `country` `kind` `actors` `sources` `grade`, as the cells have them."""
    urls: tuple[str, ...]
    claims: tuple[SheetClaim, ...]
    cells: Mapping[str, JsonValue]
    """Every cell by the name of its column; one with a formula as `{"formula", "value"}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """A sheet that was read: its form, and its rows as they are asked for."""

    raw: bytes
    path: str
    form: str
    table: Table
    mapping: TableMapping
    was_given_back: bool
    """It has columns that were added here: it went out, and came in again."""
    rows: Iterator[CaseRow | IngestError]

    @property
    def headers(self) -> tuple[JsonValue, ...]:
        """The user's own headers, as they stand."""
        return tuple(header for header in self.table.headers if not is_added(header))


def is_added(header: JsonValue) -> bool:
    """Tell by its header whether a column was added here."""
    return isinstance(header, str) and header.startswith(MARK)


def read_case_sheet(path: Path, options: TableOptions = NO_OPTIONS) -> CaseSheet:
    """Return a sheet of cases; its columns are guessed, or as the user says.

    Raises IngestError when it cannot be read, ConfigurationError for a mapping of reports.
    """
    form = form_of(path)
    if form is None:
        raise _refusal(path, f"a file ending in {path.suffix[:20]!r}", "not_a_table")
    return read_case_bytes(read_sheet(path), str(path), form, options)


def read_case_bytes(
    raw: bytes, path: str, form: str, options: TableOptions = NO_OPTIONS
) -> CaseSheet:
    """Return the sheet of cases in some bytes, `csv` or `xlsx`.

    Raises as `read_case_sheet` does.
    """
    said = replace(options.said(), rows=TableKind.CASES)
    table = open_table(raw, path, form, said)
    columns = _columns_of(table, form)
    mapping = _agreed(table, tuple(name for name in columns.names if name), options)
    rows = (
        row if isinstance(row, IngestError) else case_row(row, mapping, columns)
        for row in table.rows
    )
    return CaseSheet(
        raw=raw,
        path=path,
        form=form,
        table=table,
        mapping=mapping,
        was_given_back=columns.were_given_back,
        rows=rows,
    )


def open_table(raw: bytes, path: str, form: str, said: TableMapping) -> Table:
    """Return the table in the bytes of a sheet; raises IngestError."""
    opened = open_sheet if form == XLSX else open_csv
    return opened(BytesIO(raw), path, said)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet: the user's own names for them, and none for those added here."""

    in_table: tuple[str, ...]
    names: tuple[str | None, ...]
    were_given_back: bool
    are_text: bool
    """The sheet is CSV, where every cell is text."""


def _columns_of(table: Table, form: str) -> Columns:
    were_given_back = any(map(is_added, table.names))
    is_csv = form == CSV
    names = (
        None if is_added(name) else rearm_cell(name) if were_given_back and is_csv else name
        for name in table.names
    )
    return Columns(table.names, tuple(names), were_given_back, is_csv)


def case_row(row: TableRow, mapping: TableMapping, columns: Columns) -> CaseRow:
    """Return what a row of a sheet says, its cells as they were before they were given back."""
    cells = _cells(row, columns)
    words = {thing: _words(cells.get(column)).strip() for thing, column in mapping.columns.items()}
    first, last = (order_day(words.get(f"date_{end}", ""), mapping.dates) for end in ("from", "to"))
    claims = (_claim(figure, cells) for figure in mapping.figures)
    facts = ("place", "country", "kind", "actors", "sources", "grade")
    return CaseRow(
        number=row.number,
        code=words.get("code", ""),
        days_words=" - ".join(filter(None, (words.get("date_from"), words.get("date_to")))),
        date_from=_day(first),
        date_to=_day(last) if last else _day(first),
        facts={fact: words[fact] for fact in facts if words.get(fact)},
        urls=_addresses(words.get("urls", "")),
        claims=tuple(claim for claim in claims if claim),
        cells=cells,
    )


def plain_cell(cell: JsonValue) -> JsonValue:
    """Return a cell as it is compared: a formula as its text, whatever its last value was."""
    return cell.get("formula") if isinstance(cell, Mapping) else cell


def _cells(row: TableRow, columns: Columns) -> dict[str, JsonValue]:
    formulas = {place: formula for place, formula in row.formulas if formula != "="}
    cells: dict[str, JsonValue] = {}
    for place, (in_table, name) in enumerate(zip(columns.in_table, columns.names, strict=True)):
        value = row.values.get(in_table)
        if name is None:
            continue
        if place in formulas:
            cells[name] = {"formula": formulas[place], "value": value}
        elif columns.were_given_back and isinstance(value, str):
            cells[name] = _as_it_was(value, is_text=columns.are_text)
        elif value is not None:
            cells[name] = value
    beyond = {name: row.values[name] for name in row.values if name not in columns.in_table}
    return {**cells, **beyond}


def _as_it_was(value: str, *, is_text: bool) -> JsonValue:
    """Return a cell as it was before it was given back."""
    if is_text:
        return rearm_cell(value)
    return {"formula": value, "value": None} if value.startswith("=") else value


def _words(cell: JsonValue) -> str:
    value = cell.get("value") if isinstance(cell, Mapping) else cell
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _day(words: str) -> str | None:
    days = parse_given(words) if words else ()
    return days[0].isoformat() if len(days) == 1 else None


def _addresses(words: str) -> tuple[str, ...]:
    parts = words.replace(";", " ").replace("|", " ").split()
    found = (part.strip(",<>()") for part in parts)
    return tuple(dict.fromkeys(one for one in found if one.lower().startswith(_SCHEMES)))


def _claim(columns: FigureColumns, cells: Mapping[str, JsonValue]) -> SheetClaim | None:
    """Return what the cells of a group of people say; None where they are empty."""
    names = list(dict.fromkeys(name for name in (columns.low, columns.high) if name))
    told = [_words(cells.get(name)).strip() for name in names]
    counts = [parse_count(_value(cells.get(name))) for name in names]
    if not any(told):
        return None
    least = counts[0] if columns.low else None
    most = counts[-1] if columns.high else None
    return SheetClaim(
        state=columns.state,
        who=columns.who,
        age=columns.age,
        sex=columns.sex,
        low=least.low if least else None,
        high=most.high if most else None,
        approximate=any(count.approximate for count in counts if count),
        words=" - ".join(filter(None, told)),
    )


def _value(cell: JsonValue) -> JsonValue:
    return cell.get("value") if isinstance(cell, Mapping) else cell


def _agreed(table: Table, own: tuple[str, ...], options: TableOptions) -> TableMapping:
    """Return the mapping for a sheet: that of the user, or a guess; whoever watches is shown it."""
    mapping = options.mapping or guess_cases(own)
    if mapping.rows is not TableKind.CASES:
        raise ConfigurationError(
            f'{table.path}: the mapping says rows = "{mapping.rows}"; expected rows = "cases"; '
            "reports in a table are taken in by `accordingto add`"
        )
    if options.on_table:
        options.on_table(
            TableSeen(
                path=table.path,
                about=table.about,
                names=own,
                mapping=mapping,
                is_guess=options.mapping is None,
                sheet=table.sheet if table.passed else None,
            )
        )
    missing = [name for name in mapping.names() if name not in own]
    if missing:
        raise IngestError(
            f"no column {show_header(missing[0])}, which the mapping names; expected one among "
            f"{', '.join(map(show_header, own[:12]))}; mend the mapping",
            path=table.path,
            code="no_column",
        )
    return mapping


def form_of(path: Path) -> str | None:
    """Return whether a file's name is that of a `csv` or an `xlsx`; None for another."""
    return _ENDINGS.get(path.suffix.lower())


def read_sheet(path: Path) -> bytes:
    """Return the bytes of a sheet; raises IngestError."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise IngestError(
            f"it cannot be opened ({error.strerror or error}); expected a sheet that you may read; "
            "check the spelling and the permissions",
            path=str(path),
            code="unreadable",
        ) from error
    if len(raw) > MAX_BYTES:
        raise _refusal(path, f"more than {MAX_BYTES:,} bytes", "too_large")
    return raw


def _refusal(path: Path, found: str, code: str) -> IngestError:
    return IngestError(
        f"{found}; expected a sheet of cases: {', '.join(sorted(_ENDINGS))}; save it as one",
        path=str(path),
        code=code,
    )
