"""The verbs of a Python user who adds places to what the gazetteer knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accordingto.api.looking import find_country
from accordingto.errors import FilterError, GazetteerError, IngestError
from accordingto.formats.place_tables import (
    SOURCES,
    PlaceTable,
    find_event_places,
    parse_columns,
)
from accordingto.formats.reference_files import ReferenceFile, read_reference
from accordingto.gazetteer.added import AddedCounts, AddedPlace, add_to_index
from accordingto.gazetteer.build import SAME_PLACE_KM
from accordingto.gazetteer.context import distance_km
from accordingto.gazetteer.geonames import is_geonames, read_geonames
from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.schema import AREAS
from accordingto.gazetteer.shelves import GazetteerPlace

__all__ = ["Added", "add_places"]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a file of places."""

    what: str
    """What it was taken for."""
    columns: tuple[str, ...]
    """Which column was taken for what, in words; empty where the form leaves nothing open."""
    counts: AddedCounts


def add_places(
    path: str | Path,
    target: str | Path,
    *,
    columns: Sequence[str] = (),
    country: str | None = None,
) -> Added:
    """Add the places of a file to an index of your own, which is made where there is none.

    `path` is a dump of GeoNames (`SY.txt`, `allCountries.zip`), a file of UCDP GED or ACLED, or a
    CSV table, whose columns are recognised unless `columns` says ("name=Place"). `country` is the
    code for all rows of a table without countries. A place that the built index has under the same
    name within some kilometres is known already. Raises GazetteerError when the
    file is none of these or the index cannot be written, FilterError for a country nobody knows.
    """
    source, counts = Path(path), AddedCounts()
    if not source.is_file():
        raise GazetteerError("there is no such file; expected a file of places", path=str(source))
    if is_geonames(source):
        add_to_index(Path(target), read_geonames(source, counts), counts)
        return Added("a dump of GeoNames (CC BY 4.0)", (), counts)
    if not columns and (events := _read_events(source)):
        places = find_event_places(events, cache(_country_of), counts)
        add_to_index(Path(target), _unknown(places, counts), counts)
        return Added(f"the places of events of the {events.title}", (), counts)
    code = find_country(country) if country else None
    table = PlaceTable(source, parse_columns(columns), code, cache(_country_of))
    add_to_index(Path(target), _unknown(table.places(counts), counts), counts)
    return Added("a table of places", tuple(table.columns.describe()), counts)


def _unknown(places: Iterable[AddedPlace], counts: AddedCounts) -> Iterator[AddedPlace]:
    """Yield the places that the built index does not have: two of one place are no help."""
    known = Gazetteer.open()
    for place in places:
        same = (one for one in known.lookup(place.name) if one.country == place.country)
        if any(_is_same(one, place) for one in same):
            counts.leave_out("known already, under this name and nearby")
        else:
            yield place


def _is_same(one: GazetteerPlace, place: AddedPlace) -> bool:
    """Tell whether places of one name and country are one: units of one level, or near."""
    if one.is_area or place.feature in AREAS:
        return one.feature == place.feature
    if one.middle is None or place.lat is None or place.lon is None:
        return False
    return distance_km(one.middle, (place.lat, place.lon)) < SAME_PLACE_KM


def _read_events(path: Path) -> ReferenceFile | None:
    """Return a file of UCDP GED or ACLED; None when it is of no dataset that has places."""
    try:
        found = read_reference(path)
    except IngestError:
        return None
    return found if found.dataset in SOURCES else None


def _country_of(typed: str) -> str | None:
    try:
        return find_country(typed)
    except FilterError:
        return None
