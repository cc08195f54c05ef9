"""Rows of a sheet, as they stream past."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from accordingto.ingest.json_values import UnreadableJsonError, parse_loose_json
from accordingto.ingest.lines import MAX_LINE
from accordingto.ingest.workbooks import SheetInfo, Workbook, unescape
from accordingto.ingest.xml_parts import Attributes, BadPartError, walk_xml
from accordingto.records.base import JsonValue

MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the values of its cells, and the formulas of those that have one."""

    number: int
    """As the spreadsheet shows it, from 1."""
    cells: tuple[JsonValue, ...]
    """Days as ISO 8601; None for an empty cell."""
    formulas: tuple[tuple[int, str], ...] = ()
    """Columns, from 0, and formulas with their `=`; one that is shared stands in one cell only."""


def read_rows(workbook: Workbook, sheet: SheetInfo) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that have anything in them; raises BadPartError where it breaks."""
    handler = _Rows(workbook)
    yield from walk_xml(workbook.package.pieces(sheet.part), handler, handler.take)


@dataclass(slots=True)
class _Rows:
    """Gathers the rows of a sheet."""

    workbook: Workbook
    done: list[SheetRow] = field(default_factory=list)
    number: int = 0
    cells: list[JsonValue] = field(default_factory=list)
    formulas: list[tuple[int, str]] = field(default_factory=list)
    size: int = 0
    column: int = -1
    kind: str = "n"
    style: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    inside: str = ""
    """The element whose text is wanted: `v`, `f` or `t`."""
    phonetic: int = 0

    def take(self) -> Iterator[SheetRow]:
        """Yield the rows that are whole."""
        done, self.done = self.done, []
        yield from done

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self.phonetic += 1
        elif name in {"v", "f", "t"} and not self.phonetic:
            self.inside = name
            self.parts.setdefault(name, [])

    def text(self, words: str) -> None:
        if self.inside:
            self.size += len(words)
            if self.size > MAX_LINE:
                raise BadPartError(f"a row of more than {MAX_LINE:,} characters", "bomb")
            self.parts[self.inside].append(words)

    def end(self, name: str) -> None:
        if name == "row":
            if any(cell is not None for cell in self.cells):
                row = SheetRow(self.number, tuple(self.cells), tuple(self.formulas))
                self.done.append(row)
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self.phonetic -= 1
        self.inside = ""

    def _begin_row(self, attributes: Attributes) -> None:
        given = attributes.get("r", "")
        number = int(given) if given.isdecimal() and len(given) < 9 else self.number + 1
        if not self.number < number <= MAX_ROWS:
            raise BadPartError(f"row {given[:20] or number} behind row {self.number}")
        self.number, self.column, self.size = number, -1, 0
        self.cells, self.formulas = [], []

    def _begin_cell(self, attributes: Attributes) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        column = column_of(letters) if letters else self.column + 1
        if not self.column < column < MAX_COLUMNS:
            raise BadPartError(f"a cell {letters[:10]} behind column {self.column + 1}")
        self.column = column
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.parts = {}

    def _end_cell(self) -> None:
        value = self._value()
        if "f" in self.parts:
            self.formulas.append((self.column, "=" + "".join(self.parts["f"])))
        if value is not None:
            self.cells += [None] * (self.column + 1 - len(self.cells))
            self.cells[self.column] = value

    def _value(self) -> JsonValue:
        if self.kind == "inlineStr":
            return unescape("".join(self.parts.get("t", ()))) or None
        words = "".join(self.parts.get("v", ()))
        if not words:
            return None
        if self.kind == "s":
            return self.workbook.shared_string(words) or None
        if self.kind == "b":
            return words.strip() in {"1", "true"}
        if self.kind in {"str", "e", "d"}:
            return unescape(words)
        return self._number(words)

    def _number(self, words: str) -> JsonValue:
        try:
            value, _ = parse_loose_json(words)
        except UnreadableJsonError:
            return words
        if isinstance(value, bool) or not isinstance(value, int | float):
            return words
        day = self.workbook.day_of(value) if self.workbook.is_date(self.style) else None
        if day is not None:
            return day
        return int(value) if value == int(value) else value


def column_of(letters: str) -> int:
    """Return the number of a column, from 0; -1 where there is none of this name.

    >>> column_of("A"), column_of("AB")
    (0, 27)
    """
    number = 0
    for letter in letters[:4].upper():
        if not "A" <= letter <= "Z":
            return -1
        number = number * 26 + ord(letter) - 64
    return number - 1
