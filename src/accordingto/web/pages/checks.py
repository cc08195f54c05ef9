"""Check: cases beside a reference dataset: another reading of events, and not the truth."""

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import File, Form, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from accordingto.api.checking import Checking, check_ledger
from accordingto.corroboration.check_results import CheckResult
from accordingto.corroboration.check_subjects import By
from accordingto.errors import IngestError
from accordingto.formats.reference_columns import ColumnChoice
from accordingto.formats.reference_files import ReferenceFile, read_reference_bytes
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.reference_sets import (
    find_reference,
    list_references,
    load_reference,
    store_reference,
)
from accordingto.views import check_phrases
from accordingto.views.check_map import CheckMap, draw_map
from accordingto.views.check_page import LISTED
from accordingto.views.check_sheet import check_header, check_rows
from accordingto.views.visible import make_plain
from accordingto.web.desk import Desk, DeskHere, LookHere, SessionHere
from accordingto.web.drafts import plain_name
from accordingto.web.jobs import Job, JobState, Say, Work
from accordingto.web.refusals import RefusedError
from accordingto.web.views import Done, Pages

PAGES = Pages("check")
AT_ONCE = 50
"""Findings of a page."""
_MAPPED = 1000
"""Findings up to which the map shows all of them, and not those of the page alone."""
Cell = str | int | float | None


class AskedCheck(BaseModel):
    """What is compared with what."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    against: str = Field(
        default="", max_length=200, description="Name of a reference set of the ledger."
    )
    by: By = By.CASE
    imprecise: bool = Field(
        default=False, description="Rows known to the year or country only, too."
    )
    reverse: bool = Field(default=False, description="List the rows that no report mentions.")
    page: int = Field(default=1, ge=1, le=100_000)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a check, as the template takes it."""

    reference: ReferenceFile
    whole: CheckResult
    result: CheckResult
    map: CheckMap | None


class CheckPage(BaseModel):
    """The reference sets there are, and a check against one."""

    names: list[str]
    asked: AskedCheck
    job: str
    """Id of the work that compares; empty where nothing is compared, or all was."""
    told: str
    """How far that is."""
    credit: str
    counts: list[tuple[str, int]]
    """How many cases or incidents stand to the rows in which way."""
    pages: int
    columns: list[str]
    rows: list[list[Cell]]
    """The findings of this page."""
    _shown: Shown | None = PrivateAttr(None)

    @property
    def shown(self) -> Shown | None:
        """What the template takes."""
        return self._shown

    @property
    def phrases(self) -> object:
        """The words of a check."""
        return check_phrases

    @property
    def listed(self) -> int:
        """Rows of one finding that are shown."""
        return LISTED


@PAGES.view("/check", template="check.html", summary="Cases beside a reference dataset")
def show_check(
    asked: Annotated[AskedCheck, Query()], desk: DeskHere, connection: LookHere
) -> CheckPage:
    """Return a check; the first time that it is asked for, work begins on it.

    Raises RefusedError when there is no such reference set.
    """
    names = list_references(connection)
    if not asked.against:
        return _page(names, asked)
    if asked.against not in names:
        known = ", ".join(names) or "one that is brought first"
        told = f"there is no reference set {asked.against[:80]!r}; expected {known}"
        raise RefusedError(404, told)
    job = _find(desk, asked) or desk.jobs.start(_title(asked), _work(desk.ledger, asked))
    if job.state is JobState.FAILED:
        raise RefusedError(422, job.told)
    if not isinstance(job.result, Checking):
        return _page(names, asked).model_copy(update={"job": job.id, "told": job.told})
    return _result(names, asked, job.result)


@PAGES.action("/check/anew", summary="Compare again, with the ledger as it is now")
def check_anew(
    desk: DeskHere,
    against: Annotated[str, Form(max_length=200)],
    by: Annotated[By, Form()] = By.CASE,
    imprecise: Annotated[bool, Form()] = False,
) -> Done:
    """Begin a check anew."""
    asked = AskedCheck(against=against, by=by, imprecise=imprecise)
    desk.jobs.start(_title(asked), _work(desk.ledger, asked))
    return Done(message="", next=_path(asked))


@PAGES.action("/check/files", summary="Keep a reference dataset in the ledger (a form with a file)")
def bring_reference(
    desk: DeskHere,
    session: SessionHere,
    file: Annotated[UploadFile, File()],
    name: Annotated[str, Form(max_length=200)] = "",
) -> Done:
    """Keep a file of UCDP GED, ACLED or Airwars. Raises RefusedError when it is none."""
    if not file.filename:
        raise RefusedError(422, "no file was chosen; expected a CSV file of GED, ACLED or Airwars")
    shown = plain_name(file.filename)
    called = make_plain(name.strip()) or shown.rpartition(".")[0] or shown
    raw = file.file.read()
    try:
        read = read_reference_bytes(raw, shown, ColumnChoice())
    except IngestError as error:
        raise RefusedError(422, f"{shown}: {error.message}") from error
    by = session.preferences.reviewer or None
    with desk.ledger.change() as connection:
        store_reference(connection, called, raw, read, desk.ledger.now(), by)
    return Done(message=f"{called}: {read.title}, {read.credit}", next=_path_to(called))


def _work(ledger: Ledger, asked: AskedCheck) -> Work:
    def work(say: Say) -> Checking:
        say("comparing")
        with ledger.look() as connection:
            stored = find_reference(connection, asked.against)
            if stored is None:
                raise RefusedError(404, f"there is no reference set {asked.against!r} any more")
            reference = load_reference(connection, stored, ColumnChoice(), ledger.name)
            return check_ledger(connection, reference, asked.by, with_imprecise=asked.imprecise)

    return work


def _find(desk: Desk, asked: AskedCheck) -> Job | None:
    """Return the last work on such a check, whether it goes on or is over."""
    return next((one for one in desk.jobs.all() if one.title == _title(asked)), None)


def _title(asked: AskedCheck) -> str:
    rows = ", imprecise rows too" if asked.imprecise else ""
    return f"Check against {make_plain(asked.against)} by {asked.by}{rows}"


def _path_to(against: str) -> str:
    return _path(AskedCheck(against=against))


def _path(asked: AskedCheck) -> str:
    given = {"against": asked.against, "by": asked.by.value}
    if asked.imprecise:
        given["imprecise"] = "true"
    return f"/check?{urlencode(given)}"


def _page(names: list[str], asked: AskedCheck) -> CheckPage:
    return CheckPage(
        names=names,
        asked=asked,
        job="",
        told="",
        credit="",
        counts=[],
        pages=0,
        columns=[],
        rows=[],
    )


def _result(names: list[str], asked: AskedCheck, checking: Checking) -> CheckPage:
    whole = checking.result
    start = (asked.page - 1) * AT_ONCE
    part = replace(whole, findings=whole.findings[start : start + AT_ONCE])
    drawn = whole if len(whole.findings) <= _MAPPED else part
    page = _page(names, asked).model_copy(
        update={
            "credit": checking.reference.credit,
            "counts": check_phrases.describe_counts(whole),
            "pages": -(-len(whole.findings) // AT_ONCE),
            "columns": check_header(),
            "rows": list(check_rows(part)),
        }
    )
    page._shown = Shown(checking.reference, whole, part, draw_map(drawn))
    return page
