"""The verbs of a Python user who reads reports.

The first call loads the reader (about half a second); later ones use it again.
"""

import logging
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from accordingto.api.bound_readings import Reading
from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.engine.outcomes import Done
from accordingto.errors import AccordingtoError, IngestError
from accordingto.ingest.inputs import Given, Incoming, Skipped
from accordingto.ingest.mapping import NO_OPTIONS, TableOptions, load_mapping
from accordingto.ingest.readings import open_readings
from accordingto.ingest.readings import read_readings as read_lines
from accordingto.ingest.reports import read_reports
from accordingto.ingest.texts import clean_text
from accordingto.ingest.urls import open_fetch
from accordingto.records.schema import reading_schema
from accordingto.report import Report

__all__ = ["read", "read_file", "read_many", "read_readings", "schema"]

_LOG = logging.getLogger("accordingto")

OnRefused = Callable[[AccordingtoError], None]


def read(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    text: str,
    *,
    id: str | None = None,  # noqa: A002 -- the field's name
    title: str = "",
    published: str | None = None,
    publisher: str = "",
    reader: str = "network",
    triage: bool = False,
    min_confidence: float | None = None,
) -> Reading:
    """Read one report and return all that it says.

    The text is kept code point for code point, but for a byte order mark and the CR of CRLF.
    Without an id, the report gets the start of its text's hash. Raises ConfigurationError when the
    reader cannot be loaded; no text raises. With `triage` whoever may have been killed is told of,
    and `min_confidence` leaves out what is less likely right.

    >>> import accordingto
    >>> reading = accordingto.read("Shelling killed 12 people in Homs.", published="2016-09-24")
    >>> [(figure.state.value, figure.low) for figure in reading.figures]
    [('killed', 12)]
    """
    report = Report(
        id=id or "", text=clean_text(text), title=title, published=published, publisher=publisher
    )
    if id is None:
        report = replace(report, id=report.sha256[:16])
    choice = ReaderChoice(reader, triage=triage, min_confidence=min_confidence)
    return Reading(open_reader(choice).read(report))


def read_file(
    path: str | Path,
    *,
    published: str | None = None,
    publisher: str = "",
    reader: str = "network",
    triage: bool = False,
    min_confidence: float | None = None,
) -> Reading:
    """Read a file that holds one report.

    Raises IngestError when it cannot be read, or when it is a corpus of several reports.
    """
    inputs = iter(read_reports([str(path)], Given(published, publisher)))
    first, second = next(inputs, None), next(inputs, None)
    for item in (first, second):
        if isinstance(item, IngestError):
            raise item
    if not isinstance(first, Incoming) or second is not None:
        raise IngestError(
            "this is not one report; expected a file that holds one; "
            "use read_many for a corpus or a folder",
            path=str(path),
            code="several_reports",
        )
    choice = ReaderChoice(reader, triage=triage, min_confidence=min_confidence)
    return Reading(choice()(first))


def read_many(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    paths: Iterable[str | Path],
    *,
    jobs: int = 1,
    published: str | None = None,
    publisher: str = "",
    reader: str = "network",
    triage: bool = False,
    min_confidence: float | None = None,
    mapping: str | Path | None = None,
    fetch: bool = False,
    on_refused: OnRefused | None = None,
) -> Generator[Reading]:
    """Yield the readings of text files, corpora and folders, in order, one at a time.

    What cannot be read is given to `on_refused`, or else logged as a warning, and the rest is read.
    With several jobs (0: one a core) other processes read; a script that asks for them needs
    `if __name__ == "__main__":` around what it does. `mapping` is a file that says which column of
    a table is what, as `accordingto read --save-mapping` writes it. Addresses among the paths are
    fetched only with `fetch`.
    """
    tables = TableOptions(load_mapping(Path(mapping))) if mapping else NO_OPTIONS
    given = Given(published, publisher)
    fetch_url = open_fetch(is_wanted=fetch)
    choice = ReaderChoice(reader, triage=triage, min_confidence=min_confidence)
    items = read_reports([str(path) for path in paths], given, tables=tables, fetch=fetch_url)
    with closing(read_all(items, choice, jobs)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Done):
                yield Reading(outcome.value)
            elif isinstance(outcome, Skipped):
                _LOG.info("skipped %s: %s", outcome.path, outcome.reason)
            else:
                (on_refused or _log_refused)(outcome)


def read_readings(path: str | Path, *, on_refused: OnRefused | None = None) -> Generator[Reading]:
    """Yield the readings of a file that `accordingto read --format jsonl` wrote, one at a time.

    Lines that are no readings are given to `on_refused`, or else logged as a warning. Raises
    ConfigurationError when the file cannot be opened, or is no file of lines.
    """
    with open_readings(str(path), sys.stdin.buffer) as stream:
        yield from map(Reading, read_lines(str(path), stream, on_refused or _log_refused))


def schema() -> dict[str, object]:
    """Return the JSON Schema of a reading."""
    return reading_schema()


def _log_refused(error: AccordingtoError) -> None:
    _LOG.warning("refused: %s", error)
