"""Rows of a list for a terminal: few cells, each of several lines; what hides is spelt out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from accordingto.ledger.listing import Found
from accordingto.ledger.listings import Listing
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import ActorKind, Certainty, Scope
from accordingto.views.conflicts import (
    differing_tolls,
    is_blame_contested,
    is_told_differently,
    rivals_of,
)
from accordingto.views.incident_cards import ACCUSED, agreement_card
from accordingto.views.phrases import (
    NO_DAY,
    describe_blame,
    describe_certainty,
    describe_days,
    describe_place,
    describe_says,
    describe_toll,
    describe_value,
    describe_voice,
    quote_words,
)
from accordingto.views.report_views import SHORT_ID, ReportView
from accordingto.views.row_phrases import (
    describe_accused,
    describe_beside,
    describe_broken,
    mark_review,
)
from accordingto.views.visible import make_plain, make_unmistakable

LONGEST = 300
"""Characters of a line; a report's words beyond them are left out, and that is shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    share: int
    """Of the room that is left when every column has the least."""
    least: int = 10


_REPORT = Column("Report, review, id", 3, 16)
_INCIDENT = (
    Column("Incident", 4),
    Column("Toll, by who says so", 8),
    Column("Held responsible, by whom", 6),
    _REPORT,
)
_NAME = (Column("Who that is", 5), Column("Reports", 1, 12), Column("Id", 1, 12))

COLUMNS: Mapping[Listing, tuple[Column, ...]] = {
    Listing.REPORTS: (
        Column("Published", 0),
        Column("Report", 6),
        Column("What it tells of", 2, 12),
        Column("Review, id, key", 3, 16),
    ),
    Listing.INCIDENTS: _INCIDENT,
    Listing.CASES: _INCIDENT,
    Listing.FIGURES: (
        Column("Figure", 5),
        Column("Who says so", 7),
        Column("Of", 5),
        _REPORT,
    ),
    Listing.STATEMENTS: (
        Column("Who", 4),
        Column("What they say", 9),
        Column("About", 4),
        _REPORT,
    ),
    Listing.AGREEMENTS: (
        Column("Step", 5),
        Column("Who says so", 5),
        Column("Who is in it", 6),
        _REPORT,
    ),
    Listing.SOURCES: (Column("Source", 6), *_NAME),
    Listing.ACTORS: (Column("Actor", 6), *_NAME),
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, each as lines."""

    cells: tuple[tuple[str, ...], ...]


def table_row(listing: Listing, found: Found, view: ReportView) -> TableRow:
    """Return a row of a list under its COLUMNS; blame with its mode and accuser in one line."""
    cells = _ROWS[listing](found, view)
    return TableRow(tuple(tuple(map(_shown, cell)) for cell in cells))


Lines = Iterable[str]
_Cells = tuple[Lines, ...]


def _report_row(_found: Found, view: ReportView) -> _Cells:
    facts = view.facts
    reviewed, every = view.count_reviewed()
    review = f"{reviewed} of {every} records reviewed" if every else "no records"
    return (
        [view.day or "not known"],
        _some(view.title, view.publisher, view.url, view.version),
        list(_counts(view)),
        _some(review, view.reader, view.report_id, facts.key[:SHORT_ID]),
    )


def _counts(view: ReportView) -> Iterator[str]:
    if view.reading is None:
        yield "it could not be read"
        return
    counted = (
        ("incident", view.incidents),
        ("figure", view.figures),
        ("statement", view.statements),
        ("agreement step", view.agreements),
    )
    for name, records in counted:
        if records:
            yield f"{len(records):,} {name}{'' if len(records) == 1 else 's'}"
    if not any(records for _, records in counted):
        yield "nothing that is looked for"


def _incident_row(found: Found, view: ReportView) -> _Cells:
    incident = view.records[found.record].record
    assert isinstance(incident, Incident)  # noqa: S101 -- the row says so
    what = [describe_value(incident.kind), *_where_and_when(incident, found)]
    if incident.certainty is not Certainty.REPORTED:
        what.append(describe_certainty(incident.certainty))
    if is_told_differently(incident):
        what.append("sources differ on day or place")
    what.append(quote_words(incident.evidence.text))
    return what, list(_tolls(incident, view)), list(_blame(incident, view)), _origin(found, view)


def _where_and_when(incident: Incident, found: Found) -> Iterator[str]:
    yield describe_place(incident.place)
    yield from _when(incident, found)


def _when(record: Incident | Agreement, found: Found) -> Iterator[str]:
    """Yield the days, or when it was told."""
    days = describe_days(record.date_from, record.date_to)
    yield f"{days}; told {found.first_day}" if days == NO_DAY and found.first_day else days


def _tolls(incident: Incident, view: ReportView) -> Iterator[str]:
    tolls = view.tolls_of(incident.id)
    if not tolls:
        yield "none given"
    if differing_tolls(toll.figure for toll in tolls):
        yield "sources differ:"
    for toll in tolls:
        part = "of these, " if toll.depth else ""
        yield part + describe_beside(toll.figure, incident.id, view)


def _blame(incident: Incident, view: ReportView) -> Iterator[str]:
    if not incident.blame:
        named = view.names.listed(incident.actors)
        yield f"{named} - how, and by whom, was not read" if named else "nobody is named"
    if is_blame_contested(incident):
        yield "contested:"
    for held in incident.blame:
        yield describe_blame(held, view.names)
    for group in incident.alternatives:
        yield "only one can hold: " + " or ".join(view.names.short(held.actor) for held in group)


def _figure_row(found: Found, view: ReportView) -> _Cells:
    figure = view.records[found.record].record
    assert isinstance(figure, Figure)  # noqa: S101 -- the row says so
    incident = view.incidents.get(figure.incident or "")
    figures = [toll.figure for toll in view.tolls_of(incident.id)] if incident else []
    others = rivals_of(figure, figures)
    rivals = (f"but {describe_beside(rival, figure.id, view)}" for rival in others)
    says = [describe_says(figure, view.names), *rivals]
    of: list[str] = []
    if incident is not None:
        of += [describe_value(incident.kind), *_where_and_when(incident, found)]
        of += _some(mark_review(incident.id, figure.id, view).strip())
    if figure.scope is Scope.CUMULATIVE:
        of.append("over a longer time")
    if figure.part_of is not None:
        of.append("part of another figure")
    return (
        [describe_toll(figure), quote_words(figure.evidence.text)],
        says,
        of or ["no one incident"],
        _origin(found, view),
    )


def _statement_row(found: Found, view: ReportView) -> _Cells:
    statement = view.records[found.record].record
    assert isinstance(statement, Statement)  # noqa: S101 -- the row says so
    who = [describe_voice(statement.source, view.names)]
    if found.has_day and statement.said_on is not None:
        who.append(describe_days(statement.said_on.date_from, statement.said_on.date_to))
    says = [f"{describe_value(statement.stance)}: {quote_words(statement.content.text)}"]
    if statement.accused:
        says.append(describe_accused(statement, view))
    return who, says, list(_about(statement, view)) or ["-"], _origin(found, view)


def _about(statement: Statement, view: ReportView) -> Iterator[str]:
    for record in statement.about:
        if record in view.incidents:
            incident = view.incidents[record]
            mark = mark_review(record, statement.id, view)
            yield f"{describe_value(incident.kind)}, {describe_place(incident.place)}{mark}"
        elif record in view.figures:
            figure = view.figures[record]
            is_told_here = figure.source is not None and figure.source == statement.source
            says = "the same source" if is_told_here else describe_says(figure, view.names)
            yield f"{describe_toll(figure)} - {says}{mark_review(record, statement.id, view)}"
        elif record in view.agreements:
            yield describe_value(view.agreements[record].step)


def _agreement_row(found: Found, view: ReportView) -> _Cells:
    step = view.records[found.record].record
    assert isinstance(step, Agreement)  # noqa: S101 -- the row says so
    card = agreement_card(step, view.names)
    who = [f"{label}: {value}" for label, value in card.details if label not in {"terms", ACCUSED}]
    if step.accused:
        who.append(describe_broken(step, view))
    what = [describe_value(step.step), *_when(step, found), quote_words(step.evidence.text)]
    if step.subject is not None:
        what[0] += f": {step.subject.text}"
    return what, [card.says or ""], who or ["nobody is named"], _origin(found, view)


def _name_row(found: Found, view: ReportView) -> _Cells:
    actor = view.records[found.record].record
    assert isinstance(actor, Actor)  # noqa: S101 -- the row says so
    told = [actor.kind.value, *([describe_value(actor.category)] if actor.category else [])]
    who = [", ".join(dict.fromkeys(told)), *filter(None, (actor.role, actor.affiliation))]
    count = "1 report" if found.reports == 1 else f"{found.reports:,} reports"
    days = [day for day in (found.first_day, found.last_day) if day]
    if actor.kind is ActorKind.UNNAMED or (
        actor.kind is ActorKind.PERSON and not actor.public_office
    ):
        who.append("not followed across reports")
    period = " to ".join(dict.fromkeys(days)) or "days not known"
    return [actor.name], who, [count, period], [found.record[:SHORT_ID]]


def _origin(found: Found, view: ReportView) -> Lines:
    """Return where a record stands, and what people have made of it."""
    where = f"{view.publisher}, {view.day or 'day not known'}"
    headline = "in the headline alone" if found.in_headline else ""
    review = view.describe_review(found.record)
    return _some(where, view.report_id, view.version, headline, review, found.record[:SHORT_ID])


def _some(*lines: str) -> Lines:
    return [line for line in lines if line]


def _shown(line: str) -> str:
    plain = make_plain(make_unmistakable(line))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


_ROWS: Mapping[Listing, Callable[[Found, ReportView], _Cells]] = {
    Listing.REPORTS: _report_row,
    Listing.INCIDENTS: _incident_row,
    Listing.CASES: _incident_row,
    Listing.FIGURES: _figure_row,
    Listing.STATEMENTS: _statement_row,
    Listing.AGREEMENTS: _agreement_row,
    Listing.SOURCES: _name_row,
    Listing.ACTORS: _name_row,
}
