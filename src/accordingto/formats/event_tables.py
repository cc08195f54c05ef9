"""Tables of events in the columns of others: rows for cases that fit, reasons for the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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


def write_events(
    folder: ExportFolder,
    path: str,
    columns: Sequence[Column],
    material: Material,
    make_row: MakeRow,
    about: str,
) -> list[LeftOut]:
    """Write the rows of all cases that fit; return those that do not, with the reason."""
    left: list[LeftOut] = []

    def rows() -> Iterator[list[Cell]]:
        for bundle in material.cases():
            made = make_row(bundle)
            if isinstance(made, str):
                left.append(LeftOut(bundle.code, made))
            else:
                yield row_of(columns, made)

    folder.write_csv(path, columns, rows(), about)
    return left


def write_notes(
    folder: ExportFolder,
    path: str,
    material: Material,
    left: Sequence[LeftOut],
    more: Callable[[CaseBundle], str],
) -> None:
    """Write the notes of all cases that stand in the table of events; `more` is told last."""
    without = {one.what for one in left}
    rows = (
        (bundle.code, notes_of(bundle, more(bundle)))
        for bundle in material.cases()
        if bundle.code not in without
    )
    folder.write_csv(path, NOTES, rows, "Who says what of each case, and what is in dispute.")
