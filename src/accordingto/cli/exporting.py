"""A run of `export --to`: a folder written from a ledger, and a word on what is in it."""

from collections import Counter

from accordingto.api.exporting import ExportAsked, Exported, run_export
from accordingto.cli.exits import ExitCode
from accordingto.cli.progress import show_steps
from accordingto.cli.terminal import say
from accordingto.errors import FilterError
from accordingto.views.case_words import plural
from accordingto.views.visible import make_plain

_TOLD = 5
"""Reasons for which something was left out that are told on the terminal."""


def export_to(ledger: str, asked: ExportAsked, *, quiet: bool) -> ExitCode:
    """Write an export; errors of what was asked are told on standard error."""
    try:
        with show_steps("cases and reports gone through", is_wanted=not quiet) as step:
            made = run_export(ledger, asked, step)
    except FilterError as error:
        say(str(error))
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    if not quiet:
        _tell(asked, made)
    return ExitCode.ALL_READ


def _tell(asked: ExportAsked, made: Exported) -> None:
    what = "case" if asked.with_unreviewed else "reviewed case"
    files = ", ".join(made.files) if len(made.files) <= _TOLD else f"{len(made.files):,} files"
    say(f"{asked.folder}: {plural(made.cases, what)}; {files or 'no files'}, datapackage.json")
    if asked.with_unreviewed:
        say("records that no person stands for are in it, and marked as unreviewed")
    elif made.unreviewed:
        say(
            f"{plural(made.unreviewed, 'case')} that no person reviewed: not in it; "
            "--include-unreviewed adds what a machine found, marked so"
        )
    reasons = Counter(one.why for one in made.left_out).most_common()
    for why, count in reasons[:_TOLD]:
        say(f"left out {count:,}: {make_plain(why)}")
    if len(reasons) > _TOLD:
        say(f"left out for other reasons: see left_out.csv, {len(made.left_out):,} in all")
    if made.pending:
        say(
            f"not corroborated as they stand: {plural(made.pending, 'report')}; `accordingto "
            "corroborate --ledger` takes them up"
        )
