"""`accordingto serve`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.asking import refuse_model
from accordingto.cli.doctor import WhichLedger
from accordingto.cli.exits import EXIT_CODES
from accordingto.cli.options import FetchOption, GazetteerOption, QuietOption, ReaderOption
from accordingto.engine.choices import ReaderChoice, ReaderName

EPILOG = f"""\b
Open the address that is printed. It works once; Settings makes another one for
another browser. Everything stays on this machine: the desk listens on the
loopback alone, and its pages fetch nothing from elsewhere.

\b
Without a ledger an invented war is opened, to try things on.

\b
For example:
  accordingto serve
  accordingto serve --ledger war.ledger --reviewer "M. K."
  accordingto serve --ledger postgresql://ana@localhost/war --port 9000

{EXIT_CODES}"""

HostOption = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="127.0.0.1, ::1 or localhost: no other is listened at."),
]
PortOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=65535,
        help="Where to listen.  [default: 8765, or another that is free]",
        show_default=False,
    ),
]
WhoOption = Annotated[
    str,
    typer.Option(
        "--reviewer",
        metavar="NAME",
        envvar="ACCORDINGTO_REVIEWER",
        help="Who decides: a name, initials or a pseudonym. It can be said in the desk too.",
        show_default=False,
    ),
]

KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write the key for programs there, for your eyes alone; it goes when the desk closes.",
        show_default=False,
    ),
]


def serve(
    ledger: WhichLedger = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = None,
    reviewer: WhoOption = "",
    reader: ReaderOption = ReaderName.NETWORK,
    gazetteer: GazetteerOption = None,
    fetch: FetchOption = False,
    key_file: KeyFileOption = None,
    quiet: QuietOption = False,
) -> None:
    """Open the review desk: a web app on this machine, to look, compare and decide."""
    refuse_model(reader)
    from accordingto.cli.serving import ServeRun, run_serve  # noqa: PLC0415 -- loads the web app

    raise typer.Exit(
        run_serve(
            ServeRun(
                ledger=ledger,
                host=host,
                port=port,
                reviewer=reviewer,
                reader=ReaderChoice(reader, tuple(gazetteer or ())),
                may_fetch=fetch,
                key_file=key_file,
                quiet=quiet,
            )
        )
    )
