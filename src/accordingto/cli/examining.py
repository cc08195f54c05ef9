"""A run of `doctor`: a line for each thing that was looked at."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from accordingto import __version__
from accordingto.api.examining import examine
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import DoctorFormat
from accordingto.cli.terminal import say
from accordingto.ledger.doctor import Finding, Health
from accordingto.views.visible import make_plain

_WIDTH = 16


def run_doctor(where: str | None, form: DoctorFormat, *, is_quick: bool, quiet: bool) -> ExitCode:
    """Print how an installation or a ledger is; tell on standard error what has to be seen to."""
    found: list[Finding] = []
    try:
        for finding in examine(where, is_quick=is_quick):
            if finding.health is not Health.FAULT and quiet:
                continue
            found.append(finding)
            if form is DoctorFormat.TEXT:
                print("\n".join(_lines(finding)), flush=True)
    except KeyboardInterrupt:
        say("interrupted: nothing can be said of what was not looked at")
        return ExitCode.INTERRUPTED
    faults = sum(finding.health is Health.FAULT for finding in found)
    if form is DoctorFormat.JSON:
        told = {"version": __version__, "faults": faults}
        print(json.dumps(told | {"findings": [asdict(one) for one in found]}, indent=2))
    if faults:
        say(f"{faults:,} to be seen to")
        return ExitCode.NOT_AS_KEPT
    return ExitCode.ALL_READ


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.health:<6}{finding.name:<{_WIDTH}}{make_plain(finding.told)}"
