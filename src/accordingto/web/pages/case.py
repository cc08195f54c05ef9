"""The docket of a case: what is claimed of it, side by side, and what people decide."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from accordingto.api.case_deciding import Person, decide_on_case, undo_reshaping
from accordingto.ledger.case_deciding import CaseIntent
from accordingto.ledger.looks import keep_look
from accordingto.records.case_states import CaseState
from accordingto.records.grades import Grade
from accordingto.records.judgements import LONGEST_NAME, LONGEST_WHY, Decision
from accordingto.views.phrases import describe_value
from accordingto.web.case_dossier import CaseDossier, make_case_dossier
from accordingto.web.case_paths import Code, CodeHere, case_path, find_code
from accordingto.web.desk import Desk, DeskHere, LookHere, ReviewerHere, SessionHere
from accordingto.web.docket import Docket
from accordingto.web.docket_making import make_docket
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("cases")
MOST_HASHES = 20_000
"""Characters of the hashes that a form sends back."""
_MOST_ENTRIES = 2_000


class CaseDecision(Body):
    """Something that a person decides about a case."""

    why: str = Field("", max_length=LONGEST_WHY)
    seen: str | None = Field(
        None,
        max_length=MOST_HASHES,
        description="Hashes of the decisions that the docket showed, commas between them, or - "
        "for none; refused if another decided meanwhile. Left out, that is not checked.",
    )


class StateWanted(CaseDecision):
    """How far people are with a case."""

    state: CaseState


class AssigneeWanted(CaseDecision):
    """Who sees to a case."""

    assignee: str = Field("", max_length=LONGEST_NAME, description="Empty for nobody.")


class GradeWanted(CaseDecision):
    """How well a case is supported, as a person sees it."""

    grade: Grade | Literal[""] = Field("", description="Empty to take back a grade.")


class NoteWanted(Body):
    """A note on a case."""

    why: str = Field(min_length=1, max_length=LONGEST_WHY)


class UndoWanted(Body):
    """What is taken back."""

    entries: list[str] = Field(min_length=1, max_length=_MOST_ENTRIES)
    """Hashes of entries of the log."""
    why: str = Field(min_length=1, max_length=LONGEST_WHY)


@PAGES.view(
    "/cases/{code}", template="case.html", summary="A case: who says what, and how far it is"
)
def show_case(
    code: CodeHere,
    connection: LookHere,
    session: SessionHere,
    whole: Annotated[bool, Query(description="All of a very large case.")] = False,
) -> Docket:
    """Return the docket of a case; a code that it had before leads to it."""
    return make_docket(connection, code, session.preferences, is_whole=whole)


@PAGES.view(
    "/cases/{code}/dossier", template="case_dossier.html", summary="A case's dossier, to be printed"
)
def show_dossier(
    code: CodeHere,
    connection: LookHere,
    session: SessionHere,
    reviewed: Annotated[bool, Query(description="Only what a person stands for.")] = False,
    whole: Annotated[bool, Query(description="All of a very large case.")] = False,
) -> CaseDossier:
    """Return the claims of a case with their chains of sources, archives and decisions."""
    return make_case_dossier(
        connection, code, session.preferences, only_reviewed=reviewed, is_whole=whole
    )


@PAGES.action("/cases/{code}/state", summary="Say how far people are with a case")
def set_state(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: StateWanted) -> Done:
    """Record the state of a case."""
    code = _decide(desk, code, _intent(Decision.STATE, reviewer, body, body.state.value))
    return Done(message=f"{code}: {describe_value(body.state)}.", next=case_path(code))


@PAGES.action("/cases/{code}/assignee", summary="Say who sees to a case")
def set_assignee(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: AssigneeWanted) -> Done:
    """Record who sees to a case; empty for nobody."""
    name = body.assignee.strip() or None
    code = _decide(desk, code, _intent(Decision.ASSIGN, reviewer, body, name))
    told = f"{code}: {name} sees to it." if name else f"{code}: nobody sees to it."
    return Done(message=told, next=case_path(code))


@PAGES.action("/cases/{code}/grade", summary="Grade a case, with a reason")
def set_grade(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: GradeWanted) -> Done:
    """Record a grade; the rule's suggestion stays beside it."""
    code = _decide(desk, code, _intent(Decision.GRADE, reviewer, body, body.grade or None))
    told = f"graded {body.grade}" if body.grade else "graded by nobody"
    return Done(message=f"{code}: {told}.", next=case_path(code))


@PAGES.action("/cases/{code}/note", summary="Write a note on a case")
def add_note(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: NoteWanted) -> Done:
    """Record a note."""
    intent = CaseIntent(
        decision=Decision.CASE_NOTE, reviewer=reviewer, time=datetime.now(UTC), why=body.why
    )
    code = _decide(desk, code, intent)
    return Done(message="The note is kept.", next=f"{case_path(code)}#notes")


@PAGES.action("/cases/{code}/seen", summary="Say that one has seen a case as it is now")
def mark_seen(desk: DeskHere, reviewer: ReviewerHere, code: Code) -> Done:
    """Note that somebody has seen a case: what comes later is new to them. No decision."""
    with desk.ledger.change() as connection:
        code = find_code(connection, code)
        keep_look(connection, reviewer, code, desk.ledger.now())
    return Done(message="Seen. What comes from now on is marked as new.", next=case_path(code))


@PAGES.action("/cases/{code}/undo", summary="Take back what was decided about a case")
def undo(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: UndoWanted) -> Done:
    """Take entries of the log back, all or none; the log keeps both."""
    who = Person(reviewer=reviewer, time=datetime.now(UTC), why=body.why)
    made = undo_reshaping(desk.ledger, body.entries, who)
    told = "Taken back; the log keeps both."
    if len(made) > 1:
        told = f"Taken back: {len(made)} entries of one act. The log keeps all."
    return Done(message=told, next=case_path(code))


def _intent(decision: Decision, reviewer: str, body: CaseDecision, value: str | None) -> CaseIntent:
    seen = None if body.seen is None else frozenset(body.seen.split(","))
    return CaseIntent(
        decision=decision,
        reviewer=reviewer,
        time=datetime.now(UTC),
        value=value,
        why=body.why,
        seen=seen,
    )


def _decide(desk: Desk, code: str, intent: CaseIntent) -> str:
    with desk.ledger.look() as connection:
        now = find_code(connection, code)
    decide_on_case(desk.ledger, now, intent)
    return now
