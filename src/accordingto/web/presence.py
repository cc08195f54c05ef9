"""That somebody is at work is noted when they act, so that "new since I was here" has a meaning."""

from accordingto.ledger.sessions import is_due, keep_session
from accordingto.web.desk import DeskHere, SessionHere


def note_presence(desk: DeskHere, session: SessionHere) -> None:
    """Note that a reviewer is at work, at most once a minute; looking alone leaves no trace."""
    reviewer, now = session.preferences.reviewer, desk.ledger.now()
    if not reviewer:
        return
    with desk.ledger.look() as connection:
        if not is_due(connection, reviewer, now):
            return
    with desk.ledger.change() as connection:
        keep_session(connection, reviewer, now)
