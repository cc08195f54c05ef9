"""`accordingto merge`."""

from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, QuietOption

EPILOG = """\b
What is known stays as it is; merging again changes nothing, and a merge that
was stopped is finished by merging again. The ledger that is taken from is
verified first, and only looked at.

\b
For example:
  accordingto merge laptop.ledger --ledger war.ledger
  accordingto merge postgresql://ana@localhost/war --ledger war.ledger

\b
Exit codes:
  0    all of it came over, or was known
  2    the command was not understood
  4    one of the ledgers cannot be opened, or takes nothing any more
  6    the ledger that is taken from is not as it was kept; nothing was taken
  130  interrupted by Ctrl-C; what came over until then is whole"""

FromArgument = Annotated[
    str, typer.Argument(metavar="FROM", help="The ledger to take from.", show_default=False)
]


def merge(source: FromArgument, ledger: LedgerOption, quiet: QuietOption = False) -> None:
    """Add to a ledger all that another one holds: reports, readings, decisions, quarantine."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.moving import run_merge  # noqa: PLC0415

    raise typer.Exit(run_merge(source, ledger, quiet=quiet))
