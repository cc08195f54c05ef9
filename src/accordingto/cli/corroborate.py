"""`accordingto corroborate`."""

from typing import Annotated

import typer

from accordingto.cli.forms import CorroborationFormat, CorroborationView, Engine
from accordingto.cli.options import (
    EngineOption,
    MasterOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    WidthOption,
)

EPILOG = """\b
Cases are events, each with every report that tells of it. Links are explained;
copies of one text count as one, and so do agencies that all quote one speaker.
Figures stand side by side by who gives them: none is added to another's.

\b
Text shows the cases that several reports tell of; --all shows the others too.
--case shows one of them with all there is, and why its voices hang together.
JSON holds everything: cases, links with their terms, figures, blame, suggested
grades, copies, origins, truces, sources.

\b
For example:
  accordingto read reports.jsonl --format jsonl -o readings.jsonl
  accordingto corroborate readings.jsonl
  accordingto corroborate readings.jsonl --list
  accordingto corroborate readings.jsonl --case C-0052w7vadn
  accordingto corroborate readings.jsonl --truces
  accordingto corroborate readings.jsonl --format json -o cases.json
  accordingto corroborate --ledger war.ledger
  accordingto corroborate readings/ --engine spark --output cases/

\b
Exit codes:
  0    every reading was taken up
  1    some lines held no reading; the rest was taken up
  2    the command was not understood, or no case has the code
  3    there was no reading at all
  4    the readings or the ledger cannot be opened, or the output not written
  130  interrupted by Ctrl-C
  141  whoever took the output closed it, as `head` does"""

ReadingsArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="READINGS",
        help="Readings, as `read --format jsonl` writes them, or - for standard input.",
        show_default=False,
    ),
]
LedgerToCorroborate = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        metavar="FILE|URL",
        help="Take the readings of a ledger as they stand, with what people decided, and keep the "
        "cases in it, and by which rules and weights they were made; verify says when others "
        "are in use now.",
        show_default=False,
    ),
]
CorroborationFormatOption = Annotated[
    CorroborationFormat,
    typer.Option("--format", "-f", help="text for a person, json with all there is."),
]
CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="CODE",
        help="Show one case with all there is: whole quotes, every link, and who depends on whom.",
        show_default=False,
    ),
]
ListOption = Annotated[bool, typer.Option("--list", help="Show one line or two for each case.")]
TrucesOption = Annotated[
    bool, typer.Option("--truces", help="Show truces and deals, each with its life step by step.")
]
SourcesOption = Annotated[
    bool,
    typer.Option(
        "--sources", help="Show what each organisation or office-holder said; counts, no score."
    ),
]
EveryOption = Annotated[
    bool,
    typer.Option(
        "--all",
        help="In text, show also what one report alone tells of, and sources of one case.",
    ),
]


def corroborate(
    readings: ReadingsArgument = None,
    ledger: LedgerToCorroborate = None,
    form: CorroborationFormatOption = CorroborationFormat.TEXT,
    case: CaseOption = None,
    only_list: ListOption = False,
    truces: TrucesOption = False,
    sources: SourcesOption = False,
    show_all: EveryOption = False,
    output: OutputOption = None,
    engine: EngineOption = Engine.LOCAL,
    master: MasterOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> None:
    """Link what many reports say: cases, copies, and how many independent voices."""
    if (readings is None) == (ledger is None):
        raise typer.BadParameter(
            "give either a file of readings, or --ledger; `accordingto corroborate --help` has "
            "examples"
        )
    asked = {"--case": case is not None, "--list": only_list}
    asked |= {"--truces": truces, "--sources": sources}
    view = _one_view([option for option, is_asked in asked.items() if is_asked], form)
    if engine is Engine.SPARK:
        # Loaded when asked for: it needs an extra.
        from accordingto.cli.sparking import (  # noqa: PLC0415
            CorroborateOnSpark,
            corroborate_on_spark,
        )

        local = {"--ledger": ledger is not None, f"--{view}": view is not CorroborationView.CASES}
        on_spark = CorroborateOnSpark(readings or "", output, master, quiet)
        raise typer.Exit(corroborate_on_spark(on_spark, local))
    # Loaded when asked for: it takes as long to load as all the rest.
    from accordingto.cli.corroborating import CorroborateRun, run_corroborate  # noqa: PLC0415

    run = CorroborateRun(
        readings=readings,
        ledger=ledger,
        form=form,
        view=view,
        case=case,
        show_all=show_all,
        output=output,
        width=width,
        no_color=no_color,
        quiet=quiet,
    )
    raise typer.Exit(run_corroborate(run))


def _one_view(asked: list[str], form: CorroborationFormat) -> CorroborationView:
    """Return the one view that is asked for; JSON has no views."""
    given = [*asked, *(["--format json"] if asked and form is CorroborationFormat.JSON else [])]
    if len(given) > 1:
        raise typer.BadParameter(
            f"{' and '.join(given)} cannot be given together: choose one; JSON always holds all"
        )
    return CorroborationView(asked[0].removeprefix("--")) if asked else CorroborationView.CASES
