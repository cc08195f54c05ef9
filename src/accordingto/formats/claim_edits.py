"""A claims sheet that comes back: what its rows decide, and what in them cannot be meant.

A row is compared with what the sheet would say of the record now. Cells that nobody changed decide
nothing; every fault names its line, its column, what is there and what was expected.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accordingto.formats.claim_rows import ACCORDING, EVENT, OWN_VOICE, STEP, TOLL
from accordingto.formats.export_folder import Cell, Clean
from accordingto.formats.xlsx_writing import cut_cell
from accordingto.ingest.cells import rearm_cell
from accordingto.reader.datelines import parse_given
from accordingto.records.base import JsonValue
from accordingto.records.values import BlameMode

IDENTITY = frozenset({"decision", "reason", "claim", "record", "report", "ledger"})
"""Columns by which a claims sheet is known."""
REVIEW = ("status", "reviewed_by", "reviewed_at")
"""Columns that tell what people had decided when the sheet was written."""
_KIND_OF = {EVENT: "kind", TOLL: "state", STEP: "step"}
_OWN_COLUMNS = {
    EVENT: ("kind", "date_from", "date_to", "place", "country", "blame"),
    TOLL: ("kind", "low", "high", "who", "age", "sex", "source"),
    STEP: ("kind", "date_from", "date_to", "source"),
}
_ALL_OWN = tuple(dict.fromkeys(name for names in _OWN_COLUMNS.values() for name in names))
_NUMBERS, _DAYS = frozenset({"low", "high"}), frozenset({"date_from", "date_to"})
DECISIONS = ("accept", "correct", "reject")


class RowFaultError(Exception):
    """Something in a row that cannot be meant."""

    def __init__(self, column: str, found: str, expected: str) -> None:
        super().__init__(f"column {column}: {found}; expected {expected}")
        self.column = column
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that was changed."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of a claims sheet as it came back."""

    line: int
    cells: Mapping[str, str]
    """As plain text; empty ones are left out."""
    formulas: frozenset[str] = frozenset()
    """Columns whose cells are formulas."""

    @classmethod
    def of(
        cls,
        line: int,
        values: Mapping[str, JsonValue],
        *,
        is_csv: bool,
        formulas: Iterable[str] = (),
    ) -> "SheetRow":
        """Take the cells of a table; of CSV, apostrophes before formulas are taken off."""
        plain = ((name.strip().lower(), _plain(value)) for name, value in values.items())
        cells = {name: rearm_cell(words) if is_csv else words for name, words in plain if words}
        return cls(line=line, cells=cells, formulas=frozenset(formulas))

    def cell(self, column: str) -> str:
        """Return a cell as plain text; empty where it is not there."""
        return self.cells.get(column, "")

    @property
    def decision(self) -> str:
        """`accept`, `correct`, `reject`, or nothing; raises RowFaultError for another word."""
        typed = self.cell("decision").strip().lower()
        if typed and typed not in DECISIONS:
            raise RowFaultError("decision", repr(typed[:40]), f"{', '.join(DECISIONS)} or nothing")
        return typed

    def id_in(self, column: str) -> str:
        """Return the id in a column, without what stands before it; raises RowFaultError."""
        before, slash, id_ = self.cell(column).strip().partition("/")
        if not slash or not before or not id_ or not id_.isalnum():
            told = repr(self.cell(column)[:40]) if self.cell(column) else "nothing"
            raise RowFaultError(column, told, "the cell as it was exported; it finds the record")
        return id_


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a row decides."""

    row: SheetRow
    decision: str
    why: str
    changed: tuple[Changed, ...] = ()
    assignments: tuple[str, ...] = ()
    """As `accordingto judge --set` takes them."""


@dataclass(frozen=True)
class Comparer:
    """Compares rows with what the sheet would say now."""

    clean: Clean

    def edit(self, row: SheetRow, now: Mapping[str, Cell]) -> Edit | None:
        """Return what a row decides; None where it decides nothing. Raises RowFaultError."""
        for column in ("decision", "reason", *_ALL_OWN):
            if column in row.formulas:
                raise RowFaultError(column, "a formula", "its value: paste values in its place")
        decision, why = row.decision, row.cell("reason").strip()
        changed = self.changes(row, now)
        if not decision:
            if changed:
                one = changed[0]
                told = f"{_shown(one.after)} where the ledger has {_shown(one.before)}"
                raise RowFaultError(one.column, told, "the decision correct, with a reason")
            if why:
                raise RowFaultError("decision", "nothing beside a reason", ", ".join(DECISIONS))
            return None
        if decision != "correct" and changed:
            one = changed[0]
            told = f"{_shown(one.after)} where the ledger has {_shown(one.before)}"
            raise RowFaultError(one.column, told, f"it unchanged with {decision}, or correct")
        if decision == "correct" and not changed:
            raise RowFaultError("decision", "correct, and no cell was changed", "a change")
        if decision != "accept" and not why:
            raise RowFaultError("reason", "nothing", f"why you {decision} it")
        assignments = tuple(_assignments(str(now["claim"]), changed, row))
        return Edit(row=row, decision=decision, why=why, changed=changed, assignments=assignments)

    def is_as_exported(self, row: SheetRow, now: Mapping[str, Cell]) -> bool:
        """Tell whether nobody decided about the record since the sheet was written."""
        return all(row.cell(name) == self._told(now.get(name)) for name in REVIEW)

    def changes(self, row: SheetRow, now: Mapping[str, Cell]) -> tuple[Changed, ...]:
        """Return the cells that are not as the ledger has them; raises RowFaultError."""
        return tuple(self._changes(row, now))

    def _changes(self, row: SheetRow, now: Mapping[str, Cell]) -> Iterator[Changed]:
        own = _OWN_COLUMNS[str(now["claim"])]
        for name in _ALL_OWN:
            before, typed = self._told(now.get(name)), row.cell(name)
            if name in own:
                after = _read(name, typed, before)
                if after not in {before, cut_cell(before)}:
                    yield Changed(name, before, after)
            elif typed:
                told = f"{_shown(typed)} in the row of a claim of kind {now['claim']}"
                raise RowFaultError(name, told, "an empty cell: it has no such thing")

    def _told(self, cell: Cell) -> str:
        return _plain(self.clean(cell) if isinstance(cell, str) else cell)


def _plain(value: JsonValue) -> str:
    """Return a cell as plain text: line ends as line feeds, no blanks around."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _read(column: str, typed: str, before: str) -> str:
    """Return what was typed in the form that the sheet has for it; raises RowFaultError."""
    if not typed or typed == before:
        return typed
    if column in _NUMBERS:
        digits = typed.replace(",", "").replace(" ", "")
        if not digits.isascii() or not digits.isdecimal() or len(digits) > 15:
            raise RowFaultError(column, _shown(typed), "a whole number, or nothing")
        return str(int(digits))
    if column in _DAYS:
        days = _days(typed)
        if before and before in {day.isoformat() for day in days}:
            return before
        if len(days) != 1:
            raise RowFaultError(column, _shown(typed), "a day as in 2024-03-14, or nothing")
        return days[0].isoformat()
    return typed


def _days(typed: str) -> tuple[date, ...]:
    try:
        return (date.fromisoformat(typed[:10]),)
    except ValueError:
        return parse_given(typed)


def _assignments(claim: str, changed: tuple[Changed, ...], row: SheetRow) -> Iterator[str]:
    """Yield changes as they are typed after `--set`."""
    by_column = {one.column: one for one in changed}
    for column, one in by_column.items():
        if column == "blame":
            yield from _blame(one)
        elif column == "country":
            if not row.cell("place"):
                raise RowFaultError("country", _shown(one.after), "a place beside it")
            if "place" not in by_column:
                yield f"place.country={one.after or 'null'}"
        else:
            name = _KIND_OF[claim] if column == "kind" else column
            yield f"{name}={one.after or 'null'}"
            if column == "place" and one.after and row.cell("country"):
                yield f"place.country={row.cell('country')}"


def _blame(changed: Changed) -> Iterator[str]:
    """Yield what takes out lines of blame that are gone, by number, and adds those that are new."""
    before, after = changed.before.split("\n"), changed.after.split("\n")
    kept = Counter(line for line in after if line)
    gone = []
    for number, line in enumerate(before):
        if kept[line]:
            kept[line] -= 1
        elif line:
            gone.append(number)
    for number in reversed(gone):
        yield f"blame-={number}"
    for line in kept.elements():
        yield f"blame+={json.dumps(_parse_blame(line), ensure_ascii=False)}"


def _parse_blame(line: str) -> dict[str, str | None]:
    for mode in BlameMode:
        actor, found, rest = line.partition(f": {mode.value}")
        if not found or not actor:
            continue
        if rest in {"", f", {OWN_VOICE}"}:
            return {"actor": actor, "mode": mode.value, "source": None}
        if rest.startswith(ACCORDING) and rest != ACCORDING:
            return {"actor": actor, "mode": mode.value, "source": rest.removeprefix(ACCORDING)}
    raise RowFaultError(
        "blame",
        _shown(line),
        f"one a line: ACTOR: MODE{ACCORDING}SOURCE (or: ACTOR: MODE, {OWN_VOICE}), with a mode of "
        + ", ".join(BlameMode),
    )


def _shown(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:57]}...") if words else "nothing"
