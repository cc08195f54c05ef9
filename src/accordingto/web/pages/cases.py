"""The list of cases: what is new, what waits, what is contested most."""

from typing import Annotated

from fastapi import Query

from accordingto.web.case_list import CasesAsked, ListedCases, list_cases
from accordingto.web.desk import DeskHere, LookHere, SessionHere
from accordingto.web.views import Pages

PAGES = Pages("cases")


@PAGES.view("/cases", template="cases.html", summary="Cases, by state, assignee and what is new")
def show_cases(
    asked: Annotated[CasesAsked, Query()],
    desk: DeskHere,
    connection: LookHere,
    session: SessionHere,
) -> ListedCases:
    """Return a page of cases."""
    return list_cases(connection, asked, session.preferences, desk.ledger.now())
