"""The command `accordingto`."""

from typing import Annotated

import typer

from accordingto import __version__
from accordingto.cli.add import EPILOG as ADD_EPILOG
from accordingto.cli.add import add
from accordingto.cli.backup import EPILOG as BACKUP_EPILOG
from accordingto.cli.backup import backup
from accordingto.cli.bench import EPILOG as BENCH_EPILOG
from accordingto.cli.bench import bench
from accordingto.cli.brief import EPILOG as BRIEF_EPILOG
from accordingto.cli.brief import brief
from accordingto.cli.check import EPILOG as CHECK_EPILOG
from accordingto.cli.check import check
from accordingto.cli.corroborate import EPILOG as CORROBORATE_EPILOG
from accordingto.cli.corroborate import corroborate
from accordingto.cli.demo import EPILOG as DEMO_EPILOG
from accordingto.cli.demo import demo
from accordingto.cli.doctor import EPILOG as DOCTOR_EPILOG
from accordingto.cli.doctor import doctor
from accordingto.cli.enter import EPILOG as ENTER_EPILOG
from accordingto.cli.enter import enter
from accordingto.cli.exits import ExitCode
from accordingto.cli.export import EPILOG as EXPORT_EPILOG
from accordingto.cli.export import export
from accordingto.cli.gazetteer import EPILOG as GAZETTEER_EPILOG
from accordingto.cli.gazetteer import gazetteer
from accordingto.cli.import_sheet import EPILOG as IMPORT_EPILOG
from accordingto.cli.import_sheet import import_sheet
from accordingto.cli.judge import EPILOG as JUDGE_EPILOG
from accordingto.cli.judge import judge
from accordingto.cli.log import EPILOG as LOG_EPILOG
from accordingto.cli.log import log
from accordingto.cli.merge import EPILOG as MERGE_EPILOG
from accordingto.cli.merge import merge
from accordingto.cli.read import EPILOG as READ_EPILOG
from accordingto.cli.read import read
from accordingto.cli.redact import EPILOG as REDACT_EPILOG
from accordingto.cli.redact import redact
from accordingto.cli.reread import EPILOG as REREAD_EPILOG
from accordingto.cli.reread import reread
from accordingto.cli.schema import EPILOG as SCHEMA_EPILOG
from accordingto.cli.schema import schema
from accordingto.cli.show import EPILOG as SHOW_EPILOG
from accordingto.cli.show import show
from accordingto.cli.terminal import discard_output, say
from accordingto.cli.verify import EPILOG as VERIFY_EPILOG
from accordingto.cli.verify import verify
from accordingto.errors import AccordingtoError

app = typer.Typer(
    name="accordingto",
    add_completion=False,
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


app.command(epilog=READ_EPILOG)(read)
app.command(epilog=CORROBORATE_EPILOG)(corroborate)
app.command(epilog=ADD_EPILOG)(add)
app.command(epilog=ENTER_EPILOG)(enter)
app.command(epilog=SHOW_EPILOG)(show)
app.command(epilog=BRIEF_EPILOG)(brief)
app.command(epilog=CHECK_EPILOG)(check)
app.command(epilog=JUDGE_EPILOG)(judge)
app.command(epilog=LOG_EPILOG)(log)
app.command(epilog=GAZETTEER_EPILOG)(gazetteer)
app.command(epilog=REREAD_EPILOG)(reread)
app.command(epilog=VERIFY_EPILOG)(verify)
app.command(name="import", epilog=IMPORT_EPILOG)(import_sheet)
app.command(epilog=EXPORT_EPILOG)(export)
app.command(epilog=REDACT_EPILOG)(redact)
app.command(epilog=BACKUP_EPILOG)(backup)
app.command(epilog=MERGE_EPILOG)(merge)
app.command(epilog=DOCTOR_EPILOG)(doctor)
app.command(epilog=DEMO_EPILOG)(demo)
app.command(epilog=SCHEMA_EPILOG)(schema)
app.command(epilog=BENCH_EPILOG)(bench)


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
