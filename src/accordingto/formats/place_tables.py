"""Tables of places: CSV with any headers, and the places of a file of UCDP GED or ACLED."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from accordingto.errors import GazetteerError, IngestError
from accordingto.formats.reference import Dataset, PlacePrecision, ReferenceEvent
from accordingto.formats.reference_files import ReferenceFile
from accordingto.gazetteer.added import AddedCounts, AddedPlace
from accordingto.gazetteer.ged import parse_ged_name
from accordingto.gazetteer.words import load_place_words
from accordingto.ingest.csv_rows import CsvReader, CsvRow
from accordingto.ingest.headers import fold_header, show_header
from accordingto.ingest.lines import LineReader

CountryOf = Callable[[str], str | None]
"""Returns the code of a country that is written by its code or its name."""
_EXACT = (PlacePrecision.EXACT, PlacePrecision.NEAR)
SOURCES = {Dataset.GED: "ucdp-ged", Dataset.ACLED: "acled"}
"""Datasets that have places, and what their ids begin with."""
_LAT, _LON = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """Which column of a table is what."""

    header: tuple[str, ...]
    at: Mapping[str, int]
    """By thing: number of its column, from 0."""

    def describe(self) -> list[str]:
        """Return lines that show a person what the columns were taken for."""
        return [f"{thing} <- {show_header(self.header[at])}" for thing, at in self.at.items()]


@cache
def _known() -> Mapping[str, Sequence[str]]:
    path = files("accordingto.formats") / "place_columns.toml"
    columns: Mapping[str, Sequence[str]] = tomllib.loads(path.read_text(encoding="utf-8"))[
        "columns"
    ]
    return columns


def parse_columns(said: Sequence[str]) -> dict[str, str]:
    """Return headers by thing from `thing=header` pairs, as a user types them.

    Raises GazetteerError for a thing that nobody knows.
    """
    found = {}
    for one in said:
        thing, is_pair, header = one.partition("=")
        if not is_pair or thing.strip() not in _known():
            message = f"{one[:80]!r} names no column of a table of places; expected THING=HEADER"
            raise GazetteerError(f"{message} with one of {', '.join(_known())}", path="--column")
        found[thing.strip()] = header.strip()
    return found


def find_columns(header: Sequence[str], said: Mapping[str, str], path: str) -> PlaceColumns:
    """Return which column is what: as said, else recognised by the header.

    Raises GazetteerError when a header that was said is not there, or no column has names.
    """
    folded = [fold_header(cell) for cell in header]
    at: dict[str, int] = {}
    for thing, names in _known().items():
        wanted = [said[thing]] if thing in said else names
        hits = [folded.index(one) for one in map(fold_header, wanted) if one in folded]
        if hits:
            at[thing] = hits[0]
        elif thing in said:
            shown = ", ".join(map(show_header, header[:12]))
            message = f"there is no column {show_header(said[thing])}; the headers are {shown}"
            raise GazetteerError(message, path=path)
    if "name" not in at:
        shown = ", ".join(map(show_header, header[:12]))
        message = f"no column of names was recognised among {shown}; say it: --column name=HEADER"
        raise GazetteerError(message, path=path)
    return PlaceColumns(tuple(header), at)


class PlaceTable:
    """A table of places as CSV."""

    def __init__(
        self, path: Path, said: Mapping[str, str], country: str | None, country_of: CountryOf
    ) -> None:
        self._path = path
        self._country = country
        self._country_of = country_of
        self.columns = find_columns(self._header(), said, str(path))
        if country is None and "country" not in self.columns.at:
            message = "no column of countries was recognised; say it with --column, or --country SY"
            raise GazetteerError(message, path=str(path))

    def _header(self) -> tuple[str, ...]:
        for row in self._rows():
            if isinstance(row, CsvRow):
                return row.cells
        raise GazetteerError("no rows; expected a row of headers first", path=str(self._path))

    def _rows(self) -> Iterator[CsvRow | IngestError]:
        try:
            with self._path.open("rb") as stream:
                yield from CsvReader(LineReader(stream, str(self._path)), str(self._path))
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            raise GazetteerError(message, path=str(self._path)) from error

    def places(self, counts: AddedCounts) -> Iterator[AddedPlace]:
        """Yield its places; what a row lacks is counted by reason."""
        rows = self._rows()
        next(row for row in rows if isinstance(row, CsvRow))
        for row in rows:
            if isinstance(row, IngestError):
                counts.leave_out("a broken row")
                continue
            place = self._place(row.cells)
            if isinstance(place, str):
                counts.leave_out(place)
            else:
                yield place

    def _place(self, cells: Sequence[str]) -> AddedPlace | str:
        """Return a row's place, or why it is none."""

        def cell(thing: str) -> str:
            at = self.columns.at.get(thing)
            return cells[at].strip() if at is not None and at < len(cells) else ""

        country = self._country or self._country_of(cell("country"))
        if not cell("name"):
            return "a row without a name"
        if country is None:
            return "a country that nobody knows"
        try:
            lat, lon = _position(cell("lat"), cell("lon"))
            population = int(float(cell("population") or 0))
        except ValueError:
            return "no numbers for position or population"
        admin1, admin2 = cell("admin1") or None, cell("admin2") or None
        feature = cell("feature").lower()
        source = self._path.stem.replace(":", " ")
        key = cell("id") or ", ".join(filter(None, (cell("name"), admin2 or admin1, country)))
        return AddedPlace(
            id=f"{source}:{key}",
            name=cell("name"),
            names=tuple(part.strip() for part in cell("alternates").replace(";", "|").split("|")),
            country=country,
            admin1=admin1,
            admin2=admin2,
            lat=lat,
            lon=lon,
            feature=load_place_words().features.get(feature, feature) or "populated place",
            population=population,
        )


def _position(lat: str, lon: str) -> tuple[float | None, float | None]:
    if not lat or not lon:
        return None, None
    found = float(lat), float(lon)
    if not (-_LAT <= found[0] <= _LAT and -_LON <= found[1] <= _LON):
        raise ValueError(f"{lat}, {lon}")
    return found


def find_event_places(
    found: ReferenceFile, country_of: CountryOf, counts: AddedCounts
) -> Iterator[AddedPlace]:
    """Yield the places at which events lie that know theirs exactly or nearly, each once."""
    seen = set()
    for event in found.events:
        place = _event_place(event, country_of)
        if isinstance(place, str):
            counts.leave_out(place)
        elif place.id not in seen:
            seen.add(place.id)
            yield place


def _event_place(event: ReferenceEvent, country_of: CountryOf) -> AddedPlace | str:
    told, country = event.place, country_of(event.place.country)
    if told.precision not in _EXACT or told.lat is None or told.lon is None:
        return "an event whose place is not known exactly"
    named = parse_ged_name(told.name) if event.dataset is Dataset.GED else None
    if event.dataset is Dataset.GED and named is None:
        return "words that describe a stretch of land"
    if country is None:
        return "a country that nobody knows"
    name = named.name if named else told.name
    admin2 = told.admin2.removesuffix(" district") or None
    return AddedPlace(
        id=f"{SOURCES[event.dataset]}:{name}, {admin2 or told.admin1}, {country}",
        name=name,
        names=named.alternates if named else (),
        country=country,
        admin1=told.admin1.removesuffix(" Governorate").removesuffix(" governorate") or None,
        admin2=admin2,
        lat=told.lat,
        lon=told.lon,
        feature=named.feature if named else "populated place",
    )
