"""Places that a user adds: an index of the same form as the built one, beside it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.gazetteer.names import SHORTEST_SOUND, fold_name, fold_sound
from accordingto.gazetteer.schema import AREAS, FEATURES, SCHEMA, SCHEMA_VERSION
from accordingto.gazetteer.words import load_place_words

_ADD_PLACE = "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_ADD_NAME = "INSERT INTO names VALUES (?,?)"
_ADD_SOUND = "INSERT INTO sounds VALUES (?,?)"
_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPlace:
    """One place as a file gives it."""

    id: str
    """With its source: "geonames:170063"."""
    name: str
    names: tuple[str, ...] = ()
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    """Degrees north, WGS 84; of areas, of their middle."""
    lon: float | None = None
    feature: str = "populated place"
    population: int = 0


@dataclass(slots=True)
class AddedCounts:
    """What became of the rows of a file."""

    new: int = 0
    replaced: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    """By reason."""

    def leave_out(self, why: str) -> None:
        """Count a row that is no place to be added."""
        self.left_out[why] = self.left_out.get(why, 0) + 1


def is_index(path: Path) -> bool:
    """Tell whether a file is an index of places and no table."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def add_to_index(path: Path, places: Iterable[AddedPlace], counts: AddedCounts) -> None:
    """Add places to an index, which is made where there is none; the file is replaced at the end.

    A place whose id is there already takes the place of the earlier one. Raises GazetteerError when
    the file is no index of this form, or cannot be written; it is left as it was then.
    """
    with _beside(path) as target:
        try:
            connection = _open(target, path)
            try:
                _fill(connection, places, counts)
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise GazetteerError(f"cannot be written: {error}", path=str(path)) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    target = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.exists():
            target.write_bytes(path.read_bytes())
        yield target
        target.replace(path)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise GazetteerError(message, path=str(path)) from error
    finally:
        target.unlink(missing_ok=True)


def _open(target: Path, path: Path) -> sqlite3.Connection:
    is_new = not target.exists()
    connection = sqlite3.connect(target)
    if is_new:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
        return connection
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        message = "is no index of places; expected one that `gazetteer add` made, or no file"
        raise GazetteerError(message, path=str(path)) from error
    if found is None or found[0] != str(SCHEMA_VERSION):
        connection.close()
        message = f"is of form {found and found[0]}; expected form {SCHEMA_VERSION}; make it anew"
        raise GazetteerError(message, path=str(path))
    return connection


def _fill(
    connection: sqlite3.Connection, places: Iterable[AddedPlace], counts: AddedCounts
) -> None:
    query = "SELECT source || ':' || key, number FROM places"
    known: dict[str, int] = dict(connection.execute(query))
    last = connection.execute("SELECT coalesce(max(number), 0) FROM places").fetchone()[0]
    romanised = load_place_words().romanised
    for place in places:
        number = known.get(place.id)
        if number is None:
            last += 1
            known[place.id] = number = last
            counts.new += 1
        else:
            counts.replaced += 1
            _forget(connection, number)
        connection.execute(_ADD_PLACE, _row(number, place))
        spelt = {name for name in (place.name, *place.names) if name}
        keys = sorted({key for name in spelt if (key := fold_name(name))})
        connection.executemany(_ADD_NAME, [(key, number) for key in keys])
        if place.country in romanised:
            keys = sorted({key for key in map(fold_sound, spelt) if len(key) >= SHORTEST_SOUND})
            connection.executemany(_ADD_SOUND, [(key, number) for key in keys])
    connection.commit()


def _forget(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("DELETE FROM places WHERE number = ?", (number,))
    connection.execute("DELETE FROM names WHERE number = ?", (number,))
    connection.execute("DELETE FROM sounds WHERE number = ?", (number,))


def _row(number: int, place: AddedPlace) -> tuple[object, ...]:
    source, _, key = place.id.partition(":")
    position = place.lat, place.lon
    point, middle = ((None, None), position) if place.feature in AREAS else (position, (None, None))
    return (
        number, source, int(key) if key.isdecimal() and len(key) < 16 else key, place.name,
        place.country, place.admin1, place.admin2, *point,
        FEATURES.get(place.feature, place.feature), place.population, *middle,
    )  # fmt: skip
