"""The grades of a case: what people gave, beside what the rule suggests."""

from sqlalchemy import Connection

from accordingto.corroboration.grading import PERSON, regrade
from accordingto.ledger.case_logs import read_case_log
from accordingto.ledger.case_reviews import CaseReview, value_of
from accordingto.ledger.logs import Force
from accordingto.records.case_states import GRADE, CaseState
from accordingto.records.cases import Case
from accordingto.records.grades import Grade, GradeEntry, GradeHistory
from accordingto.records.judgements import Decision


def grade_history(connection: Connection, case: Case, review: CaseReview) -> GradeHistory:
    """Return the grades that people gave a case, by time, and the rule's suggestion.

    A grade that was taken back is not in it; one that gave way to another is. The suggestion comes
    first, as what is suggested now; on a published case none is added.
    """
    given = [
        line.entry
        for line in read_case_log(connection, case.id)
        if line.entry.judgement.decision is Decision.GRADE and line.force is not Force.UNDONE
    ]
    suggested = regrade(GradeHistory(), case.grade)
    entries = [
        GradeEntry(
            by=f"{PERSON}{one.judgement.reviewer}",
            grade=_grade(value_of(one.judgement.changes, GRADE)),
            reasons=(one.judgement.why,),
        )
        for one in sorted(given, key=lambda one: one.sort_key)
    ]
    return GradeHistory(
        entries=(*suggested.entries, *entries),
        is_published=review.standing.state is CaseState.PUBLISHED,
    )


def _grade(value: object) -> Grade | None:
    return Grade(value) if isinstance(value, str) else None
