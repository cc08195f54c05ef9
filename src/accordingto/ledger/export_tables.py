"""The table of exports: what went out, when, and how its files can be known again."""

from sqlalchemy import Index

from accordingto.ledger.columns import row_id, strict_table, text, whole

exports = strict_table(
    "exports",
    row_id(),
    text("exported_at"),
    # Who exported; empty where nobody was named.
    text("exported_by"),
    text("format"),
    # JSON list of [option, value], as typed; personal where they name somebody, erasable.
    text("filters"),
    # 1 when records that no person stands for went out too.
    whole("with_unreviewed"),
    # Of the ledger as it was: `LedgerState.sha256`.
    text("state"),
    text("as_of"),
    text("program"),
    # Of the folder's `datapackage.json`, which holds the hashes of all others.
    text("sha256"),
    # JSON object: SHA-256 of each file by its name.
    text("files"),
    whole("left_out"),
    Index("ix_exports_sha256", "sha256"),
)
