"""`accordingto export`."""

import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from accordingto.api.export_formats import FORMATS
from accordingto.api.exporting import ExportAsked
from accordingto.api.looking import Asked
from accordingto.cli.brief import IncludeOption
from accordingto.cli.exits import ExitCode
from accordingto.cli.exporting import export_to
from accordingto.cli.filters import (
    ActorFilter,
    BlameFilter,
    CountryFilter,
    FromOption,
    KindFilter,
    MinTollOption,
    PlaceFilter,
    PublisherFilter,
    SourceFilter,
    TextOption,
)
from accordingto.cli.giving_back import give_back
from accordingto.cli.options import LedgerOption, QuietOption
from accordingto.cli.terminal import say

_LISTED = textwrap.fill(
    ", ".join(sorted(FORMATS)),
    76,
    initial_indent="  ",
    subsequent_indent="  ",
    break_on_hyphens=False,
)
EPILOG = f"""\b
--to writes a folder: the files of a format that others use, and
datapackage.json, which says what each is. What a person accepted, corrected or
entered goes out; --include-unreviewed adds what a machine found, marked as
such. The same ledger and version give the same bytes. The formats:
{_LISTED}

\b
--sheet gives your own sheet back as it was, with columns at the right whose
headers begin with "accordingto: ": the reports at the addresses in each row,
the tolls and the blame in them by who says so, and how much of it a person has
reviewed. Importing the sheet again takes them off.

\b
Cells that a spreadsheet would run as formulas are written as text.

\b
For example:
  accordingto export --to cases --ledger war.ledger --output cases/
  accordingto export --to cases --ledger war.ledger --from 2016-09 --until 2016-09 \\
    --place Aleppo --licence CC-BY-4.0 --by Odd --output aleppo/
  accordingto export --sheet cases --ledger war.ledger --output cases-out.xlsx

\b
Exit codes:
  0    it was written, be it that nothing is of this kind
  2    it cannot be meant
  4    the ledger cannot be opened, or the output cannot be written to
  130  interrupted by Ctrl-C; nothing was written"""

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="FORMAT", help="Format to write; see the list below.", show_default=False
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        help="Last day; of a month or year, its last. --to of other commands.",
        show_default=False,
    ),
]
SheetOption = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="Name of your own sheet, to be given back.",
        show_default=False,
    ),
]
VersionOption = Annotated[
    int | None,
    typer.Option("--sheet-version", min=1, help="An older version.  [default: the newest]"),
]
PlaceOption = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="With --to, a folder: new, empty, or holding an earlier export, whose files are "
        "replaced. With --sheet, a file.",
        show_default=False,
    ),
]
KeepFormulasOption = Annotated[
    bool,
    typer.Option("--keep-formulas", help="Leave a workbook's own formulas live: you trust them."),
]
CaseOption = Annotated[
    list[str] | None,
    typer.Option(
        "--case",
        metavar="CODE",
        help="Only this case; may be given several times.",
        show_default=False,
    ),
]
LicenceOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Licence that you give the export, as in CC-BY-4.0.",
        show_default=False,
    ),
]
TitleOption = Annotated[
    str, typer.Option(metavar="WORDS", help="What to call the dataset.", show_default=False)
]
ByOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        envvar="ACCORDINGTO_REVIEWER",
        help="Who exports; stands in the ledger's log of exports.",
        show_default=False,
    ),
]
NoLogOption = Annotated[
    bool,
    typer.Option("--no-log", help="Do not log the export: the ledger may only be looked at."),
]


def export(
    ledger: LedgerOption,
    output: PlaceOption,
    to: FormatOption = None,
    sheet: SheetOption = None,
    first_day: FromOption = None,
    last_day: UntilOption = None,
    place: PlaceFilter = None,
    country: CountryFilter = None,
    actor: ActorFilter = None,
    source: SourceFilter = None,
    publisher: PublisherFilter = None,
    kind: KindFilter = None,
    blame: BlameFilter = None,
    min_toll: MinTollOption = None,
    text: TextOption = "",
    case: CaseOption = None,
    include_unreviewed: IncludeOption = False,
    licence: LicenceOption = "",
    title: TitleOption = "",
    by: ByOption = "",
    no_log: NoLogOption = False,
    version: VersionOption = None,
    keep_formulas: KeepFormulasOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write what a ledger holds in a format that others use, or give your own sheet back."""
    asked = Asked(
        first_day=first_day,
        last_day=last_day,
        place=place or (),
        country=country or (),
        actor=actor or (),
        source=source or (),
        publisher=publisher or (),
        kind=kind or (),
        blame=blame or (),
        min_toll=min_toll,
        text=text,
    )
    wanted = ExportAsked(
        format=to or "",
        folder=output,
        asked=asked,
        cases=tuple(case or ()),
        with_unreviewed=include_unreviewed,
        by=by,
        licence=licence,
        title=title,
        is_logged=not no_log,
    )
    if (to is None) == (sheet is None):
        raise _usage("expected either --to FORMAT or --sheet NAME")
    if sheet is not None:
        _check_sheet(wanted)
        give_back(ledger, sheet, version, output, keep_formulas=keep_formulas, quiet=quiet)
    elif version is not None or keep_formulas:
        raise _usage("--sheet-version and --keep-formulas go with --sheet")
    else:
        raise typer.Exit(export_to(ledger, wanted, quiet=quiet))


def _check_sheet(wanted: ExportAsked) -> None:
    """Refuse what a sheet that is given back cannot have."""
    if replace(wanted, by="", is_logged=True) != ExportAsked(format="", folder=wanted.folder):
        raise _usage("filters and what is said of an export go with --to; a sheet comes back whole")


def _usage(told: str) -> typer.Exit:
    say(told)
    return typer.Exit(ExitCode.USAGE)
