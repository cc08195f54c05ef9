"""What could not be read or kept: listed with the reason and its bytes, to be taken up again."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, bindparam, func, select, update

from accordingto.errors import IngestError, ReadingError
from accordingto.ingest.inputs import MOST_HELD, Given
from accordingto.ledger.blobs import DamagedBytes, keep_blob, unpack
from accordingto.ledger.hashes import hash_bytes, hash_json
from accordingto.ledger.plain import compact, parse_object, storable
from accordingto.ledger.publications import Kept
from accordingto.ledger.rows import Row, add_row, find_id, stream
from accordingto.ledger.store_tables import blobs, publications, quarantine

LARGEST = MOST_HELD
"""Bytes up to which something refused is kept; of what is larger, path and reason are."""
# Made once: making a statement takes as long as running it.
_RESOLVE = (
    update(quarantine)
    .where(quarantine.c.resolved_at.is_(None))
    .values(resolved_at=bindparam("now"))
)
_RESOLVE_BYTES = _RESOLVE.where(quarantine.c.key == bindparam("of_key"))
_RESOLVE_PUBLICATION = _RESOLVE.where(quarantine.c.publication_id == bindparam("of_publication"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing in quarantine."""

    id: int
    key: str
    """The same for the same bytes, else for the same place and reason."""
    stage: str
    """`ingest`, or `read` for a report that was kept, but not read to its end."""
    path: str
    line: int | None
    report_id: str
    code: str
    message: str
    raw: bytes | None
    """None where there were no bytes, where they were too many, or where they were damaged."""
    media_type: str
    given: Given
    publication_id: int | None
    attempts: int
    first_at: str
    last_at: str


def hold_refused(
    connection: Connection, error: IngestError, given: Given, raw: bytes | None, now: str
) -> None:
    """Keep what ingest refused, with its bytes where they are known."""
    if raw is not None and len(raw) > LARGEST:
        raw = None
    said = {"published": given.published, "publisher": given.publisher}
    row: dict[str, str | int | None] = {
        "stage": "ingest",
        "path": storable(error.path),
        "line": error.line,
        "report_id": "",
        "code": error.code,
        "message": storable(error.message),
        "blob_id": None if raw is None else keep_blob(connection, raw),
        "publication_id": None,
        "given": compact({**said, "media_type": error.media_type}),
    }
    _hold(connection, key_of_refused(error, raw), row, now)


def hold_unread(connection: Connection, error: ReadingError, kept: Kept, now: str) -> None:
    """Note a report that was kept, but could not be read."""
    row: dict[str, str | int | None] = {
        "stage": "read",
        "path": storable(error.path),
        "line": error.line,
        "report_id": storable(error.report),
        "code": error.code,
        "message": storable(error.message),
        "blob_id": None,
        "publication_id": kept.publication_id,
        "given": "{}",
    }
    _hold(connection, _key_of_unread(connection, kept.publication_id), row, now)


def key_of_refused(error: IngestError, raw: bytes | None) -> str:
    """Return what makes two refusals one: the same bytes, else the same place and reason."""
    if raw:
        return hash_json(["ingest", hash_bytes(raw)])
    return hash_json(["ingest", storable(error.path), error.line, error.code])


def bytes_of_refused(error: IngestError) -> bytes | None:
    """Return the bytes that were refused; of a whole file, as it is now."""
    if error.raw is not None or error.line is not None:
        return error.raw
    try:
        path = Path(error.path)
        if path.is_file() and path.stat().st_size <= LARGEST:
            return path.read_bytes()
    except (OSError, ValueError):  # it cannot be opened: that is why it was refused
        pass
    return None


def resolve_bytes(connection: Connection, raw: bytes, now: str) -> None:
    """Note that what these bytes hold was read after all."""
    key = hash_json(["ingest", hash_bytes(raw)])
    connection.execute(_RESOLVE_BYTES, {"of_key": key, "now": now})


def resolve_publication(connection: Connection, publication_id: int, now: str) -> None:
    """Note that a report was read after all."""
    row = {"of_publication": publication_id, "now": now}
    connection.execute(_RESOLVE_PUBLICATION, row)


def resolve_items(connection: Connection, ids: Sequence[int], now: str) -> None:
    """Note that these items were read after all, or are no longer there."""
    these = _RESOLVE.where(quarantine.c.id.in_(ids))
    connection.execute(these, {"now": now})


def iterate_held(connection: Connection) -> Generator[Held]:
    """Yield what is in quarantine and not resolved, in the order in which it came, with bytes."""
    names = [name for name in Held.__slots__ if name not in {"raw", "media_type", "given"}]
    asked = (
        select(
            *(quarantine.c[name] for name in names),
            quarantine.c.given,
            blobs.c.packing,
            blobs.c.bytes,
            blobs.c.size,
        )
        .select_from(quarantine.outerjoin(blobs, blobs.c.id == quarantine.c.blob_id))
        .where(quarantine.c.resolved_at.is_(None))
        .order_by(quarantine.c.id)
    )
    for row in stream(connection, asked):
        found = dict(row)
        said = parse_object(found.pop("given"))
        packing, content, size = (found.pop(name) for name in ("packing", "bytes", "size"))
        raw = None if content is None else unpack(packing, content, size)
        yield Held(
            **found,
            raw=None if isinstance(raw, DamagedBytes) else raw,
            media_type=str(said.get("media_type") or ""),
            given=Given(_text_or_none(said.get("published")), str(said.get("publisher") or "")),
        )


def count_held(connection: Connection) -> int:
    """Return how much is in quarantine and not resolved."""
    open_ = quarantine.c.resolved_at.is_(None)
    return int(connection.execute(select(func.count()).where(open_)).scalar_one())


def _hold(connection: Connection, key: str, row: Row, now: str) -> None:
    found = find_id(connection, quarantine, key=key)
    if found is None:
        times: Row = {"attempts": 1, "first_at": now, "last_at": now}
        add_row(connection, quarantine, {"key": key, **row, **times})
        return
    again = {"attempts": quarantine.c.attempts + 1, "last_at": now, "resolved_at": None}
    told = {name: row[name] for name in ("code", "message", "path", "line")}
    changed = update(quarantine).where(quarantine.c.id == found)
    connection.execute(changed.values(**again, **told))


def _key_of_unread(connection: Connection, publication_id: int) -> str:
    asked = select(publications.c.key).where(publications.c.id == publication_id)
    return hash_json(["read", connection.execute(asked).scalar_one()])


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
