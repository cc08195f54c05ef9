"""All rows of a ledger into an empty one of the same schema, whichever store either is in."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, text

from accordingto.ledger.rows import PART, stream
from accordingto.ledger.schema import metadata
from accordingto.ledger.store_tables import about

T = TypeVar("T")

_WORDS = text("SELECT rowid, words FROM search_words ORDER BY rowid")
_ADD_WORDS = text("INSERT INTO search_words (rowid, words) VALUES (:rowid, :words)")


def copy_rows(source: Connection, into: Connection) -> None:
    """Copy every row with its id from PostgreSQL into a ledger in a file that was just made.

    `into` must hold nothing yet but what it says of itself, which is replaced.
    """
    into.execute(delete(about))
    for table in metadata.sorted_tables:
        rows = stream(source, select(table).order_by(*table.primary_key.columns))
        for part in in_parts(rows):
            into.execute(insert(table), [dict(row) for row in part])
    # Of words, PostgreSQL keeps an array; SQLite a text, and of that the index alone.
    for part in in_parts(stream(source, _WORDS)):
        into.execute(_ADD_WORDS, [_joined(row) for row in part])


def in_parts(items: Iterable[T], size: int = PART) -> Iterator[list[T]]:
    """Yield lists of a few items each."""
    waiting = iter(items)
    while part := list(islice(waiting, size)):
        yield part


def _joined(row: Mapping[Any, Any]) -> dict[str, object]:
    return {"rowid": row["rowid"], "words": " ".join(row["words"])}
