"""A run of `export --sheet`: a user's own sheet given back, with what was added."""

from collections.abc import Sequence
from pathlib import Path

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
from accordingto.views.case_words import plural
from accordingto.views.withholding import Masks


def give_back(
    ledger: str, sheet: str, version: int | None, output: Path, *, keep_formulas: bool, quiet: bool
) -> None:
    """Write a sheet as it came, with what the ledger has to add at its right."""
    with Ledger.open(ledger) as opened, opened.look() as connection:
        found = expect_sheet(connection, sheet, version, opened.name)
        raw = read_blob(connection, found.sha256, opened.name)
        added = added_columns(connection, found, Masks(connection).of_reading)
    given = _given_back(raw, found, added, keep_formulas=keep_formulas)
    _write(output, given.raw)
    if not quiet:
        filled = sum(len(column.cells) for column in added)
        say(f"{output}: {plural(len(added), 'column')} added, {plural(filled, 'cell')} filled")
        if given.formulas:
            formulas = plural(given.formulas, "formula")
            say(f"{formulas} became text; --keep-formulas leaves formulas live")


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
