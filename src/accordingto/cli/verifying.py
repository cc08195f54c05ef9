"""A run of `verify`: all that a ledger holds, read again, and a word on what is wrong."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook_checks import CASES
from accordingto.errors import AccordingtoError, ConfigurationError
from accordingto.ledger.chain import Head
from accordingto.ledger.heads import parse_heads
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.verify import PARTS, count_parts, verify_ledger
from accordingto.views.case_words import plural


def run_verify(where: str, head: Path | None, *, find_all: bool, quiet: bool) -> ExitCode:
    """Verify a ledger; faults are told on standard error."""
    try:
        pinned = _read_heads(head) if head else ()
        with Ledger.open(where) as ledger:
            return _verify(ledger, pinned, find_all=find_all, quiet=quiet)
    except AccordingtoError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except KeyboardInterrupt:
        say("interrupted: nothing can be said of what was not read")
        return ExitCode.INTERRUPTED


def _verify(ledger: Ledger, pinned: tuple[Head, ...], *, find_all: bool, quiet: bool) -> ExitCode:
    found = 0
    with _bar(is_wanted=not quiet) as tell:
        for fault in verify_ledger(ledger, pinned, tell, [CASES]):
            found += 1
            say(f"not as it was kept: {fault}")
            if not find_all:
                break
    if found:
        if not quiet:
            say("go back to a backup, and compare" if find_all else "--all names all there is")
        return ExitCode.NOT_AS_KEPT
    if not quiet:
        with ledger.look() as connection:
            counts = ", ".join(
                plural(count, name.removesuffix("s")) for name, count in count_parts(connection)
            )
        against = f", against {plural(len(pinned), 'pinned head')}" if pinned else ""
        say(f"all is as it was kept in {ledger.name}: {counts}{against}")
    return ExitCode.ALL_READ


def _read_heads(path: Path) -> tuple[Head, ...]:
    try:
        return parse_heads(path.read_bytes(), str(path))
    except OSError as error:
        raise ConfigurationError(
            f"{path}: it cannot be opened ({error.strerror or error}); expected a file of heads; "
            "check the spelling and the permissions"
        ) from error


@contextmanager
def _bar(*, is_wanted: bool) -> Iterator[Callable[[str], None] | None]:
    """Show which part is read, when somebody watches."""
    if not (is_wanted and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("reading {task.description}"), BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(PARTS) + 2, completed=-1)

        def tell(part: str) -> None:
            bar.update(task, description=part, advance=1)

        yield tell
