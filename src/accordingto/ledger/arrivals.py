"""Arrivals back to what came in: the report as a reader is given it, the bytes, and how it came."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Connection, RowMapping, select

from accordingto.ingest.inputs import Exchange, Incoming, Provenance
from accordingto.ledger.blobs import read_blob
from accordingto.ledger.plain import parse_list, parse_object
from accordingto.ledger.store_tables import arrivals, blobs, publications, texts
from accordingto.records.base import JsonValue
from accordingto.records.readings import Problem
from accordingto.report import Report


def load_report(connection: Connection, publication_id: int) -> Report:
    """Return the report that a publication is, with the title and date it came with last."""
    return _report(_last_arrival(connection, publication_id))


def load_incoming(connection: Connection, publication_id: int) -> Incoming:
    """Return the last arrival of a publication as ingest handed it on.

    Raises StoreError when its bytes are damaged or were erased.
    """
    row = _last_arrival(connection, publication_id)
    raw = _bytes(connection, row["blob_id"])
    came = None
    if raw is not None:
        came = Provenance(
            raw=raw,
            media_type=row["media_type"],
            tool=row["tool"],
            url=row["url"],
            metadata={name: str(v) for name, v in parse_object(row["metadata"]).items()},
            extra=parse_object(row["extra"]),
            fetched=exchange_of(connection, row),
        )
    return Incoming(
        report=_report(row),
        path=row["path"],
        line=row["line"],
        size=0 if raw is None else len(raw),
        problems=tuple(_problem(told) for told in parse_list(row["problems"])),
        given_id=row["given_id"],
        provenance=came,
    )


def _last_arrival(connection: Connection, publication_id: int) -> RowMapping:
    asked = (
        select(arrivals, publications.c.given_id, texts.c.text)
        .join(publications, publications.c.id == arrivals.c.publication_id)
        .join(texts, texts.c.id == publications.c.text_id)
        .where(arrivals.c.publication_id == publication_id)
        .order_by(arrivals.c.id.desc())
        .limit(1)
    )
    return connection.execute(asked).mappings().one()


def _report(row: RowMapping) -> Report:
    return Report(
        id=row["report_id"],
        text=row["text"],
        title=row["title"],
        published=row["published"],
        publisher=row["publisher"],
        agencies=tuple(str(agency) for agency in parse_list(row["agencies"])),
    )


def exchange_of(connection: Connection, row: RowMapping) -> Exchange | None:
    """Return how an arrival came over the network, if it did; by `fetched` and `warc_blob_id`.

    Raises StoreError when its bytes are damaged or were erased.
    """
    if row["fetched"] is None:
        return None
    plain = parse_object(row["fetched"])
    return Exchange(
        url=str(plain["url"]),
        fetched_at=str(plain["fetched_at"]),
        status=int(cast("int", plain["status"])),
        request_headers=_headers(plain["request_headers"]),
        response_headers=_headers(plain["response_headers"]),
        address=str(plain["address"]),
        redirects=tuple(map(str, cast("list[str]", plain["redirects"]))),
        warc=_bytes(connection, row["warc_blob_id"]) or b"",
    )


def _headers(plain: JsonValue) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in cast("list[tuple[str, str]]", plain))


def _problem(told: JsonValue) -> Problem:
    plain = cast("Mapping[str, str]", told)
    return Problem(stage=plain["stage"], code=plain["code"], message=plain["message"])


def _bytes(connection: Connection, blob_id: int | None) -> bytes | None:
    if blob_id is None:
        return None
    sha256 = connection.execute(select(blobs.c.sha256).where(blobs.c.id == blob_id)).scalar_one()
    return read_blob(connection, sha256)
