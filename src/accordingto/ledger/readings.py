"""Readings: what one version of one reader made of a publication, beside those of others."""

from collections.abc import Generator, Mapping
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, RowMapping, Select, select

from accordingto.errors import StoreError
from accordingto.ledger.as_it_stands import StandingReading
from accordingto.ledger.blobs import DamagedBytes, unpack
from accordingto.ledger.exploding import Row as ExplodedRow
from accordingto.ledger.exploding import explode
from accordingto.ledger.rows import stream
from accordingto.ledger.search_making import SearchRow, make_rows
from accordingto.ledger.store_tables import blobs, current_readings, publications, readings, texts
from accordingto.records.canonical import canonical_bytes
from accordingto.records.codec import from_json, to_dict
from accordingto.records.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A reading with what the ledger knows of it."""

    id: int
    """Row in this ledger; the rows of its records name it."""
    publication_id: int
    publication: str
    """Key of the publication."""
    text_id: int
    text_sha256: str
    reader: str
    version: str
    model_hash: str
    read_at: str
    reading: Reading
    """With its report's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands beside a reading, so that it can be looked up."""

    reader: str
    version: str
    model_hash: str
    language: str | None
    published_from: str | None
    published_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyReading(Facts):
    """A reading made ready to be kept, so that whoever keeps it has little left to do."""

    data: bytes
    """Canonical JSON without the text."""
    rows: Mapping[str, list[ExplodedRow]]
    """Of its records, under the names of their tables."""
    problems: tuple[str, ...]
    """Codes of its problems."""
    search: tuple[SearchRow, ...]
    """By which it is found, as long as nobody decided on it."""


def make_ready(reading: Reading) -> ReadyReading:
    """Return all that is kept of a reading."""
    return ReadyReading(
        **asdict(facts_of(reading)),
        data=reading_bytes(reading),
        rows={table.name: rows for table, rows in explode(reading).items()},
        problems=tuple(problem.code for problem in reading.problems),
        search=make_rows(StandingReading(reading)),
    )


def facts_of(reading: Reading) -> Facts:
    """Return the columns of a reading."""
    info, used = reading.report.reader, reading.report.published_used
    return Facts(
        reader=info.name,
        version=info.version,
        model_hash=info.model_hash or "",
        language=reading.report.language,
        published_from=used.date_from.isoformat() if used.date_from else None,
        published_to=used.date_to.isoformat() if used.date_to else None,
    )


def reading_bytes(reading: Reading) -> bytes:
    """Return the canonical JSON of a reading without its text, as it is hashed and kept."""
    return canonical_bytes(to_dict(reading, with_text=False))


def iterate_current(connection: Connection) -> Generator[StoredReading]:
    """Yield the current reading of every publication that has one, in order of publication.

    Raises StoreError at one that cannot be read back.
    """
    asked = select_readings().join(current_readings, current_readings.c.reading_id == readings.c.id)
    for row in stream(connection, asked.order_by(readings.c.publication_id)):
        yield as_stored(row)


def readings_of(connection: Connection, publication_id: int) -> list[StoredReading]:
    """Return all readings of a publication, oldest first."""
    asked = select_readings().where(readings.c.publication_id == publication_id)
    rows = connection.execute(asked.order_by(readings.c.read_at, readings.c.id)).mappings()
    return [as_stored(row) for row in rows]


def find_reading(connection: Connection, reading_id: int) -> StoredReading | None:
    """Return one reading by its row, if it is there."""
    asked = select_readings().where(readings.c.id == reading_id)
    row = connection.execute(asked).mappings().one_or_none()
    return as_stored(row) if row else None


def select_readings() -> Select[tuple[object, ...]]:
    """Return the query for readings; add conditions to it, and give its rows to `as_stored`."""
    names = ("id", "publication_id", "text_id", "reader", "version", "model_hash", "read_at")
    return (
        select(
            *(readings.c[name] for name in names),
            publications.c.key.label("publication"),
            texts.c.sha256.label("text_sha256"),
            texts.c.text,
            blobs.c.packing,
            blobs.c.bytes,
            blobs.c.size,
        )
        .join_from(readings, publications, publications.c.id == readings.c.publication_id)
        .join(texts, texts.c.id == readings.c.text_id)
        .join(blobs, blobs.c.id == readings.c.blob_id)
    )


def as_stored(row: RowMapping) -> StoredReading:
    """Return the reading that a row of `select_readings` holds.

    Raises StoreError when it cannot be read back.
    """
    found = dict(row)
    text = found.pop("text")
    packing, content, size = (found.pop(name) for name in ("packing", "bytes", "size"))
    data = DamagedBytes("they were erased") if content is None else unpack(packing, content, size)
    if isinstance(data, DamagedBytes):
        raise StoreError(
            f"the reading of publication {found['publication'][:16]} cannot be read back: "
            f"{data.why}; expected its bytes as they were kept; `accordingto verify` tells more",
            ledger="ledger",
            code="damaged",
        )
    reading = from_json(data)
    whole = replace(reading, report=replace(reading.report, text=text))
    return StoredReading(reading=whole, **found)
