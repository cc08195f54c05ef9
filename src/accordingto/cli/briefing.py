"""A run of `brief`: made from the ledger, written whole or not at all."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from accordingto.api.briefs import BriefAsked, make_brief, render_brief
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import BriefFormat
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.terminal import discard_output, say
from accordingto.errors import FilterError
from accordingto.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class BriefRun:
    """What a user asked for."""

    ledger: str
    asked: BriefAsked
    form: BriefFormat
    output: Path | None
    quiet: bool


def run_brief(run: BriefRun) -> ExitCode:
    """Write what is asked for; errors are told on standard error."""
    try:
        with Ledger.open(run.ledger) as ledger, ledger.look() as connection:
            made = make_brief(connection, run.asked)
        _write(render_brief(made, run.form), run.output)
    except FilterError as error:
        say(str(error))
        return ExitCode.USAGE
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        say(f"{run.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    is_seen = run.output is None and sys.stdout.isatty()
    if not run.quiet and not is_seen and (run.output is not None or made.is_empty):
        for note in made.notes:
            say(note)
    return ExitCode.ALL_READ


def _write(page: str, path: Path | None) -> None:
    with ExitStack() as stack:
        output: Output = stack.enter_context(FileOutput(path)) if path else StandardOutput()
        output.write(page.encode("utf-8", "backslashreplace"))
        output.keep(is_whole=True)
