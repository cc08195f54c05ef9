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
from accordingto.corroboration.check_cases import by_day, cases_of
from accordingto.corroboration.check_results import CheckResult
from accordingto.corroboration.check_subjects import By, Checked, subjects_of
from accordingto.corroboration.codes import NO_CODES, Codes, Founder
from accordingto.corroboration.condensing import condense
from accordingto.corroboration.corroborating import corroborate
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.corroboration.ledger_digests import key_of, read_decided
from accordingto.corroboration.linking import NOTHING_DECIDED, Decided
from accordingto.corroboration.words import telling_words
from accordingto.errors import AccordingtoError, ConfigurationError, IngestError
from accordingto.formats.reference_columns import ColumnChoice, parse_choice
from accordingto.formats.reference_files import ReferenceFile, read_reference
from accordingto.gazetteer.index import Gazetteer
from accordingto.ingest.readings import OnRefused, open_readings, read_readings
from accordingto.ledger.as_it_stands import load_touched, stand
from accordingto.ledger.case_codes import read_codes
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.readings import StoredReading, iterate_current
from accordingto.ledger.redaction import read_withheld
from accordingto.ledger.reference_sets import find_reference, list_references, load_reference
from accordingto.records.cases import AccountRef
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
    by: str = By.CASE,
    on_refused: OnRefused | None = None,
) -> Checking:
    """Compare what readings, or a ledger as it stands, tell of with a reference dataset.

    By `case`, an event that several reports tell of is compared once, with all of them behind it;
    by `incident`, each report's account by itself.

    `readings` is JSONL as `read` writes it; `against` a CSV file of UCDP GED, ACLED or Airwars, or,
    with a ledger, the name of a reference set that was imported into it. Its columns are recognised
    unless `dataset` and `columns` (things and their headers) say otherwise. A reference is another
    reading, not the truth. Lines that are no readings are given to `on_refused`, or else logged,
    and so are bad rows; the rest is compared.

    Raises ConfigurationError unless either readings or a ledger is given, and when `by` is neither
    `case` nor `incident`; IngestError when a file cannot be read at all, StoreError when the ledger
    cannot be opened.
    """
    if (readings is None) is (ledger is None):
        raise ConfigurationError(
            "either readings or a ledger can be checked; expected one of them: READINGS.jsonl as "
            "`accordingto read --format jsonl` writes it, or --ledger"
        )
    said = (f"{k}={v}" for k, v in columns.items()) if isinstance(columns, Mapping) else columns
    if by not in {one.value for one in By}:
        raise ConfigurationError(f"by {by!r}: expected 'case' or 'incident'")
    choice = parse_choice(dataset, said)
    refuse = on_refused or _log_refused
    if ledger is None:
        reference = _refusing(read_reference(against, choice), refuse)
        source = _Source(_of_file(str(readings), refuse))
        return _check(reference, source, By(by), with_imprecise=imprecise)
    with Ledger.open(ledger) as opened, opened.look() as connection:
        reference = _refusing(_find_reference(connection, against, choice), refuse)
        return check_ledger(connection, reference, By(by), with_imprecise=imprecise)


def check_ledger(
    connection: Connection, reference: ReferenceFile, by: By, *, with_imprecise: bool = False
) -> Checking:
    """Compare what a ledger tells of, as it stands, with a reference dataset."""
    known = {code: Founder(*one) for code, one in read_codes(connection).items()}
    source = _Source(_of_ledger(connection), read_decided(connection), Codes(known))
    return _check(reference, source, by, with_imprecise=with_imprecise)


def _check(
    reference: ReferenceFile, source: "_Source", by: By, *, with_imprecise: bool
) -> Checking:
    subjects, count = _by_case(source) if by is By.CASE else _by_incident(source)
    country_of = cache(_find_country)
    result = check_all(subjects, reference.events, country_of, with_imprecise=with_imprecise)
    return Checking(reference, result, count)


def _find_reference(
    connection: Connection, against: str | Path, choice: ColumnChoice
) -> ReferenceFile:
    """Return a file, or else the ledger's reference set of that name."""
    stored = None if Path(against).exists() else find_reference(connection, str(against))
    if stored is not None:
        return load_reference(connection, stored, choice)
    try:
        return read_reference(against, choice)
    except IngestError as error:
        names = ", ".join(map(repr, list_references(connection)))
        if error.code != "not_there" or not names:
            raise
        raise IngestError(
            f"{error.message}; or the name of a reference set of the ledger: {names}",
            path=str(against),
            code="not_there",
        ) from error


def _refusing(reference: ReferenceFile, refuse: OnRefused) -> ReferenceFile:
    for error in reference.refused:
        refuse(error)
    return reference


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reading to be checked, by its key, with the names that views withhold."""

    key: ReportKey
    reading: Reading
    masks: tuple[Mask, ...]

    def subjects(self) -> list[Checked]:
        """Return what is checked of it."""
        return [_hidden(one, self.masks) for one in subjects_of(self.reading, self.key)]


@dataclass(frozen=True, slots=True)
class _Source:
    """What readings are checked, and what is known of their cases."""

    readings: Iterable[_Kept]
    decided: Decided = NOTHING_DECIDED
    codes: Codes = NO_CODES


def _by_incident(source: _Source) -> tuple[list[Checked], int]:
    """Return each report's incidents by themselves, and the number of readings."""
    by_reading = [kept.subjects() for kept in source.readings]
    return [*chain.from_iterable(by_reading)], len(by_reading)


def _by_case(source: _Source) -> tuple[list[Checked], int]:
    """Return cases, and the number of readings. The readings need not all be held."""
    subjects: dict[AccountRef, Checked] = {}
    masks: dict[ReportKey, tuple[Mask, ...]] = {}

    def condensed() -> Iterator[Digest]:
        for kept in source.readings:
            masks[kept.key] = kept.masks
            for one in kept.subjects():
                subjects[AccountRef(kept.key, one.id)] = one
            yield condense(kept.reading, kept.key)

    found = corroborate(condensed(), source.decided, source.codes)
    cases = cases_of(found, subjects)
    hidden = (_hidden(one, _masks_of(one, masks)) for one in cases)
    return sorted(hidden, key=by_day), len(found.digests)


def _masks_of(subject: Checked, masks: Mapping[ReportKey, tuple[Mask, ...]]) -> Iterator[Mask]:
    """Yield what any report of a case withholds: it is withheld in the words of the others too."""
    for report in subject.reports:
        yield from masks[report]


def _of_file(path: str, refuse: OnRefused) -> Iterator[_Kept]:
    seen: Counter[str] = Counter()
    with open_readings(path, sys.stdin.buffer) as stream:
        for reading in read_readings(path, stream, refuse):
            seen[reading.id] += 1
            again = seen[reading.id]
            key = reading.id if again == 1 else f"{reading.id}#{again}"
            yield _Kept(key, reading, _telling((mask_for(reading),)))


def _of_ledger(connection: Connection) -> Iterator[_Kept]:
    withheld = read_withheld(connection)
    everywhere = Mask.of(withheld.everywhere)
    for stored, reading in _standing(connection):
        own = Mask.of(withheld.by_text.get(reading.report.sha256, ()))
        yield _Kept(
            key_of(stored), reading, _telling((mask_for(reading, withheld.lifted), everywhere, own))
        )


def _telling(masks: Iterable[Mask]) -> tuple[Mask, ...]:
    return tuple(mask for mask in masks if mask.names)


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


def _hidden(subject: Checked, masks: Iterable[Mask]) -> Checked:
    """Return what is checked with the names that views withhold left out."""
    for mask in masks:
        subject = _without(subject, mask)
    return subject


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
