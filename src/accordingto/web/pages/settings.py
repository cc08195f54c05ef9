"""Settings: who decides, and how one wants to read. Nothing of it is kept beyond the session."""

from dataclasses import dataclass, replace

from pydantic import Field

from accordingto.records.judgements import LONGEST_NAME, check_reviewer
from accordingto.web.desk import DeskHere, SessionHere
from accordingto.web.sessions import OPENING, DayForm, Preferences, Theme
from accordingto.web.views import Body, Done, OwnPath, Pages

PAGES = Pages("settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How somebody reads, and what there is to choose."""

    preferences: Preferences
    themes: tuple[Theme, ...] = tuple(Theme)
    days: tuple[DayForm, ...] = tuple(DayForm)


class Wanted(Body):
    """How somebody wants to read."""

    reviewer: str = Field("", max_length=LONGEST_NAME)
    theme: Theme = Theme.SYSTEM
    days: DayForm = DayForm.DAY_FIRST
    are_quotes_hidden: bool = False
    are_names_shown: bool = False
    is_blind: bool = False
    next: OwnPath = "/settings"
    """Path of the page to go on with."""


@PAGES.view("/settings", template="settings.html", summary="Who decides, and how one reads")
def show_settings(session: SessionHere) -> Settings:
    """Return how this session reads."""
    return Settings(preferences=session.preferences)


@PAGES.action("/settings", summary="Say who decides, and how one reads")
def save_settings(desk: DeskHere, session: SessionHere, body: Wanted) -> Done:
    """Change how this session reads.

    Raises JudgementError for a name that cannot stand in a log.
    """
    reviewer = body.reviewer.strip()
    if reviewer:
        check_reviewer(reviewer)
    wanted = replace(
        session.preferences,
        reviewer=reviewer,
        theme=body.theme,
        days=body.days,
        are_quotes_hidden=body.are_quotes_hidden,
        are_names_shown=body.are_names_shown,
        is_blind=body.is_blind,
    )
    desk.sessions.prefer(session, wanted)
    return Done(message="Kept for as long as the desk is open.", next=body.next)


@PAGES.action("/settings/opening", summary="Make an address that lets another browser in, once")
def make_opening(desk: DeskHere) -> Done:
    """Return an address for another browser on this machine."""
    address = f"{OPENING}?token={desk.sessions.make_token()}"
    return Done(message=f"For another browser on this machine, once: {address}", next="/settings")
