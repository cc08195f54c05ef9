"""The gazetteer: places by name, whatever they are kept in."""

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.gazetteer.added import is_index
from accordingto.gazetteer.names import (
    SHORTEST_SOUND,
    fold_abbreviation,
    fold_name,
    fold_sound,
    spell_out,
)
from accordingto.gazetteer.shelves import GazetteerPlace, IndexShelf, Shelf, TableShelf

__all__ = ["INDEX", "Gazetteer", "GazetteerPlace"]

INDEX = Path(__file__).parent / "places.sqlite"
_CACHED_NAMES = 8_192
_COLUMNS = frozenset(
    (
        "id",
        "name",
        "alternates",
        "country",
        "admin1",
        "admin2",
        "lat",
        "lon",
        "feature",
        "population",
    )
)


class Gazetteer:
    """Places by name, and countries by the words for their people.

    Nothing is written and nothing is fetched. Names are compared by `fold_name`.
    """

    def __init__(self, *shelves: Shelf) -> None:
        """What records call it."""
        self._shelves = shelves
        self._named = lru_cache(maxsize=_CACHED_NAMES)(self._find_named)
        self._sounding = lru_cache(maxsize=_CACHED_NAMES)(self._find_sounding)
        self._people = lru_cache(maxsize=_CACHED_NAMES)(self._find_people)
        self._country_of = lru_cache(maxsize=_CACHED_NAMES)(self._find_country)

    @classmethod
    def open(cls, path: Path | None = None) -> "Gazetteer":
        """Open the place index that `make` builds.

        Raises GazetteerError when it is missing or of another form.
        """
        return cls(IndexShelf(path or INDEX))

    @classmethod
    def from_tsv(cls, path: Path) -> "Gazetteer":
        """Load a table of places: `id name alternates country ... population [demonyms]`.

        Lines that start with "#" are notes; empty cells are unknown; alternates and demonyms are
        parted by "|". What stands before ":" in an id names the table, else the file's name
        does. Raises GazetteerError when the table is missing or not of this form.
        """
        places, demonyms = [], {}
        for number, row in enumerate(_read_rows(path), start=1):
            try:
                place = _parse_place(row, path.stem)
            except ValueError as error:
                message = f"row {number}: {error}; expected numbers in lat, lon and population"
                raise GazetteerError(message, path=str(path)) from error
            places.append((place, (place.name, *filter(None, row["alternates"].split("|")))))
            for word in filter(None, (row.get("demonyms") or "").split("|")):
                demonyms[word] = place.country
        return cls(TableShelf(places, demonyms))

    @classmethod
    def from_file(cls, path: Path) -> "Gazetteer":
        """Open an index that `add_to_index` made, or load a table as `from_tsv` does.

        Raises GazetteerError when it is neither.
        """
        return cls.open(path) if is_index(path) else cls.from_tsv(path)

    @classmethod
    def joined(cls, first: "Gazetteer", second: "Gazetteer") -> "Gazetteer":
        """Return a gazetteer that knows the places of both; the first stands before the second."""
        return cls(*first._shelves, *second._shelves)

    def lookup(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of a name, the most populous of each source first; else an empty tuple.

        >>> [place.country for place in Gazetteer.open().lookup("Idlib Governorate")]
        ['SY']
        """
        return self._named(name)

    def lookup_sound(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of which the name may be another spelling, as `lookup` does.

        Only for countries whose names reach news in many Latin spellings; short names have none.
        """
        return self._sounding(name)

    def country_of(self, word: str) -> str | None:
        """Return the country of a demonym ("Syrian", "Syrians"); None for any other word."""
        return self._country_of(word)

    def people(self, word: str) -> tuple[GazetteerPlace, ...]:
        """Return the unit or region of a word for its people ("Texan"); else an empty tuple."""
        return self._people(word)

    def country(self, code: str) -> tuple[GazetteerPlace, ...]:
        """Return the country of an ISO 3166-1 alpha-2 code; empty when it is not known."""
        return tuple(place for shelf in self._shelves for place in shelf.country(code))

    def _find_named(self, name: str) -> tuple[GazetteerPlace, ...]:
        short = fold_abbreviation(name)
        found = self._under(short) if short else ()
        found = found or self._under(fold_name(name))
        if spelt := self._under(spell_out(name)):
            found = tuple(sorted({*found, *spelt}, key=lambda place: (-place.population, place.id)))
        return found

    def _under(self, key: str) -> tuple[GazetteerPlace, ...]:
        if not key:
            return ()
        return _each_once(place for shelf in self._shelves for place in shelf.named(key))

    def _find_people(self, word: str) -> tuple[GazetteerPlace, ...]:
        key = fold_name(word)
        found = (shelf.people(one) for one in _singular(key) for shelf in self._shelves)
        return next(filter(None, found), ())

    def _find_sounding(self, name: str) -> tuple[GazetteerPlace, ...]:
        key = fold_sound(name)
        if len(key) < SHORTEST_SOUND:
            return ()
        return _each_once(place for shelf in self._shelves for place in shelf.sounding(key))

    def _find_country(self, word: str) -> str | None:
        keys = _singular(fold_name(word))
        found = (shelf.country_of(key) for key in keys for shelf in self._shelves)
        return next((country for country in found if country), None)


def _each_once(places: Iterable[GazetteerPlace]) -> tuple[GazetteerPlace, ...]:
    """Return places without those that an earlier shelf has under the same id."""
    return tuple({place.id: place for place in reversed(tuple(places))}.values())[::-1]


def _singular(key: str) -> tuple[str, ...]:
    return (key, key[:-1]) if key[-1:] == "s" else (key,)


def _read_rows(path: Path) -> list[dict[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); expected a table of places"
        raise GazetteerError(message, path=str(path)) from error
    except UnicodeDecodeError as error:
        message = f"not UTF-8 ({error.reason}); expected a table of places in UTF-8; save it as one"
        raise GazetteerError(message, path=str(path)) from error
    noted = (line for line in lines if line and not line.startswith("#"))
    rows = list(csv.DictReader(noted, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    if not rows or not rows[0].keys() >= _COLUMNS:
        message = (
            f"not a table of places; expected columns {', '.join(sorted(_COLUMNS))}, with tabs "
            "between them; `accordingto gazetteer add` takes in other tables and dumps"
        )
        raise GazetteerError(message, path=str(path))
    return rows


def _parse_place(row: Mapping[str, str], source: str) -> GazetteerPlace:
    lat, lon = (float(row[column]) if row[column] else None for column in ("lat", "lon"))
    return GazetteerPlace(
        id=row["id"],
        name=row["name"],
        country=row["country"],
        admin1=row["admin1"] or None,
        admin2=row["admin2"] or None,
        lat=lat,
        lon=lon,
        feature=row["feature"],
        population=int(row["population"] or 0),
        source=row["id"].rpartition(":")[0] or source,
        middle=None if lat is None or lon is None else (lat, lon),
    )
