"""Publications: one text of one source under one id, and each time that it came in."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, select

from accordingto.ingest.inputs import Incoming
from accordingto.ledger.blobs import keep_blob
from accordingto.ledger.identities import (
    Arrival,
    Head,
    Identity,
    describe_arrival,
    head_of,
    identify,
)
from accordingto.ledger.plain import compact, parse_list, storable
from accordingto.ledger.rows import Value, add_row, find_id, stream
from accordingto.ledger.store_tables import arrivals, publications, readings, texts
from accordingto.ledger.tombstones import Kind, is_erased

_OF_DAY = len("2024-03-08")
# Made once: making a statement takes as long as running it.
_OF_KEY = select(publications.c.id, publications.c.text_id, publications.c.version).where(
    publications.c.key == bindparam("of_key")
)
_LAST_VERSION = select(func.max(publications.c.version)).where(
    publications.c.page == bindparam("of_page")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A publication as the ledger knows it; `title`, `published` are those of one arrival."""

    id: int
    """Row in this ledger."""
    key: str
    """The same in every ledger."""
    source: str
    given_id: str
    publisher: str
    url: str
    page: str
    """Shared by the versions of one thing."""
    version: int
    text_id: int
    text_sha256: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a report was put, and what of it was new."""

    publication_id: int
    arrival_id: int
    text_id: int
    head_sha256: str
    version: int
    is_new: bool
    """The publication was not known before."""
    is_new_arrival: bool


class _Found(NamedTuple):
    id: int
    text_id: int
    version: int


class Need(Enum):
    """What is still to be done with a report that comes in."""

    NOTHING = "nothing"
    """It came in just so before, and was read."""
    NOTE = "note"
    """It was read with all that it says, but came in otherwise: that is noted."""
    READING = "reading"
    """It is known, but nobody has read it with this title, date, publisher and agencies."""
    READING_OF_NEW = "reading of new"
    """It is not known."""
    READING_OF_VERSION = "reading of version"
    """It is not known, but others on its page are."""


def find_need(connection: Connection, incoming: Incoming) -> Need:
    """Tell what is still to be done with a report.

    One that comes again with less of a title, date, publisher and agencies needs no reading; one of
    which names were erased does not come again.
    """
    identity = identify(incoming)
    publication = _find(connection, identity)
    if _was_erased(connection, identity, incoming, is_known=publication is not None):
        return Need.NOTHING
    if publication is None:
        is_version = find_id(connection, publications, page=identity.page) is not None
        return Need.READING_OF_VERSION if is_version else Need.READING_OF_NEW
    arrival = describe_arrival(incoming)
    read = _heads_read(connection, publication.id)
    if all(arrival.head.adds_to(head) for head in read):
        return Need.READING
    came_so = _find_arrival(connection, publication.id, arrival) is not None
    return Need.NOTHING if came_so else Need.NOTE


def keep_publication(connection: Connection, incoming: Incoming, now: str) -> Kept:
    """Keep a report, its bytes and how it came; what is known already is left as it is."""
    identity, arrival = identify(incoming), describe_arrival(incoming)
    found = _find(connection, identity)
    if found is None:
        text_id = keep_text(connection, incoming.report.text, identity.text_sha256)
        publication_id, version = _add(connection, identity, arrival, text_id, now)
    else:
        publication_id, text_id, version = found.id, found.text_id, found.version
    arrival_id = _find_arrival(connection, publication_id, arrival)
    is_new_arrival = arrival_id is None
    if arrival_id is None:
        arrival_id = _add_arrival(connection, publication_id, arrival, incoming, now)
    return Kept(
        publication_id=publication_id,
        arrival_id=arrival_id,
        text_id=text_id,
        head_sha256=arrival.head.sha256,
        version=version,
        is_new=found is None,
        is_new_arrival=is_new_arrival,
    )


def keep_text(connection: Connection, text: str, sha256: str) -> int:
    """Keep a text, unless it is kept already; return the row id."""
    found = find_id(connection, texts, sha256=sha256)
    if found is not None:
        return found
    return add_row(connection, texts, {"sha256": sha256, "text": text, "characters": len(text)})


def iterate_publications(connection: Connection) -> Generator[Publication]:
    """Yield every publication in the order in which they were added, few held at a time."""
    for row in stream(connection, _select_publications().order_by(publications.c.id)):
        yield Publication(**row)


def versions_of(connection: Connection, page: str) -> list[Publication]:
    """Return the versions on one page, oldest first."""
    asked = _select_publications().where(publications.c.page == page)
    rows = connection.execute(asked.order_by(publications.c.version)).mappings()
    return [Publication(**row) for row in rows]


def count_pages(connection: Connection, as_of: date | None = None) -> int:
    """Return how many reports there are, or were on a day; versions of one page are one report."""
    asked = select(func.count(publications.c.page.distinct()))
    if as_of is not None:
        asked = asked.where(func.substr(publications.c.added_at, 1, _OF_DAY) <= as_of.isoformat())
    return int(connection.execute(asked).scalar_one())


def find_publication(connection: Connection, key: str) -> Publication | None:
    """Return the publication of this key, if there is one; the start of a key will do.

    Of several keys with this start, none is returned.
    """
    asked = _select_publications().where(publications.c.key.startswith(key, autoescape=True))
    rows = connection.execute(asked.limit(2)).mappings().all()
    return Publication(**rows[0]) if len(rows) == 1 else None


def _select_publications() -> Select[tuple[object, ...]]:
    own = [column for column in publications.c if column.name != "text_id"]
    joined = publications.join(texts, texts.c.id == publications.c.text_id)
    return select(*own, publications.c.text_id, texts.c.sha256.label("text_sha256")).select_from(
        joined
    )


def _find(connection: Connection, identity: Identity) -> _Found | None:
    row = connection.execute(_OF_KEY, {"of_key": identity.key}).one_or_none()
    return _Found(row.id, row.text_id, row.version) if row else None


def _was_erased(
    connection: Connection, identity: Identity, incoming: Incoming, *, is_known: bool
) -> bool:
    """Tell whether names were erased from just this text, or from what this one came with."""
    if is_erased(connection, Kind.TEXT, identity.text_sha256):
        return True
    return is_known and (
        is_erased(connection, Kind.PUBLICATION, identity.key)
        or is_erased(connection, Kind.HEAD, head_of(incoming.report).sha256)
    )


def _find_arrival(connection: Connection, publication_id: int, arrival: Arrival) -> int | None:
    sha256 = arrival.sha256
    return find_id(connection, arrivals, publication_id=publication_id, sha256=sha256)


def _heads_read(connection: Connection, publication_id: int) -> list[Head]:
    """Return the heads with which a publication was read."""
    read = select(readings.c.arrival_id).where(readings.c.publication_id == publication_id)
    columns = (arrivals.c.title, arrivals.c.published, arrivals.c.publisher, arrivals.c.agencies)
    rows = connection.execute(select(*columns).where(arrivals.c.id.in_(read)))
    return [
        Head(row.title, row.published, row.publisher, tuple(map(str, parse_list(row.agencies))))
        for row in rows
    ]


def _add(
    connection: Connection, identity: Identity, arrival: Arrival, text_id: int, now: str
) -> tuple[int, int]:
    page = identity.page
    last = connection.execute(_LAST_VERSION, {"of_page": page}).scalar()
    version = (last or 0) + 1
    row: dict[str, Value] = {
        "key": identity.key,
        "source": identity.source,
        "given_id": identity.given_id,
        "publisher": arrival.head.publisher,
        "url": arrival.url,
        "text_id": text_id,
        "page": page,
        "version": version,
        "added_at": now,
    }
    return add_row(connection, publications, row), version


def _add_arrival(
    connection: Connection, publication_id: int, arrival: Arrival, incoming: Incoming, now: str
) -> int:
    came = incoming.provenance
    warc = came.fetched.warc if came and came.fetched else b""
    row: dict[str, Value] = {
        "publication_id": publication_id,
        "sha256": arrival.sha256,
        "head_sha256": arrival.head.sha256,
        "blob_id": keep_blob(connection, came.raw) if came else None,
        "media_type": arrival.media_type,
        "tool": arrival.tool,
        "report_id": arrival.report_id,
        "title": arrival.head.title,
        "published": arrival.head.published,
        "publisher": arrival.head.publisher,
        "agencies": compact(arrival.head.agencies),
        "url": arrival.url,
        "metadata": compact(arrival.metadata),
        "extra": compact(arrival.extra),
        "problems": compact(arrival.problems),
        "fetched": compact(arrival.fetched) if arrival.fetched is not None else None,
        "warc_blob_id": keep_blob(connection, warc) if warc else None,
        "path": storable(incoming.path),
        "line": incoming.line,
        "arrived_at": now,
    }
    return add_row(connection, arrivals, row)
