"""Is everything in the ledger as it was kept? Every hash, span, row and link, read again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from accordingto.errors import StoreError
from accordingto.ledger.chain import Head
from accordingto.ledger.checks import (
    Fault,
    check_arrivals,
    check_blobs,
    check_publications,
    check_quarantine,
    check_texts,
)
from accordingto.ledger.decision_checks import check_decisions
from accordingto.ledger.decision_tables import decisions
from accordingto.ledger.entry_checking import check_entries, check_sheets
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.reading_checks import check_current, check_readings
from accordingto.ledger.search_checks import check_search
from accordingto.ledger.store_tables import blobs, publications, readings, texts

Check = Callable[[Connection], Iterator[Fault]]


def check_database(connection: Connection) -> Iterator[Fault]:
    """Yield what the database itself finds wrong, where it can be asked: pages and references."""
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA integrity_check(1)")):
        if row[0] != "ok":
            yield Fault("database", "", f"SQLite finds it damaged: {row[0]}")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault(
            "database", f"{row[0]} {row[1]}", f"it names a row of {row[2]} that is not there"
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a ledger that is checked by itself."""

    name: str
    check: Check


PARTS: tuple[Part, ...] = (
    Part("database", check_database),
    Part("blobs", check_blobs),
    Part("texts", check_texts),
    Part("publications", check_publications),
    Part("arrivals", check_arrivals),
    Part("readings", check_readings),
    Part("current readings", check_current),
    Part("quarantine", check_quarantine),
    Part("entries", check_entries),
    Part("sheets", check_sheets),
    Part("search", check_search),
)
"""What is checked, in this order; decisions come last."""


def verify_ledger(
    ledger: Ledger,
    pinned: Iterable[Head] = (),
    on_part: Callable[[str], None] | None = None,
    more: Iterable[Part] = (),
) -> Iterator[Fault]:
    """Yield all that is not as it was kept, the first fault first; nothing when all is.

    With `pinned` heads of the chains of decisions, exported before, a tail that was cut is seen
    too. `on_part` is told the name of each part before it is checked; `more` are parts of which
    rooms above this one make the rows.
    """
    parts = (*PARTS, *more, Part("decisions", lambda connection: _check_chains(connection, pinned)))
    for part in parts:
        if on_part is not None:
            on_part(part.name)
        try:
            with ledger.look() as connection:
                yield from part.check(connection)
        except StoreError as error:
            yield Fault(part.name, "", error.message)


def _check_chains(connection: Connection, pinned: Iterable[Head]) -> Iterator[Fault]:
    for fault in check_decisions(connection, pinned):
        yield Fault("decision", fault.entry, fault.message)


_COUNTED = {
    "publications": publications,
    "texts": texts,
    "blobs": blobs,
    "readings": readings,
    "decisions": decisions,
}


def count_parts(connection: Connection) -> list[tuple[str, int]]:
    """Return how much there is of each kind."""
    return [
        (name, int(connection.execute(select(func.count()).select_from(table)).scalar_one()))
        for name, table in _COUNTED.items()
    ]
