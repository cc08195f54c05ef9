"""A part of the world as a picture: what lies where, in Mercator's projection."""

import math
from dataclasses import dataclass

from accordingto.ledger.case_outlines import Box

WIDTH, HEIGHT = 960, 560
"""Of every map, in units of the drawing."""
TILE = 256
"""Units that the whole world is wide at zoom 0."""
LEAST_ZOOM, MOST_ZOOM = 1.0, 14.0
MOST_LAT = 80.0
_KM_ROUND = 40_075.0
"""Around the equator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a map shows: its middle, and how near."""

    lat: float
    lon: float
    zoom: float
    """The world is 256 units wide at 0, and twice as wide at each step."""

    @property
    def size(self) -> float:
        """Width of the whole world."""
        return float(TILE * 2**self.zoom)

    @property
    def corner(self) -> tuple[float, float]:
        """The upper left corner, of a world that is one unit wide."""
        x, y = project(self.lat, self.lon)
        return x - WIDTH / 2 / self.size, y - HEIGHT / 2 / self.size

    @property
    def box(self) -> Box:
        """What is in view, in degrees."""
        x, y = self.corner
        north, west = unproject(x, y)
        south, east = unproject(x + WIDTH / self.size, y + HEIGHT / self.size)
        return Box(max(west, -180.0), south, min(east, 180.0), north)

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a point is drawn."""
        x, y = project(lat, lon)
        left, top = self.corner
        return (x - left) * self.size, (y - top) * self.size

    def length(self, km: float, lat: float) -> float:
        """Return how long a distance is drawn at a latitude."""
        return km / (_KM_ROUND * math.cos(math.radians(lat))) * self.size

    def moved(self, right: float, down: float, nearer: float = 0.0) -> "View":
        """Return the view some units of the drawing aside, and some steps nearer."""
        x, y = project(self.lat, self.lon)
        lat, lon = unproject(x + right / self.size, y + down / self.size)
        return bounded(lat, lon, self.zoom + nearer)


def bounded(lat: float, lon: float, zoom: float) -> View:
    """Return a view within the world."""
    return View(
        lat=round(max(-MOST_LAT, min(MOST_LAT, lat)), 4),
        lon=round(max(-180.0, min(180.0, lon)), 4),
        zoom=round(max(LEAST_ZOOM, min(MOST_ZOOM, zoom)), 2),
    )


def fit(box: Box | None, nearest: float = 8.0) -> View:
    """Return the view that shows a part of the world with some room around it; without one, all.

    >>> fit(None).zoom
    1.91
    """
    if box is None:
        return bounded(25.0, 0.0, 1.91)
    (left, bottom), (right, top) = project(box.south, box.west), project(box.north, box.east)
    wide, high = max(right - left, 1e-6), max(bottom - top, 1e-6)
    zoom = math.log2(min(WIDTH / wide, HEIGHT / high) * 0.8 / TILE)
    lat, lon = unproject((left + right) / 2, (top + bottom) / 2)
    return bounded(lat, lon, min(zoom, nearest))


def project(lat: float, lon: float) -> tuple[float, float]:
    """Return where a point lies in a world that is one unit wide, from its upper left corner.

    >>> project(0.0, 0.0)
    (0.5, 0.5)
    """
    across = math.radians(max(-85.0, min(85.0, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(across)) / math.pi) / 2


def unproject(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude of a point of that world.

    >>> unproject(0.5, 0.5)
    (0.0, 0.0)
    """
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180
