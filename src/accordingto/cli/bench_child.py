"""One measured run of a reader, in a process of its own, which `accordingto bench` starts."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

# What the command loads before it reads is part of its start.
import accordingto.cli.app  # noqa: F401
from accordingto.cli.forms import Format
from accordingto.cli.keeping import ReadOrFail
from accordingto.cli.terminal import DEFAULT_WIDTH
from accordingto.cli.work import Fault, ReadAndRender, Rendered
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.engine.adding import Added, ReadToKeep, Result, add_all
from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.measuring import measure
from accordingto.engine.outcomes import Done, Outcome
from accordingto.errors import AccordingtoError
from accordingto.ingest.inputs import Given
from accordingto.ingest.reports import read_reports
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.reader.devices import Device


def main() -> None:
    """Read a corpus to JSON lines, as `read --format jsonl` does, and print what that took.

    Arguments: READER or READER:DEVICE, CORPUS JOBS STARTED.
    """
    choice, corpus, jobs, started = _arguments()
    work = ReadAndRender(choice, Format.JSONL, with_text=True, width=DEFAULT_WIDTH, colour=False)
    outcomes = read_all(read_reports([corpus]), work, jobs)
    _print_measured(_was_read(outcomes), started)


def add() -> None:
    """Add a corpus to a fresh ledger and link it into cases, as `add` does; print what that took.

    Arguments as for `main`.
    """
    choice, corpus, jobs, started = _arguments()
    work = ReadOrFail(ReadToKeep(choice))
    with (
        TemporaryDirectory(prefix="accordingto-bench-") as folder,
        Ledger.open(Path(folder) / "reports.ledger", Opening.MAKE) as ledger,
    ):
        results = add_all(read_reports([corpus]), ledger, work, given=Given(), jobs=jobs)
        _print_measured(_was_added(results, ledger), started)


def _arguments() -> tuple[ReaderChoice, str, int, float]:
    asked, corpus, jobs, started = sys.argv[1:]
    reader, _, device = asked.partition(":")
    choice = ReaderChoice(reader, device=device or Device.CPU)
    return choice, corpus, int(jobs), float(started)


def _print_measured(outcomes: Iterable[bool], started: float) -> None:
    try:
        print(measure(outcomes, started).to_line())
    except AccordingtoError as error:
        sys.exit(str(error))


def _was_read(outcomes: Iterable[Outcome[Rendered | Fault]]) -> Iterator[bool]:
    for outcome in outcomes:
        yield isinstance(outcome, Done) and not isinstance(outcome.value, Fault)


def _was_added(results: Iterable[Result], ledger: Ledger) -> Iterator[bool]:
    """Tell of each report whether it was kept; linking comes last, and belongs to the run."""
    for result in results:
        yield isinstance(result, Added)
    corroborate_pending(ledger)
