"""What a reviewer decided last, to take it back: one decision, or all of one act."""

from collections.abc import Iterator

from sqlalchemy import Connection, exists, select

from accordingto.ledger.decision_tables import decisions
from accordingto.ledger.decisions import read_entries, read_standing
from accordingto.ledger.standing import Recorded
from accordingto.records.judgements import ON_LINKS, Decision

IN_BULK = "all at once: "
"""How the reason of what was decided for many records at once begins."""
_LOOKED_AT = 50


def find_last_act(connection: Connection, reviewer: str) -> tuple[Recorded, ...]:
    """Return what a reviewer decided last that holds still, as one act; empty where there is none.

    Links that were drawn or taken away together are one act, and so is what was decided for many
    records at once. Undos are passed by: taking back again and again goes back in order.
    """
    act: list[Recorded] = []
    for entry in _backwards(connection, reviewer):
        if act and not _is_one_act(act[-1], entry):
            break
        act.append(entry)
        if not _may_be_many(entry):
            break
    return tuple(act)


def _backwards(connection: Connection, reviewer: str) -> Iterator[Recorded]:
    """Yield the entries of a reviewer that no live undo takes back, the last first."""
    last: int | None = None
    undos = decisions.alias("undos")
    while True:
        asked = select(decisions.c.id, decisions.c.hash).where(
            decisions.c.reviewer == reviewer, decisions.c.decision != Decision.UNDO.value
        )
        if last is not None:
            asked = asked.where(decisions.c.id < last)
        is_undone = exists().where(undos.c.undoes == decisions.c.hash).label("is_undone")
        rows = connection.execute(
            asked.add_columns(is_undone).order_by(decisions.c.id.desc()).limit(_LOOKED_AT)
        ).all()
        if not rows:
            return
        last = rows[-1].id
        ids = select(decisions.c.id).where(decisions.c.id.in_([row.id for row in rows]))
        stored = {one.hash: one.recorded for one in read_entries(connection, ids)}
        for row in rows:
            entry = stored[row.hash]
            if not row.is_undone or _lives(connection, entry):
                yield entry


def _lives(connection: Connection, entry: Recorded) -> bool:
    texts = {target.sha256 for target in entry.judgement.targets}
    return entry.hash in read_standing(connection, texts).live


def _may_be_many(entry: Recorded) -> bool:
    made = entry.judgement
    return made.decision in ON_LINKS or made.why.startswith(IN_BULK)


def _is_one_act(one: Recorded, other: Recorded) -> bool:
    first, second = one.judgement, other.judgement
    return (first.decision, first.time, first.why) == (second.decision, second.time, second.why)
