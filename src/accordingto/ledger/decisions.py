"""Decisions by people: added to, never changed, and read back as what holds."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from accordingto.errors import (
    AccordingtoError,
    InvalidRecordError,
    JudgementError,
    StoreError,
)
from accordingto.ledger.chain import (
    Content,
    Entry,
    Head,
    MakeSalt,
    make_entry,
    new_salt,
    open_entry,
    read_entry,
)
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import (
    chain_heads,
    decision_contents,
    decision_steps,
    decision_targets,
    decisions,
)
from accordingto.ledger.rows import Value, add_row
from accordingto.ledger.standing import Recorded, Standing
from accordingto.ledger.store_tables import tombstones
from accordingto.records.judgements import Judgement, Part

PART = 200
"""Entries that are held at a time while many are gone through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry with its contents, as the ledger keeps them."""

    entry: Entry
    contents: tuple[Content, ...]
    hash: str
    """As the ledger has it; that of the entry itself, unless somebody changed one of them."""

    @property
    def recorded(self) -> Recorded:
        """The judgement, with all of its parts that are still there.

        A part that was tampered with counts as erased: `verify` tells.
        """
        whole = [content for content in self.contents if content.is_whole]
        try:
            judgement = open_entry(self.entry, whole)
        except AccordingtoError:
            judgement = self.entry.judgement
        return Recorded(hash=self.entry.hash, seq=self.entry.seq, judgement=judgement)


def add_judgement(
    connection: Connection, judgement: Judgement, make_salt: MakeSalt = new_salt
) -> Recorded:
    """Add a judgement to its reviewer's chain, after all that is there.

    Raises JudgementError when it names entries that the log does not have.
    """
    named = {*judgement.supersedes, *((judgement.undoes,) if judgement.undoes else ())}
    known = set(connection.scalars(select(decisions.c.hash).where(decisions.c.hash.in_(named))))
    missing = sorted(named - known)
    if missing:
        raise JudgementError(
            f"the log has no entry {missing[0]}; expected the hash of one, as `accordingto log` "
            "prints"
        )
    entry, contents = make_entry(judgement, read_heads(connection, judgement.reviewer), make_salt)
    keep_entry(connection, entry, contents)
    return Recorded(hash=entry.hash, seq=entry.seq, judgement=open_entry(entry, contents))


def keep_entry(connection: Connection, entry: Entry, contents: Iterable[Content]) -> bool:
    """Keep an entry as it is; tell whether it is new."""
    asked = select(decisions.c.id).where(decisions.c.hash == entry.hash)
    if connection.execute(asked).scalar() is not None:
        return False
    decision_id = add_row(connection, decisions, entry_row(entry))
    for target_row in target_rows(entry.judgement):
        connection.execute(insert(decision_targets).values(decision_id=decision_id, **target_row))
    for prev in entry.prev:
        connection.execute(insert(decision_steps).values(decision_id=decision_id, prev=prev))
        connection.execute(delete(chain_heads).where(chain_heads.c.hash == prev))
    continued = select(decision_steps.c.id).where(decision_steps.c.prev == entry.hash)
    if connection.execute(continued).first() is None:
        head = {"reviewer": entry.reviewer, "seq": entry.seq, "hash": entry.hash}
        connection.execute(insert(chain_heads).values(head))
    for content in contents:
        keep_content(connection, decision_id, content)
    return True


def entry_row(entry: Entry) -> dict[str, Value]:
    """Return the row that holds an entry."""
    made = entry.judgement
    return {
        "hash": entry.hash,
        "reviewer": entry.reviewer,
        "seq": entry.seq,
        "time": time_of(made),
        "decision": made.decision.value,
        "undoes": made.undoes,
        "is_blind": int(made.blind),
        "entry": entry.raw.decode(),
    }


def target_rows(judgement: Judgement) -> Iterator[dict[str, Value]]:
    """Yield the rows that repeat a judgement's targets."""
    for seq, target in enumerate(judgement.targets):
        yield {
            "seq": seq,
            "text_sha256": target.sha256,
            "title_sha256": target.title_sha256,
            "kind": target.kind.value,
            "span_start": target.start,
            "span_end": target.end,
        }


def time_of(judgement: Judgement) -> str:
    """Return the time of a judgement as entries and columns have it."""
    return format_time(judgement.time)


def format_time(time: datetime) -> str:
    """Return a time in UTC, to the second, in order as text."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def keep_content(connection: Connection, decision_id: int, content: Content) -> None:
    """Keep one content of an entry; of an erased one, that it was erased."""
    row = {
        "decision_id": decision_id,
        "commitment": content.commitment,
        "part": content.part.value,
        "salt": content.salt,
        "content": content.content,
        "erased_at": content.erased_at,
        "erased_why": content.erased_why,
    }
    connection.execute(insert(decision_contents).values(row))


def erase_content(connection: Connection, commitment: str, at: str, why: str) -> bool:
    """Empty a content for good, its salt too; tell whether it was still there.

    The chain verifies as before. Whoever calls this sees to copies outside of the row (the
    write-ahead log, free pages, backups), and then to `refresh_reviews`.
    """
    here = decision_contents.c.commitment == commitment
    changed = connection.execute(
        update(decision_contents)
        .where(here, decision_contents.c.content.is_not(None))
        .values(salt=None, content=None, erased_at=at, erased_why=why)
    )
    return bool(changed.rowcount)


def contents_about(connection: Connection, text: str) -> list[Content]:
    """Return what stands outside the chain of all decisions about a text, named by its hash.

    These are the contents that may hold words of the text; what was erased is not among them.
    """
    asked = select(decision_targets.c.decision_id).where(decision_targets.c.text_sha256 == text)
    stored = read_entries(connection, asked)
    return [content for one in stored for content in one.contents if not content.is_erased]


def read_heads(connection: Connection, reviewer: str | None = None) -> tuple[Head, ...]:
    """Return the heads of the chains, or of one reviewer's; several of one are branches."""
    asked = select(chain_heads.c.reviewer, chain_heads.c.seq, chain_heads.c.hash)
    if reviewer is not None:
        asked = asked.where(chain_heads.c.reviewer == reviewer)
    return tuple(sorted(Head(*row) for row in connection.execute(asked)))


def iterate_entries(connection: Connection) -> Generator[StoredEntry]:
    """Yield all entries in the order in which this ledger got them, few held at a time.

    Raises StoreError at one that cannot be read back.
    """
    rows = connection.execute(_select_entries().order_by(decisions.c.id)).yield_per(PART)
    for part in rows.partitions(PART):
        yield from _stored(connection, part)


def find_entries(connection: Connection, start: str) -> list[StoredEntry]:
    """Return the entries whose hash begins so, at most two."""
    asked = _select_entries().where(decisions.c.hash.startswith(start, autoescape=True))
    rows = connection.execute(asked.order_by(decisions.c.hash).limit(2)).all()
    return list(_stored(connection, rows))


def read_standing(connection: Connection, texts: Iterable[str]) -> Standing:
    """Return what holds for these texts, named by their hashes.

    Decisions made before a text was masked are about the masked one.
    """
    renamed = _names_before(connection, texts)
    asked = select(decision_targets.c.decision_id).where(
        decision_targets.c.text_sha256.in_(renamed)
    )
    stored = read_entries(connection, asked)
    return Standing.of(_renamed(one.recorded, renamed) for one in stored)


def read_entries(connection: Connection, ids: Select[tuple[int]]) -> list[StoredEntry]:
    """Return the entries of which a query gives the row ids."""
    asked = _select_entries().where(decisions.c.id.in_(ids)).order_by(decisions.c.id)
    return list(_stored(connection, connection.execute(asked).all()))


def texts_decided_on(connection: Connection) -> Generator[str]:
    """Yield the hash of each text that any decision is about."""
    column = decision_targets.c.text_sha256
    yield from connection.scalars(select(column).distinct().order_by(column)).yield_per(PART)


def texts_before(connection: Connection, text: str) -> set[str]:
    """Return the hashes that a text had before it was masked, and the one it has."""
    known, waiting = {text}, [text]
    while waiting:
        asked = select(tombstones.c.sha256).where(
            tombstones.c.kind == "text", tombstones.c.now_sha256 == waiting.pop()
        )
        fresh = set(connection.scalars(asked)) - known
        known |= fresh
        waiting += fresh
    return known


def _names_before(connection: Connection, texts: Iterable[str]) -> dict[str, str]:
    """Return the hashes that texts had before they were masked, each with the one that it has."""
    found = {text: text for text in texts}
    fresh = sorted(found)
    while fresh:
        older: dict[str, str] = {}
        for part in in_parts(fresh):
            asked = select(tombstones.c.sha256, tombstones.c.now_sha256).where(
                tombstones.c.kind == "text", tombstones.c.now_sha256.in_(part)
            )
            older |= {old: found[now] for old, now in connection.execute(asked) if now}
        fresh = sorted(older.keys() - found.keys())
        found |= {old: older[old] for old in fresh}
    return found


def _renamed(recorded: Recorded, names: dict[str, str]) -> Recorded:
    targets = tuple(
        replace(target, sha256=names.get(target.sha256, target.sha256))
        for target in recorded.judgement.targets
    )
    return replace(recorded, judgement=replace(recorded.judgement, targets=targets))


def _select_entries() -> Select[tuple[int, str, str]]:
    return select(decisions.c.id, decisions.c.hash, decisions.c.entry)


def _stored(
    connection: Connection, rows: Iterable[Row[tuple[int, str, str]]]
) -> Iterator[StoredEntry]:
    """Yield the entries of rows with their contents.

    Their hashes are made from them, not taken from the column: so none can name itself in a circle.
    Raises StoreError at one that cannot be read back.
    """
    by_id = {row.id: row for row in rows}
    contents: dict[int, list[Content]] = {}
    for first in range(0, len(by_id), PART):
        asked = select(decision_contents).where(
            decision_contents.c.decision_id.in_(list(by_id)[first : first + PART])
        )
        for row in connection.execute(asked.order_by(decision_contents.c.id)):
            part = Part(row.part) if row.part in set(Part) else Part.WHY
            content = Content(
                row.commitment, part, row.salt, row.content, row.erased_at, row.erased_why
            )
            contents.setdefault(row.decision_id, []).append(content)
    for decision_id, row in by_id.items():
        try:
            entry = read_entry(row.entry.encode())
        except InvalidRecordError as error:
            raise StoreError(
                f"the decision {row.hash} cannot be read back: {error}; `accordingto verify` tells "
                "more; go back to a backup",
                ledger="ledger",
                code="damaged",
            ) from error
        own = tuple(contents.get(decision_id, ()))
        yield StoredEntry(entry=entry, contents=own, hash=row.hash)
