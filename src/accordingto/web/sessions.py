"""Who is at the desk: one-time opening addresses, sessions and keys, in memory alone."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Lock

OPENING = "/open"
"""Path of the opening address."""
MOST_SESSIONS = 100
"""Browsers at one desk; the one that has been away longest is let go."""
MOST_TOKENS = 20


class Theme(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class DayForm(StrEnum):
    """How days are written for a reader."""

    DAY_FIRST = "day-first"
    """6 April 2024"""
    MONTH_FIRST = "month-first"
    """April 6, 2024"""
    ISO = "iso"
    """2024-04-06"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How somebody wants to read; nothing of it is kept beyond the session."""

    reviewer: str = ""
    """Who decides; empty until it is said, since it is given and never guessed."""
    theme: Theme = Theme.SYSTEM
    days: DayForm = DayForm.DAY_FIRST
    are_quotes_hidden: bool = False
    are_names_shown: bool = False
    """Names of private persons, which are masked otherwise."""
    is_blind: bool = False
    """Another reviewer's decisions are not shown before one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser at the desk."""

    id: str
    csrf: str
    """What a form must send back, so that no other site can post in its place."""
    preferences: Preferences = field(default_factory=Preferences)


class Sessions:
    """All browsers at one desk. Safe to use from several threads."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        """Begin with nobody; each browser begins with these preferences."""
        self._first = preferences or Preferences()
        self._lock = Lock()
        self._tokens: OrderedDict[str, None] = OrderedDict()
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._told: dict[str, str] = {}
        self.key = secrets.token_urlsafe(32)
        """What a program sends as a bearer, in place of a browser's cookie."""

    def make_token(self) -> str:
        """Return a token that opens the desk once."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._tokens[token] = None
            while len(self._tokens) > MOST_TOKENS:
                self._tokens.popitem(last=False)
        return token

    def open_with(self, token: str) -> Session | None:
        """Return a new session for a token, which opens nothing from then on; None for another."""
        with self._lock:
            known = next((one for one in self._tokens if secrets.compare_digest(one, token)), None)
            if known is None:
                return None
            del self._tokens[known]
            session = Session(
                id=secrets.token_urlsafe(32),
                csrf=secrets.token_urlsafe(32),
                preferences=self._first,
            )
            self._sessions[session.id] = session
            while len(self._sessions) > MOST_SESSIONS:
                gone, _ = self._sessions.popitem(last=False)
                self._told.pop(gone, None)
        return session

    def find(self, session_id: str) -> Session | None:
        """Return the session of a cookie, if it is one of ours."""
        with self._lock:
            session = self._sessions.get(session_id)
            if session is not None:
                self._sessions.move_to_end(session_id)
        return session

    def prefer(self, session: Session, preferences: Preferences) -> Session:
        """Change how somebody reads, and return the session as it is then."""
        changed = replace(session, preferences=preferences)
        with self._lock:
            if session.id in self._sessions:
                self._sessions[session.id] = changed
        return changed

    def tell(self, session: Session, message: str) -> None:
        """Keep a message for the next page of a session."""
        with self._lock:
            if session.id in self._sessions:
                self._told[session.id] = message

    def take_message(self, session: Session) -> str:
        """Return the message that is kept for a session, once."""
        with self._lock:
            return self._told.pop(session.id, "")

    def of_program(self, reviewer: str = "") -> Session:
        """Return a session for one request of a program; it has no cookie and no form."""
        return Session(id="", csrf="", preferences=replace(self._first, reviewer=reviewer))
