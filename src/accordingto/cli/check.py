"""`accordingto check`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.forms import CheckBy, CheckFormat
from accordingto.cli.options import NoColorOption, OutputOption, QuietOption, WidthOption

EPILOG = """\b
The dataset is another reading of the same events, made under rules of its own.
It is not the truth: a match makes nothing true, and a row that is missing makes
nothing false. Figures of different sources, and of different rows, are shown
side by side and never added up.

\b
For example:
  accordingto read reports/ --format jsonl --output readings.jsonl
  accordingto check readings.jsonl --against ged241.csv
  accordingto check readings.jsonl --against acled.csv --reverse --format csv -o check.csv
  accordingto check --ledger war.ledger --against ged241.csv --format html -o check.html
  accordingto check readings.jsonl --against ours.csv --dataset ged --column best=killed

\b
Exit codes:
  0    all was compared
  1    some lines or rows could not be read; the rest was compared
  2    the command was not understood
  3    nothing could be compared: no reading, or no row
  4    a file or the ledger cannot be opened or is of another kind, or the
       output cannot be written to
  130  interrupted by Ctrl-C
  141  whoever took the output closed it, as `head` does"""

ReadingsArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[READINGS]",
        help="Readings as read --format jsonl writes them, or - for standard input.",
        show_default=False,
    ),
]
CheckLedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        metavar="FILE|URL",
        help="Check the current readings of a ledger instead, as people's decisions left them.",
        show_default=False,
    ),
]
AgainstOption = Annotated[
    Path,
    typer.Option(
        "--against",
        metavar="FILE|NAME",
        help="A CSV file of UCDP GED, ACLED or Airwars, or a reference set of the ledger.",
        show_default=False,
    ),
]
DatasetOption = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        metavar="NAME",
        help="ged, acled or airwars.  [default: recognised by the headers]",
        show_default=False,
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="THING=HEADER",
        help="Which column of the file is what, where that is not recognised; may be repeated.",
        show_default=False,
    ),
]
ImpreciseOption = Annotated[
    bool,
    typer.Option("--imprecise", help="Compare rows known to the year or the country only, too."),
]
ReverseOption = Annotated[
    bool,
    typer.Option(
        "--reverse",
        help="List the rows, of the days and places that the reports cover, which none mentions.",
    ),
]
ByOption = Annotated[
    CheckBy,
    typer.Option(
        "--by",
        help="Match each event once, with all reports that tell of it behind it, or each report's "
        "account of one by itself.",
    ),
]
CheckFormatOption = Annotated[
    CheckFormat,
    typer.Option(
        "--format", "-f", help="text for a person, csv for a sheet, html for a page with a map."
    ),
]


def check(
    against: AgainstOption,
    readings: ReadingsArgument = None,
    ledger: CheckLedgerOption = None,
    dataset: DatasetOption = None,
    column: ColumnOption = None,
    imprecise: ImpreciseOption = False,
    by: ByOption = CheckBy.CASE,
    reverse: ReverseOption = False,
    form: CheckFormatOption = CheckFormat.TEXT,
    output: OutputOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> None:
    """Compare cases with a reference dataset: which rows match, and by how much they differ."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.checking import CheckRun, run_check  # noqa: PLC0415

    if (readings is None) is (ledger is None):
        raise typer.BadParameter(
            "give either READINGS or --ledger", param_hint="READINGS and --ledger"
        )
    run = CheckRun(
        readings=readings,
        ledger=ledger,
        against=against,
        dataset=dataset,
        columns=tuple(column or ()),
        with_imprecise=imprecise,
        by=by.value,
        with_reverse=reverse,
        form=form,
        output=output,
        width=width,
        colour=not no_color and output is None,
        quiet=quiet,
    )
    raise typer.Exit(run_check(run))
