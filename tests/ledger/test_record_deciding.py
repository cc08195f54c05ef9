"""Decisions on records in view: stamps, additions, second readers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from accordingto.errors import JudgementError, OvertakenError
from accordingto.ledger.carrying import carry
from accordingto.ledger.deciding import Desk
from accordingto.ledger.record_deciding import Addition, InView, Made, Reviewing, Wish, stamp_of
from accordingto.ledger.reviews import Status
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.judgements import Decision
from accordingto.records.kinds import RecordKind
from accordingto.report import Span
from tests.builders import read

TEXT = "Shelling of Marenna killed 12 people, residents said. Five taken from the rubble."
ANA = Reviewing(reviewer="Ana", time=datetime(2024, 3, 15, tzinfo=UTC), why="read it")
BEN = replace(ANA, reviewer="Ben")


def view_of(who: Reviewing, *made: Made) -> InView:
    """The text with these decisions made, in this order."""
    entries = (
        Recorded(hash=f"{n:064x}", seq=n, judgement=one.judgement) for n, one in enumerate(made)
    )
    return InView(Desk.of(read(TEXT), TEXT, Standing.of(entries)), who)


def figure_of(view: InView):
    return next(one for one in view.desk.carried.records if one.kind is RecordKind.FIGURE)


def status_after(*made: Made) -> Status:
    return figure_of(view_of(ANA, *made)).status


def test_stamp_changes_with_the_record_and_with_its_decisions():
    record = figure_of(view_of(ANA)).record
    assert stamp_of(record) == stamp_of(record, [])
    assert stamp_of(record) != stamp_of(record, ["a"])
    assert stamp_of(record, ["a", "b"]) == stamp_of(record, ["b", "a"])
    assert stamp_of(record) != stamp_of(replace(record, low=13))


def test_decision_on_what_is_not_there_any_more_is_refused():
    seen = figure_of(view_of(ANA))
    wish = Wish(record=seen.record.id, decision=Decision.REJECT, stamp=stamp_of(seen.record))
    corrected = view_of(ANA).decide(
        replace(wish, decision=Decision.CORRECT, assignments=("low=13", "high=13"))
    )
    assert (corrected.before.low, corrected.after.low) == (12, 13)
    with pytest.raises(OvertakenError, match="Ana corrected it"):
        view_of(BEN, corrected).decide(wish)
    assert view_of(BEN, corrected).decide(replace(wish, stamp="")).after is None


def test_second_reader_decides_beside_the_first():
    seen = figure_of(view_of(ANA))
    wish = Wish(record=seen.record.id, decision=Decision.ACCEPT, stamp=stamp_of(seen.record))
    first = view_of(ANA).decide(replace(wish, decision=Decision.REJECT))
    second = view_of(replace(BEN, is_blind=True), first).decide(wish)
    assert second.judgement.blind
    assert not second.judgement.supersedes
    assert status_after(first, second) is Status.DISPUTED


def test_added_record_is_kept_with_what_it_names():
    start = TEXT.index("Five")
    incident = next(
        one for one in view_of(ANA).desk.carried.records if one.kind is RecordKind.INCIDENT
    )
    addition = Addition(
        kind=RecordKind.FIGURE,
        span=Span(start, start + 4),
        fields={"state": "missing", "low": "5", "high": "5"},
        assignments=(f"incident={incident.record.id}",),
    )
    made = view_of(ANA).add(addition)
    assert made.judgement.seen[0].is_kept
    assert [one.id for one in made.judgement.seen[0].references] == [incident.record.id]
    entry = Recorded(hash="a" * 64, seq=0, judgement=made.judgement)
    kept = carry(read(TEXT), Standing.of([entry])).records[-1]
    assert (kept.record.low, kept.record.bound.value, kept.status) == (5, "exact", Status.ACCEPTED)
    with pytest.raises(JudgementError, match="correct that one instead"):
        view_of(ANA, made).add(addition)


@pytest.mark.parametrize(
    ("span", "fields", "told"),
    [
        (Span(0, 900), {"state": "killed"}, "expected some within 0-"),
        (Span(5, 5), {"state": "killed"}, "expected some within 0-"),
        (Span(0, 8), {}, "without its state"),
        (Span(0, 8), {"state": "eaten"}, "eaten"),
        (Span(27, 36), {"state": "killed"}, "correct that one instead"),
    ],
)
def test_addition_that_cannot_be_meant_is_refused(span, fields, told):
    with pytest.raises(JudgementError, match=told):
        view_of(ANA).add(Addition(kind=RecordKind.FIGURE, span=span, fields=fields))


def test_reason_is_needed_but_to_accept():
    seen = figure_of(view_of(ANA))
    view = view_of(replace(ANA, why=" "))
    with pytest.raises(JudgementError, match="without a reason"):
        view.decide(Wish(record=seen.record.id, decision=Decision.REJECT))
    assert view.decide(Wish(record=seen.record.id, decision=Decision.ACCEPT)).after == seen.record
