"""A bar with rate and time left, on standard error, when somebody watches."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from accordingto.ingest.files import measure


class Advance(Protocol):
    """Moves the bar on by one report of so many bytes."""

    def __call__(self, size: int) -> None:
        """Move on."""
        ...


class Announce(Protocol):
    """Moves the bar on to the next run, and says which it is."""

    def __call__(self, name: str) -> None:
        """Move on."""
        ...


@contextmanager
def show_progress(paths: Sequence[str], *, is_wanted: bool) -> Iterator[Advance]:
    """Show how far the inputs were read; nothing at all when not wanted or nobody watches."""
    if not (is_wanted and sys.stderr.isatty()):
        yield _do_nothing
        return
    # Not loaded for a run that shows none: it takes a tenth of a second.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.fields[reports]:,} reports"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=measure(paths), reports=0, rate=0.0)
        reports = 0

        def advance(size: int) -> None:
            nonlocal reports
            reports += 1
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(task, advance=size, reports=reports, rate=reports / max(elapsed, 0.1))

        yield advance


@contextmanager
def show_runs(runs: int, *, is_wanted: bool) -> Iterator[Announce]:
    """Show which of so many runs goes on; nothing at all when not wanted or nobody watches."""
    if not (is_wanted and sys.stderr.isatty()):
        yield _say_nothing
        return
    from rich.console import Console  # noqa: PLC0415 -- as above
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("run {task.fields[run]} of {task.total:.0f}"),
        BarColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=runs, run=0, name="")
        run = 0

        def announce(name: str) -> None:
            nonlocal run
            run += 1
            bar.update(task, completed=run - 1, run=run, name=name)

        yield announce


@contextmanager
def show_steps(what: str, *, is_wanted: bool) -> Iterator[Callable[[], None]]:
    """Show how many of something were gone through; nothing when not wanted or nobody watches."""
    if not (is_wanted and sys.stderr.isatty()):
        yield _step_unseen
        return
    from rich.console import Console  # noqa: PLC0415 -- as above
    from rich.progress import Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.completed:,.0f}"), TextColumn(what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def step() -> None:
            bar.advance(task)

        yield step


def _step_unseen() -> None:
    pass


def _do_nothing(size: int) -> None:
    pass


def _say_nothing(name: str) -> None:
    pass
