"""Which record a mark means, and what it says otherwise than the record; nothing is guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import cast

import pydantic

from accordingto.formats.marks import CORES, Mark, locate, shorten
from accordingto.ledger.deciding import Desk, Intent
from accordingto.ledger.marked_records import settle_field
from accordingto.ledger.reviews import Reviewed, Status
from accordingto.ledger.standing import Recorded
from accordingto.records.assignments import Words
from accordingto.records.base import JsonValue
from accordingto.records.changes import apply_changes, record_to_plain
from accordingto.records.judgements import Change, Decision
from accordingto.records.kinds import AnyRecord, kind_of
from accordingto.report import Span

_WITHHELD = "withheld]"
"""Ends what stands in the place of words that are not shown; nobody corrects a record to that."""


def find_words(desks: Sequence[Desk], mark: Mark) -> tuple[Desk, Span | str]:
    """Return where marked words stand: in the text, or in the title of the first that has them."""
    found = ((desk, locate(words_of(desk, mark), mark.at)) for desk in desks)
    tried = list(found if mark.at.in_title else islice(found, 1))
    return next((one for one in tried if not isinstance(one[1], str)), tried[0])


def words_of(desk: Desk, mark: Mark) -> str:
    """Return the words that the offsets of a mark run over."""
    return desk.reading.report.title if mark.at.in_title else desk.text


def record_at(mark: Mark, desk: Desk, span: Span) -> Reviewed | str | None:
    """Return the record that a mark means; None where there is none, else why it is not known."""
    same_kind = [
        one
        for one in desk.carried.records
        if (one.kind, one.in_title) == (mark.kind, mark.at.in_title)
    ]
    named = [one for one in same_kind if one.record.id == mark.record]
    if named:
        stands = named[0].listed.span
        return named[0] if stands == span else _elsewhere(named[0], span)
    here = [one for one in same_kind if one.listed.span == span]
    if len(here) > 1:
        core = CORES[mark.kind][0]
        said = mark.fields.get(core)
        here = [one for one in here if record_to_plain(one.record)[core] == said] or here
    if len(here) > 1:
        return f"{len(here)} records of the kind {mark.kind} stand at these words; say which"
    if here:
        return here[0]
    near = [one for one in same_kind if one.listed.span.overlaps(span) and not _is_gone(one)]
    if near:
        start, end = near[0].listed.span
        return (
            f"words that overlap those of {mark.kind} {near[0].record.id} ({start}-{end}), and are "
            "not the same; decide on that one"
        )
    return None


def _is_gone(reviewed: Reviewed) -> bool:
    return reviewed.status is Status.REJECTED


def _elsewhere(reviewed: Reviewed, span: Span) -> str:
    start, end = reviewed.listed.span
    return (
        f"{reviewed.kind} {reviewed.record.id} stands at {start}-{end}, not at "
        f"{span.start}-{span.end}; other words make another record"
    )


def known_fields(mark: Mark, record: AnyRecord) -> tuple[dict[str, JsonValue], list[str]]:
    """Return what a mark says by the names of the record's fields, and what it has beside them."""
    plain = record_to_plain(record)
    known = {name: value for name, value in mark.fields.items() if name in plain}
    odd = [
        f"{shorten(name)} is no field of a {mark.kind}; it was left aside"
        for name in mark.fields
        if name not in plain
    ]
    return known, odd


def changes_of(
    fields: Mapping[str, JsonValue], record: AnyRecord, shown: AnyRecord, choice: Words
) -> Iterator[Change]:
    """Yield the fields that a mark changes; what is only withheld where it was shown is the same.

    Raises JudgementError for values that do not fit their fields, or one another.
    """
    plain, seen = record_to_plain(record), record_to_plain(shown)
    asked = [
        settle_field(name, value, kind_of(record), choice)
        for name, value in fields.items()
        if value not in (plain[name], seen[name]) and not _holds_withheld(value)
    ]
    # As the record's own type has them: "12" in a box for text is 12.
    settled = record_to_plain(apply_changes(record, asked))
    for change in asked:
        if settled[change.field] != plain[change.field]:
            yield replace(change, value=cast("pydantic.JsonValue", settled[change.field]))


def _holds_withheld(value: JsonValue) -> bool:
    if isinstance(value, str):
        return _WITHHELD in value
    if isinstance(value, Mapping):
        return any(map(_holds_withheld, value.values()))
    return isinstance(value, list) and any(map(_holds_withheld, value))


def decided_already(reviewed: Reviewed, intent: Intent) -> Recorded | None:
    """Return the reviewer's own decision that says the same already."""
    own = [one for one in reviewed.decisions if one.judgement.reviewer == intent.reviewer]
    wants_gone = intent.decision is Decision.REJECT
    if intent.changes:
        return None
    for entry in own:
        if (entry.judgement.decision is Decision.REJECT) == wants_gone:
            return entry
    return None
