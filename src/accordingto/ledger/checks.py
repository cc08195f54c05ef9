"""Checks of what came in: bytes, texts, publications, arrivals, quarantine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from accordingto.errors import InvalidRecordError
from accordingto.ledger.blobs import DamagedBytes, unpack
from accordingto.ledger.hashes import hash_bytes, hash_json, hash_text
from accordingto.ledger.identities import Arrival, Head, Identity
from accordingto.ledger.plain import compact, parse_list, parse_object
from accordingto.ledger.rows import stream
from accordingto.ledger.store_tables import (
    arrivals,
    blobs,
    publications,
    quarantine,
    texts,
    tombstones,
)
from accordingto.records.base import JsonValue

Masked = Mapping[str, str | None]
"""By the hash of what was masked, the hash of what is there now."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was kept."""

    what: str
    """`blob`, `text`, `publication`, `arrival`, `reading`, `span`, `row`, `decision` and so on."""
    name: str
    """Its hash, or where it stands."""
    why: str

    def __str__(self) -> str:
        return f"{self.what} {self.name}: {self.why}" if self.name else f"{self.what}: {self.why}"


def check_blobs(connection: Connection) -> Iterator[Fault]:
    """Yield bytes that are not those of their hash, unless a tombstone says why."""
    masked = read_tombstones(connection, "blob")
    for row in stream(connection, select(blobs).order_by(blobs.c.id)):
        why = _fault_of_blob(row, masked)
        if why:
            yield Fault("blob", row["sha256"], why)


def check_texts(connection: Connection) -> Iterator[Fault]:
    """Yield texts that are not those of their hash, unless a tombstone says why."""
    masked = read_tombstones(connection, "text")
    for row in stream(connection, select(texts).order_by(texts.c.id)):
        found = hash_text(row["text"])
        if found not in {row["sha256"], masked.get(row["sha256"])}:
            yield Fault("text", row["sha256"], f"it is another text now ({found})")
        elif len(row["text"]) != row["characters"]:
            yield Fault("text", row["sha256"], "its length is not what its row says")


def check_publications(connection: Connection) -> Iterator[Fault]:
    """Yield publications whose key, page or source is not what makes them."""
    came = arrivals.alias()
    first = (
        select(func.min(came.c.id))
        .where(came.c.publication_id == publications.c.id)
        .correlate(publications)
        .scalar_subquery()
    )
    asked = (
        select(
            publications,
            texts.c.sha256.label("text_sha256"),
            texts.c.characters,
            arrivals.c.title,
            arrivals.c.publisher.label("came_from"),
            arrivals.c.url.label("came_at"),
        )
        .join(texts, texts.c.id == publications.c.text_id)
        .outerjoin(arrivals, arrivals.c.id == first)
        .order_by(publications.c.id)
    )
    keys, pages = read_tombstones(connection, "publication"), read_tombstones(connection, "page")
    for row in stream(connection, asked):
        why = _fault_of_publication(row, keys, {**keys, **pages})
        if why:
            yield Fault("publication", row["key"], why)
    yield from _check_versions(connection)


def _fault_of_publication(row: RowMapping, keys: Masked, pages: Masked) -> str | None:
    identity = Identity(
        source=row["source"],
        given_id=row["given_id"],
        text_sha256=row["text_sha256"],
        has_url=bool(row["url"]),
        title_alone="" if row["characters"] else row["title"] or "",
    )
    if row["title"] is None:
        return "it never came in: it has no arrival"
    if identity.key not in {row["key"], keys.get(row["key"])}:
        return "source, id and text have another key"
    if identity.page not in {row["page"], pages.get(row["page"])}:
        return "its page is not that of its source and id"
    if (row["url"], row["publisher"]) != (row["came_at"], row["came_from"]):
        return "its address or publisher is not what it came with"
    if row["source"] != (row["url"] or row["publisher"]):
        return "its source is neither address nor publisher"
    return None


def _check_versions(connection: Connection) -> Iterator[Fault]:
    own = publications.c
    asked = select(own.page).group_by(own.page).having(func.max(own.version) != func.count())
    for row in connection.execute(asked.order_by(own.page)):
        yield Fault("page", row.page, "its versions are not counted from 1, each once")


def check_arrivals(connection: Connection) -> Iterator[Fault]:
    """Yield arrivals that are not what was hashed of them."""
    raw, warc = blobs.alias(), blobs.alias()
    asked = (
        select(arrivals, raw.c.sha256.label("raw_sha256"), warc.c.sha256.label("warc_sha256"))
        .select_from(
            arrivals.outerjoin(raw, raw.c.id == arrivals.c.blob_id).outerjoin(
                warc, warc.c.id == arrivals.c.warc_blob_id
            )
        )
        .order_by(arrivals.c.id)
    )
    masked, heads = read_tombstones(connection, "arrival"), read_tombstones(connection, "head")
    for row in stream(connection, asked):
        why = _fault_of_arrival(row, masked, heads)
        if why:
            yield Fault("arrival", row["sha256"], why)


def check_quarantine(connection: Connection) -> Iterator[Fault]:
    """Yield what is in quarantine under a key that is not its own."""
    asked = (
        select(quarantine, blobs.c.sha256, publications.c.key.label("publication"))
        .select_from(
            quarantine.outerjoin(blobs, blobs.c.id == quarantine.c.blob_id).outerjoin(
                publications, publications.c.id == quarantine.c.publication_id
            )
        )
        .order_by(quarantine.c.id)
    )
    masked = read_tombstones(connection, "quarantine")
    for row in stream(connection, asked):
        own: list[JsonValue] = ["ingest", row["path"], row["line"], row["code"]]
        if row["publication"] is not None:
            own = ["read", row["publication"]]
        elif row["sha256"] is not None:
            own = ["ingest", row["sha256"]]
        # Nothing is no bytes: an empty file is known by where it stands.
        empty = ["ingest", row["path"], row["line"], row["code"]]
        found = {hash_json(own), hash_json(empty)}
        if row["key"] not in found and masked.get(row["key"]) not in found:
            yield Fault("quarantine", str(row["id"]), "it is not what its key was made of")


def read_tombstones(connection: Connection, kind: str) -> Masked:
    """Return what was masked or erased on purpose: by its hash, the hash of what is there now."""
    asked = select(tombstones.c.sha256, tombstones.c.now_sha256).where(tombstones.c.kind == kind)
    return {row.sha256: row.now_sha256 for row in connection.execute(asked)}


def _fault_of_blob(row: RowMapping, masked: Mapping[str, str | None]) -> str | None:
    sha256 = row["sha256"]
    if row["bytes"] is None:
        is_told = sha256 in masked and masked[sha256] is None
        return None if is_told else "its bytes are gone, and no tombstone tells why"
    data = unpack(row["packing"], row["bytes"], row["size"])
    if isinstance(data, DamagedBytes):
        return data.why
    found = hash_bytes(data)
    if found not in {sha256, masked.get(sha256)}:
        return f"it holds other bytes now ({found})"
    return None


def _fault_of_arrival(row: RowMapping, masked: Masked, heads: Masked) -> str | None:
    try:
        arrival = arrival_of(row)
    except (ValueError, InvalidRecordError) as error:
        return f"it cannot be read back ({error})"
    if arrival.head.sha256 not in {row["head_sha256"], heads.get(row["head_sha256"])}:
        return "title, date, publisher or agencies are not those that were hashed"
    if arrival.sha256 not in {row["sha256"], masked.get(row["sha256"])}:
        return "how it came is not what was hashed"
    return None


def arrival_of(row: RowMapping | Mapping[str, Any]) -> Arrival:
    """Return what an arrival's row says; raises ValueError where a column is not as we write it."""
    agencies = parse_list(row["agencies"])
    metadata, extra = parse_object(row["metadata"]), parse_object(row["extra"])
    problems = parse_list(row["problems"])
    fetched = None if row["fetched"] is None else parse_object(row["fetched"])
    for name, value in (
        ("agencies", agencies),
        ("metadata", metadata),
        ("extra", extra),
        ("problems", problems),
        ("fetched", fetched),
    ):
        if value is not None and compact(value) != row[name]:
            raise ValueError(f"{name} is JSON in another form")
    head = Head(
        row["title"], row["published"], row["publisher"], tuple(str(one) for one in agencies)
    )
    return Arrival(
        head=head,
        report_id=row["report_id"],
        raw_sha256=row["raw_sha256"],
        warc_sha256=row["warc_sha256"],
        media_type=row["media_type"],
        tool=row["tool"],
        url=row["url"],
        metadata=metadata,
        extra=extra,
        problems=problems,
        fetched=fetched,
    )
