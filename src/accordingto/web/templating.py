"""Templates: plain text in, HTML out; nothing that a report says is ever taken for markup."""

from functools import cache
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from accordingto import __version__
from accordingto.records.values import Category
from accordingto.views.html import spell_out
from accordingto.views.phrases import describe_value
from accordingto.web.desk import Desk, get_desk
from accordingto.web.navigation import NAVIGATION
from accordingto.web.reading_days import write_day
from accordingto.web.sessions import Session


def render(request: Request, template: str, *, view: object, status: int = 200) -> HTMLResponse:
    """Return a page: `template` with `view`, and what the frame of every page needs."""
    desk = get_desk(request)
    session: Session = request.state.session
    html = environment().get_template(template).render(view=view, **_frame(request, desk, session))
    return HTMLResponse(html, status_code=status)


def _frame(request: Request, desk: Desk, session: Session) -> dict[str, object]:
    preferences = session.preferences
    return {
        "navigation": NAVIGATION,
        "path": request.url.path,
        "query": request.url.query,
        "preferences": preferences,
        "csrf": session.csrf,
        "message": desk.sessions.take_message(session),
        "desk": desk,
        "version": __version__,
        "day": lambda value: write_day(value, preferences.days),
    }


@cache
def environment() -> Environment:
    """Return the environment of all templates; everything is escaped, and gaps are errors."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("accordingto.web"),
                PackageLoader("accordingto.views"),  # parts that its pages share
            ]
        ),
        autoescape=True,
        finalize=spell_out,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = lambda value: f"{value:,}"
    made.filters["plain"] = describe_value
    made.filters["category"] = lambda value: describe_value(Category(value))
    made.filters["query"] = lambda pairs: urlencode(pairs, doseq=True)
    return made
