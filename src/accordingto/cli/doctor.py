"""`accordingto doctor`."""

from typing import Annotated

import typer

from accordingto.cli.forms import DoctorFormat
from accordingto.cli.options import LEDGER_VARIABLE, QuietOption

EPILOG = """\b
Without a ledger, the installation is looked at: the program and what it runs
on, full-text search, packages and extras, the network's weights, the place
index, the reader; room on the disk, and whether this folder can be written to.

\b
With a ledger: the program, the place index and the reader; the schema, size,
write-ahead log and room on the disk; pages and references; publications without
a reading; quarantine; bytes that are missing; the search index. Nothing is
written.

\b
For example:
  accordingto doctor
  accordingto doctor --format json
  accordingto doctor --ledger war.ledger
  accordingto doctor --ledger war.ledger --quick

\b
Exit codes:
  0    nothing has to be seen to
  2    the command was not understood
  6    something has to be seen to
  130  interrupted by Ctrl-C"""

WhichLedger = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        metavar="FILE|URL",
        envvar=LEDGER_VARIABLE,
        help="The ledger: a file, or postgresql://USER@HOST/DATABASE. Without one, the "
        "installation is looked at.",
        show_default=False,
    ),
]
QuickOption = Annotated[
    bool, typer.Option("--quick", help="Leave out pages and search index, which take long.")
]
DoctorFormatOption = Annotated[
    DoctorFormat,
    typer.Option("--format", "-f", help="text, a line for each thing, or json (one object)."),
]


def doctor(
    ledger: WhichLedger = None,
    quick: QuickOption = False,
    form: DoctorFormatOption = DoctorFormat.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Tell how the installation is, or a ledger, and what has to be seen to."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.examining import run_doctor  # noqa: PLC0415

    raise typer.Exit(run_doctor(ledger, form, is_quick=quick, quiet=quiet))
