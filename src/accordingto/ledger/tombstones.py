"""Tombstones: what was erased on purpose, by the hash of what was there and of what is there now.

Hashes by which the ledger names things (keys of publications, hashes of how they came) stay their
names when what they were made of is blackened: a tombstone then tells what they hash to now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select, update

from accordingto.ledger.plain import compact
from accordingto.ledger.rows import add_row, find_id
from accordingto.ledger.store_tables import tombstones
from accordingto.report import Span


class Kind(StrEnum):
    """What was erased, or blackened."""

    BLOB = "blob"
    TEXT = "text"
    ARRIVAL = "arrival"
    HEAD = "head"
    """Title, date, publisher and agencies of an arrival."""
    PUBLICATION = "publication"
    PAGE = "page"
    QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Graveyard:
    """Writes tombstones, all for one reason."""

    connection: Connection
    reason: str
    now: str

    def bury(self, kind: Kind, sha256: str, now: str | None, spans: Iterable[Span] = ()) -> None:
        """Note what was there, and what is there now; of what is known, only the latter changes."""
        if sha256 == now:
            return
        here = (tombstones.c.kind == kind.value) & (tombstones.c.sha256 == sha256)
        known = select(tombstones.c.id).where(here)
        if self.connection.execute(known).first() is not None:
            self.connection.execute(update(tombstones).where(here).values(now_sha256=now))
            return
        row = {
            "kind": kind.value,
            "sha256": sha256,
            "now_sha256": now,
            "spans": compact([[span.start, span.end] for span in spans]),
            "reason": self.reason,
            "made_at": self.now,
        }
        add_row(self.connection, tombstones, row)


def is_erased(connection: Connection, kind: Kind, sha256: str) -> bool:
    """Tell whether something was erased or blackened."""
    return find_id(connection, tombstones, kind=kind.value, sha256=sha256) is not None
