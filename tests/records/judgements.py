"""Judgements in one line."""

from datetime import UTC, datetime

from accordingto.records.judgements import Change, Decision, Judgement, Seen, Target
from accordingto.records.kinds import Listed, records_of
from tests.builders import read

NOON = datetime(2024, 3, 20, 12, tzinfo=UTC)
READING = read(
    "Shelling by the army hit Marenna on Friday, killing 12 people, residents said. "
    "A bomb in Homs killed Ada Varn, 31, on Thursday. Rebels shot 3 soldiers in Aleppo. "
    "A ceasefire took effect on Monday."
)
LISTED = tuple(records_of(READING))


def target_of(listed: Listed = LISTED[0], sha256: str = READING.report.sha256) -> Target:
    return Target(sha256=sha256, kind=listed.kind, start=listed.span.start, end=listed.span.end)


def judge(
    decision: str = "accept",
    *listed: Listed,
    reviewer: str = "Odd",
    changes: tuple[Change, ...] | None = None,
    **others,
) -> Judgement:
    """A decision at noon about the first record of a reading, unless said otherwise."""
    decision = Decision(decision)
    if decision is Decision.CORRECT and changes is None:
        changes = (Change(field="low", value=3),)
    listed = listed or LISTED[:1]
    others.setdefault("targets", tuple(target_of(one) for one in listed))
    others.setdefault("seen", tuple(Seen(record=one.record) for one in listed))
    others.setdefault("time", NOON)
    return Judgement(decision=decision, reviewer=reviewer, changes=changes or (), **others)
