"""Cases as rows of a list, for a terminal and for a sheet; nothing is a sum over voices."""

from collections.abc import Iterator

from accordingto.records.cases import Case
from accordingto.records.tolls import GroupToll, Standing
from accordingto.views.case_tolls import in_order
from accordingto.views.case_words import (
    count_in_words,
    kind_in_words,
    place_in_words,
    plural,
    toll_in_words,
)
from accordingto.views.phrases import describe_days, describe_value
from accordingto.views.table_rows import Column, TableRow
from accordingto.views.visible import make_plain

CASE_COLUMNS = (
    Column("Case", 5, 16),
    Column("Toll, by who says so", 8),
    Column("Held responsible, by whom", 6),
    Column("Suggested grade", 3, 10),
)
CASE_HEADER = (
    "case",
    "kind",
    "date_from",
    "date_to",
    "place",
    "country",
    "lat",
    "lon",
    "reports",
    "tolls",
    "blame",
    "suggested_grade",
    "grade_rule",
)
MOST = 4
"""Claims that a cell tells; the case itself tells all."""


def case_row(case: Case) -> TableRow:
    """Return a case as a row of a table."""
    told = case.outline
    days = told.days[0] if told.days else None
    head = (
        case.id,
        kind_in_words(told),
        describe_days(days.date_from, days.date_to) if days else "day not known",
        place_in_words(told.places[0]) if told.places else "place not known",
        plural(len(case.reports), "report"),
    )
    return TableRow((head, tuple(_tolls(case)), tuple(_blame(case)), tuple(_grade(case))))


def case_cells(case: Case) -> tuple[object, ...]:
    """Return a case under CASE_HEADER."""
    told = case.outline
    days = told.days[0] if told.days else None
    place = told.places[0] if told.places else None
    return (
        case.id,
        kind_in_words(told),
        days.date_from or "" if days else "",
        days.date_to or "" if days else "",
        make_plain(place.gazetteer_name or place.name) if place else "",
        (place.country or "") if place else "",
        place.lat if place else "",
        place.lon if place else "",
        len(case.reports),
        "; ".join(_tolls(case, most=None)),
        "; ".join(_blame(case, most=None)),
        case.grade.grade.value if case.grade.grade else "",
        case.grade.rule,
    )


def _tolls(case: Case, most: int | None = MOST) -> Iterator[str]:
    tolls = in_order(case.figures.tolls)
    for toll in tolls[:most]:
        yield f"{toll_in_words(toll)}: {count_in_words(toll.voices)}"
        yield from _claims(toll, most)
    if most is not None and len(tolls) > most:
        yield f"and {plural(len(tolls) - most, 'more toll')}"


def _claims(toll: GroupToll, most: int | None) -> Iterator[str]:
    standing = [claim for claim in toll.claims if claim.standing is Standing.STANDS]
    told = list(
        dict.fromkeys(f"“{make_plain(one.words)}”, {make_plain(one.name)}" for one in standing)
    )
    yield from told[:most]
    if most is not None and len(told) > most:
        yield f"and {len(told) - most} more"


def _blame(case: Case, most: int | None = MOST) -> Iterator[str]:
    entries = case.blame.entries
    for entry in entries[:most]:
        by = list(dict.fromkeys(make_plain(one.name) for one in entry.accusers))
        more = f" and {len(by) - MOST} more" if most is not None and len(by) > MOST else ""
        yield (
            f"{make_plain(entry.actor.name)}: {describe_value(entry.mode)}, according to "
            f"{', '.join(by[: MOST if most is not None else None])}{more}"
        )
    if most is not None and len(entries) > most:
        yield f"and {len(entries) - most} more"


def _grade(case: Case) -> Iterator[str]:
    if case.grade.grade is not None:
        yield describe_value(case.grade.grade)
        yield f"suggested by {case.grade.rule}; not reviewed"
