"""Codes of cases as a ledger keeps them: minted once, in an order, and never lost."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Select, select

from accordingto.ledger.case_tables import case_codes
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import Value, add_rows
from accordingto.ledger.store_tables import tombstones
from accordingto.ledger.tombstones import Kind

Founder = tuple[str, int]
"""Hash of a text, and where in it the words begin."""


def read_codes(connection: Connection) -> dict[str, Founder]:
    """Return every code that was ever minted, in the order of minting, with its founder.

    Of a text that was blackened since, with the hash that it has now: offsets hold in it.
    """
    return _with_founders(connection, _asked(), _hashes_now(connection))


def read_codes_of(connection: Connection, texts: Iterable[str]) -> dict[str, Founder]:
    """Return the codes whose founders stand in these texts, in the order of minting.

    Texts are named by their hashes.
    """
    now = _hashes_now(connection)
    wanted = set(texts)
    wanted |= {old for old in now if _follow(now, old) in wanted}
    found: dict[str, Founder] = {}
    ids: dict[str, int] = {}
    for part in in_parts(sorted(wanted)):
        asked = _asked().where(case_codes.c.founder_sha256.in_(part))
        ids |= {row.code: row.id for row in connection.execute(asked)}
        found |= _with_founders(connection, asked, now)
    return {code: found[code] for code in sorted(found, key=ids.__getitem__)}


def find_founder(connection: Connection, code: str) -> Founder | None:
    """Return the founder of a code, as its text is hashed now; None where it was never minted."""
    asked = _asked().where(case_codes.c.code == code)
    return _with_founders(connection, asked, _hashes_now(connection)).get(code)


def _asked() -> Select[tuple[object, ...]]:
    names = ("id", "code", "founder_sha256", "founder_start")
    return select(*(case_codes.c[name] for name in names)).order_by(case_codes.c.id)


def _with_founders(
    connection: Connection, asked: Select[tuple[object, ...]], now: Mapping[str, str]
) -> dict[str, Founder]:
    rows = connection.execute(asked).mappings()
    return {
        row["code"]: (_follow(now, row["founder_sha256"]), row["founder_start"]) for row in rows
    }


def keep_codes(connection: Connection, minted: Mapping[str, Founder], now: str) -> None:
    """Keep codes that were minted, in this order; those that are known stay as they are."""
    known: set[str] = set()
    for part in in_parts(minted):
        asked = select(case_codes.c.code).where(case_codes.c.code.in_(part))
        known.update(connection.scalars(asked))
    rows: list[dict[str, Value]] = [
        {"code": code, "founder_sha256": sha256, "founder_start": start, "minted_at": now}
        for code, (sha256, start) in minted.items()
        if code not in known
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
