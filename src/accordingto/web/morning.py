"""A recorder's morning: what came in since one was last here, and what waits, case by case."""

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from accordingto.ledger.case_reviews import NOTHING_DECIDED, CaseStanding, read_case_standings
from accordingto.ledger.case_tables import case_outlines
from accordingto.ledger.looks import SinceLook, find_newest
from accordingto.ledger.sessions import read_session
from accordingto.records.case_states import CaseState
from accordingto.records.values import Kind

MOST_NEW = 25
"""Cases that the first page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case with something new in it."""

    code: str
    kind: Kind
    """As most of its texts say."""
    first_day: str | None
    last_day: str | None
    place: str | None
    country: str | None
    killed: int | None
    """The largest lower bound that somebody gives; nobody's figure for the case."""
    reports: int
    """That tell of it and were not there when one last looked."""
    decisions: int
    """That others made since."""
    looked_at: str | None
    """When one last looked; None for never."""
    state: CaseState
    assignee: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many cases are in a state that somebody gave them."""

    state: CaseState
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What is new to somebody, and what waits."""

    since: str | None
    """When the session before ended; None for who was never here."""
    new: tuple[NewCase, ...]
    more: int
    """Further cases of which reports tell that came in."""
    states: tuple[StateCount, ...]
    mine: tuple[str, ...]
    """Codes of the cases that are assigned to them and not published."""
    disputed: tuple[str, ...]
    """Codes of the cases about which people decided at odds."""


def read_morning(connection: Connection, reviewer: str, now: str) -> Morning:
    """Return what is new to a reviewer, the latest first, and what waits for a person."""
    session = read_session(connection, reviewer, now)
    fresh, more = find_newest(connection, reviewer, session, MOST_NEW)
    standings = read_case_standings(connection)
    states = Counter(standing.state for standing in standings.values())
    return Morning(
        since=None if session.is_first else session.last_at,
        new=_new_cases(connection, fresh, standings),
        more=more,
        states=tuple(StateCount(state=one, cases=states[one]) for one in CaseState if states[one]),
        mine=tuple(code for code, one in standings.items() if _is_for(one, reviewer)),
        disputed=tuple(code for code, one in standings.items() if one.disputed),
    )


def without_others(morning: Morning) -> Morning:
    """Return the same without what others decided, for one who reads blind."""
    new = tuple(replace(one, decisions=0) for one in morning.new)
    return replace(morning, new=new, disputed=())


def _is_for(standing: CaseStanding, reviewer: str) -> bool:
    is_theirs = bool(reviewer) and standing.assignee == reviewer
    return is_theirs and standing.state is not CaseState.PUBLISHED


def _new_cases(
    connection: Connection, fresh: dict[str, SinceLook], standings: dict[str, CaseStanding]
) -> tuple[NewCase, ...]:
    asked = select(case_outlines).where(case_outlines.c.code.in_(fresh))
    outlines = {row.code: row for row in connection.execute(asked)}
    return tuple(
        NewCase(
            code=code,
            kind=Kind(row.kind),
            first_day=row.first_day,
            last_day=row.last_day,
            place=row.place,
            country=row.country,
            killed=row.killed,
            reports=len(since.texts),
            decisions=len(since.decisions),
            looked_at=since.looked_at,
            state=(standing := standings.get(code, NOTHING_DECIDED)).state,
            assignee=standing.assignee,
        )
        for code, since in fresh.items()
        if (row := outlines.get(code)) is not None
    )
