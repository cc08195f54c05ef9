"""A run: inputs in, readings out, and a word on what became of each."""

import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import Format
from accordingto.cli.progress import Advance, show_progress
from accordingto.cli.tally import Tally
from accordingto.cli.terminal import discard_output, hold_interrupt, say
from accordingto.cli.work import Fault, ReadAndRender, Rendered
from accordingto.cli.writers import SeveralReportsError, Writer, open_writer
from accordingto.engine.batches import read_all
from accordingto.engine.limits import NO_LIMITS, Limits
from accordingto.engine.outcomes import Done, Outcome, failure
from accordingto.errors import ConfigurationError
from accordingto.ingest.inputs import STANDARD_INPUT, Given, Skipped
from accordingto.ingest.mapping import NO_OPTIONS, TableOptions
from accordingto.ingest.reports import read_reports
from accordingto.ingest.urls import FetchUrl

SEVERAL_REPORTS = (
    "there are several reports, and one page of html shows one; "
    "name a folder for them: --format html --output FOLDER"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a user asked for."""

    paths: tuple[str, ...]
    given: Given
    work: ReadAndRender
    jobs: int
    limits: Limits = NO_LIMITS
    output: Path | None
    quiet: bool
    tables: TableOptions = NO_OPTIONS
    fetch: FetchUrl | None = None

    @property
    def form(self) -> Format:
        """How readings are written."""
        return self.work.format


def run(asked: Run) -> ExitCode:
    """Read all inputs and write their readings; errors are told on standard error."""
    if STANDARD_INPUT in asked.paths and sys.stdin.isatty() and not asked.quiet:
        say("reading what you type; end it with Ctrl-D on a line of its own")
    tally = Tally(asked.quiet)
    try:
        return _write_all(asked, tally)
    except SeveralReportsError:
        say(SEVERAL_REPORTS)
        return ExitCode.USAGE
    except ConfigurationError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except OSError as error:
        say(f"{asked.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED


def _write_all(asked: Run, tally: Tally) -> ExitCode:
    to_terminal = asked.output is None and sys.stdout.isatty()
    was_interrupted = False
    kept = None
    with open_writer(asked.form, asked.output) as writer:
        try:
            # What is printed to the terminal shows by itself how far it got.
            wanted = not (asked.quiet or to_terminal)
            with show_progress(asked.paths, is_wanted=wanted) as advance:
                _write_outcomes(asked, writer, tally, advance)
        except KeyboardInterrupt:
            was_interrupted = True
        if tally.read or (asked.output is None and asked.form is Format.JSON):
            kept = writer.finish(is_whole=not was_interrupted)
    tally.tell(was_interrupted=was_interrupted)
    if kept:
        say(f"what was read until then is in {kept}")
    return ExitCode.INTERRUPTED if was_interrupted else tally.exit_code


def _write_outcomes(asked: Run, writer: Writer, tally: Tally, advance: Advance) -> None:
    items = read_reports(asked.paths, asked.given, tables=asked.tables, fetch=asked.fetch)
    outcomes = read_all(items, asked.work, asked.jobs, asked.limits)
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, Done):
                advance(outcome.incoming.size)
            _write_outcome(outcome, writer, tally)


def _write_outcome(outcome: Outcome[Rendered | Fault], writer: Writer, tally: Tally) -> None:
    if isinstance(outcome, Skipped):
        tally.note_skipped(outcome)
    elif not isinstance(outcome, Done):
        tally.note_refused(outcome)
    elif isinstance(outcome.value, Fault):
        tally.note_fault(failure(outcome.incoming, outcome.value.message, "fault"))
    else:
        with hold_interrupt():
            writer.write(outcome.value)
        tally.note_read(outcome.value.problems)
