"""What a second reader is not shown before deciding: what others decided, and that they did."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, select

from accordingto.errors import FilterError
from accordingto.ledger.as_it_stands import load_touched, stand
from accordingto.ledger.case_outlines import Condition
from accordingto.ledger.case_tables import case_accounts, case_digests, case_outlines
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.filters import Filters
from accordingto.ledger.reviews import REVIEWED
from accordingto.ledger.shown import Shown
from accordingto.web.sessions import Preferences


def refuse_blind(who: Preferences, what: str) -> None:
    """Raise FilterError where somebody reads blind who asks for what others decided."""
    if who.is_blind:
        raise FilterError(
            f"{what} what others decided, and you read blind; expected an end to reading blind "
            "(under Settings), or another page"
        )


def check_review(filters: Filters, who: Preferences) -> Filters:
    """Return filters, unless one who reads blind asks for what others made of records by them.

    Raises FilterError.
    """
    if filters.review is not None:
        refuse_blind(who, f"the filter review={filters.review} shows")
    return filters


def seen_by(
    connection: Connection, reports: Sequence[tuple[int | None, Shown]], who: Preferences
) -> list[Shown]:
    """Return reports as somebody may see them, given with the rows of their readings."""
    if not who.is_blind:
        return [shown for _, shown in reports]
    touched = load_touched(connection, sorted({row for row, _ in reports if row is not None}))
    seen = []
    for row, shown in reports:
        if shown.standing is not None and row is not None:
            read = shown.standing.as_read or shown.standing.reading
            own = (one for one in touched.get(row, ()) if who.reviewer in one.review.reviewers)
            shown = replace(shown, standing=stand(read, own))  # noqa: PLW2901 -- as it is seen
        seen.append(shown)
    return seen


def own_cases(reviewer: str) -> Condition:
    """Return the condition for cases of which somebody accepted or corrected an account."""
    codes = (
        select(case_accounts.c.code)
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .join(
            reviews,
            (reviews.c.reading_id == case_digests.c.reading_id)
            & (reviews.c.record == case_accounts.c.record),
        )
        .where(*_own(reviewer))
    )
    return case_outlines.c.code.in_(codes)


def own_records(connection: Connection, records: Iterable[str], reviewer: str) -> set[str]:
    """Return which of some records somebody accepted or corrected, by their ids."""
    found: set[str] = set()
    for part in in_parts(sorted(records)):
        asked = select(reviews.c.record).where(reviews.c.record.in_(part), *_own(reviewer))
        found.update(connection.scalars(asked))
    return found


def _own(reviewer: str) -> tuple[ColumnElement[bool], ...]:
    name = json.dumps(reviewer, ensure_ascii=False)
    is_own = reviews.c.reviewers.contains(name, autoescape=True)
    return reviews.c.status.in_(sorted(REVIEWED)), is_own
