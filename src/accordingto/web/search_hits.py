"""What a search finds, as lines with the words in their context, names withheld."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import Found, Page, find_page
from accordingto.ledger.listings import Listing, What
from accordingto.ledger.private_persons import Rule
from accordingto.ledger.redaction import Lifted, read_withheld
from accordingto.ledger.search_words import words_of
from accordingto.ledger.shown import Shown, load_rows
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.kinds import AnyRecord
from accordingto.records.statements import Statement
from accordingto.report import Span
from accordingto.views.case_words import plural
from accordingto.views.phrases import (
    describe_actor,
    describe_certainty,
    describe_days,
    describe_place,
    describe_says,
    describe_toll,
    describe_value,
    describe_voice,
)
from accordingto.views.report_views import SHORT_ID, InContext, ReportView
from accordingto.views.visible import make_plain
from accordingto.web.blind_reading import seen_by
from accordingto.web.sessions import Preferences

_LOOKED_AT = 200_000
"""Characters of a report in which the words that are looked for are shown."""
_LONGEST = 400
_TOKEN = re.compile(r"\w+")
_EVERYTHING = Lifted(rules=frozenset(Rule))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a context."""

    text: str
    is_found: bool = False
    """They are among the words that are looked for."""
    is_evidence: bool = False
    """They carry the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report or a record that was found."""

    what: What
    path: str
    heading: str
    says: str
    """On whose word it stands."""
    context: tuple[Piece, ...]
    report: str
    """Title of its report."""
    publisher: str
    day: str
    """Of publication; empty where it is not known."""
    status: str
    """What people have made of it; empty for a report and a name."""
    told: str
    """In how many reports a name stands, how many records of a report a person stands for."""


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found."""

    hits: tuple[Hit, ...]
    next: int | None


def find_hits(
    connection: Connection, listing: Listing, filters: Filters, page: Page, who: Preferences
) -> Hits:
    """Return a page of what is found in a list. Raises FilterError as `find_page` does."""
    found = find_page(connection, listing, filters, page)
    rows = load_rows(connection, found.rows, read_withheld(connection), filters.as_of)
    wanted = frozenset(words_of(filters.text))
    views = _views(connection, [(row.found, row.report) for row in rows], who)
    hits = (_hit(row.found, view, wanted) for row, view in zip(rows, views, strict=True))
    return Hits(tuple(hits), found.next)


def _views(
    connection: Connection, rows: Sequence[tuple[Found, Shown]], who: Preferences
) -> Iterator[ReportView]:
    """Yield reports as a session may see them."""
    for shown in seen_by(connection, [(row.reading_id, report) for row, report in rows], who):
        yield ReportView(replace(shown, lifted=_EVERYTHING) if who.are_names_shown else shown)


def _hit(found: Found, view: ReportView, wanted: frozenset[str]) -> Hit:
    key = view.facts.key[:SHORT_ID]
    listed = view.records.get(found.record)
    made = Hit(
        what=found.what,
        path=f"/reports/{key}",
        heading=view.title,
        says="",
        context=(),
        report=view.title,
        publisher=view.publisher,
        day=view.day,
        status="",
        told="",
    )
    if found.what is What.REPORT:
        reviewed, records = view.count_reviewed()
        told = f"{plural(records, 'record')}, {reviewed:,} reviewed" if view.reading else "not read"
        told = " · ".join(part for part in (told, view.version) if part)
        return replace(made, context=tuple(_in_report(view, wanted)), told=told)
    if listed is None:
        return made
    record = listed.record
    told = f"in {found.reports} reports" if found.reports > 1 else ""
    if isinstance(record, Actor):
        context = tuple(_in_report(view, wanted)) if wanted else ()
        return replace(made, heading=make_plain(describe_actor(record)), told=told, context=context)
    heading, says = _describe(record, view)
    where = "&in=title" if listed.in_title else ""
    return replace(
        made,
        path=f"/reports/{key}?at={listed.span.start}-{listed.span.end}{where}&record={record.id}",
        heading=heading,
        says=says,
        context=tuple(_pieces(view.in_context(record), wanted)),
        status=view.review_of(record.id).status.value,
    )


def _describe(record: AnyRecord, view: ReportView) -> tuple[str, str]:
    """Return what a record says, and on whose word."""
    match record:
        case Figure():
            return describe_toll(record), describe_says(record, view.names)
        case Incident():
            days = describe_days(record.date_from, record.date_to)
            told = f"{days} · {describe_place(record.place)} · {describe_value(record.kind)}"
            return told, describe_certainty(record.certainty)
        case Statement():
            return describe_value(record.stance), describe_voice(record.source, view.names)
        case Agreement():
            days = describe_days(record.date_from, record.date_to)
            subject = f" · {make_plain(record.subject.text)}" if record.subject else ""
            step = f"{days} · {describe_value(record.step)}{subject}"
            return step, describe_voice(record.source, view.names)
        case _:
            return make_plain(record.name), ""


def _in_report(view: ReportView, wanted: frozenset[str]) -> Iterator[Piece]:
    """Yield the first sentences in which a word that is looked for stands, else the beginning."""
    text = view.facts.text[:_LOOKED_AT]
    first = next((one for one in _TOKEN.finditer(text) if _is_wanted(one[0], wanted)), None)
    at = Span(*first.span()) if first is not None else Span(0, min(1, len(text)))
    if text:
        yield from _pieces(view.context_of(at), wanted, is_evidence=False)


def _pieces(
    context: InContext, wanted: frozenset[str], *, is_evidence: bool = True
) -> Iterator[Piece]:
    """Yield a context with the words that are looked for apart."""
    before, after = context.before[-_LONGEST:], context.after[:_LONGEST]
    yield from _found(before, wanted, is_evidence=False)
    yield from _found(context.words[:_LONGEST], wanted, is_evidence=is_evidence)
    yield from _found(after, wanted, is_evidence=False)


def _found(text: str, wanted: Iterable[str], *, is_evidence: bool) -> Iterator[Piece]:
    known, done = frozenset(wanted), 0
    for one in _TOKEN.finditer(text) if known else ():
        if _is_wanted(one[0], known):
            yield from _some(text[done : one.start()], is_evidence=is_evidence)
            yield from _some(one[0], is_found=True, is_evidence=is_evidence)
            done = one.end()
    yield from _some(text[done:], is_evidence=is_evidence)


def _some(text: str, *, is_evidence: bool, is_found: bool = False) -> Iterator[Piece]:
    if text:
        shown = " ".join(make_plain(f"|{text}|").split())[1:-1]
        yield Piece(text=shown, is_found=is_found, is_evidence=is_evidence)


def _is_wanted(token: str, wanted: frozenset[str]) -> bool:
    return bool(wanted) and not wanted.isdisjoint(words_of(token))
