"""Checks of readings: their bytes, their words in the text, the rows made of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, func, select

from accordingto.errors import AccordingtoError
from accordingto.ledger.blobs import DamagedBytes, unpack
from accordingto.ledger.checks import Fault
from accordingto.ledger.exploding import explode
from accordingto.ledger.plain import storable
from accordingto.ledger.readings import facts_of, reading_bytes
from accordingto.ledger.record_tables import RECORD_TABLES
from accordingto.ledger.rows import PART, stream
from accordingto.ledger.store_tables import (
    arrivals,
    blobs,
    current_readings,
    publications,
    readings,
    texts,
)
from accordingto.records.changes import mentions_in
from accordingto.records.codec import from_json
from accordingto.records.readings import Reading

_ASKED = (
    select(
        readings,
        publications.c.key,
        publications.c.text_id.label("publication_text_id"),
        arrivals.c.publication_id.label("arrival_publication_id"),
        arrivals.c.head_sha256.label("arrival_head"),
        arrivals.c.title,
        arrivals.c.published,
        arrivals.c.publisher,
        texts.c.sha256.label("text_sha256"),
        texts.c.text,
        blobs.c.packing,
        blobs.c.bytes,
        blobs.c.size,
    )
    .join_from(readings, publications, publications.c.id == readings.c.publication_id)
    .join(arrivals, arrivals.c.id == readings.c.arrival_id)
    .join(texts, texts.c.id == readings.c.text_id)
    .join(blobs, blobs.c.id == readings.c.blob_id)
    .order_by(readings.c.id)
)


def check_readings(connection: Connection) -> Iterator[Fault]:
    """Yield readings, words and rows that are not what they were; each reading's first fault.

    A reading that was erased has no rows; its bytes are accounted for among the blobs.
    """
    part: list[RowMapping] = []
    for row in stream(connection, _ASKED):
        part.append(row)
        if len(part) == PART:
            yield from _check_part(connection, part)
            part = []
    yield from _check_part(connection, part)


def check_current(connection: Connection) -> Iterator[Fault]:
    """Yield publications whose current reading is missing, or is another's."""
    joined = current_readings.join(readings, readings.c.id == current_readings.c.reading_id)
    asked = (
        select(publications.c.key)
        .select_from(joined.join(publications, publications.c.id == readings.c.publication_id))
        .where(readings.c.publication_id != current_readings.c.publication_id)
    )
    for row in connection.execute(asked):
        yield Fault("publication", row.key, "its reading is the current one of another")
    has_reading = select(readings.c.publication_id).distinct()
    has_current = select(current_readings.c.publication_id)
    lost = (
        select(publications.c.key)
        .where(publications.c.id.in_(has_reading), publications.c.id.not_in(has_current))
        .order_by(publications.c.id)
    )
    for row in connection.execute(lost):
        yield Fault("publication", row.key, "none of its readings is the current one")
    stray = _count_stray_rows(connection)
    for name, count in stray.items():
        yield Fault("row", name, f"{count:,} of them belong to no reading")


def _count_stray_rows(connection: Connection) -> Mapping[str, int]:
    """Count rows of readings that are not there, where the database does not see to it."""
    stray = {}
    for table in RECORD_TABLES:
        lost = table.outerjoin(readings, readings.c.id == table.c.reading_id)
        asked = select(func.count()).select_from(lost).where(readings.c.id.is_(None))
        stray[table.name] = int(connection.execute(asked).scalar_one())
    return {name: count for name, count in stray.items() if count}


def _check_part(connection: Connection, part: Sequence[RowMapping]) -> Iterator[Fault]:
    if not part:
        return
    kept = _rows_between(connection, part[0]["id"], part[-1]["id"])
    for row in part:
        yield from _check_reading(row, kept.get(row["id"], {}))


def _rows_between(
    connection: Connection, first: int, last: int
) -> dict[int, dict[str, list[dict[str, object]]]]:
    """Return the rows of records of some readings, by reading and table."""
    found: dict[int, dict[str, list[dict[str, object]]]] = {}
    for table in RECORD_TABLES:
        here = table.c.reading_id.between(first, last)
        asked = select(table).where(here).order_by(table.c.reading_id, table.c.seq, table.c.id)
        for row in connection.execute(asked).mappings():
            plain = dict(row)
            reading_id = int(plain.pop("reading_id"))
            del plain["id"]
            found.setdefault(reading_id, {}).setdefault(table.name, []).append(plain)
    return found


def _check_reading(
    row: RowMapping, kept: Mapping[str, Sequence[Mapping[str, object]]]
) -> Iterator[Fault]:
    name = f"{row['id']} of publication {row['key']}"
    if row["bytes"] is None:  # erased: the blobs tell whether a tombstone says why
        yield from _faults_of_rows(name, {}, kept)
        return
    data = unpack(row["packing"], row["bytes"], row["size"])
    if isinstance(data, DamagedBytes):
        yield Fault("reading", name, data.why)
        return
    try:
        reading = from_json(data)
    except AccordingtoError as error:
        yield Fault("reading", name, f"it cannot be read back ({error})")
        return
    why = _fault_of_reading(row, reading, data)
    if why:
        yield Fault("reading", name, why)
        return
    yield from _faults_of_spans(name, reading, row["text"])
    rows = {table.name: own for table, own in explode(reading).items()}
    yield from _faults_of_rows(name, rows, kept)


def _fault_of_reading(row: RowMapping, reading: Reading, data: bytes) -> str | None:
    if reading_bytes(reading) != data:
        return "its JSON is not in the canonical form"
    for column, value in asdict(facts_of(reading)).items():
        if value != row[column]:
            return f"its row says {column} {row[column]!r}; the reading has another"
    if reading.report.sha256 != row["text_sha256"]:
        return "it is of another text"
    if row["publication_text_id"] != row["text_id"]:
        return "its publication has another text"
    if row["arrival_publication_id"] != row["publication_id"]:
        return "it was made from what came in as another publication"
    if row["arrival_head"] != row["head_sha256"]:
        return "it was made with another title or date than its row says"
    if storable(reading.report.title) != row["title"]:
        return "it was made with another title"
    if storable(reading.report.publisher) != row["publisher"]:
        return "it was made with another publisher"
    return None


def _faults_of_spans(name: str, reading: Reading, text: str) -> Iterator[Fault]:
    """Yield the first words of a reading that its text, or its title, does not have there."""
    title = reading.report.title
    parts = (
        (title, reading.headline),
        (text, (reading.figures, reading.statements, reading.incidents, reading.agreements)),
        (text, (reading.actors, reading.people, reading.problems)),
    )
    for words, records in parts:
        for mention in mentions_in(records):
            if words[mention.start : mention.end] != mention.text:
                where = f"{mention.start}-{mention.end} of reading {name}"
                # Not told which: a name that is withheld may be among them.
                yield Fault("span", where, "the words there are not those that were read")
                return


def _faults_of_rows(
    name: str,
    made: Mapping[str, Sequence[Mapping[str, object]]],
    kept: Mapping[str, Sequence[Mapping[str, object]]],
) -> Iterator[Fault]:
    for table in RECORD_TABLES:
        expected, found = made.get(table.name, ()), kept.get(table.name, ())
        if list(found) != list(expected):
            place = _first_difference(expected, found)
            yield Fault(
                "row",
                f"{place} of {table.name}, reading {name}",
                "it is not what the reading says",
            )
            return


def _first_difference(
    expected: Sequence[Mapping[str, object]], found: Sequence[Mapping[str, object]]
) -> int:
    pairs = zip(expected, found, strict=False)
    differing = (number for number, (one, other) in enumerate(pairs) if one != other)
    return next(differing, min(len(expected), len(found)))
