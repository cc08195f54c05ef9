"""`accordingto backup`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, QuietOption

EPILOG = """\b
The copy is the ledger as it is at one moment; others may add meanwhile. It is
verified before it counts, is a ledger itself, and never takes the place of
another file unless you say --force. Of a ledger on PostgreSQL, the copy is an
SQLite file too.

\b
For example:
  accordingto backup --ledger war.ledger /media/usb/war-2024-03-14.ledger
  accordingto backup --ledger postgresql://ana@localhost/war war.ledger

\b
Exit codes:
  0    the copy is there, and verified
  2    the command was not understood
  4    the ledger cannot be opened, or the copy cannot be written
  6    the copy is not as it was kept, and was not left there
  130  interrupted by Ctrl-C; no copy was left there"""

CopyArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="Where to put the copy.", show_default=False)
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace a file of this name, once the copy is verified.")
]


def backup(
    path: CopyArgument, ledger: LedgerOption, force: ForceOption = False, quiet: QuietOption = False
) -> None:
    """Copy a ledger into a file, and verify the copy."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.moving import run_backup  # noqa: PLC0415

    raise typer.Exit(run_backup(ledger, path, force=force, quiet=quiet))
