"""`accordingto redact`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.forms import WhoseNames
from accordingto.cli.judge import ReviewerOption
from accordingto.cli.options import LedgerOption, QuietOption

EPILOG = """\b
Without --erase, nothing that is kept changes: the names are withheld where
words of the ledger are shown, until --show shows them again. A rule also holds
for reports that come later.

\b
Withheld without any decision: names of children, of detained people and of
survivors of sexual violence; names and exact places of hospitals, clinics and
shelters. --show with a rule or a name decides otherwise, and is kept with its
reason.

\b
With --erase they are gone for good: blackened in the texts where a whole name
stands, and in all that was made of them; the bytes that came with these are
deleted, and so are contents of decisions that hold a name. Tombstones keep the
hashes, and verify passes. Backups, and the files that the reports came from,
are yours to see to. The names themselves are kept nowhere.

\b
For example:
  accordingto redact --rule children --rule survivors --ledger war.ledger \\
    --reviewer Odd --why "policy of 2024"
  accordingto redact --show --name "Orn Hospital" --ledger war.ledger \\
    --reviewer Odd --why "its staff asked for it"
  accordingto redact --name "Ada Varn" --erase --ledger war.ledger \\
    --reviewer Odd --why "her family asked"
  accordingto redact --list names.txt --erase --yes --ledger war.ledger \\
    --reviewer Odd --why "asked for"
  accordingto redact --finish --ledger war.ledger

\b
Exit codes:
  0    it is done
  2    it cannot be done as it was asked for; nothing was
  4    the ledger cannot be opened, takes nothing, or is held open by others
  130  interrupted by Ctrl-C"""

NameOption = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME", help="A name; may be given several times.", show_default=False
    ),
]
ListOption = Annotated[
    Path | None,
    typer.Option(
        "--list", metavar="FILE", help="Names, one a line; # begins a note.", show_default=False
    ),
]
RuleOption = Annotated[
    list[WhoseNames] | None,
    typer.Option("--rule", help="Whose names; may be given several times.", show_default=False),
]
EraseOption = Annotated[bool, typer.Option("--erase", help="Take the names out for good.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Erase without asking.")]
ShowOption = Annotated[
    bool,
    typer.Option(
        "--show", help="Show these names, also what is withheld by itself; not what was erased."
    ),
]
FinishOption = Annotated[
    bool, typer.Option("--finish", help="Clear the files of what was erased, where that was cut.")
]
WhyOption = Annotated[
    str, typer.Option(metavar="TEXT", help="The reason, without the names.", show_default=False)
]


def redact(
    ledger: LedgerOption,
    names: NameOption = None,
    list_: ListOption = None,
    rules: RuleOption = None,
    erase: EraseOption = False,
    yes: YesOption = False,
    show: ShowOption = False,
    finish: FinishOption = False,
    reviewer: ReviewerOption = "",
    why: WhyOption = "",
    quiet: QuietOption = False,
) -> None:
    """Withhold names of private persons from all that is shown, or erase them for good."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.redacting import RedactRun, run_redact  # noqa: PLC0415

    asked = RedactRun(
        ledger=ledger,
        names=tuple(names or ()),
        names_file=list_,
        rules=tuple(rules or ()),
        is_erasing=erase,
        is_sure=yes,
        is_showing=show,
        is_finishing=finish,
        reviewer=reviewer,
        why=why,
        quiet=quiet,
    )
    raise typer.Exit(run_redact(asked))
