"""A dump of GeoNames: `SY.txt`, `SY.zip`, `allCountries.zip`, read row by row.

Columns as in https://download.geonames.org/export/dump/readme.txt; CC BY 4.0.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from accordingto.errors import GazetteerError
from accordingto.gazetteer.added import AddedCounts, AddedPlace
from accordingto.gazetteer.names import is_latin
from accordingto.gazetteer.sources import UNIT_WORDS

_COLUMNS = 19
_KINDS = {
    "ADM1": "admin1", "ADM2": "admin2", "AIRB": "base", "AIRF": "airport", "AIRP": "airport",
    "CMP": "camp", "CMPRF": "camp", "DAM": "dam", "GASF": "gas field", "MILB": "base",
    "OILF": "oil field", "PPLX": "suburb",
}  # fmt: skip
_ABANDONED = frozenset(("PPLH", "PPLQ", "PPLW"))
_LONGEST_NAMES = 20
"""Other names of a place that are kept."""


class _Row(NamedTuple):
    id: str
    name: str
    ascii: str
    names: str
    lat: str
    lon: str
    kind: str
    code: str
    country: str
    admin1: str
    admin2: str
    population: str


def is_geonames(path: Path) -> bool:
    """Tell whether a file is a dump of GeoNames, by its first row."""
    try:
        with _lines(path) as lines:
            cells = next(iter(lines), "").split("\t")
    except (GazetteerError, UnicodeDecodeError):
        return False
    return len(cells) == _COLUMNS and cells[0].isdecimal() and len(cells[6]) <= 1


def read_geonames(path: Path, counts: AddedCounts) -> Iterator[AddedPlace]:
    """Yield the places of a dump: populated ones, units of two levels, bases, airports, camps.

    What else it has is counted by reason. Raises GazetteerError when it cannot be read.
    """
    units = dict(_units(path))
    for row in _rows(path, counts):
        kind = _kind_of(row)
        if kind is None:
            counts.leave_out(f"no place of a kind that is looked for ({row.kind or 'no class'})")
            continue
        try:
            yield _place(row, kind, units)
        except ValueError:
            counts.leave_out("no numbers for position or population")


def _kind_of(row: _Row) -> str | None:
    if row.code in _KINDS:
        return _KINDS[row.code]
    return "populated place" if row.kind == "P" and row.code not in _ABANDONED else None


def _place(row: _Row, kind: str, units: dict[tuple[str, ...], str]) -> AddedPlace:
    others = (name for name in (row.ascii, *row.names.split(",")) if name and name != row.name)
    name = _short(row.name) if kind.startswith("admin") else row.name
    spelt = dict.fromkeys((row.name, *filter(is_latin, others)))
    return AddedPlace(
        id=f"geonames:{int(row.id)}",
        name=name,
        names=tuple(spelt)[:_LONGEST_NAMES],
        country=row.country,
        admin1=units.get((row.country, row.admin1)),
        admin2=None if kind == "admin1" else units.get((row.country, row.admin1, row.admin2)),
        lat=float(row.lat),
        lon=float(row.lon),
        feature=kind,
        population=int(row.population or 0),
    )


def _units(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of units by their codes."""
    for row in _rows(path, AddedCounts()):
        if row.code == "ADM1":
            yield (row.country, row.admin1), _short(row.name)
        elif row.code == "ADM2":
            yield (row.country, row.admin1, row.admin2), _short(row.name)


def _short(name: str) -> str:
    head, _, word = name.rpartition(" ")
    return head if head and word in UNIT_WORDS else name


def _rows(path: Path, counts: AddedCounts) -> Iterator[_Row]:
    with _lines(path) as lines:
        for line in lines:
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != _COLUMNS:
                counts.leave_out(f"a row without {_COLUMNS} cells")
                continue
            yield _Row._make([*cells[:9], *cells[10:12], cells[14]])


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed, packed.open(_member(packed, path)) as stream:
                yield io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
        else:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
                yield lines
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        raise GazetteerError(f"cannot be read: {error}", path=str(path)) from error


def _member(packed: zipfile.ZipFile, path: Path) -> str:
    names = [name for name in packed.namelist() if name.endswith(".txt")]
    tables = [name for name in names if not name.lower().startswith("readme")]
    if len(tables) != 1:
        message = (
            f"holds {', '.join(packed.namelist()[:5]) or 'nothing'}; expected one table, *.txt"
        )
        raise GazetteerError(message, path=str(path))
    return tables[0]
