"""When a reviewer was last at work: what came in since the session before is new to them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from accordingto.ledger.decision_tables import decisions
from accordingto.ledger.look_tables import sessions
from accordingto.ledger.store_tables import readings

GAP = timedelta(hours=4)
"""Who does nothing for so long begins a new session."""
_OFTEN = timedelta(minutes=1)
"""How often it is noted that somebody is at work."""


@dataclass(frozen=True, slots=True)
class Session:
    """A reviewer's work without a long pause, and what there was before it."""

    reviewer: str
    began_at: str
    last_at: str
    since_reading: int = 0
    """Row of the last reading that was there when the session before ended."""
    since_decision: int = 0

    @property
    def is_first(self) -> bool:
        """Tell whether there was none before."""
        return not self.since_reading


def read_session(connection: Connection, reviewer: str, now: str) -> Session:
    """Return the session of a reviewer as it is, or as it would begin now; nothing is kept."""
    row = connection.execute(select(sessions).where(sessions.c.reviewer == reviewer)).first()
    if row is None:
        return Session(reviewer, now, now)
    if _apart(row.last_at, now) < GAP:
        known = row.since_reading, row.since_decision
        return Session(reviewer, row.began_at, row.last_at, *known)
    return Session(reviewer, now, now, row.reading, row.decision)


def is_due(connection: Connection, reviewer: str, now: str) -> bool:
    """Tell whether to note that a reviewer is at work; it was done a moment ago otherwise."""
    last = connection.scalar(select(sessions.c.last_at).where(sessions.c.reviewer == reviewer))
    return last is None or _apart(last, now) >= _OFTEN


def keep_session(connection: Connection, reviewer: str, now: str) -> Session:
    """Note that a reviewer is at work; a new session begins after a long pause."""
    session = read_session(connection, reviewer, now)
    row = {
        "began_at": session.began_at,
        "last_at": now,
        "since_reading": session.since_reading,
        "since_decision": session.since_decision,
        "reading": connection.scalar(select(func.max(readings.c.id))) or 0,
        "decision": connection.scalar(select(func.max(decisions.c.id))) or 0,
    }
    here = sessions.c.reviewer == reviewer
    if not connection.execute(update(sessions).where(here).values(row)).rowcount:
        connection.execute(insert(sessions).values(reviewer=reviewer, **row))
    return session


def _apart(earlier: str, later: str) -> timedelta:
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
