"""`accordingto import`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.api.claims import NO_COLUMN, open_claims
from accordingto.cli.exits import EXIT_CODES, ExitCode
from accordingto.cli.importing_claims import take_claims
from accordingto.cli.importing_json import take_json
from accordingto.cli.importing_marks import ToolFile, take_tool_file
from accordingto.cli.importing_references import take_reference
from accordingto.cli.mappings import MappingOption, SaveMappingOption, table_options
from accordingto.cli.options import LedgerOption, QuietOption
from accordingto.cli.tally import LineRanges
from accordingto.cli.terminal import say
from accordingto.errors import IngestError
from accordingto.ingest.mapping import TableOptions
from accordingto.ingest.sheets import CaseRow, CaseSheet, read_case_sheet
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.sheets import SheetKept, store_sheet
from accordingto.views.case_words import plural

EPILOG = f"""\b
A sheet holds cases, or several claims about each, one a row: your codes, days,
places, tolls, and whatever else you keep. The file is kept byte for byte, every
cell as it stands. Importing it again under its name makes a new version where
something has changed; `accordingto export` gives it back with what was added.

\b
A claims sheet, as `accordingto export --to claims` writes it, holds decisions:
accept, correct (with cells changed) or reject, with the reason. Each row that
decides something becomes a decision by --by; a row that cannot be meant is told
by its line and column, and stops no other. --dry-run shows it all first.

\b
--from takes in what people marked in Label Studio (its JSON) or as W3C Web
Annotations: each mark whose words stand in a text of the ledger accepts,
corrects, rejects or adds a record, by --by. What is not sure is told, and
nothing is guessed. --from auto-archiver keeps its CSV, and ties archives of
pages to the reports that came from there.

\b
For example:
  accordingto import tasks.json --from label-studio --ledger war.ledger --by Odd
  accordingto import archive.csv --from auto-archiver --ledger war.ledger
  accordingto import claims.xlsx --ledger war.ledger --by Odd --dry-run
  accordingto import cases.xlsx --ledger war.ledger --save-mapping cases.toml
  accordingto import cases.csv --ledger war.ledger --name strikes
  accordingto import ged241.csv --ledger war.ledger --reference

{EXIT_CODES}"""

SheetArgument = Annotated[
    Path,
    typer.Argument(
        metavar="SHEET",
        help="CSV or XLSX; readings as JSONL; or a folder of ledger-json.",
        show_default=False,
    ),
]
NameOption = Annotated[
    str | None,
    typer.Option(help="What to call it in the ledger.  [default: the file's name without ending]"),
]
ImportedByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="ACCORDINGTO_REVIEWER",
        help="Who imports it; of a claims sheet, who decides.",
        show_default=False,
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option("--dry-run", help="Show what a claims sheet or marks decide, and record nothing."),
]
FromToolOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="TOOL",
        help="The tool whose file it is: label-studio, web-annotation or auto-archiver.",
        show_default=False,
    ),
]
AnnotatorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--annotator",
        metavar="NAME=REVIEWER",
        help="Who stands in the log for somebody whom the file names; may be given several times.",
        show_default=False,
    ),
]
LabelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--label",
        metavar="LABEL=MEANING",
        help="What a label of yours stands for, as in Deaths=figure:killed; may be given several "
        "times.",
        show_default=False,
    ),
]

ReferenceOption = Annotated[
    bool,
    typer.Option(
        "--reference",
        help="It is a file of UCDP GED, ACLED or Airwars, to be checked against by its name.",
    ),
]

NO_DRY_RUN = (
    "--dry-run goes with a claims sheet, or with --from label-studio or web-annotation; this is "
    "neither; nothing was taken in"
)


def import_sheet(
    sheet: SheetArgument,
    ledger: LedgerOption,
    name: NameOption = None,
    by: ImportedByOption = None,
    mapping: MappingOption = None,
    save_mapping: SaveMappingOption = None,
    dry_run: DryRunOption = False,
    reference: ReferenceOption = False,
    tool: FromToolOption = None,
    annotators: AnnotatorOption = None,
    labels: LabelOption = None,
    quiet: QuietOption = False,
) -> None:
    """Keep your own sheet of cases in a ledger, or take in what a claims sheet decides.

    What the cells of your own sheet say stays yours, beside what reports say and never mixed with
    it. A sheet that `export --to claims` wrote is known by its columns.
    """
    if tool is not None:
        asked = ToolFile(
            path=sheet,
            tool=tool,
            ledger=ledger,
            by=by,
            name=name,
            annotators=annotators or (),
            labels=labels or (),
            is_dry_run=dry_run,
            quiet=quiet,
        )
        raise typer.Exit(take_tool_file(asked))
    if annotators or labels:
        say("--annotator and --label go with --from label-studio or web-annotation")
        raise typer.Exit(ExitCode.USAGE)
    is_json = sheet.suffix.lower() == ".jsonl" or sheet.is_dir()
    if dry_run and (reference or is_json):
        say(NO_DRY_RUN)
        raise typer.Exit(ExitCode.USAGE)
    if reference:
        raise typer.Exit(take_reference(sheet, ledger, name, by, quiet=quiet))
    if is_json:
        raise typer.Exit(take_json(sheet, ledger, quiet=quiet))
    if _is_claims_sheet(sheet):
        raise typer.Exit(take_claims(sheet, ledger, by, is_dry_run=dry_run, quiet=quiet))
    if dry_run:
        say(NO_DRY_RUN if sheet.exists() else f"{sheet}: there is no file at this path")
        raise typer.Exit(ExitCode.USAGE)
    tables = table_options(mapping, save_mapping, quiet=quiet)
    raise typer.Exit(_import(sheet, name or sheet.stem, ledger, tables, by, quiet=quiet))


def _is_claims_sheet(path: Path) -> bool:
    try:
        return open_claims(path) is not None
    except IngestError as error:
        # What is wrong with any other file is told where it is read.
        return error.code == NO_COLUMN


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
    said = (
        f"{plural(kept.rows, 'row')}, {plural(kept.cases, 'case')}, "
        f"{plural(kept.claims, 'claim')} of people harmed"
    )
    if kept.is_new:
        say(f"sheet {kept.name!r}, version {kept.version}: {said}")
    else:
        say(f"sheet {kept.name!r}: nothing has changed since version {kept.version} ({said})")
    if refused:
        say(f"refused {plural(refused, 'row')}; the file is kept whole, refused rows included")


def _tell_days(rows: list[CaseRow]) -> None:
    """Say where a date is no one day, as 03/04/2016 is not."""
    lines = LineRanges()
    for row in rows:
        if row.days_words and row.date_from is None:
            lines.add(row.number)
    if lines.count:
        say(
            f"no one day in the date of {plural(lines.count, 'row')} ({lines.listed}): the words "
            'are kept. If 03/04/2016 is 3 April, say dates = "day-first" in a mapping'
        )
