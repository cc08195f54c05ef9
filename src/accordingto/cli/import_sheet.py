"""`accordingto import`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.exits import EXIT_CODES, ExitCode
from accordingto.cli.mappings import MappingOption, SaveMappingOption, table_options
from accordingto.cli.options import LedgerOption, QuietOption
from accordingto.cli.tally import LineRanges
from accordingto.cli.terminal import say
from accordingto.errors import IngestError
from accordingto.ingest.mapping import TableOptions
from accordingto.ingest.sheets import CaseRow, CaseSheet, read_case_sheet
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.sheets import SheetKept, store_sheet

EPILOG = f"""\b
A sheet holds cases, or several claims about each, one a row: your codes, days,
places, tolls, and whatever else you keep. The file is kept byte for byte, every
cell as it stands. Importing it again under its name makes a new version where
something has changed; `accordingto export` gives it back with what was added.

\b
For example:
  accordingto import cases.xlsx --ledger war.ledger --save-mapping cases.toml
  accordingto import cases.csv --ledger war.ledger --name strikes

{EXIT_CODES}"""

SheetArgument = Annotated[
    Path, typer.Argument(metavar="SHEET", help="CSV or XLSX.", show_default=False)
]
NameOption = Annotated[
    str | None,
    typer.Option(help="What to call it in the ledger.  [default: the file's name without ending]"),
]
ImportedByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who imports it.", show_default=False)
]


def import_sheet(
    sheet: SheetArgument,
    ledger: LedgerOption,
    name: NameOption = None,
    by: ImportedByOption = None,
    mapping: MappingOption = None,
    save_mapping: SaveMappingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Keep your own sheet of cases in a ledger, with your codes and columns as they are.

    What its cells say stays yours, beside what reports say and never mixed with it.
    """
    tables = table_options(mapping, save_mapping, quiet=quiet)
    raise typer.Exit(_import(sheet, name or sheet.stem, ledger, tables, by, quiet=quiet))


def _import(
    path: Path, name: str, ledger: str, tables: TableOptions, by: str | None, *, quiet: bool
) -> ExitCode:
    try:
        sheet = read_case_sheet(path, tables)
    except IngestError as error:
        say(f"refused: {error}")
        return ExitCode.NOTHING_READ
    rows, refused = _read(sheet)
    with Ledger.open(ledger, Opening.MAKE) as opened, opened.change() as connection:
        kept = store_sheet(connection, name, sheet, rows, opened.now(), by)
    if not sheet.mapping.names():
        say(
            "no column was taken for a case's code, day, place or people harmed: all are kept as "
            "they are. Name them in a mapping, as --save-mapping FILE.toml begins one"
        )
    if not quiet:
        _tell(kept, refused)
        _tell_days(rows)
    return ExitCode.SOME_REFUSED if refused else ExitCode.ALL_READ


def _read(sheet: CaseSheet) -> tuple[list[CaseRow], int]:
    rows, refused = [], 0
    for row in sheet.rows:
        if isinstance(row, IngestError):
            refused += 1
            say(f"refused: {row}")
        else:
            rows.append(row)
    return rows, refused


def _tell(kept: SheetKept, refused: int) -> None:
    said = f"{kept.rows:,} rows, {kept.cases:,} cases, {kept.claims:,} claims of people harmed"
    if kept.is_new:
        say(f"sheet {kept.name!r}, version {kept.version}: {said}")
    else:
        say(f"sheet {kept.name!r}: nothing has changed since version {kept.version} ({said})")
    if refused:
        say(f"refused {refused:,} rows; the file is kept whole, with them in it")


def _tell_days(rows: list[CaseRow]) -> None:
    """Say where a date is no one day, as 03/04/2016 is not."""
    lines = LineRanges()
    for row in rows:
        if row.days_words and row.date_from is None:
            lines.add(row.number)
    if lines.count:
        say(
            f"no one day in the date of {lines.count:,} rows ({lines.listed}): their words are "
            'kept. If 03/04/2016 is 3 April, say dates = "day-first" in a mapping'
        )
