"""Add: a text that is pasted, an address, files; what became of them."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import File, Form, UploadFile
from pydantic import Field

from accordingto.ingest.inputs import Given
from accordingto.ingest.pasted import Pasted
from accordingto.views.visible import make_plain
from accordingto.web.adding import Adder, AddingDone, Upload, is_loaded, load_beforehand
from accordingto.web.desk import Desk, DeskHere
from accordingto.web.jobs import Job, JobState, Say, Work
from accordingto.web.refusals import RefusedError
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("add")
MOST_FILES = 100
LONGEST_TEXT = 5_000_000
"""Characters of a text that is pasted."""
_Line = Annotated[str, Field(max_length=500)]
_Day = Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")]
_Files = Annotated[list[UploadFile], File(max_length=MOST_FILES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """Work that was given to the desk, in a list."""

    id: str
    title: str
    state: JobState
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """What can be added, and what was."""

    may_fetch: bool
    is_reader_loaded: bool
    today: date
    jobs: tuple[JobLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """One piece of work, and what came of it."""

    job: JobLine
    is_over: bool
    next: str
    """Path to go on to when it is over; empty where there is nothing more to see than here."""
    added: AddingDone | None


class PastedText(Body):
    """A text, and what is known of it."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    title: _Line = ""
    published: _Day = ""
    publisher: _Line = ""
    url: Annotated[str, Field(max_length=2000)] = ""


class Address(Body):
    """An address to be fetched."""

    url: str = Field(min_length=1, max_length=2000)
    published: _Day = ""
    publisher: _Line = ""


@PAGES.view("/add", template="add.html", summary="What can be added, and what was")
def show_add(desk: DeskHere) -> AddPage:
    """Return the forms, and the work that was given to the desk; the reader begins to load."""
    load_beforehand(desk.reader)
    return AddPage(
        may_fetch=desk.may_fetch,
        is_reader_loaded=is_loaded(desk.reader),
        today=date.fromisoformat(desk.ledger.now()[:10]),
        jobs=tuple(map(_line, desk.jobs.all())),
    )


@PAGES.action("/add/text", summary="Add a text that was pasted")
def add_text(desk: DeskHere, body: PastedText) -> Done:
    """Read a text and keep it, in the background."""
    pasted = Pasted(**body.model_dump())
    adder = _adder(desk)
    what = f"“{' '.join(body.title.split())[:60]}”" if body.title.strip() else "a text"
    return _started(desk, f"Add {what}", lambda say: adder.add_text(pasted, say))


@PAGES.action("/add/address", summary="Fetch an address, where the desk may, and add what it holds")
def add_address(desk: DeskHere, body: Address) -> Done:
    """Fetch an address, in the background. Raises RefusedError where nothing may be fetched."""
    if not desk.may_fetch:
        raise RefusedError(
            403,
            "nothing is fetched by this desk; expected one that was opened with --fetch "
            "(accordingto serve --fetch ...); or save the page, and bring the file",
        )
    adder, given = _adder(desk), Given(body.published or None, body.publisher)
    url = body.url.strip()
    if not url.lower().startswith(("http://", "https://")):  # else it would be a path here
        raise RefusedError(422, f"{url[:80]!r}: expected an address with https:// or http://")
    return _started(desk, f"Add {url[:200]}", lambda say: adder.add_address(url, given, say))


@PAGES.action("/add/files", summary="Add the reports in files (a form with files, not JSON)")
def add_files(
    desk: DeskHere,
    files: _Files,
    published: Annotated[_Day, Form()] = "",
    publisher: Annotated[_Line, Form()] = "",
) -> Done:
    """Read files and keep the reports in them, in the background."""
    named = [one for one in files if one.filename]
    if not named:
        raise RefusedError(422, "no file was chosen; expected one or more")
    folder = Path(mkdtemp(prefix="accordingto-"))  # goes when the work is done
    uploads = [_laid_down(one, folder / str(number)) for number, one in enumerate(named)]
    adder, given = _adder(desk), Given(published or None, publisher.strip())

    def work(say: Say) -> AddingDone:
        try:
            return adder.add_files(uploads, given, say)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    told = uploads[0].name if len(uploads) == 1 else f"{len(uploads)} files"
    return _started(desk, f"Add {told[:200]}", work)


@PAGES.view("/add/jobs/{job_id}", template="job.html", summary="How far some work is")
def show_job(job_id: str, desk: DeskHere) -> JobPage:
    """Return one piece of work. Raises RefusedError when there is none."""
    job = desk.jobs.find(job_id)
    added = job.result if isinstance(job.result, AddingDone) else None
    return JobPage(
        job=_line(job),
        is_over=job.state.is_over,
        next=added.next if added else "",
        added=added,
    )


def _line(job: Job) -> JobLine:
    return JobLine(id=job.id, title=job.title, state=job.state, told=job.told)


def _adder(desk: Desk) -> Adder:
    return Adder(ledger=desk.ledger, reader=desk.reader, may_fetch=desk.may_fetch)


def _started(desk: Desk, title: str, work: Work) -> Done:
    job = desk.jobs.start(make_plain(title), work)
    return Done(message="", next=f"/add/jobs/{job.id}")


def _laid_down(file: UploadFile, place: Path) -> Upload:
    with place.open("wb") as stream:
        shutil.copyfileobj(file.file, stream)
    return Upload(file.filename or "", place)
