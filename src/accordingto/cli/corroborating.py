"""A run of `corroborate`: readings in, cases out, and a word on what was taken up."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.api.corroborating import corroborate
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import CorroborationFormat
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.terminal import (
    DEFAULT_WIDTH,
    discard_output,
    say,
    terminal_width,
    wants_colour,
)
from accordingto.corroboration.corroborating import Corroboration
from accordingto.errors import AccordingtoError
from accordingto.ingest.readings import open_readings, read_readings
from accordingto.views.case_text import render_cases
from accordingto.views.corroboration_json import corroboration_json


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborateRun:
    """What a user asked for."""

    readings: str | None
    ledger: str | None
    form: CorroborationFormat
    show_all: bool
    output: Path | None
    width: int | None
    no_color: bool
    quiet: bool
    refused: list[AccordingtoError] = field(default_factory=list)

    def refuse(self, error: AccordingtoError) -> None:
        """Note and tell a line that holds no reading."""
        self.refused.append(error)
        say(f"refused: {error}")


def run_corroborate(run: CorroborateRun) -> ExitCode:
    """Corroborate and write; errors are told on standard error."""
    try:
        found = _corroborated(run)
        _write(_rendered(run, found), run.output)
    except AccordingtoError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except KeyboardInterrupt:
        say("interrupted: nothing was written")
        return ExitCode.INTERRUPTED
    except OSError as error:
        say(f"{run.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not run.quiet:
        say(_summary(found))
    if not found.digests:
        return ExitCode.NOTHING_READ
    return ExitCode.SOME_REFUSED if run.refused else ExitCode.ALL_READ


def _corroborated(run: CorroborateRun) -> Corroboration:
    if run.ledger is not None:
        from accordingto.api.casebook import corroborate_ledger  # noqa: PLC0415

        return corroborate_ledger(run.ledger)
    path = run.readings or ""
    with open_readings(path, sys.stdin.buffer) as stream:
        return corroborate(read_readings(path, stream, run.refuse))


def _rendered(run: CorroborateRun, found: Corroboration) -> Iterator[str]:
    if run.form is CorroborationFormat.JSON:
        return corroboration_json(found)
    width = run.width or (terminal_width() if run.output is None else DEFAULT_WIDTH)
    colour = run.output is None and not run.no_color and wants_colour()
    return render_cases(found, show_all=run.show_all, width=width, colour=colour)


def _summary(found: Corroboration) -> str:
    shared = sum(len({one.report for one in group.accounts}) > 1 for group in found.groups)
    copied = sum(len(group.members) for group in found.copies)
    reports, cases = f"{len(found.digests):,} reports", f"{len(found.groups):,} cases"
    return (
        f"{reports}, {cases}, {shared:,} of them told of by several reports; {copied:,} reports "
        "share a text with another"
    )


def _write(parts: Iterable[str], path: Path | None) -> None:
    with ExitStack() as stack:
        output: Output = stack.enter_context(FileOutput(path)) if path else StandardOutput()
        for part in parts:
            output.write(part.encode("utf-8", "backslashreplace"))
        output.keep(is_whole=True)
