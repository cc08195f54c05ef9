"""Readings as tables: a row for each figure, statement, incident or step of an agreement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accordingto.api.bound_records import Agreement, Figure, Incident, Mention, Statement
from accordingto.api.tables import (
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    Cell,
    ColumnType,
    Table,
    Value,
    make_table,
    plain,
)
from accordingto.records.places import Place
from accordingto.records.readings import ReportInfo


@dataclass(frozen=True, slots=True)
class Listed:
    """A record with the report that it is read in."""

    report: ReportInfo
    record: Figure | Statement | Incident | Agreement
    in_headline: bool = False


def tabulate_records(what: str, records: Iterable[Listed]) -> Table:
    """Return records of one kind as a table."""
    return make_table(what, READING_TABLES[what], records)


def _name(mention: Mention | None) -> str | None:
    return mention.name if mention else None


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(mention.name for mention in mentions)


def _of(name: str, kind: ColumnType, find: Callable[[Any], Value]) -> Cell:
    return name, kind, lambda row: find(row.record)


def _same(name: str, kind: ColumnType = TEXT) -> Cell:
    """Return a column that is called as the record's field."""
    return name, kind, lambda row: plain(getattr(row.record, name))


def _place(find: Callable[[Any], Incident | None]) -> tuple[Cell, ...]:
    def at(name: str, kind: ColumnType, field: str) -> Cell:
        def get(record: object) -> Value:
            incident = find(record)
            place: Place | None = incident.place if incident else None
            return getattr(place, field) if place else None

        return _of(name, kind, get)

    return (
        at("place", TEXT, "name"),
        at("gazetteer_name", TEXT, "gazetteer_name"),
        at("admin1", TEXT, "admin1"),
        at("country", TEXT, "country"),
        at("lat", NUMBER, "lat"),
        at("lon", NUMBER, "lon"),
        at("where_prec", COUNT, "where_prec"),
    )


def _blame(incident: Incident) -> tuple[str, ...]:
    """Return each blame in one cell: who, by which mode, and who says so."""
    return tuple(
        f"{one.actor.name} ({one.mode} by {one.source.name if one.source else 'the report'})"
        for one in incident.blame
    )


def _incident(record: Figure) -> Incident | None:
    return record.incident


_REPORT: tuple[Cell, ...] = (
    ("report", TEXT, lambda row: row.report.id),
    ("published", DAY, lambda row: row.report.published_used.date_from),
    ("publisher", TEXT, lambda row: row.report.publisher or None),
    ("in_headline", FLAG, lambda row: row.in_headline),
    _same("id"),
)
_EVIDENCE: tuple[Cell, ...] = (
    _of("evidence", TEXT, lambda record: record.evidence.text),
    _of("start", COUNT, lambda record: record.evidence.start),
    _of("end", COUNT, lambda record: record.evidence.end),
    _same("confidence", NUMBER),
)
_SOURCE: tuple[Cell, ...] = (
    _of("source", TEXT, lambda record: _name(record.source)),
    _of("source_words", TEXT, lambda record: _text(record.source)),
)
_CATEGORY = _of(
    "source_category",
    TEXT,
    lambda record: plain(record.source.category) if record.source else None,
)
_DAYS = (_same("date_from", DAY), _same("date_to", DAY))


READING_TABLES: dict[str, tuple[Cell, ...]] = {
    "figures": (
        *_REPORT,
        _same("state"),
        _same("low", COUNT),
        _same("high", COUNT),
        _same("approximate", FLAG),
        _same("bound"),
        _same("words"),
        _same("who"),
        _same("scope"),
        _same("basis"),
        *_SOURCE,
        _CATEGORY,
        _same("status_claimed"),
        _same("age"),
        _same("sex"),
        _same("role"),
        _same("label"),
        _of("part_of", TEXT, lambda figure: figure.record.part_of),
        _of("statement", TEXT, lambda figure: figure.record.statement),
        _of("incident", TEXT, lambda figure: figure.record.incident),
        _of("kind", TEXT, lambda one: plain(one.incident.kind) if one.incident else None),
        _of("date_from", DAY, lambda one: one.incident.date_from if one.incident else None),
        _of("date_to", DAY, lambda one: one.incident.date_to if one.incident else None),
        *_place(_incident),
        *_EVIDENCE,
    ),
    "statements": (
        *_REPORT,
        *_SOURCE,
        _CATEGORY,
        _of("cue", TEXT, lambda statement: _text(statement.cue)),
        _of("content", TEXT, lambda statement: statement.content.text),
        _same("mode"),
        _same("stance"),
        _same("channel"),
        _same("knowledge"),
        _of("said_from", DAY, lambda one: one.said_on.date_from if one.said_on else None),
        _of("said_to", DAY, lambda one: one.said_on.date_to if one.said_on else None),
        _of("about", TEXTS, lambda statement: statement.record.about),
        _of("accused", TEXTS, lambda statement: _names(statement.accused)),
        *_EVIDENCE,
    ),
    "incidents": (
        *_REPORT,
        _same("kind"),
        *_DAYS,
        *_place(lambda incident: incident),
        _same("certainty"),
        _of("blame", TEXTS, _blame),
        _of("targets", TEXTS, lambda incident: _names(incident.targets)),
        _of("weapon", TEXT, lambda incident: _text(incident.weapon)),
        _same("not_after", DAY),
        *_EVIDENCE,
    ),
    "agreements": (
        *_REPORT,
        _same("step"),
        *_DAYS,
        _of("parties", TEXTS, lambda agreement: _names(agreement.parties)),
        _of("subject", TEXT, lambda agreement: _text(agreement.subject)),
        _same("deal"),
        *_SOURCE,
        _same("certainty"),
        _of("accused", TEXTS, lambda agreement: _names(agreement.accused)),
        _of("brokers", TEXTS, lambda agreement: _names(agreement.brokers)),
        *_EVIDENCE,
    ),
}
"""Columns of the tables of readings, by what is in them."""
