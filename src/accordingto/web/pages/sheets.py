"""Sheets: a table of cases of one's own, or decisions coming back; shown before they are kept."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import File, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from accordingto.ingest.headers import load_headers
from accordingto.ingest.mapping import DateOrder, TableKind
from accordingto.ledger.sheets import list_sheets
from accordingto.records.values import State, Who
from accordingto.views.visible import make_plain
from accordingto.web.desk import DeskHere, LookHere, ReviewerHere, SessionHere
from accordingto.web.refusals import RefusedError
from accordingto.web.sheets_in import (
    ClaimsPreview,
    FigureChosen,
    MappingChosen,
    SheetPreview,
    is_claims,
    keep_sheet,
    preview_sheet,
    take_decisions,
)
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("sheets")
_Name = Annotated[str, Field(max_length=500)]
_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKnown:
    """A sheet that is kept."""

    name: str
    version: int
    imported_by: str
    imported_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsPage:
    """The sheets that are kept."""

    sheets: tuple[SheetKnown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A sheet that was brought, as it would be kept: one of the two."""

    draft: str
    file: str
    own: SheetPreview | None
    claims: ClaimsPreview | None
    states: tuple[State, ...] = tuple(State)
    who: tuple[Who, ...] = tuple(Who)
    orders: tuple[DateOrder, ...] = tuple(DateOrder)


class Columns(BaseModel):
    """What the columns of a sheet are taken for, as the address says it; a guess without it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    thing: list[_Name] = Field([], max_length=_MOST, description="What columns are taken for.")
    column: list[_Name] = Field([], max_length=_MOST, description="Their names, in that order.")
    state: list[_Name] = Field([], max_length=_MOST, description="Harm that columns count.")
    who: list[_Name] = Field([], max_length=_MOST)
    low: list[_Name] = Field([], max_length=_MOST, description="Columns of least numbers.")
    high: list[_Name] = Field([], max_length=_MOST, description="Columns of most numbers.")
    dates: _Name = ""

    def chosen(self) -> MappingChosen | None:
        """Return it as a mapping; None where nothing is said. Raises RefusedError."""
        if not self.thing:
            return None
        try:
            pairs = tuple(zip(self.thing, self.column, strict=True))
            groups = zip(self.state, self.who, self.low, self.high, strict=True)
            figures = tuple(
                FigureChosen(state=State(state), who=Who(who or "unknown"), low=low, high=high)
                for state, who, low, high in groups
                if state
            )
            dates = DateOrder(self.dates) if self.dates else None
        except ValueError as error:
            raise RefusedError(422, f"the columns are not told as expected: {error}") from error
        unknown = [thing for thing, _ in pairs if thing not in load_headers()[TableKind.CASES]]
        if unknown:
            known = ", ".join(load_headers()[TableKind.CASES])
            raise RefusedError(422, f"thing {unknown[0][:50]!r}: expected one of {known}")
        return MappingChosen(columns=pairs, figures=figures, dates=dates)


class Keeping(Body):
    """A sheet that is to be kept as it was shown."""

    name: str = Field(min_length=1, max_length=200)
    mapping: str = Field(min_length=1, max_length=200_000)
    """TOML, as the page shows it."""


@PAGES.view("/add/sheet", template="sheets.html", summary="The sheets that are kept")
def show_sheets(connection: LookHere) -> SheetsPage:
    """Return them, the latest first."""
    kept = [
        SheetKnown(
            name=one.name,
            version=one.version,
            imported_by=one.imported_by or "",
            imported_at=one.imported_at,
        )
        for one in list_sheets(connection)
    ]
    return SheetsPage(sheets=tuple(kept[::-1][:100]))


@PAGES.action("/add/sheet", summary="Bring a sheet, to look at what would be kept (a form)")
def bring_sheet(desk: DeskHere, file: Annotated[UploadFile, File()]) -> Done:
    """Hold a file until it is confirmed; nothing of it is kept in the ledger."""
    if not file.filename:
        raise RefusedError(422, "no file was chosen; expected a sheet in CSV, TSV or XLSX")
    draft = desk.drafts.keep(file.filename, file.file.read())
    return Done(message="", next=f"/add/sheet/{draft.id}")


@PAGES.view("/add/sheet/{draft}", template="sheet.html", summary="A sheet as it would be kept")
def show_draft(
    draft: str, columns: Annotated[Columns, Query()], desk: DeskHere, session: SessionHere
) -> DraftPage:
    """Return what a sheet that was brought would become. Raises RefusedError."""
    held, chosen = desk.drafts.find(draft), columns.chosen()
    own, claims = None, None
    if is_claims(held):
        by = session.preferences.reviewer
        if not by:
            told = "a claims sheet holds decisions; say first, under Settings, who decides"
            raise RefusedError(422, told)
        claims = take_decisions(desk.ledger, held, by, dry_run=True)
    else:
        own = preview_sheet(held, chosen)
    return DraftPage(draft=held.id, file=held.name, own=own, claims=claims)


@PAGES.action("/add/sheet/{draft}/keep", summary="Keep a sheet as it was shown")
def keep_draft(draft: str, desk: DeskHere, session: SessionHere, body: Keeping) -> Done:
    """Keep a sheet of one's own. Raises RefusedError when it cannot be read so."""
    held = desk.drafts.find(draft)
    name = make_plain(body.name.strip())
    kept = keep_sheet(desk.ledger, held, name, body.mapping, session.preferences.reviewer)
    desk.drafts.drop(draft)
    state = "is kept" if kept.is_new else "has not changed since"
    told = f"{kept.rows:,} rows, {kept.cases:,} cases, {kept.claims:,} claims of people harmed"
    return Done(message=f"{name}, version {kept.version}, {state}: {told}.", next="/add/sheet")


@PAGES.action("/add/sheet/{draft}/decide", summary="Record what a claims sheet decides")
def decide_by_sheet(draft: str, desk: DeskHere, reviewer: ReviewerHere) -> Done:
    """Record decisions as they were shown. Raises RefusedError when it is no claims sheet."""
    held = desk.drafts.find(draft)
    taken = take_decisions(desk.ledger, held, reviewer, dry_run=False)
    desk.drafts.drop(draft)
    told = f"{len(taken.decided):,} decisions recorded; {len(taken.faults):,} rows refused."
    return Done(message=told, next="/add/sheet")
