"""`accordingto doctor`."""

from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, QuietOption

EPILOG = """\b
What is looked at: the program and what it runs on, the place index and the
reader; the schema, size, write-ahead log and room on the disk; pages and
references; publications without a reading; quarantine; bytes that are missing;
the search index. Nothing is written.

\b
For example:
  accordingto doctor --ledger war.ledger
  accordingto doctor --ledger war.ledger --quick

\b
Exit codes:
  0    nothing has to be seen to
  2    the command was not understood
  6    something has to be seen to
  130  interrupted by Ctrl-C"""

QuickOption = Annotated[
    bool, typer.Option("--quick", help="Leave out pages and search index, which take long.")
]


def doctor(ledger: LedgerOption, quick: QuickOption = False, quiet: QuietOption = False) -> None:
    """Tell how a ledger is, and what has to be seen to."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.examining import run_doctor  # noqa: PLC0415

    raise typer.Exit(run_doctor(ledger, is_quick=quick, quiet=quiet))
