"""Records of words that a person marked and the reader did not: no more than what the mark says."""

from typing import cast

import pydantic

from accordingto.errors import JudgementError
from accordingto.formats.marks import CORES, Mark, shorten
from accordingto.ingest.counts import NO_COUNT, parse_count
from accordingto.ledger.deciding import Desk
from accordingto.records.assignments import Words, parse_assignment
from accordingto.records.base import JsonValue
from accordingto.records.changes import record_from_plain
from accordingto.records.ids import record_id
from accordingto.records.judgements import Change
from accordingto.records.kinds import AnyRecord, RecordKind
from accordingto.records.statements import Statement
from accordingto.records.values import Basis, Bound, Certainty, Mode, Scope, Who
from accordingto.report import Report, Span

Plain = dict[str, JsonValue]


def choice_of(desk: Desk, words: str, span: Span) -> Words:
    """Return what a typed value is read by: the words it may quote, and whom they name."""
    return Words(
        text=words,
        actors={m.span: actor.id for actor in desk.reading.actors for m in actor.mentions},
        ids=frozenset(one.record.id for one in desk.carried.records),
        near=span.start,
    )


def settle_field(name: str, value: JsonValue, kind: RecordKind, choice: Words) -> Change:
    """Return the change that gives a field a value; words for a speaker become their span.

    Raises JudgementError when they do not stand in the text, or more than once.
    """
    if isinstance(value, str):
        return parse_assignment(f"{name}={value}", kind, choice)
    return Change(field=name, value=cast("pydantic.JsonValue", value))


def make_record(mark: Mark, desk: Desk, span: Span) -> tuple[AnyRecord, list[str]]:
    """Return the record of marked words, and what of the mark is no field of it.

    What the mark does not say is unknown: no place and no day is looked up. A figure's number is
    read from its own words; within what somebody is said to have said it is that speaker's, else
    the report's own.

    Raises JudgementError when the mark does not say what kind of thing it is, or a value does not
    fit.
    """
    core, _ = CORES[mark.kind]
    if not mark.fields.get(core):
        raise JudgementError(
            f"nothing stands at these words, and the mark does not say its {core}; expected it, as "
            f"in {mark.kind}:{next(iter(CORES[mark.kind][1]))}"
        )
    words = desk.reading.report.title if mark.at.in_title else desk.text
    report = Report(id="", text=words)
    identity = record_id(report, mark.kind, span, "added", *mark.fields.items())
    evidence: Plain = {"start": span.start, "end": span.end, "text": words[span.start : span.end]}
    plain: Plain = {"id": identity, "evidence": evidence, **_DEFAULTS[mark.kind], core: ""}
    if mark.kind is RecordKind.FIGURE:
        plain |= _counted(words[span.start : span.end]) | _told(mark, desk, span)
    if mark.kind is RecordKind.STATEMENT:
        plain["content"] = evidence
    known = set(plain) | _OTHERS[mark.kind]
    odd = [name for name in mark.fields if name not in known]
    for name, value in mark.fields.items():
        if name in known and name not in _FIXED:
            change = settle_field(name, value, mark.kind, choice_of(desk, words, span))
            plain[name] = cast("JsonValue", change.value)
    made = record_from_plain(mark.kind, _bounded(plain, mark))
    return made, [
        f"{shorten(name)} is no field of a {mark.kind}; it was left aside" for name in odd
    ]


_FIXED = frozenset({"id", "evidence", "content", "mentions", "confidence"})
_DEFAULTS: dict[RecordKind, Plain] = {
    RecordKind.FIGURE: {
        "approximate": False,
        "who": Who.UNKNOWN.value,
        "scope": Scope.INCIDENT.value,
        "incident": None,
    },
    RecordKind.STATEMENT: {"source": None, "cue": None, "mode": Mode.INDIRECT.value},
    RecordKind.INCIDENT: {
        "date_from": None,
        "date_to": None,
        "place": None,
        "certainty": Certainty.REPORTED.value,
    },
    RecordKind.AGREEMENT: {
        "date_from": None,
        "date_to": None,
        "subject": None,
        "certainty": Certainty.REPORTED.value,
    },
}
_OTHERS = {
    RecordKind.FIGURE: {"age", "sex", "role", "label", "status_claimed"},
    RecordKind.STATEMENT: {"channel", "knowledge"},
    RecordKind.INCIDENT: set[str](),
    RecordKind.AGREEMENT: {"source"},
}
"""Fields that a mark may say as well."""


def _counted(words: str) -> Plain:
    """Return the number that words give, as it is read in reports; none of a vague word."""
    count = parse_count(words) or NO_COUNT
    return {
        "words": words,
        "low": count.low,
        "high": count.high,
        "approximate": count.approximate,
        "bound": "",
    }


def _told(mark: Mark, desk: Desk, span: Span) -> Plain:
    """Return on whose word a figure stands."""
    if mark.at.in_title:
        return {"basis": Basis.HEADLINE.value, "source": None}
    saying = [
        one.record
        for one in desk.carried.records
        if isinstance(one.record, Statement)
        and not one.in_title
        and one.record.source is not None
        and one.record.content.span.holds(span)
    ]
    if len(saying) != 1 or saying[0].source is None:
        return {"basis": Basis.OWN_VOICE.value, "source": None}
    source = saying[0].source
    told: Plain = {"start": source.start, "end": source.end, "text": source.text}
    return {
        "basis": Basis.ATTRIBUTED.value,
        "source": told | {"actor": source.actor},
        "statement": saying[0].id,
    }


def _bounded(plain: Plain, mark: Mark) -> Plain:
    """Return a figure with the bound that its numbers have, unless the mark says another."""
    if mark.kind is not RecordKind.FIGURE:
        return plain
    if plain.get("source") and "source" in mark.fields:
        plain |= {"basis": Basis.ATTRIBUTED.value, "statement": None}
    if plain["bound"]:
        return plain
    is_about = bool(plain["approximate"])
    return {**plain, "bound": bound_of(plain["low"], plain["high"], is_about=is_about).value}


def bound_of(low: JsonValue, high: JsonValue, *, is_about: bool) -> Bound:
    """Return how numbers bound a count, where nothing else is said."""
    if low is None and high is None:
        return Bound.VAGUE
    if high is None:
        return Bound.MIN
    if low is None:
        return Bound.MAX
    if low == high:
        return Bound.ABOUT if is_about else Bound.EXACT
    return Bound.RANGE
