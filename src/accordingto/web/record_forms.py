"""The form in which a record of a report is corrected, or a new one is made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from accordingto.ingest.counts import NO_COUNT, parse_count
from accordingto.ledger.decisions import find_entries, read_standing
from accordingto.ledger.record_deciding import stamp_of
from accordingto.ledger.standing import Recorded
from accordingto.records.kinds import RecordKind, evidence_of, kind_of
from accordingto.records.statements import Statement
from accordingto.records.values import Age, Certainty, Knowledge, Mode, Scope, Sex, Who
from accordingto.report import Span
from accordingto.views.visible import make_plain
from accordingto.web.record_fields import FIELDS, FormField, Sort, form_of, offsets_of
from accordingto.web.refusals import RefusedError
from accordingto.web.report_records import ReportInView

MOST_ENTRIES = 50
"""Decisions that are told under a report."""
_LONGEST = 200
_UNSAID = {
    "approximate": "no",
    "who": Who.UNKNOWN.value,
    "scope": Scope.INCIDENT.value,
    "status_claimed": Who.UNKNOWN.value,
    "age": Age.UNKNOWN.value,
    "sex": Sex.UNKNOWN.value,
    "mode": Mode.INDIRECT.value,
    "knowledge": Knowledge.UNKNOWN.value,
    "certainty": Certainty.REPORTED.value,
}
"""What a new record says where nobody has said anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """A decision that holds for a record."""

    hash: str
    decision: str
    reviewer: str
    time: str
    why: str
    kind: str
    """Of the record."""
    words: str
    """That carry it, names withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm:
    """A form for one record."""

    kind: RecordKind
    record: str
    """Its id; empty for a new one."""
    stamp: str
    heading: str
    words: str
    """That carry it, names withheld."""
    at: str
    """Where they stand."""
    in_title: bool
    fields: tuple[FormField, ...]
    entries: tuple[EntryShown, ...]
    is_rejected: bool = False


def edit_form(
    connection: Connection, report: ReportInView, record_id: str, taken: tuple[str, str]
) -> RecordForm:
    """Return the form of a record; `taken` are a field and words that are put into it.

    Raises RefusedError when the report has no such record, or none that a form is for.
    """
    record = report.records.get(record_id)
    if record is None or kind_of(record) not in FIELDS:
        raise RefusedError(
            404,
            f"this report has no record {record_id[:40]!r} that can be corrected here; expected "
            "the id of a figure, statement, incident or step of an agreement of it",
        )
    shown, kind = report.withheld(record), kind_of(record)
    review = report.view.review_of(record_id)
    evidence = evidence_of(shown)
    in_title = next((there for one, _, there in report.cards if one == record_id), False)
    fields = form_of(kind, shown, report.names)
    return RecordForm(
        kind=kind,
        record=record_id,
        stamp=stamp_of(record, review.decisions),
        heading=report.names.get(kind, {}).get(record_id, kind.value),
        words=make_plain(evidence.text),
        at=offsets_of(evidence),
        in_title=in_title,
        fields=tuple(_taken(report, fields, taken, in_title=in_title)),
        entries=tuple(_entries(connection, report, (*review.decisions, *review.notes))),
        is_rejected=review.status == "rejected",
    )


def new_form(report: ReportInView, kind: RecordKind, span: Span, *, in_title: bool) -> RecordForm:
    """Return the form of a new record of these words, with what the words themselves say.

    Raises RefusedError when they are not in the report.
    """
    facts = report.shown.facts
    text = facts.title if in_title else facts.text
    if report.shown.standing is None:
        raise RefusedError(422, "this report was not read; expected one with a reading to add to")
    if not 0 <= span.start < span.end <= len(text):
        told = f"words {span.start}-{span.end}; expected some within 0-{len(text)}"
        raise RefusedError(422, f"{told} of this report")
    words = text[span.start : span.end]
    said = _UNSAID | _said_by(report, kind, span, words, in_title=in_title)
    fields = (
        replace(one, value=said.get(one.name, one.value), words=_words(report, said, one.name))
        for one in form_of(kind, None, report.names)
    )
    return RecordForm(
        kind=kind,
        record="",
        stamp="",
        heading=f"a new {_A[kind]}",
        words=make_plain(report.mask.hide(words)),
        at=f"{span.start}-{span.end}",
        in_title=in_title,
        fields=tuple(fields),
        entries=(),
    )


_A = {
    RecordKind.FIGURE: "figure",
    RecordKind.STATEMENT: "statement",
    RecordKind.INCIDENT: "incident",
    RecordKind.AGREEMENT: "step of an agreement",
}


def _said_by(
    report: ReportInView, kind: RecordKind, span: Span, words: str, *, in_title: bool
) -> dict[str, str]:
    own = f"{span.start}-{span.end}"
    said = {"evidence": own, "content": own}
    if kind is not RecordKind.FIGURE:
        return said
    count = parse_count(words) or NO_COUNT
    said |= {"low": _number(count.low), "high": _number(count.high)}
    said |= {"approximate": "yes" if count.approximate else "no"}
    if in_title:
        return said
    of_text = (report.records.get(identity) for identity, _, there in report.cards if not there)
    saying = [
        one
        for one in of_text
        if isinstance(one, Statement) and one.source and one.content.span.holds(span)
    ]
    if len(saying) == 1 and saying[0].source:
        said |= {"source": offsets_of(saying[0].source), "statement": saying[0].id}
    return said


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _words(report: ReportInView, said: dict[str, str], name: str) -> str:
    """Return the words of the text at the offsets that a field holds."""
    start, dash, end = said.get(name, "").partition("-")
    if not dash:
        return ""
    return make_plain(report.mask.hide(report.shown.facts.text[int(start) : int(end)]))


def _taken(
    report: ReportInView, fields: Iterator[FormField], taken: tuple[str, str], *, in_title: bool
) -> Iterator[FormField]:
    """Yield fields, with words that were selected put into the one that they are for."""
    name, words = taken
    facts = report.shown.facts
    text = facts.title if in_title else facts.text
    for one in fields:
        if one.name != name or not words:
            yield one
            continue
        start, _, end = words.partition("-")
        told = make_plain(report.mask.hide(text[int(start) : int(end)]))
        is_more = one.sort is Sort.SEVERAL and bool(one.value)
        yield replace(
            one,
            value=f"{one.value}; {words}" if is_more else words,
            words=f"{one.words}; {told}" if is_more else told,
        )


def decided_on(connection: Connection, report: ReportInView) -> tuple[EntryShown, ...]:
    """Return the decisions that hold for a report's words, the latest first.

    To one who reads blind, one's own alone.
    """
    who = report.preferences
    standing = read_standing(connection, [report.shown.facts.text_sha256])
    found = sorted((*standing.in_force, *standing.notes), key=lambda one: one.sort_key)
    seen = (
        one for one in reversed(found) if not who.is_blind or one.judgement.reviewer == who.reviewer
    )
    return tuple(_entry(report, one) for one in islice(seen, MOST_ENTRIES))


def _entries(
    connection: Connection, report: ReportInView, hashes: tuple[str, ...]
) -> Iterator[EntryShown]:
    for hash_ in dict.fromkeys(hashes):
        for found in find_entries(connection, hash_):
            yield _entry(report, found.recorded)


def _entry(report: ReportInView, entry: Recorded) -> EntryShown:
    made = entry.judgement
    target = made.targets[0]
    hide = report.mask.hide
    text = report.shown.facts.title if target.title_sha256 else report.shown.facts.text
    is_here = target.sha256 == report.shown.facts.text_sha256
    words = text[target.start : target.end] if is_here else ""
    return EntryShown(
        hash=entry.hash,
        decision=made.decision.value,
        reviewer=make_plain(made.reviewer),
        time=made.time.date().isoformat(),
        why=make_plain(hide(made.why)),
        kind=target.kind.value,
        words=make_plain(hide(words))[:_LONGEST],
    )
