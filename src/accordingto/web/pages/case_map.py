"""The map: cases where they were, as exactly as that is known."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from pydantic import Field

from accordingto.errors import FilterError
from accordingto.ledger.case_outlines import Box
from accordingto.records.values import Kind
from accordingto.web.case_lines import CasesAsked
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.map_making import (
    MOST_AREAS,
    MOST_LISTED,
    Drawing,
    Wanted,
    make_map,
    view_query,
)
from accordingto.web.mercator import HEIGHT, LEAST_ZOOM, MOST_LAT, MOST_ZOOM, WIDTH, View, bounded
from accordingto.web.narrowing import Word
from accordingto.web.views import Pages

PAGES = Pages("map")
_STEP = 160.0
Pairs = list[tuple[str, str]]


class MapAsked(CasesAsked):
    """What a map is asked for: filters, and what of the world it shows."""

    lat: float | None = Field(None, ge=-MOST_LAT, le=MOST_LAT)
    lon: float | None = Field(None, ge=-180, le=180)
    zoom: float | None = Field(None, ge=LEAST_ZOOM, le=MOST_ZOOM)
    here: Word = Field("", description="List cases of a part: west,south,east,north.")
    area: Word = Field("", description="List cases of an area by its name.")

    def view(self) -> View | None:
        """Return what of the world is asked for; None for all points."""
        if self.lat is None or self.lon is None or self.zoom is None:
            return None
        return bounded(self.lat, self.lon, self.zoom)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map of the cases that filters leave."""

    drawing: Drawing
    asked: MapAsked
    is_cut: bool
    """Only the latest incidents that are as filters ask are looked at."""
    is_empty: bool
    """No case at all is known."""
    filters: Pairs
    """What the page is narrowed to, as pairs of a query."""
    base: str
    """Path of the map with its filters, to which a view can be added."""
    here_view: str
    """The view, as a query says it."""
    moves: dict[str, str]
    """The same of the map moved or nearer, by what they do."""
    kinds: tuple[Kind, ...] = tuple(Kind)
    width: int = WIDTH
    height: int = HEIGHT
    most_listed: int = MOST_LISTED
    most_areas: int = MOST_AREAS


@PAGES.view("/map", template="map.html", summary="Cases where they were, as exactly as is known")
def show_map(
    connection: LookHere, session: SessionHere, asked: Annotated[MapAsked, Query()]
) -> MapPage:
    """Return the map of the cases that filters leave, with those that have no point beside it.

    Without `lat`, `lon` and `zoom` it shows all points. Raises FilterError for filters that cannot
    be meant.
    """
    cases = asked.cases(connection, session.preferences)
    filters = asked.filter_pairs()
    base = f"/map?{urlencode(filters)}{'&' if filters else ''}"
    wanted = Wanted(view=asked.view(), here=_box(asked.here), area=asked.area or None, base=base)
    drawing = make_map(cases, wanted)
    return MapPage(
        drawing=drawing,
        asked=asked,
        is_cut=cases.is_cut,
        is_empty=not cases.is_any_known(),
        filters=filters,
        base=base,
        here_view=view_query(drawing.view),
        moves=_moves(drawing.view),
    )


def _moves(view: View) -> dict[str, str]:
    moved = {
        "nearer": view.moved(0, 0, 1),
        "farther": view.moved(0, 0, -1),
        "west": view.moved(-_STEP, 0),
        "east": view.moved(_STEP, 0),
        "north": view.moved(0, -_STEP),
        "south": view.moved(0, _STEP),
    }
    return {name: view_query(one) for name, one in moved.items()}


def _box(written: str) -> Box | None:
    if not written:
        return None
    try:
        west, south, east, north = map(float, written.split(","))
    except ValueError:
        raise FilterError(
            f"here={written[:60]!r} is no part of a map; expected west,south,east,north in degrees"
        ) from None
    return Box(west, south, east, north)
