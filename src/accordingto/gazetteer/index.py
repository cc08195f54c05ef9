"""The gazetteer: places by name, from an index that is built once and only read."""

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from accordingto.errors import GazetteerError
from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.gazetteer.schema import FEATURES, SCHEMA_VERSION

INDEX = Path(__file__).parent / "places.sqlite"
MOST_PLACES = 400
"""No more places of one name than this are looked at, the most populous first."""
_FEATURE_NAMES = {number: name for name, number in FEATURES.items()}
_CACHED_NAMES = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One place that the gazetteer knows."""

    id: str
    """Source and its id: "geonames:170063"."""
    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    """Degrees north; None for countries and units, which are no points."""
    lon: float | None = None
    feature: str = "populated place"
    population: int = 0
    """0 when unknown."""
    source: str
    middle: tuple[float, float] | None = None
    """About where its people live: to compare distances, never the position of an incident."""


class Gazetteer(Protocol):
    """Places by name; a name that is not known has none."""

    @property
    def name(self) -> str:
        """What records call it."""
        ...

    def lookup(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of a name, the most populous first."""
        ...

    def lookup_sound(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Return the places whose name may be another spelling of this one, as for `lookup`."""
        ...

    def country_of(self, word: str) -> str | None:
        """Return the country of a demonym ("Syrian", "Syrians"); None for other words."""
        ...


class PlaceIndex:
    """The gazetteer in the index that `make` builds.

    Each process opens its own: an open index must not be carried across a fork.
    """

    name = "accordingto"

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self.lookup = lru_cache(maxsize=_CACHED_NAMES)(self._lookup)
        self.lookup_sound = lru_cache(maxsize=_CACHED_NAMES)(self._lookup_sound)
        self.country_of = lru_cache(maxsize=_CACHED_NAMES)(self._country_of)
