"""A run of `reread`: what changed in every report, and what became of the decisions."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import RereadFormat
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.tally import counted
from accordingto.cli.terminal import discard_output, say
from accordingto.corroboration.casebook import catch_up
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.limits import NO_LIMITS, Limits
from accordingto.engine.rereading import RereadAll
from accordingto.errors import ReadingError
from accordingto.ledger.blackening import map_texts
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.rereading import Reread
from accordingto.views.reread_lines import render_reread, reread_to_json
from accordingto.views.withholding import Masks


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadRun:
    """What a user asked for."""

    ledger: str
    choice: ReaderChoice
    jobs: int
    limits: Limits = NO_LIMITS
    is_dry_run: bool
    form: RereadFormat
    output: Path | None
    quiet: bool


@dataclass(slots=True)
class _Count:
    """What came of all reports."""

    reports: int = 0
    changed: int = 0
    failed: int = 0
    records: Counter[str] = field(default_factory=Counter)
    held: int = 0
    queued: int = 0

    def note(self, made: Reread) -> None:
        self.reports += 1
        self.changed += not made.diff.is_empty
        self.records["came"] += len(made.diff.added)
        self.records["went"] += len(made.diff.gone)
        self.records["changed"] += len(made.diff.changed)
        self.held += made.held
        self.queued += len(made.carried.queue)


def run_reread(asked: RereadRun) -> ExitCode:
    """Read again, and write what changed; errors are told on standard error."""
    count, was_interrupted = _Count(), False
    try:
        opening = Opening.LOOK if asked.is_dry_run else Opening.CHANGE
        with Ledger.open(asked.ledger, opening) as ledger:
            again = RereadAll(
                ledger, asked.choice, asked.jobs, asked.limits, keep=not asked.is_dry_run
            )
            try:
                _write_all(again, asked, count)
                if not asked.is_dry_run:
                    catch_up(ledger)
            except KeyboardInterrupt:
                was_interrupted = True
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except OSError as error:
        say(f"{asked.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not asked.quiet:
        _tell(count, asked)
    if was_interrupted:
        say("interrupted; run it again to go on")
        return ExitCode.INTERRUPTED
    return ExitCode.SOME_REFUSED if count.failed else ExitCode.ALL_READ


def _write_all(again: RereadAll, asked: RereadRun, count: _Count) -> None:
    with again.ledger.look() as connection:
        masks = Masks(connection)
    with ExitStack() as stack:
        output: Output = StandardOutput()
        if asked.output is not None:
            output = stack.enter_context(FileOutput(asked.output))
        advance = stack.enter_context(_bar(again, is_wanted=not asked.quiet))
        for made in stack.enter_context(closing(again())):
            advance()
            if isinstance(made, ReadingError):
                count.failed += 1
                say(f"not read, and left as it was: {made}")
                continue
            count.note(made)
            hide = masks.decided_of(made.old, made.new)
            if asked.form is RereadFormat.JSONL:
                plain = map_texts(reread_to_json(made), hide)
                row = json.dumps(plain, ensure_ascii=False) + "\n"
                output.write(row.encode("utf-8", "backslashreplace"))
            elif not made.diff.is_empty or made.carried.queue:
                output.write(render_reread(made, hide).encode("utf-8", "backslashreplace"))
        output.keep(is_whole=True)


def _tell(count: _Count, asked: RereadRun) -> None:
    if not count.reports and not count.failed:
        say("every report has been read by this reader already")
        return
    did = "would change" if asked.is_dry_run else "changed"
    records = ", ".join(f"{number:,} {name}" for name, number in count.records.items())
    say(f"read {counted(count.reports)} again; {count.changed:,} {did} (records: {records})")
    if count.failed:
        say(f"not read: {count.failed:,}")
    if count.held or count.queued:
        say(f"decisions: {count.held:,} hold, {count.queued:,} queued to be looked at")


@contextmanager
def _bar(again: RereadAll, *, is_wanted: bool) -> Iterator[Callable[[], None]]:
    """Show how far it got, when somebody watches."""
    if not (is_wanted and sys.stderr.isatty()):
        yield _do_nothing
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TimeRemainingColumn,
    )

    columns = (MofNCompleteColumn(), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=again.count())
        yield lambda: bar.advance(task)


def _do_nothing() -> None:
    pass
