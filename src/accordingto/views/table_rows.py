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
from accordingto.views.incident_cards import agreement_card
from accordingto.views.phrases import (
    NO_DAY,
    describe_blame,
    describe_certainty,
    describe_days,
    describe_place,
    describe_says,
    describe_toll,
    describe_value,
    quote_words,
)
from accordingto.views.report_views import SHORT_ID, ReportView
from accordingto.views.visible import make_plain, make_unmistakable

LONGEST = 300
"""Characters of a line; a report's words beyond them are left out, and that is shown."""
_REPORT = "Report, review, id"

HEADINGS: Mapping[Listing, tuple[str, ...]] = {
    Listing.REPORTS: ("Published", "Report", "What it tells of", "Review, id, key"),
    Listing.INCIDENTS: ("Incident", "Toll, by who says so", "Held responsible, by whom", _REPORT),
    Listing.CASES: ("Incident", "Toll, by who says so", "Held responsible, by whom", _REPORT),
    Listing.FIGURES: ("Figure", "Who says so", "Of", _REPORT),
    Listing.STATEMENTS: ("Who", "What they say", "About", _REPORT),
    Listing.AGREEMENTS: ("Step", "Who says so", "Who is in it", _REPORT),
    Listing.SOURCES: ("Source", "Who that is", "Reports", "Id"),
    Listing.ACTORS: ("Actor", "Who that is", "Reports", "Id"),
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, each as lines."""

    cells: tuple[tuple[str, ...], ...]


def table_row(listing: Listing, found: Found, view: ReportView) -> TableRow:
    """Return a row of a list under its HEADINGS; blame with its mode and accuser in one line."""
    cells = _ROWS[listing](found, view)
    return TableRow(tuple(tuple(map(_shown, cell)) for cell in cells))


Lines = Iterable[str]
_Cells = tuple[Lines, ...]


def _report_row(_found: Found, view: ReportView) -> _Cells:
    facts = view.facts
    of = f"version {facts.version} of {facts.versions}" if facts.versions > 1 else ""
    reviewed, every = view.count_reviewed()
    review = f"{reviewed} of {every} records reviewed" if every else "no records"
    return (
        [view.day or "not known"],
        _some(view.title, view.publisher, facts.url, of),
        list(_counts(view)),
        _some(review, view.reader, facts.report_id, facts.key[:SHORT_ID]),
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
    days = describe_days(incident.date_from, incident.date_to)
    yield f"{days}; told {found.first_day}" if days == NO_DAY and found.first_day else days


def _tolls(incident: Incident, view: ReportView) -> Iterator[str]:
    tolls = view.tolls_of(incident.id)
    if not tolls:
        yield "none given"
    if differing_tolls(toll.figure for toll in tolls):
        yield "sources differ:"
    for toll in tolls:
        part = "of these, " if toll.depth else ""
        yield part + describe_figure(toll.figure, view)


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
    rivals = (f"but {describe_figure(rival, view)}" for rival in rivals_of(figure, figures))
    says = [describe_says(figure, view.names), *rivals]
    of = [describe_value(incident.kind), *_where_and_when(incident, found)] if incident else []
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
    who = view.names.full(statement.source) if statement.source else "somebody who is not named"
    says = [f"{describe_value(statement.stance)}: {quote_words(statement.content.text)}"]
    if statement.accused:
        says.append(f"accuses {view.names.listed(statement.accused)}")
    return [who], says, list(_about(statement, view)) or ["-"], _origin(found, view)


def _about(statement: Statement, view: ReportView) -> Iterator[str]:
    for record in statement.about:
        if record in view.incidents:
            incident = view.incidents[record]
            yield f"{describe_value(incident.kind)}, {describe_place(incident.place)}"
        elif record in view.figures:
            yield describe_toll(view.figures[record])
        elif record in view.agreements:
            yield describe_value(view.agreements[record].step)


def _agreement_row(found: Found, view: ReportView) -> _Cells:
    step = view.records[found.record].record
    assert isinstance(step, Agreement)  # noqa: S101 -- the row says so
    card = agreement_card(step, view.names)
    who = [f"{label}: {value}" for label, value in card.details if label != "terms"]
    what = [*card.heading.split(" · "), quote_words(step.evidence.text)]
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
    return _some(where, view.facts.report_id, headline, review, found.record[:SHORT_ID])


def describe_figure(figure: Figure, view: ReportView) -> str:
    """Return a figure with who says it and its words."""
    toll, says = describe_toll(figure), describe_says(figure, view.names)
    return f"{toll} - {says} {quote_words(figure.evidence.text)}"


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
