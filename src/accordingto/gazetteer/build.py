"""The place index, built once from its ingredients into one read-only SQLite file.

Same ingredients, same bytes (with one version of SQLite). The packages read here are needed only to
build; see `sources`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from math import cos, floor, hypot, radians
from pathlib import Path

from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.gazetteer.schema import FEATURES, SCHEMA, SCHEMA_VERSION
from accordingto.gazetteer.sources import (
    DATA,
    Entry,
    Units,
    read_cities,
    read_countries,
    read_demonyms,
    read_places,
    read_table,
    read_units,
)

SAME_PLACE_KM = 12.0
"""Places of one name nearer than this are one place."""
_KM_A_DEGREE = 111.2
_SQUARE = 0.25
"""Degrees: the side of the squares by which the middle of an area is found."""
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
    for entry in read_places(DATA / "conflict_places.tsv", "accordingto"):
        shelf.merge(entry)
    with sqlite3.connect(target) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
        connection.executemany(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            _place_rows(shelf.entries, units),
        )
        connection.executemany("INSERT INTO names VALUES (?,?)", sorted(shelf.names()))
        connection.executemany("INSERT INTO sounds VALUES (?,?)", sorted(shelf.sounds()))
        connection.executemany("INSERT INTO demonyms VALUES (?,?)", sorted(_demonym_rows()))
    connection.execute("VACUUM")
    connection.close()


class _Shelf:
    """Entries gathered so far, and a way to find the one that a new entry speaks of."""

    def __init__(self, units: Units) -> None:
        self.entries: list[Entry] = []
        self._units = units
        self._unit_names = {entry.ref: entry.name for entry in units.entries}
        self._romanised = {row["country"] for row in read_table(DATA / "romanised.tsv")}
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
        same.names = (*same.names, *fresh)
        self._file(same, fresh)

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
            if country in self._romanised and len(key) >= 4
        }

    def _is_same(self, entry: Entry, other: Entry) -> bool:
        """Tell whether two places of one name are one: one kind, and near or in one unit."""
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
        yield (
            number, source, int(key) if key.isdecimal() else key, entry.name, entry.country,
            numbers.get(admin1 or "", admin1), numbers.get(admin2 or "", admin2),
            entry.lat, entry.lon, FEATURES.get(entry.feature, entry.feature), entry.population,
            *middles.get(area, (None, None)),
        )  # fmt: skip


def _distance_km(one: Entry, other: Entry) -> float:
    """Return the distance of two entries with known positions, on a flat earth."""
    lat, lon = one.lat or 0.0, one.lon or 0.0
    north, east = (other.lat or 0.0) - lat, ((other.lon or 0.0) - lon) * cos(radians(lat))
    return hypot(north, east) * _KM_A_DEGREE


def _middles(entries: Iterable[Entry], units: Units) -> dict[str, tuple[float, float]]:
    """Return the middle of the settled land of each country and unit: each square of it once."""
    squares: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for entry in entries:
        if entry.lat is None or entry.lon is None or entry.feature != "populated place":
            continue
        unit = entry.admin1 or ""
        square = floor(entry.lat / _SQUARE), floor(entry.lon / _SQUARE)
        for area in {entry.country, unit, units.parents.get(unit, "")}:
            squares[area].add(square)
    return {
        area: (
            round(sum((lat + 0.5) * _SQUARE for lat, _ in found) / len(found), 3),
            round(sum((lon + 0.5) * _SQUARE for _, lon in found) / len(found), 3),
        )
        for area, found in squares.items()
    }


def _demonym_rows() -> Iterator[tuple[str, str]]:
    countries: dict[str, set[str]] = defaultdict(set)
    for word, country in read_demonyms():
        countries[fold_name(word)].add(country)
    for word, found in countries.items():
        if len(found) == 1:
            yield word, next(iter(found))
