"""Codes of cases as a ledger keeps them: minted once, in an order, and never lost."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from accordingto.ledger.case_tables import case_codes
from accordingto.ledger.rows import Value, add_rows
from accordingto.ledger.store_tables import tombstones
from accordingto.ledger.tombstones import Kind

Founder = tuple[str, int]
"""Hash of a text, and where in it the words begin."""


def read_codes(connection: Connection) -> dict[str, Founder]:
    """Return every code that was ever minted, in the order of minting, with its founder.

    Of a text that was blackened since, with the hash that it has now: offsets hold in it.
    """
    asked = select(case_codes.c.code, case_codes.c.founder_sha256, case_codes.c.founder_start)
    now = _hashes_now(connection)
    return {
        code: (_follow(now, sha256), start)
        for code, sha256, start in connection.execute(asked.order_by(case_codes.c.id))
    }


def keep_codes(connection: Connection, minted: Mapping[str, Founder], now: str) -> None:
    """Keep codes that were minted, in this order; those that are known stay as they are."""
    rows: list[dict[str, Value]] = [
        {"code": code, "founder_sha256": sha256, "founder_start": start, "minted_at": now}
        for code, (sha256, start) in minted.items()
        if not is_code(connection, code)
    ]
    if rows:
        add_rows(connection, case_codes, rows)


def is_code(connection: Connection, code: str) -> bool:
    """Tell whether a code was ever minted here."""
    asked = select(case_codes.c.id).where(case_codes.c.code == code)
    return connection.execute(asked).first() is not None


def _hashes_now(connection: Connection) -> dict[str, str]:
    asked = select(tombstones.c.sha256, tombstones.c.now_sha256).where(
        tombstones.c.kind == Kind.TEXT.value, tombstones.c.now_sha256.is_not(None)
    )
    return {row.sha256: row.now_sha256 for row in connection.execute(asked)}


def _follow(now: Mapping[str, str], sha256: str) -> str:
    seen = {sha256}
    while now.get(sha256, sha256) not in seen:
        sha256 = now[sha256]
        seen.add(sha256)
    return sha256
