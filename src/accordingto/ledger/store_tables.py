"""Tables of what came in and what was read out of it.

    blobs <- arrivals -> publications -> texts
    blobs <- readings -> publications, texts

A *publication* is one text of one source under one id. An *arrival* is one time that it came in:
the bytes, the tool that read the text out of them, the title and date it came with. A *reading* is
what one version of one reader made of a publication with one such title and date.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint

from accordingto.ledger.columns import WHOLE, content, points_at, row_id, strict_table, text, whole

about = strict_table(
    "about",
    # `ledger` a random id, `made_at`, `made_by` the version of accordingto that made the ledger.
    text("name", primary_key=True),
    text("value"),
)

blobs = strict_table(
    "blobs",
    row_id(),
    # Of the bytes as they came, before any packing.
    text("sha256", unique=True),
    # Of the bytes as they came.
    whole("size"),
    # `identity` or `deflate` (zlib), whichever takes less room.
    text("packing"),
    # Empty only when a tombstone tells why.
    content("bytes"),
    CheckConstraint("packing IN ('identity', 'deflate')", name="packing"),
)

texts = strict_table(
    "texts",
    row_id(),
    # Report.sha256; decisions name texts by it.
    text("sha256", unique=True),
    # Code point for code point as offsets count it.
    text("text"),
    whole("characters"),
)

publications = strict_table(
    "publications",
    row_id(),
    # Hash of [source, given id, text's sha256]: the same in every ledger.
    text("key", unique=True),
    # The address if it is known, else the publisher, else nothing.
    text("source"),
    # The id that the source itself gives; empty where ids were made from file names.
    text("given_id"),
    text("publisher"),
    text("url"),
    points_at("text_id", "texts", index=True),
    # Publications with one page are versions of one thing, beside each other.
    text("page"),
    # From 1, in the order in which they came.
    whole("version"),
    text("added_at"),
    UniqueConstraint("page", "version"),
    Index("ix_publications_source", "source"),
)

arrivals = strict_table(
    "arrivals",
    row_id(),
    points_at("publication_id", "publications"),
    # Of the canonical JSON of all columns from `head_sha256` to `fetched`, blobs named by hash.
    text("sha256"),
    # Of title, published, publisher, agencies: with the text, all that a reader is given.
    text("head_sha256"),
    # The bytes that came; empty for a report that was made by a program.
    points_at("blob_id", "blobs", optional=True, index=True),
    text("media_type"),
    # What read the text out of the bytes, with its version: `trafilatura/2.0.0`.
    text("tool"),
    # The report's id in its readings.
    text("report_id"),
    text("title"),
    # As written, whether or not it is a date.
    text("published", optional=True),
    text("publisher"),
    # JSON list.
    text("agencies"),
    text("url"),
    # JSON object: what the source says beyond these fields.
    text("metadata"),
    # JSON object: unknown columns of a row, in their order.
    text("extra"),
    # JSON list: what ingest found wrong.
    text("problems"),
    # JSON object: request, answer and time, for what came over the network.
    text("fetched", optional=True),
    # The WARC record of that.
    points_at("warc_blob_id", "blobs", optional=True),
    # Where it stood, as the user wrote it; not part of the hash.
    text("path"),
    whole("line", optional=True),
    text("arrived_at"),
    UniqueConstraint("publication_id", "sha256"),
    Index("ix_arrivals_report_id", "report_id"),
)

readings = strict_table(
    "readings",
    row_id(),
    points_at("publication_id", "publications"),
    # The first arrival with this head.
    points_at("arrival_id", "arrivals", index=True),
    points_at("text_id", "texts", index=True),
    text("head_sha256"),
    # The reading's canonical JSON, without the text.
    points_at("blob_id", "blobs", index=True),
    text("reader"),
    text("version"),
    # Empty for a reader without a model.
    text("model_hash"),
    text("language", optional=True),
    # Day or days of publication that were used, ISO.
    text("published_from", optional=True),
    text("published_to", optional=True),
    text("read_at"),
    UniqueConstraint("publication_id", "head_sha256", "reader", "version", "model_hash"),
    Index("ix_readings_newest", "publication_id", "read_at", "id"),
    Index("ix_readings_published", "published_from"),
)

current_readings = strict_table(
    # Which reading of a publication is shown: the one that was made last.
    "current_readings",
    Column("publication_id", WHOLE, ForeignKey("publications.id"), primary_key=True),
    points_at("reading_id", "readings"),
    UniqueConstraint("reading_id"),
)

quarantine = strict_table(
    "quarantine",
    row_id(),
    # Hash of what it is, so that one bad thing stands here once.
    text("key", unique=True),
    # `ingest`, `read` or `store`: where it failed.
    text("stage"),
    # As the user wrote it.
    text("path"),
    whole("line", optional=True),
    text("report_id"),
    text("code"),
    text("message"),
    # The bytes, where there were any and they could be kept.
    points_at("blob_id", "blobs", optional=True, index=True),
    # Of a report that was stored, but could not be read.
    points_at("publication_id", "publications", optional=True, index=True),
    # JSON object: what the user said of it (`published`, `publisher`, `media_type`).
    text("given"),
    whole("attempts"),
    text("first_at"),
    text("last_at"),
    # When a later attempt went well.
    text("resolved_at", optional=True),
)

tombstones = strict_table(
    "tombstones",
    row_id(),
    # `blob` or `text`.
    text("kind"),
    # What was there, by hash.
    text("sha256"),
    # What is there now, by hash; empty when nothing is left.
    text("now_sha256", optional=True),
    # JSON list of [start, end]: code points of a text that were masked, in place.
    text("spans"),
    text("reason"),
    text("made_at"),
    UniqueConstraint("kind", "sha256"),
)
