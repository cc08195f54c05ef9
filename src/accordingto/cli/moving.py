"""Runs of `backup` and `merge`: ledgers copied, and brought together."""

from pathlib import Path

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.errors import StoreError
from accordingto.ledger.backup import back_up
from accordingto.ledger.ledger import Ledger


def run_backup(where: str, path: Path, *, force: bool, quiet: bool) -> ExitCode:
    """Copy a ledger; what came of it is told on standard error."""
    try:
        with Ledger.open(where) as ledger:
            made = back_up(ledger, path, replace=force)
    except StoreError as error:
        say(str(error))
        is_damaged = error.code == "damaged" and error.ledger == str(path)
        return ExitCode.NOT_AS_KEPT if is_damaged else ExitCode.MISCONFIGURED
    except KeyboardInterrupt:
        say("interrupted: no copy was left there")
        return ExitCode.INTERRUPTED
    if not quiet:
        counts = ", ".join(f"{count:,} {name}" for name, count in made.counts)
        say(f"copied and verified: {made.path}, {made.size:,} bytes: {counts}")
        say(f"SHA-256 {made.sha256}")
    return ExitCode.ALL_READ
