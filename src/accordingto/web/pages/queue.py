"""The queue: records one after the other, decided on with a key; many at once; two readers."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlencode

from fastapi import Query
from pydantic import Field
from sqlalchemy import Connection

from accordingto.api.case_deciding import Person
from accordingto.api.reviewing import MOST_AT_ONCE, decide_all, undo_last
from accordingto.errors import FilterError, JudgementError
from accordingto.ledger.agreement import Agreement, Double, find_doubles, measure_agreement
from accordingto.ledger.listing import Found
from accordingto.ledger.listings import Listing
from accordingto.ledger.looking_up import find_one
from accordingto.ledger.readings import find_reading
from accordingto.ledger.record_deciding import InView, Reviewing, Wish, keep
from accordingto.ledger.review_lists import (
    Counted,
    Kinds,
    Lane,
    Order,
    Wanted,
    count_waiting,
    find_publication,
    find_row,
    find_status,
    find_waiting,
)
from accordingto.ledger.reviews import Status
from accordingto.ledger.undoing import find_last_act
from accordingto.records.judgements import LONGEST_WHY, ON_RECORDS, Decision
from accordingto.records.kinds import evidence_of
from accordingto.views.report_views import SHORT_ID
from accordingto.views.visible import make_plain
from accordingto.views.withholding import Masks
from accordingto.web.blind_reading import refuse_blind
from accordingto.web.desk import DeskHere, LookHere, ReviewerHere, SessionHere
from accordingto.web.narrowing import Narrowed
from accordingto.web.pages.report import PICK, changes_wished
from accordingto.web.queue_items import QueueItem, show_item
from accordingto.web.record_edits import RecordFields
from accordingto.web.report_pages import find_report, take_into_view
from accordingto.web.sessions import Preferences
from accordingto.web.views import Body, Done, OwnPath, Pages

PAGES = Pages("queue")
QUEUE = "/queue"
MOST_DOUBLES = 100
"""Records on which two decided otherwise that the page of agreement names."""
REASONS = (
    "the words do not say this",
    "it is about another event",
    "another speaker says it",
    "it stands twice",
    "wrong day or place",
    "no event of the conflict",
)
"""Common reasons, each with a key from 1."""
_PAST = {
    Decision.ACCEPT: "Accepted",
    Decision.CORRECT: "Corrected",
    Decision.REJECT: "Rejected",
    Decision.UNSURE: "Noted that you are unsure of",
}
_Row = Annotated[int | None, Field(ge=1, le=2**62)]


class Asked(Narrowed):
    """What is to be gone through, and where in it to be."""

    kinds: Kinds = Field(Kinds.ALL, description="What is gone through.")
    lane: Lane | None = Field(None, description="Why it waits; else first, and blind when blind.")
    order: Order = Field(Order.DOUBT, description="What comes first.")
    after: _Row = Field(None, description="Row of the record to go on after.")
    item: str = Field("", max_length=100, description="One record, as REPORT.RECORD.")
    edit: bool = Field(False, description="With the form to correct it.")

    def wanted(self, who: Preferences) -> Wanted:
        """Return what a session wants to go through.

        Raises FilterError for what cannot be meant.
        """
        lane = self.lane or (Lane.BLIND if who.is_blind else Lane.FIRST)
        if who.is_blind and lane in {Lane.SECOND, Lane.DISPUTED}:
            raise FilterError(
                f"the lane {lane} shows what others decided, and you read blind; expected another "
                "lane, or an end to reading blind"
            )
        return Wanted(
            reviewer=who.reviewer,
            kinds=self.kinds,
            lane=lane,
            order=self.order,
            filters=self.filters(),
        )

    def way(self) -> list[tuple[str, str]]:
        """Return what leads back to the same queue, without the place in it."""
        own = [("kinds", self.kinds.value), ("order", self.order.value)]
        own += [("lane", self.lane.value)] if self.lane else []
        given = dict.fromkeys(("kinds", "lane", "order", "after", "item", "edit"))
        return own + [pair for pair in self.pairs() if pair[0] not in given]

    def pairs(self) -> list[tuple[str, str]]:
        """Return the filters as pairs of a query."""
        return Narrowed.model_validate(self.model_dump(by_alias=True)).pairs()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """The record that comes next, and the queue that it stands in."""

    item: QueueItem | None
    counted: Counted
    """What waits in all; of the record that is shown, itself too."""
    kinds: Kinds
    lane: Lane
    order: Order
    way: str
    """Path of this queue from its beginning."""
    here: str
    """Path of this record in it."""
    skip: str
    """Path of the record after this one."""
    is_at_end: bool
    """Records before this place were passed by; none comes after it."""
    is_editing: bool
    is_blind: bool
    last: tuple[str, ...]
    """Hashes of what was decided last, which `z` takes back."""
    last_told: str
    asked: Asked
    reasons: tuple[str, ...] = REASONS
    most_at_once: int = MOST_AT_ONCE
    all_kinds: tuple[Kinds, ...] = tuple(Kinds)
    all_lanes: tuple[Lane, ...] = tuple(Lane)
    all_orders: tuple[Order, ...] = tuple(Order)


@PAGES.view(QUEUE, template="queue.html", summary="The record that waits next")
def show_queue(
    session: SessionHere, connection: LookHere, asked: Annotated[Asked, Query()]
) -> QueuePage:
    """Return the record that comes next in a queue."""
    who = session.preferences
    wanted = asked.wanted(who)
    item = _next_item(connection, wanted, asked, who)
    way = asked.way()
    lane_item = f"{item.report.key}.{item.record.id}" if item else ""
    skip = [*way, ("after", str(item.row))] if item else way
    act = find_last_act(connection, who.reviewer) if who.reviewer else ()
    return QueuePage(
        item=item,
        counted=count_waiting(connection, wanted),
        kinds=wanted.kinds,
        lane=wanted.lane,
        order=wanted.order,
        way=_path(way),
        here=_path([*way, ("item", lane_item)]) if item else _path(way),
        skip=_path(skip),
        is_at_end=item is None and asked.after is not None,
        is_editing=asked.edit and item is not None,
        is_blind=who.is_blind,
        last=tuple(entry.hash for entry in act),
        last_told=_told_of(act[0].judgement.decision, len(act)) if act else "",
        asked=asked,
    )


class Decided(RecordFields):
    """What is decided on a record of the queue."""

    report: str = Field(min_length=4, max_length=100)
    record: str = Field(pattern=PICK, description="Id, or ID.STAMP as the page shows it.")
    decision: Literal["accept", "correct", "reject", "unsure"]
    why: str = Field("", max_length=LONGEST_WHY)
    settles: bool = Field(False, description="It settles a dispute, and needs a reason.")
    next: OwnPath = QUEUE


@PAGES.action(f"{QUEUE}/decide", summary="Accept, correct or reject a record, or say one is unsure")
def decide_in_queue(
    desk: DeskHere, session: SessionHere, reviewer: ReviewerHere, body: Decided
) -> Done:
    """Record a decision, and go on to what comes next."""
    record, _, stamp = body.record.partition(".")
    decision = Decision(body.decision)
    if body.settles and not body.why.strip():
        raise JudgementError("a dispute is settled with a reason; expected one")
    with desk.ledger.change() as connection:
        found = find_report(connection, body.report)
        shown = take_into_view(connection, found, session.preferences)
        view = _in_view(connection, found, session.preferences, reviewer, body.why)
        typed = changes_wished(view, shown, record, body) if decision is Decision.CORRECT else ()
        if decision is Decision.CORRECT and not typed:
            raise JudgementError("nothing is changed; expected a change, or accept it as it is")
        wish = Wish(record=record, decision=decision, stamp=stamp, assignments=tuple(typed))
        made = view.decide(wish)
        keep(connection, made)
    desk.settle()
    kind = made.judgement.targets[0].kind
    return Done(message=f"{_PAST[decision]} the {kind}.", next=body.next)


class TakenBack(Body):
    """What is taken back."""

    last: str = Field("", max_length=100_000, description="Hashes of it, where that is checked.")
    next: OwnPath = QUEUE


@PAGES.action(f"{QUEUE}/undo", summary="Take back what one decided last")
def undo_in_queue(desk: DeskHere, reviewer: ReviewerHere, body: TakenBack) -> Done:
    """Take back what the reviewer decided last, and go back to it."""
    person = Person(reviewer=reviewer, time=datetime.now(UTC))
    undone = undo_last(desk.ledger, person, body.last.split() or None)
    first = undone.taken_back[0].judgement
    told = _told_of(first.decision, len(undone.taken_back))
    path = body.next
    if len(undone.taken_back) == 1 and first.seen:
        with desk.ledger.look() as connection:
            item = _item_of(connection, first.targets[0].sha256, first.seen[0].record.id)
        path = _with_item(body.next, item) if item else body.next
    return Done(message=f"Taken back: {told}.", next=path)


class Bulk(Narrowed):
    """All that waits, decided at once."""

    kinds: Kinds
    lane: Lane
    order: Order = Order.DOUBT
    decision: Literal["accept", "reject"]
    expected: int = Field(ge=1, le=MOST_AT_ONCE, description="As many as the page told of.")
    why: str = Field(min_length=1, max_length=LONGEST_WHY)
    next: OwnPath = QUEUE

    model_config = Body.model_config | {"populate_by_name": True}


@PAGES.action(f"{QUEUE}/all", summary="Accept or reject all that waits, as one act")
def decide_all_in_queue(
    desk: DeskHere, session: SessionHere, reviewer: ReviewerHere, body: Bulk
) -> Done:
    """Record one decision for every record that waits in the queue."""
    wanted = Wanted(reviewer=reviewer, kinds=body.kinds, lane=body.lane, filters=body.filters())
    if session.preferences.is_blind and body.lane is not Lane.BLIND:
        raise JudgementError("you read blind; expected the lane blind, or an end to reading blind")
    person = Person(reviewer=reviewer, time=datetime.now(UTC), why=body.why)
    made = decide_all(desk.ledger, wanted, Decision(body.decision), person, body.expected)
    told = f"{_PAST[Decision(body.decision)]} {len(made):,} records."
    return Done(message=told, next=body.next)


class Blind(Body):
    """Whether one reads blind."""

    is_blind: bool = False
    next: OwnPath = QUEUE


@PAGES.action(f"{QUEUE}/blind", summary="Begin or end to read blind")
def read_blind(desk: DeskHere, session: SessionHere, body: Blind) -> Done:
    """Show or hide what others decided, for this session."""
    desk.sessions.prefer(session, replace(session.preferences, is_blind=body.is_blind))
    told = "You read blind: what others decided is not shown, and none of it is replaced."
    return Done(message=told if body.is_blind else "You see what others decided.", next=body.next)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOdds:
    """A record on which two reviewers decided otherwise."""

    kind: str
    words: str
    one: str
    one_said: str
    other: str
    other_said: str
    path: str
    """Of the record in the queue; empty where no report has it now."""
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """How far reviewers agree who decided apart."""

    rows: tuple[Agreement, ...]
    at_odds: tuple[AtOdds, ...]
    more: int
    """Records at odds that are not named here."""
    disputed: Counted
    """What waits to be settled."""


@PAGES.view(f"{QUEUE}/agreement", template="agreement.html", summary="How far reviewers agree")
def show_agreement(session: SessionHere, connection: LookHere) -> AgreementPage:
    """Return how far reviewers agree, and on what they do not."""
    refuse_blind(session.preferences, "this page shows")
    doubles = find_doubles(connection)
    apart = [one for one in doubles if len(set(one.labels)) > 1]
    masks = Masks(connection)
    wanted = Wanted(reviewer=session.preferences.reviewer, lane=Lane.DISPUTED)
    return AgreementPage(
        rows=tuple(measure_agreement(doubles)),
        at_odds=tuple(_at_odds(connection, masks, one) for one in apart[:MOST_DOUBLES]),
        more=max(len(apart) - MOST_DOUBLES, 0),
        disputed=count_waiting(connection, wanted),
    )


def _at_odds(connection: Connection, masks: Masks, double: Double) -> AtOdds:
    one, other = double.one.judgement, double.other.judgement
    seen = one.seen[0].record
    hide = masks.of(one)
    item = _item_of(connection, double.target.sha256, seen.id)
    found = _find_row(connection, item) if item else None
    return AtOdds(
        kind=double.target.kind.value,
        words=make_plain(hide(evidence_of(seen).text)),
        one=make_plain(one.reviewer),
        one_said=one.decision.value,
        other=make_plain(other.reviewer),
        other_said=other.decision.value,
        path=_path([("lane", Lane.DISPUTED.value), ("item", item)]) if item else "",
        is_settled=found is None or find_status(connection, found.id) is not Status.DISPUTED,
    )


def _next_item(
    connection: Connection, wanted: Wanted, asked: Asked, who: Preferences
) -> QueueItem | None:
    if asked.item:
        found = _find_row(connection, asked.item)
        if found is None:
            raise FilterError(f"there is no record {asked.item!r}; expected REPORT.RECORD")
        return show_item(connection, found, who)
    after = asked.after
    while True:
        page = find_waiting(connection, wanted, limit=1, after=after)
        for row in page.rows:
            item = show_item(connection, row, who)
            if item is not None:
                return item
            after = row.id  # not a record for this session: one that others keep, read blind
        if page.next is None:
            return None


def _find_row(connection: Connection, item: str) -> Found | None:
    """Return the row of a record as it stands."""
    key, _, record = item.partition(".")
    report = find_one(connection, Listing.REPORTS, key)
    return find_row(connection, report.reading_id, record)


def _item_of(connection: Connection, text_sha256: str, record: str) -> str:
    """Return what names a record in the queue; empty where no report has it now."""
    key = find_publication(connection, text_sha256, record)
    return f"{key[:SHORT_ID]}.{record}" if key else ""


def _in_view(
    connection: Connection, found: Found, who: Preferences, reviewer: str, why: str
) -> InView:
    stored = find_reading(connection, found.reading_id) if found.reading_id is not None else None
    if stored is None:
        raise JudgementError("this report was not read; expected one with records to decide on")
    reviewing = Reviewing(reviewer=reviewer, time=datetime.now(UTC), why=why, is_blind=who.is_blind)
    return InView.of(connection, stored, reviewing)


def _told_of(decision: Decision, number: int) -> str:
    """Return what was decided, in few words."""
    what = "decision" if decision in ON_RECORDS else "entry"
    return f"{number:,} decisions: {decision}" if number > 1 else f"one {what}: {decision}"


def _with_item(path: str, item: str) -> str:
    """Return the path of a record in a queue of which the path is given."""
    base, _, query = path.partition("?")
    kept = [pair for pair in parse_qsl(query) if pair[0] not in {"after", "item", "edit"}]
    return f"{base}?{urlencode([*kept, ('item', item)])}" if base == QUEUE else path


def _path(pairs: list[tuple[str, str]]) -> str:
    return f"{QUEUE}?{urlencode(pairs)}"
