"""A run of `add`: inputs in, a ledger that holds them, and a word on what became of each."""

import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from typing import BinaryIO, cast

from accordingto.cli.add_tally import AddTally
from accordingto.cli.exits import ExitCode
from accordingto.cli.keeping import ReadOrFail
from accordingto.cli.progress import show_progress
from accordingto.cli.tally import counted
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.engine.adding import Added, Result, add_all, foresee_all
from accordingto.engine.fetching import open_fetch_into
from accordingto.engine.limits import NO_LIMITS, Limits
from accordingto.engine.retrying import retry_all
from accordingto.errors import ConfigurationError, StoreError
from accordingto.ingest.inputs import STANDARD_INPUT, Given
from accordingto.ingest.mapping import NO_OPTIONS, TableOptions
from accordingto.ingest.recording import Recording, holding_input
from accordingto.ingest.reports import read_reports
from accordingto.ledger.case_rows import find_pending
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.quarantine import LARGEST, count_held

MANY = 300
"""Reports that take long enough to be linked that a word is said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRun:
    """What a user asked for."""

    sources: tuple[str, ...]
    ledger: str
    given: Given
    work: ReadOrFail
    jobs: int
    limits: Limits = NO_LIMITS
    is_dry_run: bool
    retry: bool
    quiet: bool
    tables: TableOptions = NO_OPTIONS
    fetch: bool = False
    corroborate: bool = True


def run_add(asked: AddRun) -> ExitCode:
    """Add all inputs to the ledger; errors are told on standard error."""
    if STANDARD_INPUT in asked.sources and sys.stdin.isatty() and not asked.quiet:
        say("reading what you type; end it with Ctrl-D on a line of its own")
    tally = AddTally(asked.quiet, ledger=asked.ledger, is_dry_run=asked.is_dry_run)
    was_interrupted, stopped = False, ""
    try:
        with _opened(asked) as ledger:
            tally.ledger = ledger.name if ledger else asked.ledger
            try:
                _add(asked, ledger, tally)
                if asked.corroborate and ledger is not None and not asked.is_dry_run:
                    _corroborate(ledger, tally)
            except KeyboardInterrupt:
                was_interrupted = True
            if ledger is not None:
                with ledger.look() as connection:
                    tally.held = count_held(connection)
    except (ConfigurationError, StoreError) as error:
        stopped = str(error)
    if not stopped or tally.news or tally.refused:
        tally.tell(was_interrupted=was_interrupted)
    if stopped:
        say(stopped)
        return ExitCode.MISCONFIGURED
    return ExitCode.INTERRUPTED if was_interrupted else tally.exit_code


def _add(asked: AddRun, ledger: Ledger | None, tally: AddTally) -> None:
    with (
        show_progress(asked.sources, is_wanted=not asked.quiet) as advance,
        closing(_results(asked, ledger)) as results,
    ):
        for result in results:
            tally.note(result)
            if isinstance(result, Added):
                advance(result.incoming.size)


def _corroborate(ledger: Ledger, tally: AddTally) -> None:
    """Link what came into cases; whatever happens here, the reports are kept."""
    with ledger.look() as connection:
        waiting = len(find_pending(connection).fresh)
    if waiting >= MANY and not tally.quiet:
        say(f"all is kept; looking for cases among {counted(waiting)}")
    try:
        tally.settled = corroborate_pending(ledger)
    except (KeyboardInterrupt, StoreError):
        say(
            "reports are kept, and not all of them were linked into cases; the next run of "
            "`add` does, or `accordingto corroborate --ledger`"
        )
        raise


def _results(asked: AddRun, ledger: Ledger | None) -> Generator[Result]:
    with Recording(sys.stdin.buffer, LARGEST) as recording:
        stdin = cast("BinaryIO", BufferedReader(recording))
        fetch = open_fetch_into(ledger, is_wanted=asked.fetch)
        again = retry_all(ledger, asked.tables, fetch) if asked.retry and ledger else ()
        new = read_reports(asked.sources, asked.given, stdin, asked.tables, fetch)
        items = chain(again, holding_input(new, recording))
        if asked.is_dry_run or ledger is None:
            yield from foresee_all(items, ledger)
        else:
            yield from add_all(
                items,
                ledger,
                asked.work,
                given=asked.given,
                jobs=asked.jobs,
                limits=asked.limits,
            )


@contextmanager
def _opened(asked: AddRun) -> Iterator[Ledger | None]:
    """Open the ledger; a dry run makes none, and changes none."""
    opening = Opening.MAKE
    if asked.is_dry_run or asked.retry:
        opening = Opening.LOOK if asked.is_dry_run else Opening.CHANGE
    try:
        ledger = Ledger.open(asked.ledger, opening)
    except StoreError as error:
        if asked.is_dry_run and error.code in {"not_found", "empty"}:
            yield None
            return
        raise
    with ledger:
        yield ledger
