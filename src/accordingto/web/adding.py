"""Reports brought to the desk: read, kept, linked into cases, and what became of each."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

from sqlalchemy import Connection, select

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.engine.adding import Added, ReadToKeep, Result, add_all
from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.engine.fetching import open_fetch_into
from accordingto.errors import AccordingtoError, IngestError, ReadingError
from accordingto.ingest.inputs import MOST_HELD, Given, Item, Skipped
from accordingto.ingest.pasted import Pasted, read_pasted
from accordingto.ingest.reports import read_reports
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.identities import identify
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.store_tables import current_readings, publications, readings
from accordingto.ledger.storing import News
from accordingto.views.visible import make_plain
from accordingto.views.withholding import Masks
from accordingto.web.drafts import ending_of, plain_name
from accordingto.web.jobs import Say

MOST_TOLD = 200
"""Reports of one job that are told of one by one; the others are counted."""
_TOLD = {
    News.NEW: "new",
    News.VERSION: "another version of a page that is here",
    News.READ_ANEW: "known, and read anew: with another title, day or publisher",
    News.KNOWN: "known already: nothing was changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedReport:
    """What became of one report that was brought."""

    news: str
    """`new`, `new version`, `read anew`, `known already`, `refused`, `failed` or `skipped`."""
    told: str
    """For a person: that, or why it was refused."""
    title: str
    """Of the report, or the name of its file; names withheld."""
    report: str = ""
    """Key of its publication; empty where nothing was kept."""
    cases: tuple[str, ...] = ()
    """Codes of the cases that it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingDone:
    """What became of all that was brought at once."""

    reports: tuple[AddedReport, ...]
    """The first of them."""
    counts: tuple[tuple[str, int], ...]
    """How many of each news, the most frequent first."""
    new_cases: int
    grown_cases: int

    @property
    def next(self) -> str:
        """Path to go on to: the docket, where one report tells of one case; else empty."""
        codes = {code for one in self.reports for code in one.cases}
        return f"/cases/{codes.pop()}" if len(self.reports) == len(codes) == 1 else ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, as a browser sent it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Adder:
    """Takes reports into one ledger."""

    ledger: Ledger
    reader: ReaderChoice
    may_fetch: bool = False

    def add_text(self, pasted: Pasted, say: Say) -> AddingDone:
        """Take in a text that was pasted."""
        return self._add([read_pasted(pasted)], Given(), say)

    def add_address(self, url: str, given: Given, say: Say) -> AddingDone:
        """Fetch an address and take in what it holds."""
        say(f"fetching {url}")
        fetch = open_fetch_into(self.ledger, is_wanted=self.may_fetch)
        return self._add(read_reports([url], given, fetch=fetch), given, say)

    def add_files(self, uploads: Sequence[Upload], given: Given, say: Say) -> AddingDone:
        """Take in files; each may hold many reports."""
        items = (item for upload in uploads for item in _items_of(upload, given))
        return self._add(items, given, say)

    def _add(self, items: Iterable[Item], given: Given, say: Say) -> AddingDone:
        if not is_loaded(self.reader):
            say("the reader is being loaded, which takes some seconds once")
        load_reader(self.reader)
        say("reading")
        results: list[Result] = []
        counts: dict[str, int] = {}
        with closing(add_all(items, self.ledger, ReadToKeep(self.reader), given=given)) as found:
            for number, result in enumerate(found, start=1):
                news = _news_of(result)
                counts[news] = counts.get(news, 0) + 1
                if len(results) < MOST_TOLD:
                    results.append(result)
                say(f"{number:,} read: {make_plain(_title_of(result))}")
        say("looking for the cases that it belongs to")
        settled = corroborate_pending(self.ledger)
        with self.ledger.look() as connection:
            told = tuple(_told(connection, results))
        by_count = sorted(counts.items(), key=lambda pair: -pair[1])
        return AddingDone(
            reports=told,
            counts=tuple(by_count),
            new_cases=settled.new,
            grown_cases=settled.grown,
        )


def _items_of(upload: Upload, given: Given) -> Iterator[Item]:
    """Yield what a file holds, by its own name and not by the place where it lies meanwhile."""
    with TemporaryDirectory(prefix="accordingto-") as folder:
        name = plain_name(upload.name)
        place = Path(folder) / f"{_stem_of(name)}{ending_of(upload.name)}"
        upload.path.replace(place)
        for item in read_reports([str(place)], given):
            if isinstance(item, IngestError):
                yield _refused_as(item, name, place)
            else:
                yield replace(item, path=name)


def _stem_of(name: str) -> str:
    """Return a name for a file that no system takes for anything else."""
    stem = name.removesuffix(ending_of(name)) if ending_of(name) else name
    kept = "".join(one if one.isalnum() or one in " ._-" else "_" for one in stem)
    return kept.strip(" .-")[:60] or "file"


def _refused_as(error: IngestError, name: str, place: Path) -> IngestError:
    told = IngestError(
        error.message.replace(str(place), name), path=name, line=error.line, code=error.code
    )
    if error.raw is not None:
        return told.holding(error.raw, error.media_type)
    # What is kept in quarantine is looked for by the path; here that is the user's, and not ours.
    whole = error.line is None and place.stat().st_size <= MOST_HELD
    return told.holding(place.read_bytes() if whole else b"", "")


def _news_of(result: Result) -> str:
    if isinstance(result, Added):
        return result.news.value
    if isinstance(result, Skipped):
        return "skipped"
    if isinstance(result, ReadingError):
        return "failed"
    return News.KNOWN.value if result.code == "duplicate" else "refused"


def _title_of(result: Result) -> str:
    return result.incoming.report.id if isinstance(result, Added) else result.path


def _told(connection: Connection, results: Sequence[Result]) -> Iterator[AddedReport]:
    masks = Masks(connection)
    for result in results:
        news = _news_of(result)
        if isinstance(result, Added):
            key, report = identify(result.incoming).key, result.incoming.report
            hide = masks.of_text(report.sha256).hide
            yield AddedReport(
                news=news,
                told=_TOLD[result.news],
                title=make_plain(hide(report.title or report.text[:80])),
                report=key,
                cases=codes_of(connection, key),
            )
        else:
            yield AddedReport(
                news=news, told=make_plain(_reason_of(result)), title=make_plain(result.path)
            )


def _reason_of(result: IngestError | ReadingError | Skipped) -> str:
    if isinstance(result, Skipped):
        return result.reason
    return result.message if result.line is None else f"line {result.line}: {result.message}"


def codes_of(connection: Connection, key: str) -> tuple[str, ...]:
    """Return the cases that a publication tells of, as it is read now."""
    asked = (
        select(case_accounts.c.code)
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .join(readings, readings.c.id == case_digests.c.reading_id)
        .join(current_readings, current_readings.c.reading_id == readings.c.id)
        .join(publications, publications.c.id == readings.c.publication_id)
        .where(publications.c.key == key)
        .order_by(case_accounts.c.start)
    )
    return tuple(dict.fromkeys(connection.scalars(asked)))


@dataclass(slots=True)
class _Loading:
    lock: Lock = field(default_factory=Lock)
    loaded: set[ReaderChoice] = field(default_factory=set)


_LOADING = _Loading()
"""Readers are loaded once a process, and by one thread."""


def is_loaded(choice: ReaderChoice) -> bool:
    """Tell whether a reader can begin at once."""
    return choice in _LOADING.loaded


def load_reader(choice: ReaderChoice) -> None:
    """Load a reader unless it is; raises ConfigurationError when that cannot be."""
    with _LOADING.lock:
        if choice not in _LOADING.loaded:
            open_reader(choice)
            _LOADING.loaded.add(choice)


def load_beforehand(choice: ReaderChoice) -> None:
    """Begin to load a reader, in a thread of its own, since somebody is about to need it."""
    if is_loaded(choice) or _LOADING.lock.locked():
        return

    def load() -> None:
        try:
            load_reader(choice)
        except AccordingtoError:  # told to who adds something
            return

    Thread(target=load, name="desk-reader", daemon=True).start()
