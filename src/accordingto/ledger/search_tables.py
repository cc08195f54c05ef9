"""Tables to search and list by.

    publications, readings <- search_rows <- search_words <- search_instances

`search_rows` has a row for each report, incident, figure, statement, agreement step, actor and
source, *as it stands* with people's decisions, and one for each way that it stood before: from the
day `known_from` until before the day `known_to`; what stood for less than a day has one day for
both. `search_words` holds their words and marks. Both are made from readings and decisions, and
from nothing else; `search_index.py` makes them. No row is deleted while the words stay what they
are, so an id never means another row later. `search_instances` gives words and rows back from the
index, each pair once, so that they can be checked.
"""

from sqlalchemy import DDL, Column, Index, Text, event
from sqlalchemy import text as text_of

from accordingto.ledger.columns import WHOLE, metadata, points_at, strict_table, text, whole

BY_CODE_POINT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is ordered alike on both stores, whatever the locale of the server."""

_NARROWED_BY = ("status", "publication_id", "first_day", "last_day")


def _reviewed_by(column: str) -> Index:
    """Return the index by which records are gone through that are in one state of review."""
    told = text_of(f"{column} IS NOT NULL")
    return Index(
        f"ix_search_rows_{column}",
        *("what", "is_now", "status", column, "record", "id"),
        sqlite_where=told,
        postgresql_where=told,
    )


search_rows = strict_table(
    "search_rows",
    # Given by us: the row of `search_words` has the same.
    Column("id", WHOLE, primary_key=True, autoincrement=False),
    points_at("publication_id", "publications", index=True),
    # Empty for a report that could not be read.
    points_at("reading_id", "readings", optional=True),
    # `report` `incident` `figure` `statement` `agreement` `actor` `source`
    text("what"),
    # The record's id; empty for a report.
    text("record"),
    whole("in_headline"),
    # What lists are ordered by: the first day, or the name of an actor.
    Column("sort", BY_CODE_POINT, nullable=False),
    # Days that it tells of, ISO; where none is given, those on which it was told.
    text("first_day", optional=True),
    text("last_day", optional=True),
    # 0 where the days are those of telling.
    whole("has_day"),
    # The largest number that somebody gives, as a lower bound.
    whole("toll", optional=True),
    # What people go through records by: how much the reader doubts them, and how much hangs on
    # them. Of figures, incidents, statements and agreement steps alone.
    whole("doubt", optional=True),
    whole("weight", optional=True),
    # `unreviewed` `accepted` `corrected` `rejected` `disputed`, `entered` by a person; of a
    # report `reviewed` when all of its records are.
    text("status"),
    text("known_from"),
    text("known_to", optional=True),
    # 1 for what stands now.
    whole("is_now"),
    # Sum of the hashes of the words, as a number.
    whole("words_hash"),
    # What lists are narrowed down and counted by is in it, so that no other row is fetched.
    Index("ix_search_rows_order", "what", "is_now", "sort", *_NARROWED_BY),
    Index("ix_search_rows_record", "record"),
    _reviewed_by("doubt"),
    _reviewed_by("weight"),
)

# Words and marks, each once, cut by us: a text with blanks between them, of which SQLite keeps the
# index alone; an array on PostgreSQL, whose own full text (tsvector) would refuse a report with a
# megabyte of different words.
_WORDS_IN_SQLITE = """
CREATE VIRTUAL TABLE search_words USING fts5(
  words, content = '', detail = none, tokenize = "ascii tokenchars '_'"
)
"""
_INSTANCES_IN_SQLITE = """
CREATE VIRTUAL TABLE search_instances USING fts5vocab(search_words, instance)
"""
_WORDS_IN_POSTGRESQL = """
CREATE TABLE search_words (
  rowid BIGINT PRIMARY KEY REFERENCES search_rows (id),
  words TEXT[] NOT NULL
);
CREATE INDEX ix_search_words_words ON search_words USING gin (words);
CREATE VIEW search_instances AS SELECT unnest(words) AS term, rowid AS doc FROM search_words
"""


def _run(statement: str, dialect: str) -> DDL:
    made = DDL(statement.strip())  # type: ignore[no-untyped-call]  # carries no types
    return made.execute_if(dialect=dialect)


for _statement in (_WORDS_IN_SQLITE, _INSTANCES_IN_SQLITE):
    event.listen(search_rows, "after_create", _run(_statement, "sqlite"))
for _statement in _WORDS_IN_POSTGRESQL.split(";"):
    event.listen(search_rows, "after_create", _run(_statement, "postgresql"))
for _dialect, _kind in (("sqlite", "TABLE"), ("postgresql", "VIEW")):
    event.listen(
        metadata, "before_drop", _run(f"DROP {_kind} IF EXISTS search_instances", _dialect)
    )
event.listen(metadata, "before_drop", DDL("DROP TABLE IF EXISTS search_words"))  # type: ignore[no-untyped-call]
