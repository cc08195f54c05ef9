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
from accordingto.views.case_words import plural


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
        counts = ", ".join(plural(count, name.removesuffix("s")) for name, count in made.counts)
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
        "publication": made.publications,
        "arrival": made.arrivals,
        "reading": made.readings,
        "sheet": made.sheets,
        "decision": decided.added,
    }
    others = {
        "entries by hand": made.entries,
        "in quarantine": made.quarantined,
        "decisions on withheld names": made.withheld,
    }
    parts = [plural(count, noun) for noun, count in counts.items() if count]
    parts += [f"{name} {count:,}" for name, count in others.items() if count]
    told = ", ".join(parts) or "nothing"
    yield f"from {source} into {into}: {told}; known already: {plural(made.known, 'publication')}"
    if made.differing:
        yield (
            f"{plural(made.differing, 'reading')} by the same reader with something else in the "
            "other ledger; this ledger keeps its own"
        )
    if made.erased:
        yield f"names were erased from {plural(made.erased, 'publication')}, as they had been there"
    if made.left:
        yield (
            f"left there: {plural(made.left, 'publication')}; names were erased from just these "
            "texts here"
        )
    if decided.erased:
        decisions = plural(decided.erased, "decision")
        yield f"contents of {decisions} were erased there, and are erased here now"
    for reviewer, heads in decided.branches.items():
        yield (
            f"{reviewer}'s decisions come from {len(heads)} ledgers; the next one goes on from all"
        )
