"""What a reviewer saw of a case, and what is new in it since: of this ledger alone, in no log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Row, delete, exists, func, insert, select

from accordingto.ledger.case_codes import Founder, find_founder, read_codes_of
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import decision_targets, decisions
from accordingto.ledger.look_tables import case_looks
from accordingto.ledger.sessions import Session
from accordingto.ledger.store_tables import readings
from accordingto.records.judgements import ON_CASES

_SIZE = 8
_FIRST_SESSION = 500
"""Readings that a first session begins with."""


@dataclass(frozen=True, slots=True)
class SinceLook:
    """What is new in a case since a reviewer last looked."""

    looked_at: str | None
    """None for who never looked: all of it is new then."""
    accounts: tuple[Founder, ...] = ()
    """Accounts that were not there: the hash of each one's text, and where in it it begins."""
    decisions: tuple[str, ...] = ()
    """Hashes of entries that others made since: on the case, and on words of its reports."""

    @property
    def is_any(self) -> bool:
        """Tell whether anything is new."""
        return bool(self.accounts or self.decisions)

    @property
    def texts(self) -> tuple[str, ...]:
        """Hashes of the texts with new accounts, each once."""
        return tuple(dict.fromkeys(text for text, _ in self.accounts))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a case is made of now."""

    accounts: frozenset[Founder]
    codes: frozenset[str]


def keep_look(connection: Connection, reviewer: str, code: str, now: str) -> None:
    """Note that a reviewer has looked at a case, by the code that it has now, as it is now."""
    shape = _shapes(connection, [code])[code]
    here = (case_looks.c.reviewer == reviewer) & case_looks.c.code.in_({code, *shape.codes})
    connection.execute(delete(case_looks).where(here))
    row = {
        "reviewer": reviewer,
        "code": code,
        "looked_at": now,
        "accounts": b"".join(sorted(map(_hash, shape.accounts))),
        "decision": connection.scalar(select(func.max(decisions.c.id))) or 0,
    }
    connection.execute(insert(case_looks).values(row))


def read_since_look(
    connection: Connection, reviewer: str, codes: Iterable[str]
) -> dict[str, SinceLook]:
    """Return for each of these cases what is new since this reviewer looked, in their order."""
    codes = list(dict.fromkeys(codes))
    shapes = _shapes(connection, codes)
    looks = _looks(connection, reviewer, shapes)
    decided = _decided_since(connection, reviewer, shapes, looks)
    return {
        code: _since(shapes[code], looks.get(code, ()), decided.get(code, ())) for code in codes
    }


def find_new(connection: Connection, reviewer: str, session: Session) -> dict[str, SinceLook]:
    """Return the cases in which something is new to a reviewer, the latest first.

    Those that reports tell of which came since the session before, and those that the reviewer
    has looked at and that have changed since. Two or more that are one case now count as one.
    """
    arrived = _arrived(connection, session)
    looked = _looked_at(connection, reviewer)
    found = read_since_look(connection, reviewer, [*arrived, *(looked - arrived.keys())])
    fresh = {code: since for code, since in found.items() if since.is_any}
    order = sorted(fresh, key=lambda code: (-arrived.get(code, 0), code))
    return {code: fresh[code] for code in order}


def find_newest(
    connection: Connection, reviewer: str, session: Session, most: int
) -> tuple[dict[str, SinceLook], int]:
    """Return the cases of which reports tell that came last, and how many more there may be.

    For a first look: what changed in cases that were looked at long ago is left to `find_new`.
    """
    arrived = _arrived(connection, session)
    waiting = sorted(arrived, key=lambda code: (-arrived[code], code))
    fresh: dict[str, SinceLook] = {}
    while waiting and len(fresh) < most:
        part, waiting = waiting[:most], waiting[most:]
        found = read_since_look(connection, reviewer, part)
        fresh |= {code: since for code, since in found.items() if since.is_any}
    codes = list(fresh)
    return {code: fresh[code] for code in codes[:most]}, len(codes[most:]) + len(waiting)


def _arrived(connection: Connection, session: Session) -> dict[str, int]:
    """Return the cases of which reports tell that came since, with the row of the last of them.

    What was read anew is no news.
    """
    since = session.since_reading
    if session.is_first:
        since = max((connection.scalar(select(func.max(readings.c.id))) or 0) - _FIRST_SESSION, 0)
    older = readings.alias("older")
    is_known = exists().where(
        older.c.publication_id == readings.c.publication_id,
        older.c.text_id == readings.c.text_id,
        older.c.id <= since,
    )
    asked = (
        select(case_accounts.c.code, readings.c.id)
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .join(readings, readings.c.id == case_digests.c.reading_id)
        .where(readings.c.id > since, ~is_known)
        .order_by(readings.c.id)  # grouped by code, all accounts would be gone through
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def _looked_at(connection: Connection, reviewer: str) -> set[str]:
    """Return the cases that a reviewer looked at, by the codes that they have now."""
    asked = select(case_looks.c.code).where(case_looks.c.reviewer == reviewer)
    return set(_codes_now(connection, connection.scalars(asked).all()).values())


def _codes_now(connection: Connection, codes: Iterable[str]) -> dict[str, str]:
    """Return where codes lead; those of which no reading tells any more lead nowhere."""
    found: dict[str, str] = {}
    waiting = list(codes)
    for part in in_parts(waiting):
        asked = select(case_accounts.c.code).where(case_accounts.c.code.in_(part)).distinct()
        found |= {code: code for code in connection.scalars(asked)}
    for code in waiting:
        if code not in found and (now := code_now(connection, code)) is not None:
            found[code] = now
    return found


def code_now(connection: Connection, code: str) -> str | None:
    """Return the code of the case that a code leads to; None where it leads nowhere."""
    if connection.scalar(select(case_accounts.c.id).where(case_accounts.c.code == code).limit(1)):
        return code
    founder = find_founder(connection, code)
    if founder is None:
        return None
    asked = (
        select(case_accounts.c.code)
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .where(case_digests.c.text_sha256 == founder[0], case_accounts.c.start == founder[1])
    )
    return connection.scalars(asked.order_by(case_accounts.c.id)).first()


def _since(
    shape: _Shape, looks: Iterable[Row[tuple[object, ...]]], decided: Iterable[str]
) -> SinceLook:
    looks = list(looks)
    if not looks:
        return SinceLook(None, tuple(sorted(shape.accounts)))
    known = {one for look in looks for one in _unpack(look.accounts)}
    fresh = (one for one in shape.accounts if _hash(one) not in known)
    return SinceLook(max(look.looked_at for look in looks), tuple(sorted(fresh)), tuple(decided))


def _shapes(connection: Connection, codes: Iterable[str]) -> dict[str, _Shape]:
    accounts: dict[str, set[Founder]] = {code: set() for code in codes}
    for part in in_parts(accounts):
        asked = (
            select(case_accounts.c.code, case_digests.c.text_sha256, case_accounts.c.start)
            .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
            .where(case_accounts.c.code.in_(part))
        )
        for row in connection.execute(asked):
            accounts[row.code].add((row.text_sha256, row.start))
    at = {one: code for code, own in accounts.items() for one in own}
    held: dict[str, set[str]] = defaultdict(set)
    for code, founder in read_codes_of(connection, {text for text, _ in at}).items():
        if founder in at:
            held[at[founder]].add(code)
    return {code: _Shape(frozenset(own), frozenset(held[code])) for code, own in accounts.items()}


def _looks(
    connection: Connection, reviewer: str, shapes: Mapping[str, _Shape]
) -> dict[str, list[Row[tuple[object, ...]]]]:
    led = {one: code for code, shape in shapes.items() for one in (*shape.codes, code)}
    found: dict[str, list[Row[tuple[object, ...]]]] = defaultdict(list)
    for part in in_parts(led):
        asked = select(case_looks).where(
            case_looks.c.reviewer == reviewer, case_looks.c.code.in_(part)
        )
        for row in connection.execute(asked.order_by(case_looks.c.id)):
            found[led[row.code]].append(row)
    return found


def _decided_since(
    connection: Connection,
    reviewer: str,
    shapes: Mapping[str, _Shape],
    looks: Mapping[str, list[Row[tuple[object, ...]]]],
) -> dict[str, list[str]]:
    """Return what others decided since on cases that were looked at, and on their words."""
    marks = {code: min(look.decision for look in own) for code, own in looks.items()}
    if not marks:
        return {}
    codes_of: dict[str, set[str]] = defaultdict(set)
    for code in marks:
        for text, _ in shapes[code].accounts:
            codes_of[text].add(code)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for part in in_parts(codes_of):
        asked = (
            select(decisions.c.id, decisions.c.hash, decisions.c.decision)
            .add_columns(decision_targets.c.text_sha256, decision_targets.c.span_start)
            .join(decision_targets, decision_targets.c.decision_id == decisions.c.id)
            .where(
                decisions.c.id > min(marks.values()),
                decisions.c.reviewer != reviewer,
                decision_targets.c.text_sha256.in_(part),
            )
            .order_by(decisions.c.id)
        )
        for row in connection.execute(asked):
            for code in codes_of[row.text_sha256]:
                is_its_own = (row.text_sha256, row.span_start) in shapes[code].accounts
                if row.id > marks[code] and (row.decision not in ON_CASES or is_its_own):
                    found[code][row.hash] = None
    return {code: list(hashes) for code, hashes in found.items()}


def _hash(account: Founder) -> bytes:
    return sha256(f"{account[0]}\n{account[1]}".encode()).digest()[:_SIZE]


def _unpack(packed: bytes) -> set[bytes]:
    return {packed[at : at + _SIZE] for at in range(0, len(packed), _SIZE)}
