"""Cases as tables: a row for each case, or for each claim of a toll."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from accordingto.api.tables import (
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    Cell,
    Table,
    Value,
    make_table,
    plain,
)
from accordingto.errors import FilterError
from accordingto.records.cases import Case
from accordingto.records.tolls import GroupToll, TollClaim


def tabulate_cases(cases: Iterable[Case], what: str) -> Table:
    """Return cases, a row each, or their tolls, a row for each claim, as a table.

    Raises FilterError when there is no such table.
    """
    if what == "cases":
        return make_table(what, CASES, cases)
    if what == "tolls":
        return make_table(what, TOLLS, _claims(cases))
    raise FilterError(f"there is no table of {what!r} of cases; expected cases or tolls")


@dataclass(frozen=True, slots=True)
class _Claim:
    case: Case
    toll: GroupToll
    claim: TollClaim


def _claims(cases: Iterable[Case]) -> Iterator[_Claim]:
    for case in cases:
        for toll in case.figures.tolls:
            yield from (_Claim(case, toll, claim) for claim in toll.claims)


def _first(views: str, field: str) -> Callable[[Any], Value]:
    """Return what stands first of what is told: that which most texts say."""

    def find(case: Case) -> Value:
        told = getattr(case.outline, views)
        return plain(getattr(told[0], field)) if told else None

    return find


def _deaths(field: str) -> Callable[[Any], Value]:
    def find(case: Case) -> Value:
        found = next(one for one in case.ranges if one.name == "deaths")
        if field == "best":
            return found.best
        return getattr(found.extent, field) if found.extent else None

    return find


CASES: tuple[Cell, ...] = (
    ("case", TEXT, lambda case: case.id),
    ("kind", TEXT, _first("kinds", "kind")),
    ("date_from", DAY, _first("days", "date_from")),
    ("date_to", DAY, _first("days", "date_to")),
    ("place", TEXT, _first("places", "name")),
    ("gazetteer_name", TEXT, _first("places", "gazetteer_name")),
    ("admin1", TEXT, _first("places", "admin1")),
    ("country", TEXT, _first("places", "country")),
    ("lat", NUMBER, _first("places", "lat")),
    ("lon", NUMBER, _first("places", "lon")),
    ("where_prec", COUNT, _first("places", "where_prec")),
    ("deaths_low", COUNT, _deaths("low")),
    ("deaths_best", COUNT, _deaths("best")),
    ("deaths_high", COUNT, _deaths("high")),
    ("deaths_open_above", FLAG, _deaths("is_open_above")),
    ("suggested_grade", TEXT, lambda case: plain(case.grade.grade)),
    ("voices_named", COUNT, lambda case: case.grade.voices.named),
    ("voices_with_unnamed", COUNT, lambda case: case.grade.voices.with_unnamed),
    ("reports", TEXTS, lambda case: case.reports),
)
"""Columns of the table of cases. What happened stands as most texts say."""

TOLLS: tuple[Cell, ...] = (
    ("case", TEXT, lambda row: row.case.id),
    ("state", TEXT, lambda row: row.claim.state.value),
    ("who", TEXT, lambda row: row.toll.group.who.value),
    ("age", TEXT, lambda row: row.toll.group.age.value),
    ("sex", TEXT, lambda row: row.toll.group.sex.value),
    ("side", TEXT, lambda row: row.toll.group.side),
    ("low", COUNT, lambda row: row.claim.low),
    ("high", COUNT, lambda row: row.claim.high),
    ("bound", TEXT, lambda row: row.claim.bound.value),
    ("approximate", FLAG, lambda row: row.claim.is_approximate),
    ("words", TEXT, lambda row: row.claim.words),
    ("voice", TEXT, lambda row: row.claim.name),
    ("voice_category", TEXT, lambda row: plain(row.claim.category)),
    ("stake", TEXT, lambda row: row.claim.stake.stake.value),
    ("said", DAY, lambda row: row.claim.said),
    ("basis", TEXT, lambda row: row.claim.basis.value),
    ("standing", TEXT, lambda row: row.claim.standing.value),
    ("derived", FLAG, lambda row: bool(row.claim.derived_from)),
    ("contested", FLAG, lambda row: row.toll.is_contested),
    ("report", TEXT, lambda row: row.claim.ref.report),
    ("record", TEXT, lambda row: row.claim.ref.record),
    ("quote", TEXT, lambda row: row.claim.quote),
)
"""Columns of the table of tolls: a row for each claim, those that no longer stand included."""
