"""Places that a user adds: an index of the same form as the built one, beside it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.gazetteer.schema import FEATURES, SCHEMA, SCHEMA_VERSION

AREAS = frozenset(("country", "admin1", "admin2"))
"""Kinds of which a position is a middle, and never a point."""
_AT_ONCE = 5_000
_SHORTEST_SOUND = 4
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
    number = connection.execute("SELECT coalesce(max(number), 0) FROM places").fetchone()[0]
    rows: list[tuple[object, ...]] = []
    names: list[tuple[str, int]] = []
    sounds: list[tuple[str, int]] = []
    for place in places:
        at = known.get(place.id)
        if at is None:
            number += 1
            known[place.id] = at = number
            counts.new += 1
        else:
            counts.replaced += 1
            _forget(connection, at, (rows, names, sounds))
        rows.append(_row(at, place))
        spelt = {name for name in (place.name, *place.names) if name}
        names += sorted({(key, at) for name in spelt if (key := fold_name(name))})
        sounds += sorted(
            {(key, at) for name in spelt if len(key := fold_sound(name)) >= _SHORTEST_SOUND}
        )
        if len(rows) >= _AT_ONCE:
            _write(connection, rows, names, sounds)
    _write(connection, rows, names, sounds)
    connection.commit()


def _forget(
    connection: sqlite3.Connection,
    number: int,
    waiting: tuple[list[tuple[object, ...]], list[tuple[str, int]], list[tuple[str, int]]],
) -> None:
    _write(connection, *waiting)
    for table in ("places", "names", "sounds"):
        connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))  # noqa: S608 -- ours


def _write(
    connection: sqlite3.Connection,
    rows: list[tuple[object, ...]],
    names: list[tuple[str, int]],
    sounds: list[tuple[str, int]],
) -> None:
    connection.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?)", names)
    connection.executemany("INSERT OR IGNORE INTO sounds VALUES (?,?)", sounds)
    for waiting in (rows, names, sounds):
        waiting.clear()


def _row(number: int, place: AddedPlace) -> tuple[object, ...]:
    source, _, key = place.id.partition(":")
    position = place.lat, place.lon
    point, middle = ((None, None), position) if place.feature in AREAS else (position, (None, None))
    return (
        number, source, int(key) if key.isdecimal() and len(key) < 16 else key, place.name,
        place.country, place.admin1, place.admin2, *point,
        FEATURES.get(place.feature, place.feature), place.population, *middle,
    )  # fmt: skip
