"""Tables of entries by hand and of the users' own sheets.

    publications, readings <- entries <- entry_media
    blobs <- sheets <- sheet_rows <- sheet_claims

An *entry* says who entered a reading by hand, and how it came to them; the reading itself stands
where those of programs stand. A *sheet* is a table of cases that a user keeps, as it was when it
was imported; what its cells say is the user's, and is never mixed with what reports say.
"""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from accordingto.ledger.columns import points_at, row_id, strict_table, text, whole

entries = strict_table(
    "entries",
    row_id(),
    points_at("publication_id", "publications", index=True),
    points_at("reading_id", "readings"),
    text("entered_by"),
    # `call` `photo` `post` and so on.
    text("kind"),
    # ISO day on which it was told or seen.
    text("received"),
    text("entered_at"),
    # Of a source that is to be protected: it stands nowhere else. Personal, erasable.
    text("source_name", optional=True),
    UniqueConstraint("reading_id"),
    Index("ix_entries_entered_by", "entered_by"),
)

entry_media = strict_table(
    "entry_media",
    row_id(),
    points_at("entry_id", "entries", index=True),
    whole("seq"),
    # As the form names it; empty where only its hash was given.
    text("file"),
    text("sha256"),
    text("note", optional=True),
    UniqueConstraint("entry_id", "seq"),
    Index("ix_entry_media_sha256", "sha256"),
)

sheets = strict_table(
    "sheets",
    row_id(),
    # What the user calls it; importing again under it makes a new version.
    text("name"),
    # From 1.
    whole("version"),
    # The file as it came.
    points_at("blob_id", "blobs", index=True),
    text("path"),
    # `csv` or `xlsx`.
    text("form"),
    # The sheet of a workbook.
    text("sheet", optional=True),
    # Of a text; the encoding only where it does not tell by itself.
    text("delimiter", optional=True),
    text("encoding", optional=True),
    # Which column was what: TOML, as --save-mapping writes it.
    text("mapping"),
    # JSON list: the headers as they stand in the file, in order.
    text("headers"),
    whole("header_row"),
    # What read the cells, with its version: `accordingto-sheets/1`.
    text("tool"),
    text("imported_by", optional=True),
    text("imported_at"),
    UniqueConstraint("name", "version"),
    CheckConstraint("form IN ('csv', 'xlsx')", name="form"),
)

sheet_rows = strict_table(
    # One row of a sheet: a case, or one of several claims about it.
    "sheet_rows",
    row_id(),
    points_at("sheet_id", "sheets"),
    # Line or row of the file, from 1.
    whole("number"),
    # The user's own code of the case; empty where there is no such column.
    text("code"),
    # ISO days, where the cells are days; `days_words` is as written.
    text("date_from", optional=True),
    text("date_to", optional=True),
    text("days_words", optional=True),
    text("place", optional=True),
    text("country", optional=True),
    text("kind", optional=True),
    text("actors", optional=True),
    text("sources", optional=True),
    # JSON list of addresses.
    text("urls"),
    text("grade", optional=True),
    # JSON object: every cell of the row by the name of its column, in their order.
    text("cells"),
    UniqueConstraint("sheet_id", "number"),
    Index("ix_sheet_rows_code", "code"),
    Index("ix_sheet_rows_days", "date_from", "date_to"),
)

sheet_claims = strict_table(
    # People harmed, as a row of a sheet counts them.
    "sheet_claims",
    row_id(),
    points_at("row_id", "sheet_rows", index=True),
    whole("seq"),
    text("state"),
    text("who"),
    text("age"),
    text("sex"),
    whole("low", optional=True),
    whole("high", optional=True),
    whole("approximate"),
    # As the cells have it: "12-15", "dozens".
    text("words"),
    UniqueConstraint("row_id", "seq"),
    Index("ix_sheet_claims_toll", "state", "low"),
)
