"""The sources of a ledger by name: organisations, states and holders of a public office alone.

Private persons and the unnamed are in no such list: each stands for one text and no more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, select

from accordingto.ledger.record_tables import actors, statements
from accordingto.ledger.search_making import PRIVATE
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import publications

MOST_COUNTED = 1_000
"""Up to this many reports of a source are counted; more are told as more."""
_LOOKED_AT = 200
"""Reports of a source of which its kinds and roles are told."""
C = search_rows.c


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceName:
    """A source as reports name it."""

    key: str
    """Its name in lower case, by which it stands in lists."""
    name: str
    """As a report writes it."""
    kind: str
    category: str | None
    reports: int
    """In which it speaks, up to MOST_COUNTED and one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What reports say of who a source is."""

    source: SourceName
    categories: tuple[tuple[str, int], ...]
    """As reports have it, the commonest first, among the latest reports."""
    roles: tuple[str, ...]
    publishers: tuple[str, ...]
    """Who printed it."""
    knowledge: tuple[tuple[str, int], ...]
    """How it knows, as statements tell, the commonest first."""
    first_day: str | None
    last_day: str | None
    looked_at: int
    """Of how many of its mentions this is told."""


def find_sources(
    connection: Connection, start: str, after: str, limit: int
) -> tuple[list[SourceName], str | None]:
    """Return sources by name, and the key after which the next page begins.

    `start` is what names begin with, in any case. Private persons and the unnamed are passed by.
    """
    wanted = " ".join(start.casefold().split()).removeprefix("the ")
    here, found = max(after, wanted), list[str]()
    is_first = not after
    while len(found) <= limit:
        beyond = C.sort >= here if is_first else C.sort > here
        key = connection.scalar(_of_sources().where(beyond).order_by(C.sort).limit(1))
        if key is None or not key.startswith(wanted):
            break
        is_first = False
        if PRIVATE in key:
            here = key.partition(PRIVATE)[0] + PRIVATE + "~"
            continue
        found.append(key)
        here = key
    names = [name for key in found[:limit] if (name := find_source(connection, key))]
    return names, found[limit - 1] if len(found) > limit else None


def find_source(connection: Connection, key: str) -> SourceName | None:
    """Return a source by its key; None where no organisation or office-holder has that name."""
    if PRIVATE in key:
        return None
    asked = (
        select(actors.c.name, actors.c.kind, actors.c.category)
        .join(search_rows, _is_actor())
        .where(C.id.in_(_latest(key, 1)))
    )
    row = connection.execute(asked).first()
    if row is None:
        return None
    some = _of_sources().where(C.sort == key).limit(MOST_COUNTED + 1).subquery()
    number = connection.scalar(select(func.count()).select_from(some)) or 0
    return SourceName(key=key, name=row.name, kind=row.kind, category=row.category, reports=number)


def read_source(connection: Connection, key: str) -> SourceFacts | None:
    """Return what the latest reports say of who a source is."""
    source = find_source(connection, key)
    if source is None:
        return None
    asked = (
        select(
            actors.c.reading_id,
            actors.c.record,
            actors.c.category,
            actors.c.role,
            publications.c.publisher,
            C.first_day,
            C.last_day,
        )
        .join(search_rows, _is_actor())
        .join(publications, publications.c.id == C.publication_id)
        .where(C.id.in_(_latest(key, _LOOKED_AT)))
        .order_by(C.id.desc())
    )
    rows = connection.execute(asked).all()
    return SourceFacts(
        source=source,
        categories=_counted(row.category for row in rows),
        roles=tuple(name for name, _ in _counted(row.role for row in rows)),
        publishers=tuple(name for name, _ in _counted(row.publisher for row in rows)),
        knowledge=_knowledge(connection, {(row.reading_id, row.record) for row in rows}),
        first_day=min((row.first_day for row in rows if row.first_day), default=None),
        last_day=max((row.last_day for row in rows if row.last_day), default=None),
        looked_at=len(rows),
    )


def _knowledge(
    connection: Connection, speakers: set[tuple[int, str]]
) -> tuple[tuple[str, int], ...]:
    readings = sorted({reading for reading, _ in speakers})
    asked = select(
        statements.c.reading_id, statements.c.source_actor, statements.c.knowledge
    ).where(statements.c.reading_id.in_(readings))
    return _counted(
        row.knowledge
        for row in connection.execute(asked)
        if (row.reading_id, row.source_actor) in speakers
    )


def _of_sources() -> Select[str]:
    return select(C.sort).where(C.what == "source", C.is_now == 1)


def _latest(key: str, most: int) -> Select[int]:
    """Return the query for the latest mentions of a source, picked before anything is joined."""
    own = select(C.id).where(C.what == "source", C.is_now == 1, C.sort == key)
    return select(own.order_by(C.id.desc()).limit(most).subquery().c.id)


def _is_actor() -> ColumnElement[bool]:
    return (actors.c.reading_id == C.reading_id) & (actors.c.record == C.record)


def _counted(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    told = Counter(value for value in values if value)
    return tuple(sorted(told.items(), key=lambda one: (-one[1], one[0])))
