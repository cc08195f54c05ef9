"""A reading to the rows by which it is searched: the same reading, the same rows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import Table

from accordingto.ledger.plain import storable, storable_number
from accordingto.ledger.record_tables import (
    actors,
    agreements,
    blame,
    figures,
    incident_days,
    incidents,
    people,
    places,
    problems,
    roles,
    statements,
    subjects,
)
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention, Record
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.places import Place
from accordingto.records.readings import Headline, Reading
from accordingto.records.statements import Statement

Value = str | int | float | None
Row = dict[str, Value]
Rows = Mapping[Table, list[Row]]


def explode(reading: Reading) -> Rows:
    """Return the rows of every table of records, in order; without the id of the reading.

    Those of the headline come after those of the text.
    """
    rows: dict[Table, list[Row]] = {}
    for table, row in _rows_of(reading):
        table_rows = rows.setdefault(table, [])
        stored: Row = {"seq": len(table_rows)}
        for name, value in row.items():
            stored[name] = None if value is None else _stored(value)
        table_rows.append(stored)
    return rows


def _rows_of(reading: Reading) -> Iterator[tuple[Table, Row]]:
    for part in (reading, reading.headline):
        in_headline = part is not reading
        for figure in part.figures:
            yield figures, _figure(figure, in_headline=in_headline)
        for statement in part.statements:
            yield from _statement(statement, in_headline=in_headline)
        for incident in part.incidents:
            yield from _incident(incident, in_headline=in_headline)
        for agreement in part.agreements:
            yield agreements, _agreement(agreement, in_headline=in_headline)
        yield from _roles_of(part, in_headline=in_headline)
    yield from _others(reading)


def _evidenced(record: Record, *, in_headline: bool) -> Row:
    return {
        "record": record.id,
        "in_headline": int(in_headline),
        "span_start": record.evidence.start,
        "span_end": record.evidence.end,
        "words": record.evidence.text,
        "confidence": record.confidence,
    }


def _figure(figure: Figure, *, in_headline: bool) -> Row:
    covers = figure.covers
    return _evidenced(figure, in_headline=in_headline) | {
        "state": figure.state,
        "low": figure.low,
        "high": figure.high,
        "approximate": int(figure.approximate),
        "bound": figure.bound,
        "number_words": figure.words,
        "who": figure.who,
        "scope": figure.scope,
        "basis": figure.basis,
        "status_claimed": figure.status_claimed,
        "age": figure.age,
        "sex": figure.sex,
        **_named("source", figure.source),
        "incident": figure.incident,
        "part_of": figure.part_of,
        "statement": figure.statement,
        "status_source": _words(figure.status_source),
        "role": figure.role,
        "side_actor": figure.side,
        "label": figure.label,
        "covers_from": _day(covers.date_from) if covers else None,
        "covers_to": _day(covers.date_to) if covers else None,
        "covers_area": covers.area if covers else None,
    }


def _statement(statement: Statement, *, in_headline: bool) -> Iterator[tuple[Table, Row]]:
    said = statement.said_on
    yield (
        statements,
        _evidenced(statement, in_headline=in_headline)
        | {
            **_named("source", statement.source),
            "cue": _words(statement.cue),
            "mode": statement.mode,
            "stance": statement.stance,
            "channel": statement.channel,
            "knowledge": statement.knowledge,
            "said_from": _day(said.date_from) if said else None,
            "said_to": _day(said.date_to) if said else None,
        },
    )
    for record in statement.about:
        yield subjects, {"statement": statement.id, "record": record}


def _incident(incident: Incident, *, in_headline: bool) -> Iterator[tuple[Table, Row]]:
    place = incident.place
    yield (
        incidents,
        _evidenced(incident, in_headline=in_headline)
        | {
            "kind": incident.kind,
            "date_from": _day(incident.date_from),
            "date_to": _day(incident.date_to),
            "place": place.name if place else None,
            "country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "admin2": place.admin2 if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "where_prec": place.where_prec if place else None,
            "geo_precision": place.geo_precision if place else None,
            "certainty": incident.certainty,
            "weapon": _words(incident.weapon),
            "not_after": _day(incident.not_after),
        },
    )
    yield from _accounts(incident)
    yield from _blame(incident)


def _accounts(incident: Incident) -> Iterator[tuple[Table, Row]]:
    """Yield every account of day and place; the best place comes first."""
    if incident.place:
        yield places, _place(incident, incident.place, None, is_best=True)
    for there in incident.places:
        yield places, _place(incident, there.value, there.source, is_best=False)
    for when in incident.days:
        yield (
            incident_days,
            {
                "incident": incident.id,
                "date_from": _day(when.value.date_from),
                "date_to": _day(when.value.date_to),
                "precision_ucdp": when.value.precision_ucdp,
                "precision_acled": when.value.precision_acled,
                "edtf": when.value.edtf,
                **_named("source", when.source),
            },
        )


def _place(incident: Incident, place: Place, source: Mention | None, *, is_best: bool) -> Row:
    return {
        "incident": incident.id,
        "is_best": int(is_best),
        "span_start": place.evidence.start,
        "span_end": place.evidence.end,
        "name": place.name,
        "role": place.role,
        "qualifier": place.qualifier,
        "country": place.country,
        "gazetteer": place.gazetteer,
        "gazetteer_id": place.gazetteer_id,
        "gazetteer_name": place.gazetteer_name,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "feature": place.feature,
        "where_prec": place.where_prec,
        "geo_precision": place.geo_precision,
        "confidence": place.confidence,
        "runner_up": place.runner_up,
        "why": place.why,
        **_named("source", source),
    }


def _blame(incident: Incident) -> Iterator[tuple[Table, Row]]:
    """Yield who is held responsible; of alternatives, the number of their group."""
    for held in incident.blame:
        group = next((n for n, any_of in enumerate(incident.alternatives) if held in any_of), None)
        yield (
            blame,
            {
                "incident": incident.id,
                **_named("actor", held.actor),
                "mode": held.mode,
                **_named("source", held.source),
                "statement": held.statement,
                "alternative": group,
                "span_start": held.actor.start,
                "span_end": held.actor.end,
            },
        )


def _agreement(agreement: Agreement, *, in_headline: bool) -> Row:
    return _evidenced(agreement, in_headline=in_headline) | {
        "step": agreement.step,
        "date_from": _day(agreement.date_from),
        "date_to": _day(agreement.date_to),
        "subject": _words(agreement.subject),
        "deal": agreement.deal,
        **_named("source", agreement.source),
        "statement": agreement.statement,
        "certainty": agreement.certainty,
    }


def _roles_of(part: Reading | Headline, *, in_headline: bool) -> Iterator[tuple[Table, Row]]:
    for kind, record, role, mention in _mentions(part):
        yield (
            roles,
            {
                "kind": kind,
                "record": record.id,
                "role": role,
                "in_headline": int(in_headline),
                "span_start": mention.start,
                "span_end": mention.end,
                "words": mention.text,
                "actor": mention.actor,
            },
        )


def _mentions(part: Reading | Headline) -> Iterator[tuple[str, Record, str, Mention]]:
    for figure in part.figures:
        yield from _each("figure", figure, mention=figure.mentions, via=figure.via)
    for statement in part.statements:
        yield from _each(
            "statement",
            statement,
            mention=statement.mentions,
            via=statement.via,
            accused=statement.accused,
        )
    for incident in part.incidents:
        yield from _each(
            "incident",
            incident,
            mention=incident.mentions,
            actor=incident.actors,
            target=incident.targets,
        )
    for agreement in part.agreements:
        yield from _each(
            "agreement",
            agreement,
            mention=agreement.mentions,
            party=agreement.parties,
            broker=agreement.brokers,
            term=agreement.terms,
            accused=agreement.accused,
        )


def _each(
    kind: str, record: Record, **by_role: Iterable[Mention]
) -> Iterator[tuple[str, Record, str, Mention]]:
    for role, mentions in by_role.items():
        for mention in mentions:
            yield kind, record, role, mention


def _others(reading: Reading) -> Iterator[tuple[Table, Row]]:
    for actor in reading.actors:
        row: Row = {
            "record": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "role": actor.role,
            "affiliation": actor.affiliation,
            "category": actor.category,
            "public_office": int(actor.public_office),
        }
        yield actors, row
    for person in reading.people:
        yield (
            people,
            {
                "record": person.id,
                "name": person.name,
                "age": person.age,
                "sex": person.sex,
                "role": person.role,
                "state": person.state,
                "figure": person.figure,
                "span_start": person.evidence.start,
                "span_end": person.evidence.end,
                "words": person.evidence.text,
            },
        )
    for problem in reading.problems:
        where = problem.evidence
        yield (
            problems,
            {
                "stage": problem.stage,
                "code": problem.code,
                "message": problem.message,
                "span_start": where.start if where else None,
                "span_end": where.end if where else None,
            },
        )


def _named(name: str, mention: Mention | None) -> Row:
    """Return the words that name somebody, and which actor that is."""
    return {name: _words(mention), f"{name}_actor": mention.actor if mention else None}


def _words(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stored(value: Value) -> Value:
    if isinstance(value, str):
        return storable(str(value))
    return storable_number(value) if isinstance(value, int) else value
