"""A run of `doctor`: a line for each thing that was looked at."""

from collections.abc import Iterator

from accordingto.api.examining import examine
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.ledger.doctor import Finding, Health
from accordingto.views.visible import make_plain

_WIDTH = 16


def run_doctor(where: str, *, is_quick: bool, quiet: bool) -> ExitCode:
    """Print how a ledger is; tell on standard error how much has to be seen to."""
    faults = 0
    try:
        for finding in examine(where, is_quick=is_quick):
            faults += finding.health is Health.FAULT
            if finding.health is Health.FAULT or not quiet:
                print("\n".join(_lines(finding)), flush=True)
    except KeyboardInterrupt:
        say("interrupted: nothing can be said of what was not looked at")
        return ExitCode.INTERRUPTED
    if faults:
        say(f"{faults:,} to be seen to")
        return ExitCode.NOT_AS_KEPT
    return ExitCode.ALL_READ


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.health:<6}{finding.name:<{_WIDTH}}{make_plain(finding.told)}"
