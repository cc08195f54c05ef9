"""Pages out of the records of their fetching, as they were when they came."""

from io import BytesIO

from accordingto.errors import IngestError
from accordingto.ingest.fetch.fetcher import Fetched
from accordingto.ingest.inputs import Exchange
from accordingto.ingest.media_types import find_header
from accordingto.ingest.warc.blocks import parse_answer, unpack_body
from accordingto.ingest.warc.records import MAX_BLOCK, Record, read_records


def reopen(exchange: Exchange) -> Fetched | None:
    """Return the page that an exchange of ours brought; None where its records do not hold one."""
    if not exchange.warc:
        return None
    last: Record | None = None
    for found in read_records(BytesIO(exchange.warc)):
        if not isinstance(found, Record):
            return None
        if found.field("WARC-Type") == "response":
            last = found
    kept = parse_answer(last.block) if last else None
    if last is None or kept is None:
        return None
    url = last.field("WARC-Target-URI")
    try:
        body = unpack_body(kept, MAX_BLOCK, url)
    except IngestError:
        return None
    said = find_header(kept.headers, "Content-Type")
    return Fetched(url=url, body=body, content_type=said, exchange=exchange)
