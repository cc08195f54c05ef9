"""Checks of decisions: every entry, every link, every content, and the rows made from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, Select, Table, select

from accordingto.errors import AccordingtoError
from accordingto.ledger.chain import (
    ChainFault,
    Content,
    Head,
    Step,
    check_heads,
    check_links,
    fault_of_contents,
    heads_of,
    open_entry,
    read_entry,
)
from accordingto.ledger.decision_tables import (
    decision_contents,
    decision_steps,
    decision_targets,
    decisions,
)
from accordingto.ledger.decisions import PART, entry_row, read_heads, target_rows
from accordingto.ledger.reviewing import check_reviews
from accordingto.ledger.store_tables import texts
from accordingto.records.changes import mentions_in
from accordingto.records.judgements import Judgement
from accordingto.records.judgements import Part as ContentPart

_BESIDE = (decision_targets, decision_steps, decision_contents)
Beside = Mapping[str, Sequence[RowMapping]]
"""Rows of the other tables that belong to one entry, by the table's name."""


def check_decisions(connection: Connection, pinned: Iterable[Head] = ()) -> Iterator[ChainFault]:
    """Yield all that is wrong with the decisions, each fault with the entry that it is in.

    Every entry is hashed again; its columns, targets, contents and words are compared with it; the
    links are followed; the rows of `reviews` and `review_queue` are made again. With `pinned`
    heads, as they were exported before, a tail that was cut is seen too.
    """
    steps: list[Step] = []
    rows = connection.execute(select(decisions).order_by(decisions.c.id)).mappings()
    for part in rows.yield_per(PART).partitions(PART):
        beside = _beside(connection, [row["id"] for row in part])
        for row in part:
            for message in _check_entry(connection, row, beside[row["id"]], steps):
                yield ChainFault(row["hash"], message)
    yield from check_links(steps)
    if read_heads(connection) != heads_of(steps):
        yield ChainFault("", "the rows of chain_heads are not what decisions make them")
    yield from check_heads(pinned, {step.head.hash: step.head for step in steps})
    for message in check_reviews(connection):
        yield ChainFault("", message)


def _beside(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, list[RowMapping]]]:
    found: dict[int, dict[str, list[RowMapping]]] = {
        id_: {table.name: [] for table in _BESIDE} for id_ in ids
    }
    for table in _BESIDE:
        for row in connection.execute(_rows_of(table, ids)).mappings():
            found[row["decision_id"]][table.name].append(row)
    return found


def _check_entry(
    connection: Connection, row: RowMapping, beside: Beside, steps: list[Step]
) -> Iterator[str]:
    """Yield what is wrong with one entry; add its links to the others."""
    raw = row["entry"].encode()
    if sha256(raw).hexdigest() != row["hash"]:
        yield "its bytes are not those that were hashed"
        return
    try:
        entry = read_entry(raw)
    except AccordingtoError as error:
        yield str(error)
        return
    steps.append(entry.step)
    for name, value in entry_row(entry).items():
        if row[name] != value:
            yield f"its row says {name} {row[name]!r}; the entry has {value!r}"
    if [_without_ids(one) for one in beside["decision_targets"]] != list(
        target_rows(entry.judgement)
    ):
        yield "its rows in decision_targets are not what the entry has"
    if sorted(one["prev"] for one in beside["decision_steps"]) != list(entry.prev):
        yield "its rows in decision_steps are not what the entry has"
    contents = [
        Content(one["commitment"], ContentPart(one["part"]), one["salt"], one["content"])
        for one in beside["decision_contents"]
        if one["part"] in set(ContentPart)
    ]
    fault = fault_of_contents(entry, contents)
    if fault:
        yield fault
    else:
        yield from _check_words(connection, open_entry(entry, contents))


def _check_words(connection: Connection, judgement: Judgement) -> Iterator[str]:
    """Yield where a record was seen at words that its text does not have."""
    for target, seen in zip(judgement.targets, judgement.seen, strict=False):
        if target.title_sha256 is not None:
            continue
        text = connection.execute(
            select(texts.c.text).where(texts.c.sha256 == target.sha256)
        ).scalar()
        if text is None:
            continue  # of a ledger that was merged without its reports, or masked since
        for mention in mentions_in(seen.record):
            if text[mention.start : mention.end] != mention.text:
                yield f"it saw words at {mention.start}-{mention.end} that the text does not have"
                return


def _rows_of(table: Table, ids: Sequence[int]) -> Select[tuple[object, ...]]:
    return select(table).where(table.c.decision_id.in_(ids)).order_by(table.c.id)


def _without_ids(row: RowMapping) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in {"id", "decision_id"}}
