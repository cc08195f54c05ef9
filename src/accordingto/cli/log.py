"""`accordingto log`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.forms import LogFormat
from accordingto.cli.options import LedgerOption, OutputOption, QuietOption
from accordingto.records.judgements import Decision

EPILOG = """\b
The log holds every decision that people ever made, newest first, and tells of
each whether it holds, was undone, or gave way to a later one.

\b
Each reviewer's entries are a chain: every entry holds the hash of the one
before. --heads writes the last hash of each chain to a file; kept elsewhere, it
shows later whether a tail was cut off: accordingto verify --head FILE.

\b
For example:
  accordingto log --ledger war.ledger
  accordingto log 3f8a12bc --ledger war.ledger
  accordingto log --reviewer Odd --since 2024-03-01 --format csv --ledger war.ledger
  accordingto log --queued --ledger war.ledger
  accordingto log --heads heads-2024-03.json --ledger war.ledger

\b
Exit codes:
  0    the log was written
  2    the command was not understood
  4    the ledger cannot be opened, or the output cannot be written to"""

IdArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="Start of the id of a record or an entry: what was decided about its words.",
        show_default=False,
    ),
]
ReviewerFilter = Annotated[
    str, typer.Option("--reviewer", metavar="NAME", help="Who decided.", show_default=False)
]
DecisionFilter = Annotated[
    Decision | None, typer.Option("--decision", help="What was decided.", show_default=False)
]
SinceOption = Annotated[
    str,
    typer.Option(
        metavar="DATE", help="From this day or time on, in UTC: 2024-03-14.", show_default=False
    ),
]
UntilOption = Annotated[
    str, typer.Option(metavar="DATE", help="Up to the end of this day.", show_default=False)
]
NewestOption = Annotated[
    int | None,
    typer.Option("--newest", "-n", min=0, help="How many entries at most.", show_default=False),
]
QueuedOption = Annotated[
    bool,
    typer.Option(
        "--queued", help="Only the decisions that did not simply carry over to a later reading."
    ),
]
LogFormatOption = Annotated[
    LogFormat,
    typer.Option(
        "--format", "-f", help="table for a person, json with all that is known, csv for a sheet."
    ),
]
ExportsOption = Annotated[
    bool, typer.Option("--exports", help="What was exported from the ledger, and by whom.")
]
HeadsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write the heads of the chains to this file.", show_default=False
    ),
]


def log(
    ledger: LedgerOption,
    about: IdArgument = None,
    reviewer: ReviewerFilter = "",
    decision: DecisionFilter = None,
    since: SinceOption = "",
    until: UntilOption = "",
    newest: NewestOption = None,
    queued: QueuedOption = False,
    exports: ExportsOption = False,
    form: LogFormatOption = LogFormat.TABLE,
    heads: HeadsOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show who decided what, when and why."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.logs import LogRun, run_heads, run_log  # noqa: PLC0415

    if exports:
        from accordingto.cli.export_log import run_export_log  # noqa: PLC0415

        raise typer.Exit(run_export_log(ledger, form, output, quiet=quiet))
    if heads is not None:
        raise typer.Exit(run_heads(ledger, heads, quiet=quiet))
    asked = LogRun(
        ledger=ledger,
        about=about or "",
        reviewer=reviewer,
        decision=decision,
        since=since,
        until=until,
        newest=newest,
        is_queued=queued,
        form=form,
        output=output,
        quiet=quiet,
    )
    raise typer.Exit(run_log(asked))
