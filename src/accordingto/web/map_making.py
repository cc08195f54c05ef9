"""A map in the making: which cases are drawn where, and which are told beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_

from accordingto.errors import GazetteerError
from accordingto.formats.country_names import country_name
from accordingto.gazetteer.largest import find_largest
from accordingto.ledger.case_outlines import (
    Area,
    Box,
    Outline,
    Point,
    count_areas,
    count_cases_where,
    count_countries,
    count_points,
    find_latest,
    in_area,
    with_point,
    within,
    without_point,
)
from accordingto.web.atlas_outlines import draw_outlines
from accordingto.web.case_lines import CaseLine, CasesMeant
from accordingto.web.map_drawing import (
    Label,
    Scale,
    Stack,
    box_of_most,
    make_scale,
    place_labels,
    stack_points,
)
from accordingto.web.mercator import View, fit

MOST_LISTED = 40
MOST_AREAS = 40
_CANDIDATES = 150
_MOST_NAMED = 200
"""Cases in view of which each alone leads to its docket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country as it is drawn."""

    country: str
    """ISO 3166-1 alpha-2; empty where it has none."""
    name: str
    path: str
    """Of an SVG path, in halves of a unit of the drawing."""
    cases: int
    """Cases that are told to be somewhere in it, and no more exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTold:
    """Cases of which no more is known than an area, or not even that."""

    place: str | None
    country: str | None
    how: str
    """In words, how much is known."""
    cases: int
    key: str | None
    """What `area` takes to list them; null where the name is withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many cases there are."""

    cases: int
    placed: int
    """With a point."""
    in_view: int
    unplaced: int
    """Known to an area at most, or withheld: told beside the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map, drawn."""

    view: View
    lands: tuple[Land, ...]
    stacks: tuple[Stack, ...]
    labels: tuple[Label, ...]
    scale: Scale
    listed: tuple[CaseLine, ...]
    """Cases in view, or those that were asked for; the latest first."""
    areas: tuple[AreaTold, ...]
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a map."""

    view: View | None = None
    """None for one that shows all points."""
    here: Box | None = None
    """A part of it of which the cases are listed."""
    area: str | None = None
    """Name of an area of which the cases are listed."""
    base: str = "/map?"
    """Path of the map with its filters, to which a view can be added."""


def make_map(cases: CasesMeant, wanted: Wanted) -> Drawing:
    """Return the map of cases."""
    pointed = with_point(is_exact=cases.is_exact)
    rest = without_point(is_exact=cases.is_exact)
    connection = cases.connection
    points = count_points(connection, cases.both(pointed))
    view = wanted.view or fit(box_of_most(points))
    reviewed = count_points(connection, and_(cases.reviewed, pointed))
    in_view = [one for one in points if _is_in(one, view.box)]
    known = find_latest(connection, cases.both(pointed, within(view.box)), _MOST_NAMED)
    stacks = _with_paths(stack_points(in_view, view, reviewed), known, wanted.base, view)
    unplaced = count_cases_where(connection, cases.both(rest))
    placed = sum(one.cases for one in points)
    return Drawing(
        view=view,
        lands=_lands(view, count_countries(connection, cases.both(rest))),
        stacks=tuple(stacks),
        labels=tuple(place_labels(find_largest(*view.box, limit=_CANDIDATES), view, stacks)),
        scale=make_scale(view),
        listed=_listed(cases, wanted, known),
        areas=_areas(cases),
        counted=Counted(
            cases=placed + unplaced,
            placed=placed,
            in_view=sum(one.cases for one in in_view),
            unplaced=unplaced,
        ),
    )


def _is_in(point: Point, box: Box) -> bool:
    return box.west <= point.lon <= box.east and box.south <= point.lat <= box.north


def _listed(cases: CasesMeant, wanted: Wanted, known: Sequence[Outline]) -> tuple[CaseLine, ...]:
    is_exact = cases.is_exact
    told = None
    if wanted.area is not None:
        told = cases.both(without_point(is_exact=is_exact), in_area(wanted.area))
    elif wanted.here is not None:
        told = cases.both(with_point(is_exact=is_exact), within(wanted.here))
    found = known if told is None else find_latest(cases.connection, told, MOST_LISTED)
    return cases.lines(found[:MOST_LISTED])


def _with_paths(
    stacks: Iterable[Stack], known: Iterable[Outline], base: str, view: View
) -> list[Stack]:
    """Return stacks with what they lead to: one case to its docket, several to their list."""
    codes = {(one.lat, one.lon): one.code for one in known}
    found = []
    for one in stacks:
        code = codes.get((one.lat, one.lon)) if one.cases == 1 else None
        here = ",".join(map(str, one.box))
        href = f"/cases/{code}" if code else f"{base}{view_query(view)}&here={here}"
        found.append(replace(one, href=href))
    return found


def view_query(view: View) -> str:
    """Return a view as a query says it."""
    return f"lat={view.lat}&lon={view.lon}&zoom={view.zoom}"


def _lands(view: View, counts: Mapping[str, int]) -> tuple[Land, ...]:
    return tuple(
        Land(country=one.code, name=_name(one.code, one.name), path=one.path, cases=number)
        for one in draw_outlines(view)
        for number in (counts.get(one.code, 0),)
    )


def _name(code: str, drawn: str) -> str:
    """Return the name of a country; that of the drawing is shortened."""
    try:
        return country_name(code) if code else drawn
    except GazetteerError:
        return drawn


def _areas(cases: CasesMeant) -> tuple[AreaTold, ...]:
    told = cases.both(without_point(is_exact=cases.is_exact))
    return tuple(
        AreaTold(
            place=cases.name(one.place),
            country=one.country,
            how=describe_precision(one),
            cases=one.cases,
            key=one.place if cases.name(one.place) == one.place else None,
        )
        for one in count_areas(cases.connection, told, MOST_AREAS)
    )


def describe_precision(area: Area) -> str:
    """Return how much is known of where cases without a point were."""
    if area.place is None:
        return "no place is told"
    if area.where_prec is None:
        return "a place that the gazetteer does not know"
    return _HOW[area.where_prec]


_HOW = {
    1: "exact place withheld",
    2: "exact place withheld",
    3: "somewhere in the district",
    4: "somewhere in the province",
    5: "along a line, or in a vague area",
    6: "somewhere in the country",
    7: "across countries, or at sea",
}
"""By the codes of UCDP GED; a point that is not shown is one of a hospital, clinic or shelter."""
