"""What people decided about a case, as its docket shows it to one who may see it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.api.case_grades import grade_history
from accordingto.corroboration.grading import PERSON
from accordingto.ledger.case_reviews import CaseReview
from accordingto.ledger.standing import Recorded
from accordingto.records.cases import Case
from accordingto.views.case_words import count_in_words
from accordingto.views.visible import make_plain
from accordingto.web.docket import Graded, GradeGiven, Progress
from accordingto.web.sessions import Preferences


@dataclass(frozen=True)
class CaseDecided:
    """Decisions about a case, and who looks at them."""

    review: CaseReview
    preferences: Preferences

    @property
    def sees_all(self) -> bool:
        """Tell whether the decisions of others are shown: a second reader decides first."""
        own = self.preferences.reviewer
        has_decided = any(one.judgement.reviewer == own for one in self.review.decisions)
        return has_decided or not self.preferences.is_blind

    def may_see(self, reviewer: str) -> bool:
        """Tell whether a decision of somebody is shown."""
        return self.sees_all or reviewer == self.preferences.reviewer

    def progress(self) -> Progress:
        """Return how far people are with it."""
        standing = self.review.standing
        return Progress(
            state=standing.state,
            assignee=standing.assignee,
            disputed=standing.disputed if self.sees_all else (),
            seen=",".join(one.hash for one in self.review.decisions),
        )

    def graded(self, connection: Connection, case: Case, hide: Callable[[str], str]) -> Graded:
        """Return what the rule suggests, and what people say."""
        suggested, standing = case.grade, self.review.standing
        history = grade_history(connection, case, self.review)
        given = [one for one in history.entries if one.by.startswith(PERSON)]
        shown = [one for one in given if self.may_see(one.by.removeprefix(PERSON))]
        return Graded(
            rule=suggested.rule,
            suggested=suggested.grade,
            reasons=tuple(map(make_plain, suggested.reasons)),
            flags=suggested.flags,
            voices=count_in_words(suggested.voices),
            given=tuple(
                GradeGiven(
                    reviewer=make_plain(one.by.removeprefix(PERSON)),
                    grade=one.grade,
                    why=hide("; ".join(one.reasons)),
                )
                for one in shown
            ),
            holds=standing.grade if len(shown) == len(given) else None,
            is_disputed="grade" in standing.disputed and len(shown) == len(given),
        )

    def notes(self) -> Iterator[Recorded]:
        """Yield the notes on it."""
        return (one for one in self.review.notes if self.may_see(one.judgement.reviewer))
