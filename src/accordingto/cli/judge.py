"""`accordingto judge`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, QuietOption
from accordingto.records.judgements import Decision

EPILOG = """\b
Ids are those of records, as readings print them; the first digits will do where
no other id begins so. What undo takes is the entry of the log that is to be
undone, or a record for which one decision holds. Nothing is deleted: an undo is
a new entry, and can be undone.

\b
A correction names fields as the JSON of a record does. Words must stand in the
report; where they stand twice, say which by their offsets (63-72):
  --set low=12 --set high=null     --set source=residents
  --set place.country=SY           --set date_from=2024-03-07
  --set 'blame+=the army, accused, residents'
  --set blame-=0                   --set incident=3f8a

\b
For example:
  accordingto judge accept 3f8a12bc 91c0 --ledger war.ledger --reviewer Odd
  accordingto judge correct 3f8a12bc --set low=12 --why "the text has 12" \\
    --ledger war.ledger --reviewer Odd
  accordingto judge link 3f8a12bc 77ab01 --why "one strike" \\
    --ledger war.ledger --reviewer Odd
  accordingto judge undo 3f8a12bc --why "wrong report" \\
    --ledger war.ledger --reviewer Odd

\b
Exit codes:
  0    it is recorded
  2    it cannot be recorded as it was asked for; nothing was
  4    the ledger cannot be opened, or takes nothing"""

DecisionArgument = Annotated[
    Decision, typer.Argument(help="What is decided.", metavar="DECISION", show_default=False)
]
IdsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="Of records; two to link or unlink. For undo, of an entry or a record.",
        show_default=False,
    ),
]
ReviewerOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        envvar="ACCORDINGTO_REVIEWER",
        help="Who decides: a name, initials or a pseudonym. It stands in the log for good.",
        show_default=False,
    ),
]
WhyOption = Annotated[
    str,
    typer.Option(
        metavar="TEXT", help="The reason; only accept can do without.", show_default=False
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="Field to correct; += adds to a list, -= takes out by number, from 0. May be given "
        "several times.",
        show_default=False,
    ),
]
AsReadOption = Annotated[
    bool,
    typer.Option(
        "--as-read", help="Decide on the record as the reader has it, not as decisions left it."
    ),
]
PublicationOption = Annotated[
    str,
    typer.Option(
        metavar="KEY",
        help="Start of a publication's key, where one title stands over several texts.",
        show_default=False,
    ),
]


def judge(
    decision: DecisionArgument,
    ids: IdsArgument,
    ledger: LedgerOption,
    reviewer: ReviewerOption,
    why: WhyOption = "",
    assignments: SetOption = None,
    as_read: AsReadOption = False,
    publication: PublicationOption = "",
    quiet: QuietOption = False,
) -> None:
    """Record what a person decides about a record, or about a link between two.

    DECISION is accept, correct, reject, link, unlink, note or undo. All that is asked for is
    recorded, or nothing.
    """
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.judging import run_judge  # noqa: PLC0415
    from accordingto.ledger.judging import Asked  # noqa: PLC0415

    asked = Asked(
        decision=decision,
        ids=tuple(ids),
        reviewer=reviewer,
        time=datetime.now(UTC),
        why=why,
        assignments=tuple(assignments or ()),
        as_read=as_read,
        publication=publication,
    )
    lines = run_judge(ledger, asked)
    if not quiet:
        print("\n".join(lines))
