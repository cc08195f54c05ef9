"""The command `accordingto`."""

from typing import Annotated

import typer

from accordingto import __version__
from accordingto.cli.exits import ExitCode
from accordingto.cli.loading import Home, LoadingGroup
from accordingto.cli.terminal import discard_output, say
from accordingto.errors import AccordingtoError

COMMANDS = {
    "read": Home("read", "Read reports, and write who says what happened."),
    "corroborate": Home(
        "corroborate",
        "Link what many reports say: cases, copies, and how many independent voices.",
    ),
    "add": Home("add", "Read reports and keep them in a ledger, with what they say."),
    "watch": Home(
        "watch",
        "Add what is new in folders and feeds, round after round, and tell what changed in cases.",
    ),
    "enter": Home("enter", "Keep what you were told or shown, entered by hand into a form."),
    "show": Home(
        "show",
        "Show what a ledger holds: a list, or one report or record with its evidence in context.",
    ),
    "brief": Home(
        "brief",
        "Write a situation brief for a period and an area: what happened, and who says so.",
    ),
    "serve": Home(
        "serve", "Open the review desk: a web app on this machine, to look, compare and decide."
    ),
    "check": Home(
        "check",
        "Compare cases with a reference dataset: which rows match, and by how much they differ.",
    ),
    "judge": Home(
        "judge", "Record what a person decides about a record, a link between two, or a case."
    ),
    "log": Home("log", "Show who decided what, when and why."),
    "gazetteer": Home("gazetteer", "Add places to what is known, or look a name up."),
    "reread": Home(
        "reread",
        "Read the reports of a ledger again, where another or an earlier reader read them.",
    ),
    "verify": Home(
        "verify",
        "Read everything in a ledger again, and name the first thing that is not as it was kept.",
    ),
    "import": Home(
        "import_sheet",
        "Keep your own sheet of cases in a ledger, or take in what a claims sheet decides.",
    ),
    "export": Home(
        "export",
        "Write what a ledger holds in a format that others use, or give your own sheet back.",
    ),
    "changes": Home("changes", "Tell what changed from one edition to another, and why."),
    "redact": Home(
        "redact",
        "Withhold names of private persons from all that is shown, or erase them for good.",
    ),
    "backup": Home("backup", "Copy a ledger into a file, and verify the copy."),
    "merge": Home(
        "merge",
        "Add to a ledger all that another one holds: reports, readings, decisions, quarantine.",
    ),
    "doctor": Home(
        "doctor", "Tell how the installation is, or a ledger, and what has to be seen to."
    ),
    "demo": Home("demo", "Read the sample reports, of an invented war."),
    "schema": Home("schema", "Print the JSON Schema of a reading, or of a judgement."),
    "bench": Home(
        "bench", "Measure on this machine how fast reports are read, and with how much memory."
    ),
}
"""Each is loaded when it is asked for; the list of commands needs none."""


class _Group(LoadingGroup):
    homes = COMMANDS


app = typer.Typer(
    name="accordingto",
    cls=_Group,
    no_args_is_help=True,
    # Plain help can be read in any terminal, and searched.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(value: bool) -> None:
    if value:
        print(f"accordingto {__version__}")
        raise typer.Exit


EPILOG = """\b
For example:
  accordingto demo
  accordingto read report.txt --published 2016-09-24
  accordingto read --help"""


@app.callback(epilog=EPILOG)
def accordingto(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Read reports of armed conflict and keep the books on who says what happened."""


def run() -> int:
    """Run the command line and return the exit code."""
    try:
        app(prog_name="accordingto", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitCode.USAGE
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except AccordingtoError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    return ExitCode.ALL_READ
