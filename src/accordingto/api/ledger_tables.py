"""Lists of a ledger as tables: rows as `show` gives them, with what names it withholds left out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

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
)
from accordingto.errors import FilterError


def tabulate_rows(listing: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    """Return a list of a ledger, as `show` gives it, as a table.

    Raises FilterError for a list that makes no table.
    """
    if listing not in LEDGER_TABLES:
        known = ", ".join(LEDGER_TABLES)
        raise FilterError(f"a list of {listing} is no table; expected one of {known}")
    return make_table(listing, LEDGER_TABLES[listing], rows)


def _at(path: str, kind: ColumnType = TEXT, name: str = "") -> Cell:
    """Return a column of what stands at a path; of several things on the way, the first."""
    steps = path.split(".")

    def find(row: Any) -> Value:  # noqa: ANN401 -- JSON
        for step in steps:
            if isinstance(row, Sequence) and not isinstance(row, str):
                row = row[0] if row else None  # what most texts say
            row = row.get(step) if isinstance(row, Mapping) else None
        if kind is DAY and row:
            return date.fromisoformat(row[:10])
        if kind is TEXTS:
            return tuple(one if isinstance(one, str) else one["text"] for one in row or ())
        return None if row == "" else row

    return name or steps[-1], kind, find


def _deaths(field: str) -> Cell:
    """Return a column of the range of deaths by the rule that gives one."""

    def find(row: Any) -> Value:  # noqa: ANN401 -- JSON
        told = next(one for one in row["ranges"] if one["name"] == "deaths")
        found: int | None = (told if field == "best" else told["extent"] or {}).get(field)
        return found

    return f"deaths_{field}", COUNT, find


_LISTED: tuple[Cell, ...] = (
    _at("report.id", name="report"),
    _at("report.published", DAY),
    _at("report.publisher"),
    _at("record.id"),
    _at("review.status", name="review"),
    _at("review.reviewers", TEXTS),
    _at("first_day", DAY),
    _at("last_day", DAY),
    _at("days_are_of_telling", FLAG),
    _at("sentence.text", name="sentence"),
)
_NAMES: tuple[Cell, ...] = (
    *(_at(f"record.{name}") for name in ("name", "kind", "role", "affiliation", "category")),
    _at("record.public_office", FLAG),
    _at("reports", COUNT),
)
_SAID_BY = _at("record.source.text", name="source_words")
LEDGER_TABLES: dict[str, tuple[Cell, ...]] = {
    "reports": (
        _at("id"),
        _at("title"),
        _at("published", DAY),
        _at("publisher"),
        _at("url"),
        *(_at(name, COUNT) for name in ("version", "records", "records_reviewed", "incidents")),
        *(_at(name, COUNT) for name in ("figures", "statements", "agreements")),
        _at("text_sha256"),
        _at("publication"),
    ),
    "cases": (
        _at("id", name="case"),
        _at("outline.kinds.kind"),
        _at("outline.days.date_from", DAY),
        _at("outline.days.date_to", DAY),
        _at("outline.places.name", name="place"),
        _at("outline.places.country"),
        _at("outline.places.lat", NUMBER),
        _at("outline.places.lon", NUMBER),
        _at("outline.places.where_prec", COUNT),
        *map(_deaths, ("low", "best", "high")),
        _at("grade.grade", name="suggested_grade"),
        _at("grade.voices.named", COUNT, "voices_named"),
        _at("grade.voices.with_unnamed", COUNT, "voices_with_unnamed"),
        _at("reports", TEXTS),
    ),
    "sources": _NAMES,
    "actors": _NAMES,
    "figures": (
        *_LISTED,
        _at("record.state"),
        _at("record.low", COUNT),
        _at("record.high", COUNT),
        _at("record.approximate", FLAG),
        _at("record.bound"),
        _at("record.words"),
        _at("record.who"),
        _at("record.scope"),
        _at("record.basis"),
        _SAID_BY,
        _at("record.incident"),
        _at("record.part_of"),
    ),
    "incidents": (
        *_LISTED,
        _at("record.kind"),
        _at("record.date_from", DAY),
        _at("record.date_to", DAY),
        _at("record.place.name", name="place"),
        _at("record.place.country"),
        _at("record.place.lat", NUMBER),
        _at("record.place.lon", NUMBER),
        _at("record.place.where_prec", COUNT),
        _at("record.certainty"),
    ),
    "statements": (
        *_LISTED,
        _SAID_BY,
        _at("record.content.text", name="content"),
        _at("record.mode"),
        _at("record.stance"),
        _at("record.about", TEXTS),
    ),
    "agreements": (
        *_LISTED,
        _at("record.step"),
        _at("record.date_from", DAY),
        _at("record.date_to", DAY),
        _at("record.parties", TEXTS),
        _SAID_BY,
        _at("record.certainty"),
    ),
}
"""Columns of the tables of a ledger's lists."""
