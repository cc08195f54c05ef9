"""A run of `redact`: names withheld, shown again, or erased."""

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook import catch_up
from accordingto.errors import AccordingtoError, ConfigurationError, StoreError
from accordingto.ledger.erasing import Erased
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.private_persons import Rule
from accordingto.ledger.redaction import Decided, erase, finish_erasing, read_list, withhold
from accordingto.views.case_words import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactRun:
    """What a user asks for."""

    ledger: str
    names: tuple[str, ...]
    names_file: Path | None
    rules: tuple[str, ...]
    is_erasing: bool
    is_sure: bool
    is_showing: bool
    is_finishing: bool
    reviewer: str
    why: str
    quiet: bool


def run_redact(run: RedactRun) -> ExitCode:
    """Do what is asked for; what came of it is told on standard error."""
    try:
        decided = None if run.is_finishing else _decided(run)
        with Ledger.open(run.ledger, Opening.CHANGE) as ledger:
            told = _carry_out(ledger, run, decided)
    except StoreError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except AccordingtoError as error:
        say(str(error))
        return ExitCode.USAGE
    except KeyboardInterrupt:
        say("interrupted: `accordingto doctor` tells whether something is left to be done")
        return ExitCode.INTERRUPTED
    if not run.quiet:
        say(told)
    return ExitCode.ALL_READ


def _carry_out(ledger: Ledger, run: RedactRun, decided: Decided | None) -> str:
    if decided is None:
        was_pending = finish_erasing(ledger)
        return "the files are clear of what was erased" if was_pending else "nothing was left to do"
    if not run.is_erasing:
        now = withhold(ledger, decided, is_shown_again=run.is_showing)
        names = set(now.everywhere).union(*now.by_text.values())
        lifted = sorted(now.lifted.rules)
        shown = f"; shown by decision: {', '.join(lifted)}" if lifted else ""
        if now.lifted.names:
            shown += f"; shown by decision: {plural(len(now.lifted.names), 'name')}"
        return f"withheld now by decision: {plural(len(names), 'name')}{shown}"
    _ask(run)
    erased = erase(ledger, decided)
    catch_up(ledger)
    return _told(erased)


def _told(erased: Erased) -> str:
    if not (erased.texts or erased.blobs or erased.contents):
        return (
            "these names stand in no text, sheet or decision: check how they are spelt there; "
            "where they stood in an entry's source or in quarantine, they are gone"
        )
    return (
        f"erased: blackened in {plural(erased.texts, 'text')} of "
        f"{plural(erased.publications, 'publication')}; deleted: "
        f"{plural(erased.blobs, 'blob')} and contents of {plural(erased.contents, 'decision')}; "
        "backups and the files that came are yours to see to"
    )


def _decided(run: RedactRun) -> Decided:
    if run.is_erasing and run.is_showing:
        raise ConfigurationError("--erase and --show; expected one of them: what is erased is gone")
    listed = _read_list(run.names_file) if run.names_file else ()
    decided = Decided(
        names=(*run.names, *listed),
        rules=tuple(Rule(rule) for rule in run.rules),
        reviewer=run.reviewer,
        why=run.why,
    )
    decided.check()
    return decided


def _read_list(path: Path) -> tuple[str, ...]:
    try:
        names = tuple(read_list(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path}: it cannot be read ({error}); expected a text in UTF-8 with a name a line"
        ) from error
    if not names:
        raise ConfigurationError(f"{path}: no name in it; expected one a line")
    return names


def _ask(run: RedactRun) -> None:
    """Make sure of what cannot be undone; without a terminal to ask at, --yes is needed."""
    if run.is_sure:
        return
    if not sys.stdin.isatty():
        raise ConfigurationError("erasing cannot be undone; expected --yes to go on without asking")
    if not typer.confirm(f"Erase these names from {run.ledger} for good?", err=True):
        raise ConfigurationError("nothing was erased")
