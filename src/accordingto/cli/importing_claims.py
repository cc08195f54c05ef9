"""A run of `import` of a claims sheet: what it decides, recorded or only shown."""

from collections.abc import Iterator
from pathlib import Path

from accordingto.api.claims import ClaimsTaken, import_claims
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.errors import IngestError, JudgementError
from accordingto.formats.claim_edits import Edit
from accordingto.views.case_words import plural
from accordingto.views.visible import make_plain

_SHORT = 12
"""Digits of a record's id that are shown."""


def take_claims(
    path: Path, ledger: str, by: str | None, *, is_dry_run: bool, quiet: bool
) -> ExitCode:
    """Record what a claims sheet decides; tell its faults on standard error."""
    if not by:
        say("a claims sheet holds decisions; expected --by NAME: who decides")
        return ExitCode.USAGE
    try:
        taken = import_claims(ledger, path, by=by, dry_run=is_dry_run)
    except IngestError as error:
        say(f"refused: {error}")
        return ExitCode.NOTHING_READ
    except JudgementError as error:
        say(str(error))
        return ExitCode.USAGE
    for fault in taken.faults:
        say(f"refused: {path}, {make_plain(fault)}")
    if is_dry_run or not quiet:
        for line in _lines(taken):
            print(line)
    if not quiet:
        _tell(taken, is_dry_run=is_dry_run)
    return ExitCode.SOME_REFUSED if taken.faults else ExitCode.ALL_READ


def _lines(taken: ClaimsTaken) -> Iterator[str]:
    for edit in taken.edits:
        case = edit.row.cell("case") or "no case"
        kind, _, record = edit.row.cell("record").partition("/")
        told = f"line {edit.row.line}, {kind} {record[:_SHORT]} ({case}): {edit.decision}"
        yield make_plain(told + "".join(_changes(edit)) + (f" -- {edit.why}" if edit.why else ""))


def _changes(edit: Edit) -> Iterator[str]:
    between = " "
    for one in edit.changed:
        before, after = (
            words.replace("\n", " | ") or "nothing" for words in (one.before, one.after)
        )
        yield f"{between}{one.column} {before} -> {after}"
        between = "; "


def _tell(taken: ClaimsTaken, *, is_dry_run: bool) -> None:
    what = plural(len(taken.edits), "decision")
    told = f"{what} would be recorded" if is_dry_run else f"{what} recorded"
    say(f"{plural(taken.rows, 'row')}: {told}" + (", nothing was" if is_dry_run else ""))
    if taken.already:
        say(f"{plural(taken.already, 'row')} decided already as you have it")
    if taken.since:
        say(
            f"{plural(taken.since, 'row')} without a decision, about which somebody decided since "
            "the sheet was written: left as they are"
        )
    if taken.faults:
        others = "would be taken in" if is_dry_run else "were taken in"
        say(f"{plural(len(taken.faults), 'row')} refused; all others {others}")
