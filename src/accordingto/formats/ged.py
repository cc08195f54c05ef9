"""Rows of the UCDP Georeferenced Event Dataset."""

from itertools import zip_longest

from accordingto.formats.reference import (
    Dataset,
    DayPrecision,
    GroupToll,
    PlacePrecision,
    ReferenceEvent,
    ReferenceSource,
    ReferenceToll,
)
from accordingto.formats.reference_rows import ReferenceRow
from accordingto.records.values import State

_TYPES = ("", "state-based violence", "non-state violence", "one-sided violence")
_AGGREGATE = 2


def parse_ged(row: ReferenceRow) -> ReferenceEvent:
    """Return a row of GED; raises CellError when a cell is not as the codebook has it."""
    sides = tuple(filter(None, (row.words("side_a"), row.words("side_b"))))
    return ReferenceEvent(
        dataset=Dataset.GED,
        id=row.id(),
        line=row.line,
        days=row.days(DayPrecision(row.code("day_precision", 5))),
        place=row.place(PlacePrecision(row.code("place_precision", 7))),
        what=_TYPES[row.code("type", 3)],
        kinds=(),
        sides=sides,
        toll=_toll(row),
        groups=_groups(row),
        sources=_sources(row),
        origins=tuple(_origins(row.words("source_original"))),
        notes="; ".join(filter(None, (row.words("source_headline"), row.words("place_notes")))),
        is_aggregate=row.code("clarity", 2) == _AGGREGATE,
        header=row.columns.header,
        cells=row.cells,
    )


def _toll(row: ReferenceRow) -> ReferenceToll:
    return ReferenceToll(row.count("low"), row.count("best"), row.count("high"))


def _groups(row: ReferenceRow) -> tuple[GroupToll, ...]:
    names = {
        "deaths_a": row.words("side_a") or "side A",
        "deaths_b": row.words("side_b") or "side B",
        "deaths_civilians": "civilians",
        "deaths_unknown": "not known who",
    }
    counts = ((name, row.count(thing)) for thing, name in names.items())
    return tuple(GroupToll(name, State.KILLED, count, count) for name, count in counts if count)


def _sources(row: ReferenceRow) -> tuple[ReferenceSource, ...]:
    offices = row.several("source_office")
    if not offices:
        return tuple(map(_article, row.several("source_article")))
    days, headlines = row.several("source_date"), row.several("source_headline")
    if len(headlines) != len(offices):  # a headline may hold semicolons itself
        headlines = (row.words("source_headline"),)
    together = zip_longest(offices, days[: len(offices)], headlines, fillvalue="")
    return tuple(ReferenceSource(*one) for one in together)


def _article(words: str) -> ReferenceSource:
    """Return a source written as "outlet,date,headline"."""
    outlet, day, headline = (*words.strip('"').split(",", 2), "", "")[:3]
    return ReferenceSource(outlet, day, headline)


def _origins(words: str) -> list[str]:
    for mark in (" and ", "/", ";"):
        words = words.replace(mark, ",")
    return list(dict.fromkeys(filter(None, (part.strip() for part in words.split(",")))))
