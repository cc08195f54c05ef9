"""A run of `import --reference`: a reference dataset kept in a ledger under its name."""

from pathlib import Path

from accordingto.api.references import import_reference
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.errors import IngestError

_TOLD = 10
"""Bad rows that are told one by one."""


def take_reference(
    path: Path, ledger: str, name: str | None, by: str | None, *, quiet: bool
) -> ExitCode:
    """Keep a file of UCDP GED, ACLED or Airwars; what came of it is told on standard error."""
    try:
        kept = import_reference(path, ledger, name=name or "", by=by)
    except IngestError as error:
        say(f"refused: {error}")
        return ExitCode.NOTHING_READ
    refused = kept.file.refused
    for fault in refused[:_TOLD]:
        say(f"refused: {fault}")
    if not quiet:
        state = f"version {kept.version}" if kept.is_new else f"as version {kept.version} has it"
        say(
            f"reference set {kept.name!r}, {state}: {kept.file.title}, "
            f"{_rows(len(kept.file.events))}; {kept.file.credit}"
        )
        if refused:
            say(f"{_rows(len(refused))} cannot be compared; the file is kept whole, with them")
        say(f"compare with it: accordingto check --ledger {ledger} --against {kept.name}")
    return ExitCode.SOME_REFUSED if refused else ExitCode.ALL_READ


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"
