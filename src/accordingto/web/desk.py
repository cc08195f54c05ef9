"""What every page needs: the ledger, who is there, how the desk was opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from accordingto.corroboration.casebook import catch_up
from accordingto.engine.choices import ReaderChoice
from accordingto.errors import JudgementError
from accordingto.ledger.ledger import Ledger
from accordingto.web.drafts import Drafts
from accordingto.web.jobs import Jobs
from accordingto.web.sessions import Session, Sessions
from accordingto.web.settling import Settling


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open desk."""

    ledger: Ledger
    """Opened for changes, so that people can decide."""
    sessions: Sessions = field(default_factory=Sessions)
    jobs: Jobs = field(default_factory=Jobs)
    """Long work, one after the other."""
    settling: Settling = field(default_factory=Settling)
    """Lets cases follow decisions on records."""
    drafts: Drafts = field(default_factory=Drafts)
    """Files that were brought, and are not taken in yet."""
    reader: ReaderChoice = field(default_factory=ReaderChoice)
    """What reads a report that is added here."""
    may_fetch: bool = False
    """Addresses may be fetched; nothing is fetched otherwise."""
    is_demo: bool = False
    """The ledger holds an invented war, and is gone when the desk is closed."""
    folder: Path | None = None
    """Where files that the desk makes may lie; none are made otherwise."""

    def settle(self) -> None:
        """Let cases follow what was decided on records, without waiting for it."""
        self.settling.wake(lambda: catch_up(self.ledger))


def get_desk(request: Request) -> Desk:
    """Return the desk of a request."""
    desk: Desk = request.app.state.desk
    return desk


def get_session(request: Request) -> Session:
    """Return the session of a request; the guard lets none through without."""
    session: Session = request.state.session
    return session


def get_reviewer(session: Annotated[Session, Depends(get_session)]) -> str:
    """Return who decides. Raises JudgementError where nobody has said so."""
    if not session.preferences.reviewer:
        raise JudgementError(
            "nobody has said who decides; expected a name, initials or a pseudonym; say it under "
            "Settings, or in the header X-Reviewer"
        )
    return session.preferences.reviewer


def look(desk: Annotated[Desk, Depends(get_desk)]) -> Iterator[Connection]:
    """Give a connection that sees the ledger as it is now, for as long as a page is made."""
    with desk.ledger.look() as connection:
        yield connection


DeskHere = Annotated[Desk, Depends(get_desk)]
SessionHere = Annotated[Session, Depends(get_session)]
ReviewerHere = Annotated[str, Depends(get_reviewer)]
LookHere = Annotated[Connection, Depends(look)]
