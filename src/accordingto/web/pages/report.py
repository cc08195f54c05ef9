"""The page of a report: its text and its records side by side, and decisions about them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field
from sqlalchemy import Connection

from accordingto.errors import JudgementError
from accordingto.ledger.listing import Found
from accordingto.ledger.marked_records import choice_of
from accordingto.ledger.readings import find_reading
from accordingto.ledger.record_deciding import (
    Addition,
    InView,
    Made,
    Reviewing,
    Wish,
    find_entry,
    keep,
)
from accordingto.records.judgements import LONGEST_WHY, Decision
from accordingto.records.kinds import RecordKind
from accordingto.report import Span
from accordingto.web.desk import DeskHere, LookHere, ReviewerHere, SessionHere
from accordingto.web.record_edits import RecordFields, changes_of, cut_new, fields_of_new
from accordingto.web.record_forms import EntryShown, RecordForm, decided_on, edit_form, new_form
from accordingto.web.refusals import RefusedError
from accordingto.web.report_pages import (
    KinShown,
    ReportHead,
    TextShown,
    Where,
    describe_copies,
    describe_head,
    describe_versions,
    find_report,
    lay_out_text,
    parse_words,
    take_into_view,
)
from accordingto.web.report_records import FieldChange, ReportInView
from accordingto.web.sessions import Preferences
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("reports")
Offsets = Annotated[str, Field(max_length=40)]
Short = Annotated[str, Field(max_length=100)]
NewKind = Literal["figure", "statement", "incident", "agreement"]
PICK = r"^[0-9a-f]{16}(\.[0-9a-f]{16})?$"
_TAKEN_BACK = "taken back on the page of the report"


class Asked(Body):
    """What of a report is to be shown."""

    at: Offsets = Field("", description="Words to scroll to and mark: START-END, code points.")
    within: Literal["text", "title"] = Field("text", alias="in", description="Of the offsets.")
    record: Short = Field("", description="A record that is chosen.")
    part: int | None = Field(None, ge=1, le=1_000_000, description="Of a long text, from 1.")
    edit: Short = Field("", description="A record to be corrected.")
    new: NewKind | None = Field(None, description="A record to be made of `words`.")
    words: Offsets = Field("", description="Words for a new record, or for the field `set`.")
    set: Short = Field("", description="A field of the record that is corrected.")

    model_config = Body.model_config | {"populate_by_name": True, "extra": "ignore"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report with its records."""

    report: ReportHead
    text: TextShown
    chosen: str
    form: RecordForm | None
    versions: tuple[KinShown, ...]
    copies: tuple[KinShown, ...]
    decided: tuple[EntryShown, ...]
    """Decisions that hold for it, the latest first."""
    are_names_shown: bool


class Picked(RecordFields):
    """A decision about a record."""

    record: str = Field(pattern=PICK, description="Id, or ID.STAMP as the page shows it.")
    stamp: Short = Field("", description="Of the record as it was seen; empty: whatever it is now.")
    decision: Literal["accept", "correct", "reject"]
    why: str = Field("", max_length=LONGEST_WHY)


class Added(RecordFields):
    """A record that the reader does not have."""

    new: NewKind
    words: Offsets = Field(description="That carry it: START-END, code points.")
    within: Literal["text", "title"] = "text"
    why: str = Field("", max_length=LONGEST_WHY)


class Undone(Body):
    """A decision that is taken back."""

    entry: str = Field(pattern="^[0-9a-f]{8,64}$", description="The start of its hash.")
    why: str = Field("", max_length=LONGEST_WHY)


class Tried(RecordFields):
    """A correction or a new record, to be looked at before it is kept."""

    record: str = Field("", pattern=f"^$|{PICK}")
    stamp: Short = ""
    new: NewKind | None = None
    words: Offsets = ""
    within: Literal["text", "title"] = "text"

    model_config = Body.model_config | {"extra": "ignore"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a correction would change, or a new record would say."""

    report: ReportHead
    changes: tuple[FieldChange, ...]
    problem: str
    """Why it cannot be kept so; empty where it can."""


@PAGES.view("/reports/{report}/preview", template="preview.html", summary="Look before keeping")
def preview_record(
    report: Short, connection: LookHere, session: SessionHere, tried: Annotated[Tried, Query()]
) -> Preview:
    """Return what would be kept, or why it cannot be; nothing is."""
    found = find_report(connection, report)
    shown = take_into_view(connection, found, session.preferences)
    who = _who(session.preferences, session.preferences.reviewer or "nobody yet", "to be looked at")
    head = describe_head(shown)
    try:
        made = _try(connection, found, shown, tried, who)
    except JudgementError as error:
        return Preview(report=head, changes=(), problem=str(error))
    changes = shown.compare(made.before, made.after) if made.after is not None else ()
    return Preview(report=head, changes=tuple(changes), problem="")


@PAGES.action("/reports/{report}/decide", summary="Accept, correct or reject a record")
def decide_on_record(
    report: Short, desk: DeskHere, session: SessionHere, reviewer: ReviewerHere, body: Picked
) -> Done:
    """Record a decision about a record.

    Refused is one about a record that is not any more what was seen.
    """
    record, _, stamp = body.record.partition(".")
    with desk.ledger.change() as connection:
        found = find_report(connection, report)
        shown = take_into_view(connection, found, session.preferences)
        view = _in_view(connection, found, _who(session.preferences, reviewer, body.why))
        decision = Decision(body.decision)
        typed = changes_wished(view, shown, record, body) if decision is Decision.CORRECT else ()
        if decision is Decision.CORRECT and not typed:
            raise JudgementError("nothing is changed; expected a change, or accept it as it is")
        wish = Wish(
            record=record, decision=decision, stamp=stamp or body.stamp, assignments=tuple(typed)
        )
        keep(connection, view.decide(wish))
        key = describe_head(shown).key
    desk.settle()
    return Done(message=f"{_PAST[decision]}.", next=_to(key, record))


@PAGES.action("/reports/{report}/add", summary="Add a record that the reader does not have")
def add_record(
    report: Short, desk: DeskHere, session: SessionHere, reviewer: ReviewerHere, body: Added
) -> Done:
    """Keep a new record of words of a report."""
    with desk.ledger.change() as connection:
        found = find_report(connection, report)
        shown = take_into_view(connection, found, session.preferences)
        view = _in_view(connection, found, _who(session.preferences, reviewer, body.why))
        if not body.why.strip():
            raise JudgementError("a new record without a reason; expected one")
        made = _added(view, body.new, body.words, body.within == "title", body)
        keep(connection, made)
        key = describe_head(shown).key
    desk.settle()
    added = made.after.id if made.after is not None else ""
    return Done(message=f"Added: a new {body.new}.", next=_to(key, added))


@PAGES.action("/reports/{report}/undo", summary="Take back a decision about a record")
def undo_decision(
    report: Short, desk: DeskHere, session: SessionHere, reviewer: ReviewerHere, body: Undone
) -> Done:
    """Take back a decision; what held before it holds again."""
    with desk.ledger.change() as connection:
        found = find_report(connection, report)
        shown = take_into_view(connection, found, session.preferences)
        who = _who(session.preferences, reviewer, body.why.strip() or _TAKEN_BACK)
        view = _in_view(connection, found, who)
        undone = find_entry(connection, body.entry)
        targets = undone.judgement.targets
        if all(one.sha256 != shown.shown.facts.text_sha256 for one in targets):
            raise JudgementError("this entry of the log is about another report; nothing was done")
        keep(connection, view.undo(undone.hash))
        key = describe_head(shown).key
    desk.settle()
    seen = undone.judgement.seen
    return Done(message="Taken back.", next=_to(key, seen[0].record.id if seen else ""))


@PAGES.view("/reports/{report:path}", template="report.html", summary="A report with its records")
def show_report(
    report: Annotated[str, Field(max_length=2_000)],
    connection: LookHere,
    session: SessionHere,
    asked: Annotated[Asked, Query()],
) -> ReportPage:
    """Return a report by its key, id or address; of a long one, the part that is asked for."""
    found = find_report(connection, report)
    shown = take_into_view(connection, found, session.preferences)
    chosen = asked.edit or asked.record
    words = parse_words(asked.words)
    in_title = asked.within == "title"
    at = asked.words if asked.new is not None and words is not None else asked.at
    where = Where(at=at, in_title=in_title, record=chosen, part=asked.part)
    return ReportPage(
        report=describe_head(shown),
        text=lay_out_text(shown, where),
        chosen=chosen,
        form=_form(connection, shown, asked, words),
        versions=describe_versions(connection, shown),
        copies=describe_copies(connection, shown, found.reading_id),
        decided=decided_on(connection, shown),
        are_names_shown=session.preferences.are_names_shown,
    )


def _form(
    connection: Connection, shown: ReportInView, asked: Asked, words: Span | None
) -> RecordForm | None:
    if asked.edit:
        taken = (asked.set, asked.words) if words is not None else ("", "")
        return edit_form(connection, shown, asked.edit, taken)
    if asked.new is None:
        return None
    if words is None:
        raise RefusedError(422, "a new record without words; expected offsets, as words=63-72")
    return new_form(shown, RecordKind(asked.new), words, in_title=asked.within == "title")


def _who(preferences: Preferences, reviewer: str, why: str) -> Reviewing:
    now = datetime.now(UTC)
    return Reviewing(reviewer=reviewer, time=now, why=why, is_blind=preferences.is_blind)


def _in_view(connection: Connection, found: Found, who: Reviewing) -> InView:
    stored = find_reading(connection, found.reading_id) if found.reading_id is not None else None
    if stored is None:
        raise JudgementError("this report was not read; expected one with records to decide on")
    return InView.of(connection, stored, who)


def _try(
    connection: Connection, found: Found, shown: ReportInView, tried: Tried, who: Reviewing
) -> Made:
    view = _in_view(connection, found, who)
    if tried.new is not None:
        return _added(view, tried.new, tried.words, tried.within == "title", tried)
    record, _, stamp = tried.record.partition(".")
    typed = tuple(changes_wished(view, shown, record, tried))
    decision = Decision.CORRECT if typed else Decision.ACCEPT
    return view.decide(
        Wish(record=record, decision=decision, stamp=stamp or tried.stamp, assignments=typed)
    )


def changes_wished(
    view: InView, shown: ReportInView, record: str, given: RecordFields
) -> list[str]:
    """Return what a form changes of a record, as `field=value`.

    Raises JudgementError when the report has no such record, and for what cannot be typed so.
    """
    reviewed = view.desk.find(record)
    seen = shown.records.get(record)
    if seen is None:
        raise JudgementError(f"the record {record} is not shown; open the report again")
    words = choice_of(view.desk, view.desk.words_of(reviewed), reviewed.listed.span)
    return changes_of(reviewed.kind, given, shown.withheld(seen), words)


def _added(view: InView, kind: str, at: str, in_title: bool, given: RecordFields) -> Made:
    span = parse_words(at)
    if span is None:
        raise JudgementError(f"words {at[:40]!r}; expected offsets, as 63-72")
    text = view.desk.reading.report.title if in_title else view.desk.text
    told = fields_of_new(RecordKind(kind), given, choice_of(view.desk, text, span))
    fields, assignments = cut_new(RecordKind(kind), told)
    return view.add(
        Addition(
            kind=RecordKind(kind),
            span=span,
            in_title=in_title,
            fields=fields,
            assignments=assignments,
        )
    )


def _to(key: str, record: str) -> str:
    return f"/reports/{key}?record={record}#r-{record}" if record else f"/reports/{key}"


_PAST = {
    Decision.ACCEPT: "Accepted",
    Decision.CORRECT: "Corrected",
    Decision.REJECT: "Rejected",
}
