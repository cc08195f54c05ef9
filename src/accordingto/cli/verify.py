"""`accordingto verify`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, QuietOption

EPILOG = """\b
What is read again: the bytes that came, by their hashes; texts; how each report
came; every reading, its words in the text, and the rows made from it; what is
in quarantine; the rows and words to search by; every decision and every link
of its chain.

\b
A tail of decisions that was cut off leaves no gap. To see that too, keep the
heads of the chains elsewhere, and name the file with --head.

\b
For example:
  accordingto verify --ledger war.ledger
  accordingto verify --ledger war.ledger --head heads-2024-03.json

\b
Exit codes:
  0    all is as it was kept
  2    the command was not understood
  4    the ledger or the file of heads cannot be opened
  6    something is not as it was kept
  130  interrupted by Ctrl-C"""

HeadOption = Annotated[
    Path | None,
    typer.Option(
        "--head",
        metavar="FILE",
        help="Heads of the chains of decisions, as they were exported before.",
        show_default=False,
    ),
]
AllOption = Annotated[
    bool, typer.Option("--all", help="Go on after the first fault, and name every one.")
]


def verify(
    ledger: LedgerOption,
    head: HeadOption = None,
    find_all: AllOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read everything in a ledger again, and name the first thing that is not as it was kept."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.verifying import run_verify  # noqa: PLC0415

    raise typer.Exit(run_verify(ledger, head, find_all=find_all, quiet=quiet))
