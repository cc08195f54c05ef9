"""Where a gazetteer keeps its places: the built index, or a small table held in memory."""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from accordingto.errors import GazetteerError
from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.gazetteer.schema import AREAS, FEATURES, SCHEMA_VERSION

MOST_PLACES = 400
"""Of a very common name no more places than this are looked at, the most populous first."""
_MOST_COUNTRIES = 400
"""Countries are the first places of the index."""
_FEATURE_NAMES = {number: name for name, number in FEATURES.items()}
_FIND_NAME = (
    "SELECT places.* FROM names JOIN places USING (number) WHERE names.key = ?"
    " ORDER BY population DESC, number LIMIT ?"
)
_FIRST_WORDS = 2_000
_FIND_SOUND = _FIND_NAME.replace("names", "sounds")
_FIND_PEOPLE = _FIND_NAME.replace("names.key", "people.word").replace("names", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One place that the gazetteer knows."""

    id: str
    """Source and the id there: "geonames:170063"."""
    name: str
    country: str
    """ISO 3166-1 alpha-2; empty for what lies in several countries or in none."""
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
    """The middle of its settled land: to compare distances, never the position of an incident."""

    @property
    def is_area(self) -> bool:
        """Tell whether it is a country or a unit of one."""
        return self.feature in AREAS

    @property
    def is_wide(self) -> bool:
        """Tell whether it is an area wider than a second level unit."""
        return self.feature in AREAS and self.feature != "admin2"


class Shelf(Protocol):
    """Places under folded names, the most populous first."""

    def named(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a key of `fold_name`."""
        ...

    def sounding(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a key of `fold_sound`."""
        ...

    def country_of(self, key: str) -> str | None:
        """Return the country of a folded demonym."""
        ...

    def people(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the units and regions of a folded word for their people."""
        ...

    def country(self, code: str) -> tuple[GazetteerPlace, ...]:
        """Return the country of a code."""
        ...


class IndexShelf:
    """The index that `make` builds, opened only to be read; a forked process opens it anew."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            message = "the place index is missing; run `make demo` or `make test`, which build it"
            raise GazetteerError(message, path=str(path))
        self._path = path
        self._connection = self._open()
        self._check_schema()
        self._demonyms = dict(self._connection.execute("SELECT word, country FROM demonyms"))
        self._longer = lru_cache(maxsize=_FIRST_WORDS)(self._find_longer)
        self._unit_names: dict[int, str] = {}

    def named(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a key of `fold_name`."""
        first, blank, _ = key.partition(" ")
        if blank and key not in self._longer(first):
            return ()
        return self._find(_FIND_NAME, key)

    def sounding(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a key of `fold_sound`."""
        return self._find(_FIND_SOUND, key)

    def country_of(self, key: str) -> str | None:
        """Return the country of a folded demonym."""
        return self._demonyms.get(key)

    def people(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the units and regions of a folded word for their people."""
        return self._find(_FIND_PEOPLE, key)

    def country(self, code: str) -> tuple[GazetteerPlace, ...]:
        """Return the country of a code."""
        query = "SELECT * FROM places WHERE feature = ? AND country = ? AND number <= ?"
        rows = self._here().execute(query, (FEATURES["country"], code, _MOST_COUNTRIES)).fetchall()
        return tuple(self._place(row) for row in rows)

    def _find(self, query: str, key: str) -> tuple[GazetteerPlace, ...]:
        rows = self._here().execute(query, (key, MOST_PLACES)).fetchall()
        return tuple(self._place(row) for row in rows)

    def _place(self, row: tuple[object, ...]) -> GazetteerPlace:
        (_, source, key, name, country, admin1, admin2, lat, lon, feature, population, *middle) = (
            row
        )
        kind = _FEATURE_NAMES.get(feature, feature)  # type: ignore[call-overload]  # SQLite's any
        return GazetteerPlace(
            id=f"{source}:{key}",
            name=str(name),
            country=str(country),
            admin1=self._unit(admin1),
            admin2=self._unit(admin2),
            lat=lat,  # type: ignore[arg-type]  # REAL by the schema
            lon=lon,  # type: ignore[arg-type]
            feature=str(kind),
            population=population,  # type: ignore[arg-type]  # INTEGER by the schema
            source=str(source),
            middle=(lat, lon) if lat is not None else _pair(middle),  # type: ignore[arg-type]
        )

    def _unit(self, unit: object) -> str | None:
        """Return the name of a unit, which is written as a number or out."""
        if not isinstance(unit, int):
            return None if unit is None else str(unit)
        if unit not in self._unit_names:
            query = "SELECT name FROM places WHERE number = ?"
            self._unit_names[unit] = str(self._here().execute(query, (unit,)).fetchone()[0])
        return self._unit_names[unit]

    def _find_longer(self, first: str) -> frozenset[str]:
        """Return the names of several words that begin with a word: most runs of words are none."""
        query = "SELECT DISTINCT key FROM names WHERE key > ? AND key < ?"
        # "!" is the character behind the blank.
        return frozenset(key for (key,) in self._here().execute(query, (f"{first} ", f"{first}!")))

    def _here(self) -> sqlite3.Connection:
        """Return this process's connection: one must not be carried across a fork."""
        if self._process != os.getpid():
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        self._process = os.getpid()
        address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    def _check_schema(self) -> None:
        try:
            query = "SELECT value FROM meta WHERE key = 'schema'"
            found = self._connection.execute(query).fetchone()
        except sqlite3.DatabaseError as error:
            message = "not a place index; delete it and run `make demo`, which builds it"
            raise GazetteerError(message, path=str(self._path)) from error
        if found is None or found[0] != str(SCHEMA_VERSION):
            version = None if found is None else found[0]
            message = (
                f"place index of form {version}, expected form {SCHEMA_VERSION}; delete it and run"
                " `make demo`, which builds it"
            )
            raise GazetteerError(message, path=str(self._path))


class TableShelf:
    """A few places held in memory."""

    def __init__(
        self,
        places: Iterable[tuple[GazetteerPlace, tuple[str, ...]]],
        demonyms: Mapping[str, str],
    ) -> None:
        named: dict[str, list[GazetteerPlace]] = defaultdict(list)
        sounding: dict[str, list[GazetteerPlace]] = defaultdict(list)
        for place, names in sorted(places, key=lambda placed: -placed[0].population):
            for key in sorted({fold_name(name) for name in names}):
                named[key].append(place)
            for key in sorted({fold_sound(name) for name in names}):
                sounding[key].append(place)
        self._named = {key: tuple(found) for key, found in named.items()}
        self._sounding = {key: tuple(found) for key, found in sounding.items()}
        self._demonyms = {fold_name(word): country for word, country in demonyms.items()}

    def named(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a key of `fold_name`."""
        return self._named.get(key, ())

    def sounding(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places under a key of `fold_sound`."""
        return self._sounding.get(key, ())

    def country_of(self, key: str) -> str | None:
        """Return the country of a folded demonym."""
        return self._demonyms.get(key)

    def people(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return nothing: a table has such words for countries only."""
        return ()

    def country(self, code: str) -> tuple[GazetteerPlace, ...]:
        """Return the country of a code."""
        return tuple(
            place
            for places in self._named.values()
            for place in places[:1]
            if place.feature == "country" and place.country == code
        )[:1]


def _pair(middle: list[object]) -> tuple[float, float] | None:
    """Return both numbers, or None when they are unknown."""
    lat, lon = middle
    if isinstance(lat, float) and isinstance(lon, float):
        return lat, lon
    return None
