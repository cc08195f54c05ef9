"""Digests and accounts as rows of a ledger, and back."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, Select, Table, select

from accordingto.corroboration.digests import Account, Digest, ReportKey, Sketch
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import Value, add_row, add_rows, add_whole_rows

_FAST = 1
_PAIRS = 5000
"""Pairs that are added together."""
_SORTED = 1 << 19
"""Pairs that are sorted together, or nearly so many."""
_SAMPLED = 1 << 16
UNSIGNED = "I"
"""Numbers of 32 bits, as an array names them: rows of digests and accounts are no larger."""
_STORED = np.dtype("<u4")
AccountId = int
DigestId = int


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """An account with its place in the ledger."""

    id: AccountId
    digest_id: DigestId
    account: Account
    code: str
    near: tuple[AccountId, ...]
    """Accounts that it scores above the threshold with, and some that it once did."""


def keep_digest(connection: Connection, reading_id: int, digest: Digest) -> DigestId:
    """Keep a digest and its accounts, which belong to no case yet."""
    sketch, day = digest.sketch, digest.published or digest.given
    digest_id = add_row(
        connection,
        case_digests,
        {
            "reading_id": reading_id,
            "key": digest.key,
            "text_sha256": digest.sha256,
            "digest": _pack(_digests().dump_json(replace(digest, accounts=(), sketch=None))),
            "shingles": sketch.shingles if sketch else None,
            "words": sketch.words if sketch else 0,
            "day": day.toordinal() if day else None,
            "story": None,
            "leads": 1,
            "is_stale": 0,
        },
    )
    rows: list[dict[str, Value]] = [
        {
            "digest_id": digest_id,
            "record": one.record,
            "start": one.start,
            "account": _pack(_accounts().dump_json(one)),
            "code": "",
            "near": None,
            "joined_to": None,
            "bond": None,
        }
        for one in digest.accounts
    ]
    if rows:
        add_rows(connection, case_accounts, rows)
    return digest_id


def load_digests(
    connection: Connection,
    ids: Iterable[DigestId],
    on_account: Callable[[KeptAccount], None] | None = None,
) -> dict[DigestId, Digest]:
    """Return digests by their rows, with their accounts; `on_account` is told of each of these."""
    found: dict[DigestId, Digest] = {}
    for part in in_parts(sorted(set(ids))):
        accounts: dict[DigestId, list[Account]] = {}
        for one in load_accounts(connection, case_accounts.c.digest_id.in_(part)):
            accounts.setdefault(one.digest_id, []).append(one.account)
            if on_account is not None:
                on_account(one)
        asked = select(case_digests).where(case_digests.c.id.in_(part))
        for row in connection.execute(asked).mappings():
            bare: Digest = _digests().validate_json(zlib.decompress(row["digest"]))
            found[row["id"]] = replace(
                bare, accounts=tuple(accounts.get(row["id"], ())), sketch=_sketch(row)
            )
    return found


def load_accounts(connection: Connection, where: object) -> Iterator[KeptAccount]:
    """Yield accounts that meet a condition, in the order of their rows."""
    asked: Select[tuple[object, ...]] = select(case_accounts).where(where)  # type: ignore[arg-type]  # a condition
    for row in connection.execute(asked.order_by(case_accounts.c.id)).mappings():
        yield KeptAccount(
            id=row["id"],
            digest_id=row["digest_id"],
            account=_accounts().validate_json(zlib.decompress(row["account"])),
            code=row["code"],
            near=unpack_near(row["near"]),
        )


def load_accounts_by_id(connection: Connection, ids: Iterable[AccountId]) -> Iterator[KeptAccount]:
    """Yield accounts by their rows."""
    for part in in_parts(sorted(set(ids))):
        yield from load_accounts(connection, case_accounts.c.id.in_(part))


def add_pairs(
    connection: Connection, table: Table, firsts: Sequence[int], seconds: Sequence[int]
) -> None:
    """Add rows to a table of pairs, in the order in which it keeps them."""
    columns = np.asarray(firsts), np.asarray(seconds)
    for order in _in_order(*columns):
        for start in range(0, len(order), _PAIRS):
            some = order[start : start + _PAIRS]
            pairs = zip(columns[0][some].tolist(), columns[1][some].tolist(), strict=True)
            add_whole_rows(connection, table, list(pairs))


def _in_order(
    firsts: NDArray[np.integer], seconds: NDArray[np.integer]
) -> Iterator[NDArray[np.intp]]:
    """Yield the places of pairs in order, a range of firsts after the other.

    To sort millions at once takes as much memory again as they do.
    """
    if not len(firsts):
        return
    step = -(-len(firsts) // _SAMPLED)
    sample = np.sort(firsts[::step])
    edges = np.unique(sample[:: max(1, _SORTED // step)])
    bounds = np.append(edges, [np.iinfo(firsts.dtype).max])
    for number in range(len(bounds)):
        is_here = firsts <= bounds[number]
        if number:
            is_here &= firsts > bounds[number - 1]
        here = np.flatnonzero(is_here)
        yield here[np.lexsort((seconds[here], firsts[here]))]


def pack_near(ids: Iterable[AccountId]) -> bytes | None:
    """Return what is kept of who is near an account."""
    return np.array(sorted(set(ids)), dtype=_STORED).tobytes() or None


def unpack_near(kept: bytes | None) -> tuple[AccountId, ...]:
    """Return who is near an account."""
    return tuple(np.frombuffer(kept, dtype=_STORED).tolist()) if kept else ()


def keys_of_digests(connection: Connection, ids: Sequence[DigestId]) -> dict[ReportKey, DigestId]:
    """Return the rows of digests by the keys of their reports."""
    found: dict[ReportKey, DigestId] = {}
    for part in in_parts(ids):
        asked = select(case_digests.c.key, case_digests.c.id).where(case_digests.c.id.in_(part))
        found |= {row.key: row.id for row in connection.execute(asked)}
    return found


def _sketch(row: RowMapping) -> Sketch | None:
    if row["shingles"] is None:
        return None
    return Sketch(shingles=bytes(row["shingles"]), words=row["words"])


def _pack(data: bytes) -> bytes:
    return zlib.compress(data, _FAST)


@cache
def _digests() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


@cache
def _accounts() -> TypeAdapter[Account]:
    return TypeAdapter(Account)
