"""One report in, whole: its bytes, its text, how it came, its reading and the rows of that."""

from enum import StrEnum

from sqlalchemy import Connection

from accordingto.errors import IngestError, ReadingError
from accordingto.ingest.inputs import Incoming
from accordingto.ledger.keeping import keep_reading
from accordingto.ledger.publications import Kept, keep_publication
from accordingto.ledger.quarantine import hold_unread, resolve_bytes, resolve_publication
from accordingto.ledger.readings import ReadyReading
from accordingto.ledger.reviewing import is_decided_on, refresh_reviews
from accordingto.ledger.search_index import settle_publication
from accordingto.records.readings import Reading


class News(StrEnum):
    """What a report was to the ledger."""

    NEW = "new"
    """A publication that was not known."""
    VERSION = "new version"
    """Another text on a page that was known."""
    READ_ANEW = "read anew"
    """A known publication that was not read yet, or came with another title or date."""
    KNOWN = "known already"
    """Nothing had to be read; how it came is kept, if it came otherwise than before."""


def store_report(
    connection: Connection, incoming: Incoming, reading: Reading | ReadyReading, now: str
) -> News:
    """Keep a report with its reading; tell what it was to the ledger."""
    kept = keep_publication(connection, incoming, now)
    is_read = keep_reading(connection, kept, reading, now)
    _resolve(connection, incoming, kept, now)
    if is_read and is_decided_on(connection, incoming.report.sha256):
        refresh_reviews(connection, [incoming.report.sha256])
    if kept.is_new:
        return News.NEW if kept.version == 1 else News.VERSION
    return News.READ_ANEW if is_read else News.KNOWN


def store_known(connection: Connection, incoming: Incoming, now: str) -> News:
    """Keep how a report came that was read before."""
    kept = keep_publication(connection, incoming, now)
    _resolve(connection, incoming, kept, now)
    return News.KNOWN


def store_unread(connection: Connection, incoming: Incoming, error: ReadingError, now: str) -> None:
    """Keep a report that could not be read to its end, and put it into quarantine."""
    kept = keep_publication(connection, incoming, now)
    hold_unread(connection, error, kept, now)
    settle_publication(connection, kept.publication_id)


def refuse_unstorable(incoming: Incoming) -> IngestError | None:
    """Return why a report cannot be kept code point for code point, or None when it can."""
    text = incoming.report.text
    at = text.find("\0")
    found = f"a zero character (U+0000) at {at:,}"
    if at < 0:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            found = f"half a surrogate pair at {error.start:,}"
        else:
            return None
    refused = IngestError(
        f"the text holds {found}, which no store keeps as it stands; expected whole characters; "
        "take it out, and add the report again",
        path=incoming.path,
        line=incoming.line,
        code="unstorable_text",
    )
    came = incoming.provenance
    return refused.holding(came.raw, came.media_type) if came else refused


def _resolve(connection: Connection, incoming: Incoming, kept: Kept, now: str) -> None:
    resolve_publication(connection, kept.publication_id, now)
    if incoming.provenance is not None:
        resolve_bytes(connection, incoming.provenance.raw, now)
