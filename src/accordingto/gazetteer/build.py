"""The place index, built once from its ingredients into one read-only SQLite file.

Same ingredients, same bytes (with one version of SQLite). The packages read here are needed only to
build; see `sources`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from math import cos, hypot, radians
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.gazetteer.names import SHORTEST_SOUND, fold_abbreviation, fold_name, fold_sound
from accordingto.gazetteer.schema import FEATURES, SCHEMA, SCHEMA_VERSION, WIDE
from accordingto.gazetteer.sources import (
    DATA,
    Entry,
    Units,
    read_cities,
    read_countries,
    read_demonyms,
    read_middles,
    read_places,
    read_romanised,
    read_unit_words,
    read_units,
)

SAME_PLACE_KM = 12.0
"""Places of one name nearer than this are one place."""
_KM_A_DEGREE = 111.2
_HALF = 180.0
"""Degrees: half the way around the globe."""
Fold = Callable[[str], str]
_SETTLEMENTS = frozenset(("populated place", "town", "village", "city", "suburb"))
_SPOTS = frozenset(
    ("locality", "base", "airport", "dam", "area", "plain", "gas field", "oil field")
)


def build_index(target: Path) -> None:
    """Write the place index to `target`, which must not exist yet.

    Raises GazetteerError when an ingredient is missing or a table of ours is malformed.
    """
    units = read_units()
    shelf = _Shelf(units)
    for entry in (*read_countries(), *units.entries, *read_cities(units)):
        shelf.add(entry)
    for entry in read_places(DATA / "ged_places.tsv", "ucdp-ged"):
        shelf.merge(entry)
    for table in ("conflict_places.tsv", "regions.tsv"):
        for entry in read_places(DATA / table, "accordingto"):
            shelf.merge(entry)
    short = list(shelf.take_unit_words(read_unit_words()))
    with sqlite3.connect(target) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
        connection.executemany(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            _place_rows(shelf.entries, units),
        )
        names = sorted(shelf.names().union(short))
        connection.executemany("INSERT INTO names VALUES (?,?)", names)
        connection.executemany("INSERT INTO sounds VALUES (?,?)", sorted(shelf.sounds()))
        connection.executemany("INSERT INTO people VALUES (?,?)", sorted(shelf.people()))
        connection.executemany("INSERT INTO demonyms VALUES (?,?)", sorted(_demonym_rows()))
    connection.execute("VACUUM")
    connection.close()


class _Shelf:
    """Entries gathered so far, and a way to find the one that a new entry speaks of."""

    def __init__(self, units: Units) -> None:
        self.entries: list[Entry] = []
        self._units = units
        self._unit_names = {entry.ref: entry.name for entry in units.entries}
        self._romanised = read_romanised()
        self._by_key: dict[tuple[Fold, str, str], list[Entry]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        """Take a place as a new one."""
        self.entries.append(entry)
        self._file(entry, (entry.name, *entry.names))

    def merge(self, entry: Entry) -> None:
        """Give a known place the names of the entry; take it as new when none is the same."""
        names = (entry.name, *entry.names)
        known = self._same(entry, fold_name, names[:1] if entry.lat is not None else names)
        if not known and entry.lat is None:
            known = self._same(entry, fold_sound, names)
        if not known:
            self.add(entry)
            return
        same = max(known, key=lambda other: (other.lat is not None, other.population))
        fresh = tuple(name for name in names if name != same.name)
        if same.lat is None and same.feature in WIDE:
            same.lat, same.lon = entry.lat, entry.lon
        same.names = (*same.names, *fresh)
        self._file(same, fresh)

    def take_unit_words(self, rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, int]]:
        """Give units and regions the words for their people; yield the keys of abbreviations.

        Raises GazetteerError when a row names no unit or region.
        """
        numbers = {id(entry): number for number, entry in enumerate(self.entries, start=1)}
        for row in rows:
            named = self._by_key[fold_name, row["country"], fold_name(row["name"])]
            areas = [one for one in named if one.feature == "admin1"] or [
                one for one in named if one.feature in WIDE
            ]
            if not areas:
                message = f"no unit or region {row['name']!r} in {row['country'] or 'the world'}"
                raise GazetteerError(f"{message}; expected one", path=str(DATA / "units.tsv"))
            areas[0].people += tuple(filter(None, row["demonyms"].split("|")))
            for word in filter(None, row["abbreviations"].split("|")):
                yield fold_abbreviation(word) or "", numbers[id(areas[0])]

    def people(self) -> set[tuple[str, int]]:
        """Return each folded word for the people of a unit or region with its number."""
        return {
            (fold_name(word), number)
            for number, entry in enumerate(self.entries, start=1)
            for word in entry.people
        }

    def _file(self, entry: Entry, names: Iterable[str]) -> None:
        for fold in (fold_name, fold_sound):
            for key in dict.fromkeys(map(fold, names)):
                self._by_key[fold, entry.country, key].append(entry)

    def _same(self, entry: Entry, fold: Fold, names: Iterable[str]) -> list[Entry]:
        return [
            other
            for name in names
            for other in self._by_key[fold, entry.country, fold(name)]
            if self._is_same(entry, other)
        ]

    def names(self) -> set[tuple[str, int]]:
        """Return each lookup key with the number of a place."""
        return {(key, number) for key, number, _ in self._keys(fold_name) if key}

    def sounds(self) -> set[tuple[str, int]]:
        """Return the looser keys, of places in the countries that need them."""
        return {
            (key, number)
            for key, number, country in self._keys(fold_sound)
            if country in self._romanised and len(key) >= SHORTEST_SOUND
        }

    def _is_same(self, entry: Entry, other: Entry) -> bool:
        """Tell whether two places of one name are one: one kind, and near or in one unit."""
        if entry.feature in WIDE and (other.feature in WIDE or other.feature == "admin1"):
            return True
        if _kind(entry.feature) != _kind(other.feature):
            return False
        if entry.lat is not None and other.lat is not None:
            return _distance_km(entry, other) < SAME_PLACE_KM
        units = self._first_unit(entry), self._first_unit(other)
        return None in units or units[0] == units[1]

    def _first_unit(self, entry: Entry) -> str | None:
        """Return the folded name of the first level unit around an entry; None when not known."""
        if entry.feature == "admin1":
            return None
        unit = self._units.parents.get(entry.admin1 or "", entry.admin1 or "")
        return fold_sound(self._unit_names.get(unit, unit)) or None

    def _keys(self, fold: Fold) -> Iterator[tuple[str, int, str]]:
        for number, entry in enumerate(self.entries, start=1):
            for name in (entry.name, *entry.names):
                yield fold(name), number, entry.country


def _kind(feature: str) -> str:
    """Return what a place is as far as it keeps two places of one name apart."""
    if feature in _SETTLEMENTS:
        return "settlement"
    return "spot" if feature in _SPOTS else feature


def _place_rows(entries: list[Entry], units: Units) -> Iterator[tuple[object, ...]]:
    """Yield the rows of places; the units of a place are numbers of other places, or bare names."""
    numbers = {entry.ref: number for number, entry in enumerate(entries, start=1)}
    middles = _middles(entries, units)
    for number, entry in enumerate(entries, start=1):
        admin1, admin2 = entry.admin1, entry.admin2
        if (unit := entry.ref if entry.feature == "admin2" else admin1) in units.parents:
            admin1, admin2 = units.parents[unit], unit
        elif entry.feature == "admin1":
            admin1 = entry.ref
        area = entry.country if entry.feature == "country" else entry.ref
        source, _, key = entry.ref.partition(":")
        lat, lon = entry.lat, entry.lon
        middle: tuple[float | None, float | None] = middles.get(area, (None, None))
        if entry.feature in WIDE and entry.ref.startswith("accordingto:"):
            lat, lon, middle = None, None, (lat, lon)
        yield (
            number, source, int(key) if key.isdecimal() else key, entry.name, entry.country,
            numbers.get(admin1 or "", admin1), numbers.get(admin2 or "", admin2),
            lat, lon, FEATURES.get(entry.feature, entry.feature), entry.population, *middle,
        )  # fmt: skip


def _distance_km(one: Entry, other: Entry) -> float:
    """Return the distance of two entries with known positions, on a flat earth."""
    lat, lon = one.lat or 0.0, one.lon or 0.0
    north, east = (other.lat or 0.0) - lat, ((other.lon or 0.0) - lon) * cos(radians(lat))
    return hypot(north, east) * _KM_A_DEGREE


def _middles(entries: Iterable[Entry], units: Units) -> dict[str, tuple[float, float]]:
    """Return the middle of each country and unit: of countries as written, else of a box.

    The box holds the populated places of the unit; where they lie on both sides of the 180th
    meridian, it crosses it.
    """
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for entry in entries:
        if entry.lat is None or entry.lon is None or entry.feature != "populated place":
            continue
        unit = entry.admin1 or ""
        for area in {entry.country, unit, units.parents.get(unit, "")}:
            places[area].append((entry.lat, entry.lon))
    return {area: _middle_of_box(found) for area, found in places.items()} | read_middles()


def _middle_of_box(places: Iterable[tuple[float, float]]) -> tuple[float, float]:
    lats, lons = zip(*places, strict=True)
    if max(lons) - min(lons) > _HALF:
        lons = tuple(lon % (2 * _HALF) for lon in lons)
    lon = (min(lons) + max(lons)) / 2
    return round((min(lats) + max(lats)) / 2, 3), round((lon + _HALF) % (2 * _HALF) - _HALF, 3)


def _demonym_rows() -> Iterator[tuple[str, str]]:
    countries: dict[str, set[str]] = defaultdict(set)
    for word, country in read_demonyms():
        countries[fold_name(word)].add(country)
    for word, found in countries.items():
        if len(found) == 1:
            yield word, next(iter(found))
