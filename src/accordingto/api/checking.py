"""The verb of a Python user who checks readings, or a ledger, against a reference dataset."""

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from accordingto.corroboration.check import check as check_all
from accordingto.corroboration.check_results import CheckResult
from accordingto.corroboration.check_subjects import Checked, subjects_of
from accordingto.corroboration.words import telling_words
from accordingto.errors import AccordingtoError, ConfigurationError
from accordingto.formats.reference_columns import parse_choice
from accordingto.formats.reference_files import ReferenceFile, read_reference
from accordingto.gazetteer.index import Gazetteer
from accordingto.ingest.readings import OnRefused, open_readings, read_readings
from accordingto.ledger.as_it_stands import load_touched, stand
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.readings import StoredReading, iterate_current
from accordingto.ledger.redaction import read_withheld
from accordingto.records.readings import Reading
from accordingto.views.privacy import Mask, mask_for, withhold_in

__all__ = ["Checking", "check"]

_LOG = logging.getLogger("accordingto")
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Checking:
    """A check, with the dataset that it was made against."""

    reference: ReferenceFile
    result: CheckResult
    readings: int
    """Readings that were compared."""


def check(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    readings: str | Path | None = None,
    *,
    against: str | Path,
    ledger: str | Path | None = None,
    dataset: str | None = None,
    columns: Mapping[str, str] | Iterable[str] = (),
    imprecise: bool = False,
    on_refused: OnRefused | None = None,
) -> Checking:
    """Compare the incidents of readings, or of a ledger as it stands, with a reference dataset.

    `readings` is JSONL as `read` writes it; `against` a CSV file of UCDP GED, ACLED or Airwars,
    whose columns are recognised unless `dataset` and `columns` (things and their headers) say
    otherwise. A reference is another reading, not the truth. Lines that are no readings are given
    to `on_refused`, or else logged, and so are bad rows; the rest is compared.

    Raises ConfigurationError unless either readings or a ledger is given, IngestError when a file
    cannot be read at all, StoreError when the ledger cannot be opened.
    """
    if (readings is None) is (ledger is None):
        raise ConfigurationError(
            "either readings or a ledger can be checked; expected one of them: READINGS.jsonl as "
            "`accordingto read --format jsonl` writes it, or --ledger"
        )
    said = (f"{k}={v}" for k, v in columns.items()) if isinstance(columns, Mapping) else columns
    choice = parse_choice(dataset, said)
    refuse = on_refused or _log_refused
    reference = read_reference(against, choice)
    for error in reference.refused:
        refuse(error)
    found = _of_ledger(ledger) if ledger is not None else _of_file(str(readings), refuse)
    by_reading = list(found)
    subjects = chain.from_iterable(by_reading)
    country_of = cache(_find_country)
    result = check_all(subjects, reference.events, country_of, with_imprecise=imprecise)
    return Checking(reference, result, len(by_reading))


def _of_file(path: str, refuse: OnRefused) -> Iterator[list[Checked]]:
    """Yield what each line of a file holds, the names that views withhold left out."""
    seen: Counter[str] = Counter()
    with open_readings(path, sys.stdin.buffer) as stream:
        for reading in read_readings(path, stream, refuse):
            seen[reading.id] += 1
            again = seen[reading.id]
            key = reading.id if again == 1 else f"{reading.id} ({again})"
            yield _hidden(reading, key, (mask_for(reading),))


def _of_ledger(where: str | Path) -> Iterator[list[Checked]]:
    with Ledger.open(where) as ledger, ledger.look() as connection:
        withheld = read_withheld(connection)
        everywhere = Mask.of(withheld.everywhere)
        for stored, reading in _standing(connection):
            own = Mask.of(withheld.by_text.get(reading.report.sha256, ()))
            key = f"{stored.reading.id} ({stored.publication[:8]})"
            yield _hidden(reading, key, (mask_for(reading), everywhere, own))


def _standing(connection: Connection) -> Iterator[tuple[StoredReading, Reading]]:
    """Yield current readings as people's decisions leave them."""
    batch: list[StoredReading] = []
    for stored in iterate_current(connection):
        batch.append(stored)
        if len(batch) == _AT_ONCE:
            yield from _stand(connection, batch)
            batch = []
    yield from _stand(connection, batch)


def _stand(
    connection: Connection, batch: list[StoredReading]
) -> Iterator[tuple[StoredReading, Reading]]:
    touched = load_touched(connection, [stored.id for stored in batch])
    for stored in batch:
        yield stored, stand(stored.reading, touched.get(stored.id, ())).reading


def _hidden(reading: Reading, key: str, masks: Iterable[Mask]) -> list[Checked]:
    """Return what is checked of a reading, with the names that views withhold left out."""
    subjects = list(subjects_of(reading, key))
    for mask in masks:
        if mask.names:
            subjects = [_without(subject, mask) for subject in subjects]
    return subjects


def _without(subject: Checked, mask: Mask) -> Checked:
    """Return what is checked without some names, in words that are shown or compared."""
    names = [" ".join(name) for several in mask.names.values() for name in several]
    hidden = withhold_in(subject, mask)
    return replace(hidden, words=subject.words - set(telling_words(" ".join(names))))


def _find_country(name: str) -> str | None:
    """Return the code of a country as a dataset names it."""
    places = Gazetteer.open().lookup(name)
    return next((place.country for place in places if place.feature == "country"), None)


def _log_refused(error: AccordingtoError) -> None:
    _LOG.warning("refused: %s", error)
