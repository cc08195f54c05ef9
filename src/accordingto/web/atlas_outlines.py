"""Outlines of countries, drawn for one view: clipped to it, and no finer than it can show."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from accordingto.formats.country_names import country_code
from accordingto.web.mercator import HEIGHT, WIDTH, View

FINER = 2
"""Outlines are drawn in halves of a unit of the drawing, as whole numbers."""
_MARGIN = 12.0
"""Units beyond the edge of the drawing: the line along it is not seen."""
_SMALLEST = 1.5
"""Units: what is smaller is not drawn."""
_MOST_LAT = 85.0
Points = NDArray[np.float64]


class Drawn(NamedTuple):
    """A country as it is drawn."""

    code: str
    """ISO 3166-1 alpha-2; empty where it has none."""
    name: str
    path: str
    """Of an SVG path, in halves of a unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """One closed line of a country's outline, in a world that is one unit wide."""

    points: Points
    low: tuple[float, float]
    high: tuple[float, float]


class Country(NamedTuple):
    """A country with all its rings."""

    code: str
    name: str
    rings: tuple[Ring, ...]


class _Geometry(TypedDict, total=False):
    type: str
    id: str
    arcs: list[list[int]] | list[list[list[int]]]
    properties: dict[str, str]


class _Transform(TypedDict):
    scale: list[float]
    translate: list[float]


class _Topology(TypedDict):
    transform: _Transform
    arcs: list[list[list[int]]]
    objects: dict[str, dict[str, list[_Geometry]]]


@lru_cache(maxsize=64)
def draw_outlines(view: View) -> tuple[Drawn, ...]:
    """Return the countries of which something is in view."""
    drawn = []
    for country in load_countries():
        path = "".join(_path(ring, view) for ring in country.rings)
        if path:
            drawn.append(Drawn(country.code, country.name, path))
    return tuple(drawn)


@cache
def load_countries() -> tuple[Country, ...]:
    """Return all countries, as Natural Earth has them."""
    path = files("accordingto.web") / "atlas" / "countries-50m.json"
    topology: _Topology = json.loads(path.read_text("utf-8"))
    arcs = _arcs(topology)
    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = [ring for indices in _rings_of(geometry) for ring in _rings(indices, arcs)]
        name = geometry["properties"]["name"]
        code = country_code(int(geometry.get("id", 0))) or ("XK" if name == "Kosovo" else "")
        found.append(Country(code, name, tuple(rings)))
    return tuple(found)


def _arcs(topology: _Topology) -> list[Points]:
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    found = []
    for arc in topology["arcs"]:
        degrees = np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift
        across = np.radians(np.clip(degrees[:, 1], -_MOST_LAT, _MOST_LAT))
        y = (1 - np.arcsinh(np.tan(across)) / np.pi) / 2
        found.append(np.column_stack(((degrees[:, 0] + 180) / 360, y)))
    return found


def _rings_of(geometry: _Geometry) -> Iterator[list[int]]:
    for part in geometry.get("arcs", []):
        rings = part if geometry["type"] == "MultiPolygon" else [part]
        yield from cast("list[list[int]]", rings)


def _rings(indices: Sequence[int], arcs: Sequence[Points]) -> Iterator[Ring]:
    """Yield a closed line; one that reaches over the date line stands at both ends of the world."""
    parts = [arcs[one] if one >= 0 else arcs[~one][::-1] for one in indices]
    points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    jumps = np.rint(np.diff(points[:, 0]))
    if not jumps.any():
        yield _ring(points)
        return
    points[1:, 0] -= np.cumsum(jumps)
    if abs(points[-1, 0] - points[0, 0]) > 0.5:  # around a pole
        foot = np.array([[points[-1, 0], 1.0], [points[0, 0], 1.0]])
        points = np.concatenate([points, foot])
    for shift in (-1.0, 0.0, 1.0):
        moved = _ring(points + np.array([shift, 0.0]))
        if moved.high[0] > 0 and moved.low[0] < 1:
            yield moved


def _ring(points: Points) -> Ring:
    low, high = points.min(axis=0), points.max(axis=0)
    return Ring(points, (float(low[0]), float(low[1])), (float(high[0]), float(high[1])))


def _path(ring: Ring, view: View) -> str:
    left, top = view.corner
    size = view.size
    low = (ring.low[0] - left) * size, (ring.low[1] - top) * size
    high = (ring.high[0] - left) * size, (ring.high[1] - top) * size
    if high[0] < 0 or high[1] < 0 or low[0] > WIDTH or low[1] > HEIGHT:
        return ""
    if max(high[0] - low[0], high[1] - low[1]) < _SMALLEST:
        return ""
    points = (ring.points - (left, top)) * size
    is_within = min(*low) >= -_MARGIN and high[0] <= WIDTH + _MARGIN and high[1] <= HEIGHT + _MARGIN
    return _write(points if is_within else _clip(points))


def _clip(points: Points) -> Points:
    """Cut a closed line at the edges of the drawing, one after the other (Sutherland-Hodgman)."""
    for axis, bound, sign in (
        (0, -_MARGIN, 1.0),
        (0, WIDTH + _MARGIN, -1.0),
        (1, -_MARGIN, 1.0),
        (1, HEIGHT + _MARGIN, -1.0),
    ):
        if len(points) == 0:
            return points
        inside = (points[:, axis] - bound) * sign >= 0
        if inside.all():
            continue
        before, was = np.roll(points, 1, axis=0), np.roll(inside, 1)
        crossing = inside != was
        share = np.zeros(len(points))
        steps = points[:, axis] - before[:, axis]
        share[crossing] = (bound - before[crossing, axis]) / steps[crossing]
        cuts = before + (points - before) * share[:, None]
        # Of each step the cut comes first, then its end, where these are there.
        both = np.stack((cuts, points), axis=1).reshape(-1, 2)
        points = both[np.stack((crossing, inside), axis=1).reshape(-1)]
    return points


def _write(points: Points) -> str:
    """Return a closed path, in whole numbers, without steps that are too small to be seen."""
    if len(points) < 3:
        return ""
    whole = np.rint(points * FINER).astype(np.int64)
    kept = np.ones(len(whole), dtype=bool)
    kept[1:] = np.abs(np.diff(whole, axis=0)).sum(axis=1) > 0
    whole = _thin(whole[kept])
    if len(whole) < 3:
        return ""
    steps = np.diff(whole, axis=0)
    rest = " ".join(f"{x} {y}" for x, y in steps.tolist())
    return f"M{whole[0, 0]} {whole[0, 1]}l{rest}z"


def _thin(whole: NDArray[np.int64]) -> NDArray[np.int64]:
    """Leave out points that lie within a unit of the drawing of the one kept before."""
    coarse = whole // FINER
    kept = np.ones(len(whole), dtype=bool)
    kept[1:] = np.abs(np.diff(coarse, axis=0)).sum(axis=1) > 0
    return whole[kept]
