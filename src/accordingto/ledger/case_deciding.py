"""Decisions on cases: how far people are with one, who sees to it, its grade, and notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from accordingto.errors import JudgementError, OvertakenError
from accordingto.ledger.case_codes import Founder, read_codes_of
from accordingto.ledger.case_reviews import (
    CaseReview,
    read_case_reviews,
    refresh_case_reviews,
    value_of,
)
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.decisions import add_judgement
from accordingto.ledger.record_tables import incidents
from accordingto.ledger.standing import Recorded
from accordingto.records.case_states import ASPECTS, MADE_OF, STATE
from accordingto.records.judgements import ON_CASES, Change, Decision, Judgement, Target
from accordingto.records.kinds import RecordKind

NEEDS_WHY = frozenset({Decision.GRADE, Decision.CASE_NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIntent:
    """What a person wants to say of a case, and who says it when."""

    decision: Decision
    """`state`, `assign`, `grade` or `case_note`."""
    reviewer: str
    time: datetime
    value: str | None = None
    """The state, the assignee or the grade; None for nobody and no grade."""
    why: str = ""
    seen: frozenset[str] | None = None
    """Hashes of the decisions that its reviewer saw; None when that is not to be checked."""


def decide_case(connection: Connection, code: str, intent: CaseIntent) -> Recorded:
    """Record what a person decides about a case, by the code that it has now.

    Raises JudgementError when there is no such case, when a grade or a note comes without a reason,
    and OvertakenError when another decided on the same meanwhile.
    """
    _check(intent)
    founders = founders_of(connection, code)
    if not founders:
        raise JudgementError(f"no report tells of a case {code}; expected the code of one")
    review = read_case_reviews(connection, [code])[code]
    aspect = ASPECTS.get(intent.decision.value)
    standing = review.of(aspect) if aspect else ()
    _check_overtaken(intent, standing)
    entry = add_judgement(
        connection,
        Judgement(
            decision=intent.decision,
            targets=tuple(_targets(connection, founders)),
            reviewer=intent.reviewer,
            time=intent.time,
            why=intent.why.strip(),
            changes=tuple(_changes(connection, code, intent, aspect)),
            supersedes=tuple(_superseded(intent, review, aspect)),
        ),
    )
    for text in {target.sha256 for target in entry.judgement.targets}:
        refresh_case_reviews(connection, text)
    return entry


def founders_of(connection: Connection, code: str) -> dict[str, Founder]:
    """Return the codes that lead to a case, its own first, with the words they were minted for."""
    accounts = set(accounts_of(connection, code))
    known = read_codes_of(connection, {text for text, _ in accounts})
    held = {one: founder for one, founder in known.items() if founder in accounts}
    return {code: held[code], **held} if code in held else {}


def accounts_of(connection: Connection, code: str) -> list[Founder]:
    """Return the accounts of a case: the hash of each one's text, and where in it it begins."""
    asked = (
        select(case_digests.c.text_sha256, case_accounts.c.start)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .where(case_accounts.c.code == code)
        .distinct()
        .order_by(case_digests.c.text_sha256, case_accounts.c.start)
    )
    return [(row.text_sha256, row.start) for row in connection.execute(asked)]


def place_of_account(connection: Connection, reading_id: int, record: str) -> Founder:
    """Return which account an incident of a reading is: the hash of its text, and where it begins.

    Raises JudgementError where it is in no case.
    """
    asked = (
        select(case_digests.c.text_sha256, case_accounts.c.start)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .where(case_digests.c.reading_id == reading_id, case_accounts.c.record == record)
    )
    row = connection.execute(asked).first()
    if row is None:
        raise JudgementError(f"{record} is in no case; expected the id of an incident")
    return row.text_sha256, row.start


def _check(intent: CaseIntent) -> None:
    if intent.decision not in ON_CASES:
        known = ", ".join(sorted(ON_CASES))
        raise JudgementError(f"{intent.decision} of a case; expected one of {known}")
    if intent.decision in NEEDS_WHY and not intent.why.strip():
        raise JudgementError(f"{intent.decision} without a reason; expected one: --why TEXT")


def _check_overtaken(intent: CaseIntent, standing: tuple[Recorded, ...]) -> None:
    if intent.seen is None:
        return
    unseen = tuple(one for one in standing if one.hash not in intent.seen)
    if unseen:
        told = unseen[-1].judgement
        raise OvertakenError(
            f"{told.reviewer} decided on it meanwhile ({_told(unseen[-1])}); expected a look at "
            "that first; nothing was recorded",
            tuple(one.hash for one in unseen),
        )


def _told(entry: Recorded) -> str:
    made = entry.judgement
    return f"{made.decision}: {value_of(made.changes, ASPECTS.get(made.decision.value, ''))}"


def _targets(connection: Connection, founders: dict[str, Founder]) -> Iterator[Target]:
    for text, start in dict.fromkeys(founders.values()):
        end = _end_of(connection, text, start)
        yield Target(sha256=text, kind=RecordKind.INCIDENT, start=start, end=end)


def _end_of(connection: Connection, text: str, start: int) -> int:
    """Return where the words end that begin there; their start, where a decision keeps them."""
    asked = (
        select(incidents.c.span_end)
        .join(case_digests, case_digests.c.reading_id == incidents.c.reading_id)
        .where(case_digests.c.text_sha256 == text, incidents.c.span_start == start)
    )
    found = connection.scalars(asked.order_by(incidents.c.id)).first()
    return start if found is None else found


def _changes(
    connection: Connection, code: str, intent: CaseIntent, aspect: str | None
) -> Iterator[Change]:
    if aspect is None:
        return
    yield Change(field=aspect, value=intent.value)
    if aspect == STATE:
        accounts = accounts_of(connection, code)
        yield Change(field=MADE_OF, value=[[text, start] for text, start in accounts])


def _superseded(intent: CaseIntent, review: CaseReview, aspect: str | None) -> Iterator[str]:
    """Yield the decisions whose place it takes; another's that says the same stays beside it."""
    for entry in review.of(aspect) if aspect else ():
        made = entry.judgement
        says_same = value_of(made.changes, aspect or "") == intent.value
        if not says_same or made.reviewer == intent.reviewer:
            yield entry.hash
