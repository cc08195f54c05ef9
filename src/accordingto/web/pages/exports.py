"""Exports: what is shown, as files; each stands in the ledger's log of exports."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from accordingto.ledger.listings import Listing
from accordingto.web.blind_reading import refuse_blind
from accordingto.web.desk import DeskHere, SessionHere
from accordingto.web.exporting import (
    ZIP,
    FormatOffered,
    check_form,
    export_archive,
    export_list,
    formats_offered,
    is_list,
)
from accordingto.web.narrowing import Narrowed, Word
from accordingto.web.refusals import RefusedError
from accordingto.web.views import Pages

PAGES = Pages("exports")


class ToExport(Narrowed):
    """What is taken out: the filters of every list, and cases by name."""

    case: list[Word] = Field([], max_length=1000, description="Codes of cases.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The forms in which what is asked for can be taken out."""

    pairs: list[tuple[str, str]]
    """What it is narrowed to, as a query."""
    lists: tuple[Listing, ...]
    formats: tuple[FormatOffered, ...]


@PAGES.view("/export", template="exports.html", summary="The forms in which one can take out")
def show_exports(asked: Annotated[ToExport, Query()]) -> Offered:
    """Return the forms there are."""
    asked.filters()
    return Offered(pairs=asked.pairs(), lists=tuple(Listing), formats=formats_offered())


@PAGES.download(
    "/export/{form}",
    summary="Take out a list (figures.csv, figures.json) or a format (cases, geojson) as a file",
    types=(ZIP, "text/csv; charset=utf-8", "application/json"),
)
def export(
    form: str, asked: Annotated[ToExport, Query()], desk: DeskHere, session: SessionHere
) -> StreamingResponse:
    """Give a file; names are withheld in it, and it stands in the log of exports."""
    refuse_blind(session.preferences, "an export shows")
    by = session.preferences.reviewer
    if is_list(form):
        if asked.case:
            raise RefusedError(422, f"{form} takes no case; expected a format, as in cases")
        made = export_list(desk.ledger, form, asked, by)
    else:
        check_form(form)
        made = export_archive(desk.ledger, form, asked, tuple(asked.case), by)
    headers = {"content-disposition": f'attachment; filename="{made.name}"'}
    return StreamingResponse(made.parts, media_type=made.media_type, headers=headers)
