"""Which column of a table is what: guessed, shown to a person, kept in a file and used again."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from accordingto.errors import ConfigurationError
from accordingto.ingest.headers import guess_columns, is_hidden, load_headers, show_header
from accordingto.ingest.lines import check_encoding
from accordingto.records.values import Age, Sex, State, Who

SCHEMA = 1
_NUMERIC_DATE = re.compile(r"\s{0,9}(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b")


class TableKind(StrEnum):
    """What the rows of a table are."""

    REPORTS = "reports"
    CASES = "cases"


class DateOrder(StrEnum):
    """How days are written in digits."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumns:
    """Columns that count people harmed, of one state and group."""

    state: State
    low: str | None = None
    high: str | None = None
    who: Who = Who.UNKNOWN
    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """Which column is what; `None` where the table tells by itself."""

    rows: TableKind = TableKind.REPORTS
    columns: Mapping[str, str] = field(default_factory=dict)
    """By what it stands for, the name of a column."""
    figures: tuple[FigureColumns, ...] = ()
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    """Row of the headers, from 1."""
    dates: DateOrder | None = None

    def names(self) -> tuple[str, ...]:
        """Return the names of all columns that are used."""
        counted = (name for columns in self.figures for name in (columns.low, columns.high))
        return (*self.columns.values(), *(name for name in counted if name))


class _TablePart(BaseModel):
    model_config = ConfigDict(extra="forbid")
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: str | None = None
    sheet: str | None = None
    header_row: Annotated[int, Field(ge=1, le=1000)] | None = None
    dates: DateOrder | None = None


class _MappingFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_: Annotated[Literal[1], Field(alias="schema")]
    rows: TableKind = TableKind.REPORTS
    table: _TablePart = _TablePart()
    columns: dict[str, str] = {}
    figures: tuple[FigureColumns, ...] = ()


def load_mapping(path: Path) -> TableMapping:
    """Return the mapping that a file holds.

    Raises ConfigurationError, which names the first thing that is wrong with it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _fault(path, f"cannot be opened ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise _fault(path, f"is no TOML ({error})") from error
    return parse_mapping(text, path)


def parse_mapping(text: str, path: Path) -> TableMapping:
    """Return the mapping that TOML holds; raises ConfigurationError."""
    try:
        read = _MappingFile.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _fault(path, f"is no TOML ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise _fault(path, f"{where}: {first['msg']}") from error
    known = load_headers()[read.rows]
    odd = [name for name in read.columns if name not in known]
    if odd:
        raise _fault(path, f"[columns] has {odd[0]!r}; expected some of {', '.join(known)}")
    if read.table.encoding:
        check_encoding(read.table.encoding)
    return TableMapping(
        rows=read.rows,
        columns=read.columns,
        figures=read.figures,
        **{name: getattr(read.table, name) for name in _TablePart.model_fields},
    )


def _fault(path: Path, found: str) -> ConfigurationError:
    return ConfigurationError(
        f"{path}: {found}; expected a mapping as --save-mapping writes it; mend it there"
    )


def write_mapping(mapping: TableMapping, names: Sequence[str] = ()) -> str:
    """Return a mapping as TOML that a person can change; columns that it leaves out as comments."""
    lines = [
        "# Which column of a table is what. A column that is not named here is kept as it is.",
        f"schema = {SCHEMA}",
        f"rows = {_toml(mapping.rows)}",
        "",
        "[table]",
    ]
    for name in _TablePart.model_fields:
        value = getattr(mapping, name)
        lines.append(f"# {name} =" if value is None else f"{name} = {_toml(value)}")
    lines += ["", "[columns]"]
    for thing in load_headers()[mapping.rows]:
        column = mapping.columns.get(thing)
        lines.append(f'# {thing} = ""' if column is None else f"{thing} = {_toml(column)}")
    others = [name for name in names if name not in mapping.names()]
    if others:
        lines += ["", "# Kept as they are:", *(f"# {_toml(name)}" for name in others)]
    for columns in mapping.figures:
        lines += ["", "[[figures]]", *_figure_lines(columns)]
    return "\n".join(lines) + "\n"


def _figure_lines(columns: FigureColumns) -> list[str]:
    found = {name: getattr(columns, name) for name in ("state", "who", "age", "sex", "low", "high")}
    return [f"{name} = {_toml(found[name])}" for name in found if found[name] is not None]


def _toml(value: str | int) -> str:
    """Write a value; what cannot be seen in text is spelt out."""
    if isinstance(value, int):
        return str(value)
    written = json.dumps(str(value), ensure_ascii=False)
    return "".join(f"\\U{ord(mark):08x}" if is_hidden(mark) else mark for mark in written)


def guess_mapping(names: Sequence[str], kind: TableKind = TableKind.REPORTS) -> TableMapping:
    """Return what the columns of a table seem to be."""
    return TableMapping(rows=kind, columns=guess_columns(names, load_headers()[kind]))


def order_day(words: str, order: DateOrder | None) -> str:
    """Return a day in digits as ISO 8601, if it is said which number comes first.

    >>> order_day("03/04/2016 10:00", DateOrder.DAY_FIRST)
    '2016-04-03'
    """
    found = _NUMERIC_DATE.match(words) if order else None
    if found is None:
        return words
    first, second, year = found.groups()
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return f"{year}-{int(month):02}-{int(day):02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSeen:
    """A table that was opened, to be shown to the user."""

    path: str
    about: str
    """As in "comma-separated, UTF-8"."""
    names: tuple[str, ...]
    """All columns, in order."""
    mapping: TableMapping
    is_guess: bool
    sheet: str | None = None
    """The sheet that was read, where the workbook has others."""


OnTable = Callable[[TableSeen], None]


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the user says of tables, and who is shown what was made of them."""

    mapping: TableMapping | None = None
    on_table: OnTable | None = None

    def said(self) -> TableMapping:
        """Return what is said of the tables' form."""
        return self.mapping or TableMapping()


NO_OPTIONS = TableOptions()


def describe_table(seen: TableSeen) -> list[str]:
    """Return lines that tell a person what the columns of a table were taken for."""
    mapping = seen.mapping
    lines = [f"{seen.path}: {seen.about}"]
    lines += [f"  {thing} <- {show_header(name)}" for thing, name in mapping.columns.items()]
    for columns in mapping.figures:
        group = (columns.who, columns.age, columns.sex, columns.state)
        what = " ".join(value for value in group if value != "unknown")
        ends = dict.fromkeys(show_header(name) for name in (columns.low, columns.high) if name)
        lines.append(f"  {what} <- {' to '.join(ends)}")
    others = [name for name in seen.names if name not in mapping.names()]
    if others:
        shown = ", ".join(show_header(name) for name in others[:20])
        more = f" and {len(others) - 20:,} more" if len(others) > 20 else ""
        lines.append(f"  kept as they are: {shown}{more}")
    if seen.is_guess:
        lines.append(
            "  guessed from the headers; --save-mapping FILE.toml keeps this to be mended, "
            "--mapping FILE.toml uses it"
        )
    return lines
