"""The largest places of a part of the world, by which somebody finds their way on a map."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from accordingto.gazetteer.index import INDEX

_SETTLED = (0, "town", "village")
_ASKED = """
SELECT name, country, lat, lon, population FROM places
WHERE lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east
  AND population >= :least AND feature IN (:f0, :f1, :f2)
ORDER BY population DESC, number LIMIT :limit
"""


class Town(NamedTuple):
    """A settled place with its position."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    """0 when unknown."""


@lru_cache(maxsize=64)
def find_largest(
    west: float, south: float, east: float, north: float, limit: int, index: Path = INDEX
) -> tuple[Town, ...]:
    """Return the most populous places within these degrees, the largest first.

    The index is gone through whole: it is small. None are found where it is missing.
    """
    if not index.is_file():
        return ()
    box = {"west": west, "south": south, "east": east, "north": north}
    kinds = {f"f{number}": kind for number, kind in enumerate(_SETTLED)}
    least = 20_000 if east - west > 5 else 0
    with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(_ASKED, {**box, **kinds, "least": least, "limit": limit})
        return tuple(Town(*row) for row in rows)
