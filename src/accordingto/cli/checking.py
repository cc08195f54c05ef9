"""A run of `check`: compared, written in the form that is asked for, and told what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.api.checking import Checking, check
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import CheckFormat
from accordingto.cli.outputs import csv_line, write_parts
from accordingto.cli.terminal import (
    DEFAULT_WIDTH,
    discard_output,
    say,
    terminal_width,
    wants_colour,
)
from accordingto.errors import AccordingtoError
from accordingto.views.case_words import plural
from accordingto.views.check_page import render_check_page
from accordingto.views.check_phrases import describe_compared, describe_counts, describe_coverage
from accordingto.views.check_sheet import check_header, check_rows
from accordingto.views.check_text import render_check

_TOLD = 10
"""Refusals that are told one by one; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """What a user asked for."""

    readings: str | None
    ledger: str | None
    against: Path
    dataset: str | None
    columns: tuple[str, ...]
    with_imprecise: bool
    by: str
    with_reverse: bool
    form: CheckFormat
    output: Path | None
    width: int | None
    colour: bool
    quiet: bool

    @property
    def room(self) -> int:
        """Columns of text."""
        return self.width or (terminal_width() if self.output is None else DEFAULT_WIDTH)


@dataclass(slots=True)
class _Refusals:
    """What could not be read: the first of it is told, and all of it counted."""

    count: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, error: AccordingtoError) -> None:
        """Note one refusal."""
        self.count += 1
        if self.count <= _TOLD:
            say(str(error))


def run_check(run: CheckRun) -> ExitCode:
    """Compare and write; errors are told on standard error."""
    refusals = _Refusals()
    try:
        checking = check(
            run.readings,
            against=run.against,
            ledger=run.ledger,
            dataset=run.dataset,
            columns=run.columns,
            imprecise=run.with_imprecise,
            by=run.by,
            on_refused=refusals.add,
        )
        if refusals.count > _TOLD:
            say(f"and {refusals.count - _TOLD:,} more could not be read")
        if not checking.readings or not checking.reference.events:
            what = "reading" if not checking.readings else "row of the dataset"
            say(f"no {what} could be read: nothing was compared")
            return ExitCode.NOTHING_READ
        if not run.quiet:
            _tell_columns(checking)
        write_parts(_rendered(run, checking), run.output)
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        say(f"{run.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not run.quiet:
        _tell(checking)
    return ExitCode.SOME_REFUSED if refusals.count else ExitCode.ALL_READ


def _rendered(run: CheckRun, checking: Checking) -> Iterator[str]:
    reference, result = checking.reference, checking.result
    if run.form is CheckFormat.HTML:
        yield render_check_page(reference, result, with_reverse=run.with_reverse)
    elif run.form is CheckFormat.CSV:
        yield csv_line(check_header())
        for row in check_rows(result, with_reverse=run.with_reverse):
            yield csv_line(row)
    else:
        yield from render_check(
            reference,
            result,
            width=run.room,
            colour=run.colour and wants_colour(),
            with_reverse=run.with_reverse,
        )


def _tell_columns(checking: Checking) -> None:
    """Show what the columns of the file were taken for, to be mended where that is wrong."""
    reference = checking.reference
    say(f"{reference.path}: {reference.title}, {reference.about}")
    for line in reference.columns.describe():
        say(line, indent=2)
    say("recognised by the headers; --dataset and --column THING=HEADER say otherwise", indent=2)


def _tell(checking: Checking) -> None:
    result = checking.result
    counts = ", ".join(f"{name} {count:,}" for name, count in describe_counts(result))
    of = plural(checking.readings, "reading")
    rows = plural(result.rows_compared, "row")
    say(f"checked {describe_compared(result)} of {of} against {rows}: {counts}")
    say(describe_coverage(result))
