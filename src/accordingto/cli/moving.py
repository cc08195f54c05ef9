"""Runs of `backup` and `merge`: ledgers copied, and brought together."""

from collections.abc import Iterator
from pathlib import Path

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook import catch_up_after_merge
from accordingto.errors import StoreError
from accordingto.ledger.backup import back_up
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.merging import Merged, merge


def run_backup(where: str, path: Path, *, force: bool, quiet: bool) -> ExitCode:
    """Copy a ledger; what came of it is told on standard error."""
    try:
        with Ledger.open(where) as ledger:
            made = back_up(ledger, path, replace=force)
    except StoreError as error:
        return _tell(error, str(path))
    except KeyboardInterrupt:
        say("interrupted: no copy was left there")
        return ExitCode.INTERRUPTED
    if not quiet:
        counts = ", ".join(f"{count:,} {name}" for name, count in made.counts)
        say(f"copied and verified: {made.path}, {made.size:,} bytes: {counts}")
        say(f"SHA-256 {made.sha256}")
    return ExitCode.ALL_READ


def run_merge(source: str, where: str, *, quiet: bool) -> ExitCode:
    """Add all of one ledger to another; what came over is told on standard error."""
    name = source
    try:
        with Ledger.open(source) as other, Ledger.open(where, Opening.MAKE) as ledger:
            name = other.name
            made = merge(ledger, other)
            catch_up_after_merge(ledger)
            into = ledger.name
    except StoreError as error:
        return _tell(error, name)
    except KeyboardInterrupt:
        say("interrupted: what came over until then is whole; merge again to finish")
        return ExitCode.INTERRUPTED
    if not quiet:
        for line in _lines(made, name, into):
            say(line)
    return ExitCode.ALL_READ


def _tell(error: StoreError, judged: str) -> ExitCode:
    say(str(error))
    is_damaged = error.code == "damaged" and error.ledger == judged
    return ExitCode.NOT_AS_KEPT if is_damaged else ExitCode.MISCONFIGURED


def _lines(made: Merged, source: str, into: str) -> Iterator[str]:
    decided = made.decisions
    counts = {
        "publications": made.publications,
        "arrivals": made.arrivals,
        "readings": made.readings,
        "entries by hand": made.entries,
        "sheets": made.sheets,
        "in quarantine": made.quarantined,
        "decisions": decided.added,
        "decisions on withheld names": made.withheld,
    }
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing"
    yield f"from {source} into {into}: {told}; {made.known:,} publications were known"
    if made.differing:
        yield (
            f"{made.differing:,} readings by the same reader say something else there; those of "
            "this ledger stay"
        )
    if made.erased:
        yield f"names were erased from {made.erased:,} publications, as they had been there"
    if made.left:
        yield (
            f"{made.left:,} publications were left there: names were erased from just these texts "
            "here"
        )
    if decided.erased:
        yield f"{decided.erased:,} contents of decisions were erased there, and are erased here now"
    for reviewer, heads in decided.branches.items():
        yield (
            f"{reviewer}'s decisions come from {len(heads)} ledgers; the next one goes on from all"
        )
