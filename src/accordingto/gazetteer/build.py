"""The place index, built once from its ingredients into one read-only SQLite file.

Same ingredients, same bytes (with one version of SQLite). The packages read here are needed only to
build; see `sources`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from math import cos, hypot, radians
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


def build_index(target: Path) -> None:
    """Write the place index to `target`, which must not exist yet.

    Raises GazetteerError when an ingredient is missing or a table of ours is malformed.
    """
    units = read_units()
    shelf = _Shelf(frozenset(row["country"] for row in read_table(DATA / "romanised.tsv")))
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
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _place_rows(shelf.entries, units)
        )
        connection.executemany("INSERT INTO names VALUES (?,?)", sorted(shelf.names()))
        connection.executemany("INSERT INTO sounds VALUES (?,?)", sorted(shelf.sounds()))
        connection.executemany("INSERT INTO demonyms VALUES (?,?)", sorted(_demonym_rows()))
    connection.execute("VACUUM")
    connection.close()


class _Shelf:
    """Entries gathered so far, and a way to find the one that a new entry speaks of."""

    def __init__(self, romanised: frozenset[str]) -> None:
        self.entries: list[Entry] = []
        self._romanised = romanised
        self._by_key: dict[tuple[str, str], list[Entry]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        """Take a place as a new one."""
        self.entries.append(entry)
        for key in {fold_name(name) for name in (entry.name, *entry.names)}:
            self._by_key[entry.country, key].append(entry)

    def merge(self, entry: Entry) -> None:
        """Give a known place the names of the entry; take it as new when none is the same."""
        known = [
            other
            for other in self._by_key[entry.country, fold_name(entry.name)]
            if _is_same(entry, other)
        ]
        if not known:
            self.add(entry)
            return
        same = max(known, key=lambda other: (other.lat is not None, other.population))
        fresh = tuple(name for name in (entry.name, *entry.names) if name != same.name)
        same.names = (*same.names, *fresh)
        for name in fresh:
            self._by_key[entry.country, fold_name(name)].append(same)

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

    def _keys(self, fold: Callable[[str], str]) -> Iterator[tuple[str, int, str]]:
        for number, entry in enumerate(self.entries, start=1):
            for name in (entry.name, *entry.names):
                yield fold(name), number, entry.country


def _is_same(entry: Entry, other: Entry) -> bool:
    """Tell whether two places of one name and country are one: same rank, and near if both known."""
    ranks = ("country", "admin1", "admin2", "region")
    mine, theirs = (place.feature if place.feature in ranks else "" for place in (entry, other))
    if mine != theirs:
        return False
    if entry.lat is None or entry.lon is None or other.lat is None or other.lon is None:
        return True
    east = (entry.lon - other.lon) * cos(radians(entry.lat))
    return hypot(entry.lat - other.lat, east) * _KM_A_DEGREE < SAME_PLACE_KM


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


def _middles(entries: Iterable[Entry], units: Units) -> dict[str, tuple[float, float]]:
    """Return the middle of the people of each country and unit, by its places."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for entry in entries:
        if entry.lat is None or entry.lon is None or entry.feature != "populated place":
            continue
        unit = entry.admin1 or ""
        for area in {entry.country, unit, units.parents.get(unit, "")}:
            weight = entry.population + 500.0
            for place, value in enumerate((entry.lat * weight, entry.lon * weight, weight)):
                sums[area][place] += value
    return {
        area: (round(lat / weight, 3), round(lon / weight, 3))
        for area, (lat, lon, weight) in sums.items()
    }


def _demonym_rows() -> Iterator[tuple[str, str]]:
    countries: dict[str, set[str]] = defaultdict(set)
    for word, country in read_demonyms():
        countries[fold_name(word)].add(country)
    for word, found in countries.items():
        if len(found) == 1:
            yield word, next(iter(found))
