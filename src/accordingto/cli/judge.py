"""`accordingto judge`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, QuietOption
from accordingto.records.case_states import CaseState, is_code
from accordingto.records.judgements import ON_CASES, Decision

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
A case is named by its code, or the start of it, in place of a decision; link
makes two cases one, unlink parts incidents from the rest of a case:
  accordingto judge C-g5d1 --state published --ledger war.ledger --reviewer Odd
  accordingto judge link C-g5d1 C-0v5c --why "one strike" \\
    --ledger war.ledger --reviewer Odd
  accordingto judge unlink C-g5d1 77ab01 --why "another street" \\
    --ledger war.ledger --reviewer Odd

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

_ON_RECORDS = tuple(decision.value for decision in Decision if decision not in ON_CASES)


def _parse_decision(typed: str) -> str:
    if typed in _ON_RECORDS or is_code(typed):
        return typed
    known = ", ".join(f"'{one}'" for one in _ON_RECORDS)
    raise typer.BadParameter(f"'{typed}' is not one of {known}, and no code of a case.")


DecisionArgument = Annotated[
    str,
    typer.Argument(
        help="What is decided; or the code of a case, with --state, --assignee, --grade or --why.",
        metavar="DECISION",
        show_default=False,
        parser=_parse_decision,
    ),
]
IdsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
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
StateOption = Annotated[
    CaseState | None, typer.Option("--state", help="Of a case.", show_default=False)
]
AssigneeOption = Annotated[
    str | None,
    typer.Option(
        "--assignee",
        metavar="NAME",
        help="Who sees to a case; '' for nobody.",
        show_default=False,
    ),
]
GradeOption = Annotated[
    str | None,
    typer.Option(
        "--grade",
        metavar="GRADE",
        help="Of a case: weak, fair, contested, confirmed, discounted; '' for none. Needs --why.",
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
    ledger: LedgerOption,
    reviewer: ReviewerOption,
    ids: IdsArgument = None,
    why: WhyOption = "",
    assignments: SetOption = None,
    state: StateOption = None,
    assignee: AssigneeOption = None,
    grade: GradeOption = None,
    as_read: AsReadOption = False,
    publication: PublicationOption = "",
    quiet: QuietOption = False,
) -> None:
    """Record what a person decides about a record, a link between two, or a case.

    DECISION is accept, correct, reject, link, unlink, note or undo; or the code of a case. All
    that is asked for is recorded, or nothing.
    """
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.api.case_deciding import Person  # noqa: PLC0415
    from accordingto.cli.judging import AskedOfCase, run_judge, run_judge_case  # noqa: PLC0415
    from accordingto.ledger.judging import Asked  # noqa: PLC0415

    given = tuple(ids or ())
    time = datetime.now(UTC)
    if is_code(decision) or any(map(is_code, given)):
        of_case = AskedOfCase(
            codes=tuple(one for one in (decision, *given) if is_code(one)),
            link=None if is_code(decision) else Decision(decision),
            records=tuple(one for one in given if not is_code(one)),
            state=state,
            assignee=assignee,
            grade=grade,
            who=Person(reviewer=reviewer, time=time, why=why),
        )
        lines = run_judge_case(ledger, of_case)
    else:
        if (state, assignee, grade) != (None, None, None):
            raise typer.BadParameter("--state, --assignee and --grade go with the code of a case.")
        asked = Asked(
            decision=Decision(decision),
            ids=given,
            reviewer=reviewer,
            time=time,
            why=why,
            assignments=tuple(assignments or ()),
            as_read=as_read,
            publication=publication,
        )
        lines = run_judge(ledger, asked)
    if not quiet:
        print("\n".join(lines))
