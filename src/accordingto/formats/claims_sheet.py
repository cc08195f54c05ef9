"""The claims sheet: one row a claim, to be read, changed, and taken in again."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from tempfile import TemporaryFile
from typing import IO

from accordingto.formats.bundles import Material
from accordingto.formats.claim_rows import Cells, loose_rows, rows_of_case
from accordingto.formats.datapackage import METHOD, REVIEWED_ALONE, WITH_UNREVIEWED
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns
from accordingto.formats.xlsx_writing import MOST_ROWS, XLSX, Sheet, SheetColumn, write_workbook

COLUMNS = "claims_columns.toml"
_HOW = (
    "To decide about a claim, fill in its decision: accept it as it stands, correct it by changing "
    "shaded cells of its row, or reject it. Then: accordingto import claims.xlsx --ledger FILE "
    "--by NAME --dry-run shows what would be recorded, and without --dry-run records it."
)


class ClaimsSheet:
    """One row a claim, as CSV and as a workbook that comes back without loss."""

    name = "claims"
    about = "one row for each claim, as CSV and XLSX, which can be changed and imported again"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write `claims.csv` and `claims.xlsx`."""
        names = [column.name for column in load_columns(COLUMNS)]
        with TemporaryFile("w+", encoding="utf-8", errors="backslashreplace") as kept:
            rows = _kept_rows(_rows(edition, material), names, kept)
            about = "Claims, one a row: events, tolls, steps of truces, with quote and source."
            count = folder.write_csv("claims.csv", load_columns(COLUMNS), rows, about)
            kept.seek(0)
            with folder.open("claims.xlsx", XLSX, f"{about} To be changed and imported.") as file:
                again = ([_clean(folder, cell) for cell in json.loads(line)] for line in kept)
                write_workbook(file, [Sheet("claims", sheet_columns(), again), _about(edition)])
        if count > MOST_ROWS:
            yield LeftOut("claims.xlsx", f"rows after {MOST_ROWS:,}: claims.csv has all")


@cache
def sheet_columns() -> tuple[SheetColumn, ...]:
    """Return the columns as a workbook has them."""
    read = tomllib.loads((files("accordingto.formats") / COLUMNS).read_text(encoding="utf-8"))
    return tuple(
        SheetColumn(
            name=one["name"],
            width=one.get("width", 14),
            is_own=one.get("own", False),
            choices=tuple(one.get("choices", ())),
        )
        for one in read["column"]
    )


def _rows(edition: Edition, material: Material) -> Iterator[Cells]:
    for case in material.cases():
        yield from rows_of_case(case, edition.ledger)
    for report in material.reports():
        yield from loose_rows(report, edition.ledger)


def _kept_rows(
    rows: Iterator[Cells], names: Sequence[str], kept: IO[str]
) -> Iterator[Sequence[Cell]]:
    """Yield rows, and keep them on disk for the workbook."""
    for cells in rows:
        row = [cells.get(name) for name in names]
        kept.write(json.dumps(row) + "\n")
        yield row


def _clean(folder: ExportFolder, cell: Cell) -> Cell:
    return folder.clean(cell) if isinstance(cell, str) else cell


def _about(edition: Edition) -> Sheet:
    told = (
        ("How to use it", _HOW),
        ("What it is", METHOD),
        ("Reviewed", WITH_UNREVIEWED if edition.with_unreviewed else REVIEWED_ALONE),
        ("Title", edition.title),
        ("Licence", edition.licence),
        ("Made by", edition.program),
        ("Rules", ", ".join(edition.rules)),
        ("Ledger", edition.ledger),
        ("State of the ledger", edition.state),
        ("Ledger last changed", edition.as_of),
        ("Narrowed to", "; ".join(f"{name} {value}" for name, value in edition.filters)),
    )
    columns = (SheetColumn(name="about", width=22), SheetColumn(name="this sheet", width=100))
    return Sheet("about", columns, [[name, value] for name, value in told])
