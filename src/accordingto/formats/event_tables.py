"""Tables of events in the columns of others: rows for cases that fit, reasons for the rest."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TypeAlias

from accordingto.errors import InvalidRecordError
from accordingto.formats.bundles import CaseBundle, Material
from accordingto.formats.case_notes import notes_of
from accordingto.formats.editions import LeftOut
from accordingto.formats.export_folder import Cell, Column, ExportFolder

Cells: TypeAlias = Mapping[str, Cell]
"""The cells of a row that are known, by column."""
MakeRow: TypeAlias = Callable[[CaseBundle], Cells | str]
"""Returns the row of a case, or why it does not fit."""

NOTES = (
    Column("id", "string", "Code of the case, as in the table of events.", "case.id"),
    Column(
        "notes",
        "string",
        "What the row cannot say: who gives which figure and what is in dispute.",
        "case.figures, case.blame, case.grade, reviews",
    ),
)


def row_of(columns: Sequence[Column], cells: Cells) -> list[Cell]:
    """Return cells in the order of their columns; what is not known is empty."""
    unknown = set(cells) - {column.name for column in columns}
    if unknown:
        raise InvalidRecordError(f"cells for {sorted(unknown)}; expected names of columns")
    return [cells.get(column.name) for column in columns]


@dataclass(frozen=True, slots=True)
class Events:
    """A table of events: a row for each case, or the reason why there is none."""

    path: str
    columns: Sequence[Column]
    row: MakeRow
    about: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A sheet beside a table of events, with rows for each case that stands there."""

    path: str
    columns: Sequence[Column]
    rows: Callable[[CaseBundle], Iterable[Cells]]
    about: str


def notes_beside(path: str, more: Callable[[CaseBundle], str]) -> Beside:
    """Return a sheet of what the row of a case cannot say; `more` is told last."""

    def rows(bundle: CaseBundle) -> Iterator[Cells]:
        yield {"id": bundle.code, "notes": notes_of(bundle, more(bundle))}

    return Beside(path, NOTES, rows, "Who says what of each case, and what is in dispute.")


def write_events(
    folder: ExportFolder, events: Events, material: Material, beside: Sequence[Beside] = ()
) -> list[LeftOut]:
    """Write a table of events, and sheets beside it; return what does not fit, with the reason.

    The cases are gone through once: rows of the sheets wait on disk until the table is written.
    """
    left: list[LeftOut] = []
    with ExitStack() as stack:
        waiting = [stack.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in beside]

        def rows() -> Iterator[list[Cell]]:
            for bundle in material.cases():
                made = events.row(bundle)
                if isinstance(made, str):
                    left.append(LeftOut(bundle.code, made))
                    continue
                for sheet, file in zip(beside, waiting, strict=True):
                    for cells in sheet.rows(bundle):
                        file.write(json.dumps(row_of(sheet.columns, cells)) + "\n")
                yield row_of(events.columns, made)

        folder.write_csv(events.path, events.columns, rows(), events.about)
        for sheet, file in zip(beside, waiting, strict=True):
            file.seek(0)
            folder.write_csv(sheet.path, sheet.columns, map(json.loads, file), sheet.about)
    return left
