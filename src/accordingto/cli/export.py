"""`accordingto export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.exits import EXIT_CODES
from accordingto.cli.options import LedgerOption, QuietOption
from accordingto.cli.outputs import FileOutput
from accordingto.cli.terminal import say
from accordingto.errors import ConfigurationError
from accordingto.formats.added_columns import AddedColumn
from accordingto.formats.csv_sheets import CsvForm, give_back_csv
from accordingto.formats.xlsx_sheets import GivenBack, give_back_xlsx
from accordingto.ingest.sheets import XLSX
from accordingto.ledger.blobs import read_blob
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.sheet_additions import added_columns
from accordingto.ledger.sheets import StoredSheet, expect_sheet
from accordingto.views.withholding import Masks

EPILOG = f"""\b
The sheet comes back as it was, with columns at the right whose headers begin
with "accordingto: ": the reports at the addresses in each row, the tolls and
the blame in them by who says so, and how much of it a person has reviewed.

\b
Cells that a spreadsheet would run as formulas are given back as text: with an
apostrophe before them in CSV, as text cells in a workbook. Importing the sheet
again takes that back.

\b
For example:
  accordingto export --sheet cases --ledger war.ledger --output cases-out.xlsx

{EXIT_CODES}"""

SheetOption = Annotated[
    str, typer.Option("--sheet", metavar="NAME", help="The sheet's name.", show_default=False)
]
VersionOption = Annotated[
    int | None,
    typer.Option("--sheet-version", min=1, help="An older version.  [default: the newest]"),
]
SheetOutputOption = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="File to write.", show_default=False),
]
KeepFormulasOption = Annotated[
    bool,
    typer.Option("--keep-formulas", help="Leave a workbook's own formulas live: you trust them."),
]


def export(
    sheet: SheetOption,
    ledger: LedgerOption,
    output: SheetOutputOption,
    version: VersionOption = None,
    keep_formulas: KeepFormulasOption = False,
    quiet: QuietOption = False,
) -> None:
    """Give your own sheet back, with what was added.

    Your cells are byte for byte what they were; names that are withheld elsewhere are withheld.
    """
    with Ledger.open(ledger) as opened, opened.look() as connection:
        found = expect_sheet(connection, sheet, version, opened.name)
        raw = read_blob(connection, found.sha256, opened.name)
        added = added_columns(connection, found, Masks(connection).of_reading)
    given = _given_back(raw, found, added, keep_formulas=keep_formulas)
    _write(output, given.raw)
    if not quiet:
        filled = sum(len(column.cells) for column in added)
        say(f"{output}: {len(added)} columns added, {filled:,} cells filled")
        if given.formulas:
            say(f"{given.formulas:,} formulas became text; --keep-formulas leaves them live")


def _given_back(
    raw: bytes, sheet: StoredSheet, added: Sequence[AddedColumn], *, keep_formulas: bool
) -> GivenBack:
    if sheet.form == XLSX:
        return give_back_xlsx(
            raw, sheet.sheet or "", sheet.header_row, added, keep_formulas=keep_formulas
        )
    form = CsvForm(sheet.header_row, sheet.delimiter, sheet.encoding)
    return GivenBack(give_back_csv(raw, form, added), 0)


def _write(path: Path, data: bytes) -> None:
    try:
        with FileOutput(path) as output:
            output.write(data)
            output.keep(is_whole=True)
    except OSError as error:
        raise ConfigurationError(
            f"{path}: cannot be written to ({error.strerror or error}); "
            "name a file in a folder that you may write to"
        ) from error
