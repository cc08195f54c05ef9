"""One measured run of a reader, in a process of its own, which `accordingto bench` starts."""

import sys
from collections.abc import Iterable, Iterator

# What the command loads before it reads is part of its start.
import accordingto.cli.app  # noqa: F401
from accordingto.cli.forms import Format
from accordingto.cli.terminal import DEFAULT_WIDTH
from accordingto.cli.work import Fault, ReadAndRender, Rendered
from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.measuring import measure
from accordingto.engine.outcomes import Done, Outcome
from accordingto.errors import AccordingtoError
from accordingto.ingest.reports import read_reports
from accordingto.reader.devices import Device


def main() -> None:
    """Read a corpus to JSON lines, as `read --format jsonl` does, and print what that took.

    Arguments: READER or READER:DEVICE, CORPUS JOBS STARTED.
    """
    asked, corpus, jobs, started = sys.argv[1:]
    reader, _, device = asked.partition(":")
    choice = ReaderChoice(reader, device=device or Device.CPU)
    work = ReadAndRender(choice, Format.JSONL, with_text=True, width=DEFAULT_WIDTH, colour=False)
    outcomes = read_all(read_reports([corpus]), work, int(jobs))
    try:
        print(measure(_was_read(outcomes), float(started)).to_line())
    except AccordingtoError as error:
        sys.exit(str(error))


def _was_read(outcomes: Iterable[Outcome[Rendered | Fault]]) -> Iterator[bool]:
    for outcome in outcomes:
        yield isinstance(outcome, Done) and not isinstance(outcome.value, Fault)
