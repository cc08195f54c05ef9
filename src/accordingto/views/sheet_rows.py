"""Rows of a list for a spreadsheet: one thing a column, nothing that it would run."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from accordingto.ingest.cells import disarm_cell
from accordingto.ledger.listing import Found
from accordingto.ledger.listings import Listing
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.kinds import evidence_of
from accordingto.records.places import Place
from accordingto.records.statements import Statement
from accordingto.views.conflicts import differing_tolls, is_blame_contested, rivals_of
from accordingto.views.facilities import EXACT_WITHHELD
from accordingto.views.incident_cards import agreement_card
from accordingto.views.phrases import describe_blame, describe_says, describe_toll
from accordingto.views.report_views import ReportView
from accordingto.views.row_phrases import describe_accused, describe_beside, describe_broken
from accordingto.views.visible import make_unmistakable

Cell = str | int | float | None
Cells = dict[str, Cell]
"""By the names of their columns."""
_LIKE = {Listing.CASES: Listing.INCIDENTS, Listing.ACTORS: Listing.SOURCES}
"""Lists with the columns of another."""


def sheet_header(listing: Listing) -> list[str]:
    """Return the names of the columns."""
    return list(_columns()[_LIKE.get(listing, listing)])


def sheet_row(listing: Listing, found: Found, view: ReportView) -> list[Cell]:
    """Return the cells of a row: numbers as they are, text disarmed, nothing for what is unknown.

    Names are withheld as elsewhere, and characters that cannot be seen are spelt out.
    """
    cells = _MAKERS[listing](found, view)
    return [_safe(cells[name]) for name in sheet_header(listing)]


def _report(_found: Found, view: ReportView) -> Cells:
    facts = view.facts
    reviewed, every = view.count_reviewed()
    return {
        **_report_cells(view),
        "read": _yes(view.reading),
        "reader": view.reader,
        "added_at": facts.added_at,
        "incidents": len(view.incidents),
        "figures": len(view.figures),
        "statements": len(view.statements),
        "agreements": len(view.agreements),
        "records": every,
        "records_reviewed": reviewed,
    }


def _incident(found: Found, view: ReportView) -> Cells:
    incident = view.records[found.record].record
    assert isinstance(incident, Incident)  # noqa: S101 -- the row says so
    tolls = [toll.figure for toll in view.tolls_of(incident.id)]
    return {
        "id": incident.id,
        **_days(found, incident.date_from, incident.date_to),
        "kind": incident.kind,
        "certainty": incident.certainty,
        **_place(incident.place),
        "tolls_by_source": "; ".join(describe_beside(f, incident.id, view) for f in tolls),
        "tolls_differ": _yes(differing_tolls(tolls)),
        "blame_by_accuser": "; ".join(describe_blame(b, view.names) for b in incident.blame),
        "blame_contested": _yes(is_blame_contested(incident)),
        "targets": view.names.listed(incident.targets),
        "weapon": incident.weapon.text if incident.weapon else None,
        **_origin(found, view),
    }


def _figure(found: Found, view: ReportView) -> Cells:
    figure = view.records[found.record].record
    assert isinstance(figure, Figure)  # noqa: S101 -- the row says so
    incident = view.incidents.get(figure.incident or "")
    others = [toll.figure for toll in view.tolls_of(incident.id)] if incident else []
    rivals = (describe_beside(rival, figure.id, view) for rival in rivals_of(figure, others))
    return {
        "id": figure.id,
        "state": figure.state,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "figure": describe_toll(figure),
        "who": figure.who,
        "age": figure.age,
        "sex": figure.sex,
        "role": figure.role,
        "scope": figure.scope,
        "part_of": figure.part_of,
        "says": describe_says(figure, view.names),
        "others_say": "; ".join(rivals),
        "incident": figure.incident,
        "incident_reviewed": _yes(view.is_reviewed(incident.id)) if incident else None,
        **_days(
            found,
            incident.date_from if incident else None,
            incident.date_to if incident else None,
        ),
        "kind": incident.kind if incident else None,
        **_place(incident.place if incident else None),
        **_origin(found, view),
    }


def _statement(found: Found, view: ReportView) -> Cells:
    statement = view.records[found.record].record
    assert isinstance(statement, Statement)  # noqa: S101 -- the row says so
    said = statement.said_on
    return {
        "id": statement.id,
        "source": view.names.full(statement.source) if statement.source else None,
        "stance": statement.stance,
        "mode": statement.mode,
        "accused_by_whom": describe_accused(statement, view) if statement.accused else None,
        "said_from": _iso(said.date_from) if said else None,
        "said_to": _iso(said.date_to) if said else None,
        "about": "; ".join(statement.about),
        **_origin(found, view),
    }


def _agreement(found: Found, view: ReportView) -> Cells:
    step = view.records[found.record].record
    assert isinstance(step, Agreement)  # noqa: S101 -- the row says so
    return {
        "id": step.id,
        "step": step.step,
        **_days(found, step.date_from, step.date_to),
        "subject": step.subject.text if step.subject else None,
        "says": agreement_card(step, view.names).says,
        "certainty": step.certainty,
        "parties": view.names.listed(step.parties),
        "accused_by_whom": describe_broken(step, view) if step.accused else None,
        "brokers": view.names.listed(step.brokers),
        "terms": "; ".join(term.text for term in step.terms),
        **_origin(found, view),
    }


def _name(found: Found, view: ReportView) -> Cells:
    actor = view.records[found.record].record
    assert isinstance(actor, Actor)  # noqa: S101 -- the row says so
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "category": actor.category,
        "role": actor.role,
        "affiliation": actor.affiliation,
        "public_office": _yes(actor.public_office),
        "reports": found.reports,
        "first_published": found.first_day,
        "last_published": found.last_day,
        "report_id": view.report_id,
        "publication": view.facts.key,
    }


def _days(found: Found, first: object, last: object) -> Cells:
    told = None if found.has_day else found.first_day
    return {"date_from": _iso(first), "date_to": _iso(last), "told_on": told}


def _place(place: Place | None) -> Cells:
    return {
        "place": place.name if place else None,
        "place_withheld": _yes(place.qualifier == EXACT_WITHHELD) if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "where_prec": place.where_prec if place else None,
    }


def _origin(found: Found, view: ReportView) -> Cells:
    listed = view.records[found.record]
    span, review = listed.span, view.review_of(found.record)
    around = view.in_context(listed.record)
    return {
        "words": evidence_of(listed.record).text,
        "sentence": f"{around.before}{around.words}{around.after}",
        "review": view.describe_review(found.record),
        "reviewed": _yes(view.is_reviewed(found.record)),
        "reviewed_at": review.time or None,
        "reader": view.reader,
        **_report_cells(view),
        "in_headline": _yes(found.in_headline),
        "start": span.start,
        "end": span.end,
    }


def _report_cells(view: ReportView) -> Cells:
    facts = view.facts
    return {
        "report_id": view.report_id,
        "title": view.mask.hide(facts.title),
        "publisher": facts.publisher,
        "published": view.day,
        "url": view.url,
        "publication": facts.key,
        "text_sha256": facts.text_sha256,
        "version": facts.version,
        "versions": facts.versions,
    }


def _yes(is_so: object) -> str:
    return "yes" if is_so else "no"


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _safe(cell: Cell) -> Cell:
    return disarm_cell(make_unmistakable(str(cell))) if isinstance(cell, str) else cell


_MAKERS: Mapping[Listing, Callable[[Found, ReportView], Cells]] = {
    Listing.REPORTS: _report,
    Listing.INCIDENTS: _incident,
    Listing.CASES: _incident,
    Listing.FIGURES: _figure,
    Listing.STATEMENTS: _statement,
    Listing.AGREEMENTS: _agreement,
    Listing.SOURCES: _name,
    Listing.ACTORS: _name,
}


@cache
def _columns() -> Mapping[str, list[str]]:
    raw = files("accordingto.views").joinpath("sheet_columns.toml").read_text(encoding="utf-8")
    parts: Mapping[str, list[str]] = tomllib.loads(raw)
    return {name: list(_spelt_out(columns, parts)) for name, columns in parts.items()}


def _spelt_out(columns: list[str], parts: Mapping[str, list[str]]) -> Iterator[str]:
    for column in columns:
        if column.startswith("*"):
            yield from _spelt_out(parts[column[1:]], parts)
        else:
            yield column
