"""How reports came: their bytes, when they were fetched or added, and where their page is kept."""

from sqlalchemy import Connection, select

from accordingto.errors import StoreError
from accordingto.formats.bundles import Retrieval
from accordingto.ledger.archives import Archives
from accordingto.ledger.plain import parse_object
from accordingto.ledger.store_tables import arrivals, blobs, publications


def load_retrieval(connection: Connection, publication: str, archives: Archives) -> Retrieval:
    """Return how the report of a publication, named by its key, came first.

    Raises StoreError when there is no such publication.
    """
    asked = (
        select(
            arrivals.c.media_type,
            arrivals.c.fetched,
            arrivals.c.arrived_at,
            publications.c.url,
            blobs.c.sha256,
        )
        .join_from(arrivals, publications, publications.c.id == arrivals.c.publication_id)
        .outerjoin(blobs, blobs.c.id == arrivals.c.blob_id)
        .where(publications.c.key == publication)
        .order_by(arrivals.c.id)
        .limit(1)
    )
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise StoreError(
            f"there is no publication {publication[:16]}; expected the key of one",
            ledger="ledger",
            code="no_publication",
        )
    fetched = parse_object(row["fetched"]) if row["fetched"] else {}
    return Retrieval(
        raw_sha256=row["sha256"] or "",
        media_type=row["media_type"],
        fetched_at=str(fetched.get("fetched_at", "")),
        added_at=row["arrived_at"],
        archives=archives.of(row["url"]),
    )
