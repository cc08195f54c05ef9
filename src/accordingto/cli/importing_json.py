"""A run of `import` of our own JSON: readings, or all of a ledger."""

from pathlib import Path

from accordingto.api.importing import import_json
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.errors import IngestError
from accordingto.views.case_words import plural
from accordingto.views.visible import make_plain


def take_json(path: Path, ledger: str, *, quiet: bool) -> ExitCode:
    """Take our own JSON in; tell on standard error what was not taken."""
    try:
        taken = import_json(ledger, path)
    except IngestError as error:
        say(f"refused: {error}")
        return ExitCode.NOTHING_READ
    for fault in taken.faults:
        say(f"refused: {make_plain(fault)}")
    if not quiet:
        say(
            f"{plural(taken.new, 'new reading')}, {taken.known:,} known already; "
            f"{plural(taken.decisions, 'new decision')}; {plural(taken.cases, 'new case')}"
        )
    if not taken.faults:
        return ExitCode.ALL_READ
    is_nothing = not (taken.new or taken.known or taken.decisions)
    return ExitCode.NOTHING_READ if is_nothing else ExitCode.SOME_REFUSED
