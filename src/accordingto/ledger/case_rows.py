"""Which readings the cases of a ledger do not know as they stand, and what is forgotten of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, or_, select, update

from accordingto.ledger.case_tables import (
    DERIVED_CASE_TABLES,
    case_accounts,
    case_bands,
    case_copies,
    case_digests,
    case_keys,
    case_links,
    case_outlines,
    case_shingles,
)
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import Value, add_rows
from accordingto.ledger.store_tables import current_readings, readings


@dataclass(frozen=True, slots=True)
class Pending:
    """What has to be taken up, so that cases tell what all readings say as they stand."""

    fresh: tuple[int, ...]
    """Rows of readings that no case knows as they stand."""
    gone: tuple[int, ...]
    """Rows of digests that are not those of current readings as they stand."""

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.fresh or self.gone)


def find_pending(connection: Connection) -> Pending:
    """Return what cases do not know yet, or know otherwise than it stands."""
    is_known = (case_digests.c.reading_id == current_readings.c.reading_id) & (
        case_digests.c.is_stale == 0
    )
    fresh = (
        select(current_readings.c.reading_id)
        .outerjoin(case_digests, is_known)
        .where(case_digests.c.id.is_(None))
        .order_by(current_readings.c.publication_id)
    )
    gone = (
        select(case_digests.c.id)
        .outerjoin(current_readings, current_readings.c.reading_id == case_digests.c.reading_id)
        .where(or_(case_digests.c.is_stale == 1, current_readings.c.reading_id.is_(None)))
        .order_by(case_digests.c.id)
    )
    return Pending(tuple(connection.scalars(fresh)), tuple(connection.scalars(gone)))


def find_restless(connection: Connection) -> Pending:
    """Return what cases know otherwise than it stands; not what they do not know at all."""
    pending = find_pending(connection)
    known: set[int] = set()
    for part in in_parts(pending.gone):
        asked = select(readings.c.publication_id).join(
            case_digests, case_digests.c.reading_id == readings.c.id
        )
        known.update(connection.scalars(asked.where(case_digests.c.id.in_(part))))
    fresh: list[int] = []
    for part in in_parts(sorted(known)):
        asked = select(current_readings.c.reading_id)
        fresh += connection.scalars(asked.where(current_readings.c.publication_id.in_(part)))
    return Pending(tuple(sorted(set(fresh) & set(pending.fresh))), pending.gone)


def is_corroborated(connection: Connection) -> bool:
    """Tell whether anybody ever asked what the reports of the ledger say together."""
    return connection.execute(select(case_digests.c.id).limit(1)).first() is not None


def mark_stale(connection: Connection, texts: Iterable[str]) -> None:
    """Note that readings of these texts, named by their hashes, may stand otherwise now."""
    for part in in_parts(sorted(set(texts))):
        connection.execute(
            update(case_digests).where(case_digests.c.text_sha256.in_(part)).values(is_stale=1)
        )


def forget_readings_of(connection: Connection, text_id: int) -> None:
    """Take away all that cases hold of the readings of a text, and have the rest made anew.

    Nothing is left of its words. The reports that tell of the same cases are stale.
    """
    here = select(case_digests.c.id, case_digests.c.reading_id).join(
        readings, readings.c.id == case_digests.c.reading_id
    )
    known = connection.execute(here.where(readings.c.text_id == text_id)).all()
    ids = [row.id for row in known]
    for digest_id in ids:
        near = case_accounts.c.code.in_(
            select(case_accounts.c.code).where(case_accounts.c.digest_id == digest_id)
        )
        copied = select(case_digests.c.story).where(case_digests.c.id == digest_id)
        connection.execute(
            update(case_digests)
            .where(
                or_(
                    case_digests.c.id.in_(select(case_accounts.c.digest_id).where(near)),
                    case_digests.c.story.in_(copied.scalar_subquery()),
                )
            )
            .values(is_stale=1)
        )
    connection.execute(delete(case_shingles).where(case_shingles.c.digest_id.in_(ids)))
    drop_digests(connection, ids)
    # An empty row stays, so that the reading is known to have been in a case.
    shells: list[dict[str, Value]] = [
        {"reading_id": row.reading_id, "key": f"erased {row.reading_id}", "text_sha256": ""}
        | {"digest": None, "shingles": None, "words": 0, "leads": 1, "is_stale": 1}
        for row in known
    ]
    if shells:
        add_rows(connection, case_digests, shells)


def drop_digests(connection: Connection, ids: Iterable[int]) -> None:
    """Delete digests with all that hangs on them."""
    for part in in_parts(ids):
        here = case_accounts.c.digest_id.in_(part)
        drop_outlines(connection, select(case_accounts.c.code).where(here))
        accounts = select(case_accounts.c.id).where(here)
        drop_links(connection, accounts)
        connection.execute(delete(case_keys).where(case_keys.c.account_id.in_(accounts)))
        connection.execute(delete(case_accounts).where(case_accounts.c.digest_id.in_(part)))
        ends = or_(case_copies.c.one_id.in_(part), case_copies.c.other_id.in_(part))
        connection.execute(delete(case_copies).where(ends))
        connection.execute(delete(case_bands).where(case_bands.c.digest_id.in_(part)))
        connection.execute(delete(case_digests).where(case_digests.c.id.in_(part)))


def drop_links(connection: Connection, accounts: Select[int]) -> None:
    """Delete the links that have one of these accounts at an end."""
    ends = or_(case_links.c.one_id.in_(accounts), case_links.c.other_id.in_(accounts))
    connection.execute(delete(case_links).where(ends))


def drop_outlines(connection: Connection, codes: Select[str]) -> None:
    """Delete what is kept of how cases with these codes are told."""
    connection.execute(delete(case_outlines).where(case_outlines.c.code.in_(codes)))


def drop_all(connection: Connection) -> None:
    """Delete all that can be made again; codes stay."""
    for table in DERIVED_CASE_TABLES:
        connection.execute(delete(table))
