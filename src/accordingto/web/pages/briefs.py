"""Briefs: what happened in a period and an area, and who says so; to read, print, take out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response
from pydantic import Field

from accordingto.api.briefs import LISTINGS, BriefAsked, make_brief, render_brief
from accordingto.errors import FilterError
from accordingto.ledger.listing import count_rows
from accordingto.ledger.listings import ReviewFilter
from accordingto.views.brief import Brief
from accordingto.views.brief_words import left_out_of
from accordingto.web.blind_reading import refuse_blind
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.narrowing import Narrowed
from accordingto.web.views import Pages

PAGES = Pages("briefs")
MOST = 300
"""Records of a brief that is shown as a page; a longer one is taken out as a file."""
_TYPES = {"markdown": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8"}
_TAKEN = frozenset({"first_day", "last_day", "place", "country", "publisher", "review", "as_of"})


class AskedBrief(Narrowed):
    """The filters that a brief takes, and whether it tells what nobody reviewed."""

    include_unreviewed: bool = Field(False, description="Take in what a machine found.")

    def brief(self) -> BriefAsked:
        """Return what is asked for. Raises FilterError for filters that no brief takes."""
        given = self.model_dump(by_alias=False, exclude={"include_unreviewed"})
        odd = sorted(name for name, value in given.items() if value and name not in _TAKEN)
        if odd:
            raise FilterError(f"a brief takes no {odd[0]}; expected days, places, publishers")
        asked = self.asked()
        return BriefAsked(
            first_day=asked.first_day,
            last_day=asked.last_day,
            place=asked.place,
            country=asked.country,
            publisher=asked.publisher,
            as_of=asked.as_of,
            include_unreviewed=self.include_unreviewed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """A brief, or how much it would be."""

    asked: AskedBrief
    pairs: list[tuple[str, str]]
    brief: Brief | None
    """None where it is too long for a page."""
    records: int
    """That match."""
    most: int = MOST

    @property
    def left_out_of(self) -> Callable[..., Any]:
        """Tell what an entry leaves out; for the template."""
        return left_out_of


@PAGES.view("/brief", template="brief.html", summary="A situation brief")
def show_brief(
    asked: Annotated[AskedBrief, Query()], connection: LookHere, session: SessionHere
) -> BriefPage:
    """Return a brief of a period and an area. Raises FilterError for what cannot be meant."""
    refuse_blind(session.preferences, "a brief shows")
    wanted = asked.brief()
    review = None if asked.include_unreviewed else ReviewFilter.REVIEWED
    filters = asked.model_copy(update={"review": review or ""}).filters()
    records = sum(count_rows(connection, listing, filters) for listing in LISTINGS)
    return BriefPage(
        asked=asked,
        pairs=asked.pairs(),
        brief=make_brief(connection, wanted) if records <= MOST else None,
        records=records,
    )


@PAGES.download(
    "/brief/{form}",
    summary="A situation brief as one file: markdown, or html that needs nothing else",
    types=tuple(_TYPES.values()),
)
def take_brief(
    form: str,
    asked: Annotated[AskedBrief, Query()],
    connection: LookHere,
    session: SessionHere,
) -> Response:
    """Give a brief as a file, however long. Raises FilterError for another form."""
    refuse_blind(session.preferences, "a brief shows")
    made = render_brief(make_brief(connection, asked.brief()), form)
    name = "brief.html" if form == "html" else "brief.md"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    content = made.encode("utf-8", "backslashreplace")
    return Response(content, media_type=_TYPES[form], headers=headers)
