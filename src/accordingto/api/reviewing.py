"""The verbs of a reviewer at the queue: many records decided at once, the last act taken back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.api.case_deciding import Person
from accordingto.corroboration.casebook import catch_up
from accordingto.errors import JudgementError, OvertakenError
from accordingto.ledger.deciding import Desk, Intent
from accordingto.ledger.decisions import add_judgement, read_standing
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Found
from accordingto.ledger.readings import find_reading
from accordingto.ledger.review_lists import Lane, Wanted, find_waiting
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.standing import Recorded
from accordingto.ledger.undoing import IN_BULK, find_last_act
from accordingto.records.judgements import Decision

MOST_AT_ONCE = 1_000
"""Records that are decided on at once."""
_BULK = frozenset({Decision.ACCEPT, Decision.REJECT})


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    entries: tuple[Recorded, ...]
    """The undos."""
    taken_back: tuple[Recorded, ...]


def decide_all(
    ledger: Ledger, wanted: Wanted, decision: Decision, who: Person, expected: int
) -> list[Recorded]:
    """Accept or reject all that waits in a lane, as one act; all of it, or nothing.

    `expected` is how many records the reviewer was told of. Raises OvertakenError when there are
    more or fewer by now, and JudgementError when there are too many, when nothing waits, when it is
    anything but an accept or a reject, and when there is no reason for it.
    """
    if decision not in _BULK:
        raise JudgementError(f"{decision} of many records; expected accept or reject")
    if not who.why.strip():
        raise JudgementError(f"{decision} of many records without a reason; expected one")
    if wanted.lane is Lane.DISPUTED:
        raise JudgementError("disputes are settled one by one; expected another lane")
    with ledger.change() as connection:
        found = find_waiting(connection, wanted, limit=MOST_AT_ONCE)
        _check_number(len(found.rows), found.next is not None, expected)
        intent = Intent(
            decision=decision,
            reviewer=who.reviewer,
            time=who.time,
            why=IN_BULK + who.why.strip(),
            blind=wanted.lane is Lane.BLIND,
        )
        made = list(_decide(connection, found.rows, intent))
        refresh_reviews(connection, {one.judgement.targets[0].sha256 for one in made})
    catch_up(ledger)
    return made


def undo_last(ledger: Ledger, who: Person, seen: Iterable[str] | None = None) -> Undone:
    """Take back what a reviewer decided last; of what was decided at once, all.

    `seen` are the hashes of the act that the reviewer means, where that is to be checked: raises
    OvertakenError when it is not the last any more, as where the same person is at work in two
    browsers. Raises JudgementError when there is nothing to take back.
    """
    with ledger.look() as connection:
        act = find_last_act(connection, who.reviewer)
    if not act:
        raise JudgementError(f"{who.reviewer} has decided nothing that could be taken back")
    hashes = tuple(entry.hash for entry in act)
    if seen is not None and set(seen) != set(hashes):
        raise OvertakenError(
            f"{who.reviewer} has decided on something else since; expected that to be taken back "
            "first",
            hashes,
        )
    asked = Asked(
        decision=Decision.UNDO,
        ids=hashes,
        reviewer=who.reviewer,
        time=who.time,
        why=who.why or "taken back",
    )
    made = judge(ledger, asked)
    catch_up(ledger)
    return Undone(tuple(one.entry for one in made), act)


def _check_number(found: int, is_more: bool, expected: int) -> None:
    if is_more:
        raise JudgementError(
            f"more than {MOST_AT_ONCE:,} records; expected fewer at once; narrow the list down"
        )
    if found != expected:
        raise OvertakenError(
            f"{found:,} records wait now, and {expected:,} did when this was asked for; nothing "
            "was recorded; look again"
        )
    if not found:
        raise JudgementError("no record waits here; expected some to decide on")


def _decide(connection: Connection, rows: Iterable[Found], intent: Intent) -> Iterator[Recorded]:
    of_reading: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.reading_id is not None:
            of_reading[row.reading_id].append(row.record)
    for reading_id, records in of_reading.items():
        stored = find_reading(connection, reading_id)
        if stored is None:
            continue
        standing = read_standing(connection, [stored.text_sha256])
        desk = Desk.of(stored.reading, stored.reading.report.text or "", standing)
        for record in records:
            yield add_judgement(connection, desk.decide(intent, record))
