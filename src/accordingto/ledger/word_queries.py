"""The query for the rows of the search that have some words and marks, on both stores."""

from collections.abc import Sequence

from sqlalchemy import TextClause, text

from accordingto.ledger.filters import Group


def rows_having(groups: Sequence[Group], *, is_sqlite: bool) -> TextClause:
    """Return the query for the rows that have the words and marks of all groups."""
    if is_sqlite:
        return text("SELECT rowid FROM search_words WHERE search_words MATCH :words").bindparams(
            words=" AND ".join(_either(group) for group in groups)
        )
    told: list[str] = []
    values: dict[str, list[str]] = {}
    for number, group in enumerate(groups):
        names = [f"words_{number}_{n}" for n in range(len(group))]
        values |= {name: list(words) for name, words in zip(names, group, strict=True)}
        told.append(" OR ".join(f"words @> CAST(:{name} AS text[])" for name in names))
    conditions = " AND ".join(f"({one})" for one in told)
    asked = f"SELECT rowid FROM search_words WHERE {conditions}"  # noqa: S608 -- names are ours
    return text(asked).bindparams(**values)


def _either(group: Group) -> str:
    """Return a group as FTS5 reads it; words and marks hold letters, digits and low lines alone."""
    told = (" AND ".join(f'"{word}"' for word in words) for words in group)
    return "(" + " OR ".join(f"({one})" for one in told) + ")"
