"""Entries by hand in the ledger: readings like others, with who made them and how it came."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from accordingto.ingest.entries import Entry
from accordingto.ledger.entry_tables import entries, entry_media
from accordingto.ledger.keeping import keep_reading
from accordingto.ledger.plain import storable
from accordingto.ledger.publications import keep_publication
from accordingto.ledger.rows import Value, add_row, find_id, stream
from accordingto.ledger.store_tables import arrivals, publications, readings
from accordingto.ledger.storing import News


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry as the ledger lists it."""

    publication: str
    """Key of the publication."""
    report_id: str
    version: int
    entered_by: str
    kind: str
    received: str
    entered_at: str
    source_name: str | None
    """Protected: for the eyes of who keeps the ledger."""


def store_entry(connection: Connection, entry: Entry, now: str) -> News:
    """Keep an entry whole; tell what it was to the ledger.

    The same form again changes nothing; another one under the same id is a new version, and one
    with the same words and other records a new reading of them.
    """
    kept = keep_publication(connection, entry.incoming, now)
    if not keep_reading(connection, kept, entry.reading, now):
        return News.KNOWN
    info = entry.reading.report.reader
    reading_id = find_id(
        connection,
        readings,
        publication_id=kept.publication_id,
        head_sha256=kept.head_sha256,
        reader=info.name,
        version=info.version,
        model_hash=info.model_hash or "",
    )
    _add(connection, entry, kept.publication_id, reading_id, now)
    if kept.is_new:
        return News.NEW if kept.version == 1 else News.VERSION
    return News.READ_ANEW


def iterate_entries(connection: Connection) -> Iterator[StoredEntry]:
    """Yield every entry, with its protected name, in the order in which they were entered."""
    own = ("entered_by", "kind", "received", "entered_at", "source_name")
    asked = (
        select(
            publications.c.key.label("publication"),
            arrivals.c.report_id,
            publications.c.version,
            *(entries.c[name] for name in own),
        )
        .join_from(entries, publications, publications.c.id == entries.c.publication_id)
        .join(readings, readings.c.id == entries.c.reading_id)
        .join(arrivals, arrivals.c.id == readings.c.arrival_id)
        .order_by(entries.c.id)
    )
    for row in stream(connection, asked):
        yield StoredEntry(**row)


def media_of(connection: Connection, reading_id: int) -> list[Mapping[str, str | None]]:
    """Return file, sha256 and note of what was shown with the entry that a reading belongs to."""
    asked = (
        select(entry_media.c.file, entry_media.c.sha256, entry_media.c.note)
        .join(entries, entries.c.id == entry_media.c.entry_id)
        .where(entries.c.reading_id == reading_id)
        .order_by(entry_media.c.seq)
    )
    return [dict(row) for row in connection.execute(asked).mappings()]


def erase_source_name(connection: Connection, publication_id: int) -> int:
    """Take the protected name of an entry's source out for good; return from how many rows."""
    here = (entries.c.publication_id == publication_id) & entries.c.source_name.is_not(None)
    return connection.execute(update(entries).where(here).values(source_name=None)).rowcount


def _add(
    connection: Connection, entry: Entry, publication_id: int, reading_id: int | None, now: str
) -> None:
    form = entry.form
    name = entry.protected_name
    row: dict[str, Value] = {
        "publication_id": publication_id,
        "reading_id": reading_id,
        "entered_by": storable(form.entered_by or ""),
        "kind": form.kind,
        "received": form.received.isoformat(),
        "entered_at": now,
        "source_name": None if name is None else storable(name),
    }
    entry_id = add_row(connection, entries, row)
    media = [
        {
            "entry_id": entry_id,
            "seq": seq,
            "file": storable(one.file or ""),
            "sha256": one.sha256 or "",
            "note": None if one.note is None else storable(one.note),
        }
        for seq, one in enumerate(form.media)
    ]
    if media:
        connection.execute(insert(entry_media), media)
