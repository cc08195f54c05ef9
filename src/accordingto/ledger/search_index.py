"""The rows to search by, kept in step with readings and decisions within each transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Connection, Row, delete, func, select, text, update

from accordingto.ledger.as_it_stands import StandingReading, stand_as_carried
from accordingto.ledger.carrying import carry
from accordingto.ledger.decisions import read_standing
from accordingto.ledger.readings import StoredReading, readings_of
from accordingto.ledger.rows import Value, add_rows, find_id
from accordingto.ledger.search_making import SearchRow, make_rows, make_unread_row
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.standing import Recorded, Standing
from accordingto.ledger.store_tables import arrivals, current_readings, publications, texts

_ADD_WORDS = text("INSERT INTO search_words (rowid, words) VALUES (:id, :words)")
_ADD_TEXT = "INSERT INTO search_words (rowid, words) VALUES (?, ?)"
_LAST = select(func.max(search_rows.c.id))
_OWN = tuple(field.name for field in fields(SearchRow) if field.name != "words")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with where it belongs, and the days between which it stands."""

    row: SearchRow
    publication_id: int
    reading_id: int | None
    known_from: str
    known_to: str | None = None

    @property
    def is_now(self) -> bool:
        """Tell whether it stands still."""
        return self.known_to is None

    @property
    def columns(self) -> dict[str, Value]:
        """Its row in `search_rows`, without an id."""
        plain: dict[str, Value] = {name: getattr(self.row, name) for name in _OWN}
        return plain | {
            "publication_id": self.publication_id,
            "reading_id": self.reading_id,
            "known_from": self.known_from,
            "known_to": self.known_to,
            "is_now": int(self.is_now),
            "words_hash": hash_words(self.row.words),
        }


def hash_words(words: str) -> int:
    """Return the sum of the hashes of a row's words, as a column holds it."""
    return as_signed(sum(map(hash_word, words.split(" "))))


@lru_cache(maxsize=32_768)
def hash_word(word: str) -> int:
    """Return the start of a word's hash, as a number."""
    return int.from_bytes(sha256(word.encode()).digest()[:8])


def as_signed(total: int) -> int:
    """Return the last 64 bits of a sum, as a column holds them."""
    return int.from_bytes((total % 2**64).to_bytes(8), signed=True)


def has_rows(connection: Connection, publication_id: int) -> bool:
    """Tell whether a publication has any rows."""
    return find_id(connection, search_rows, publication_id=publication_id) is not None


def add_rows_of(
    connection: Connection,
    publication_id: int,
    reading_id: int,
    rows: Iterable[SearchRow],
    day: str,
) -> None:
    """Add the rows of a publication's first reading."""
    _add(connection, [Placed(row, publication_id, reading_id, day) for row in rows])


def settle_publication(connection: Connection, publication_id: int) -> None:
    """Make the rows of a publication what its readings and the decisions on its text make them."""
    wanted = place_rows(connection, publication_id)
    known = _known(connection, publication_id)
    fresh = []
    for placed in wanted:
        same = known.get(_identity(placed.columns))
        if same:
            _settle(connection, same.pop(), placed)
        else:
            fresh.append(placed)
    for rows in known.values():
        for row in rows:
            _let_stand(connection, row, row.known_from, is_now=False)
    _add(connection, fresh)


def settle_texts(connection: Connection, hashes: Iterable[str]) -> None:
    """Make the rows of all publications of these texts anew, where they changed."""
    for sha in sorted(set(hashes)):
        asked = select(publications.c.id).join(texts).where(texts.c.sha256 == sha)
        for publication_id in connection.scalars(asked.order_by(publications.c.id)).all():
            settle_publication(connection, publication_id)


def rebuild(connection: Connection) -> int:
    """Make all rows from nothing; return how many publications there are."""
    forget_all(connection)
    ids = connection.scalars(select(publications.c.id).order_by(publications.c.id)).all()
    for publication_id in ids:
        _add(connection, place_rows(connection, publication_id))
    return len(ids)


def forget_all(connection: Connection) -> None:
    """Delete every row, with all of its words."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_words (search_words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM search_words"))
    connection.execute(delete(search_rows))


def place_rows(connection: Connection, publication_id: int) -> list[Placed]:
    """Return the rows of a publication, as they stood from day to day, and as they stand now."""
    return list(_Publication.load(connection, publication_id).placed())


@dataclass(frozen=True, slots=True)
class _Publication:
    """All that rows are made from."""

    id: int
    added: str
    """Day on which it came."""
    current: int | None
    """Row of the current reading."""
    readings: Sequence[StoredReading]
    """Oldest first."""
    standing: Standing
    unread: SearchRow

    @classmethod
    def load(cls, connection: Connection, publication_id: int) -> "_Publication":
        asked = (
            select(publications.c.added_at, texts.c.sha256, texts.c.text, arrivals)
            .join(texts, texts.c.id == publications.c.text_id)
            .join(arrivals, arrivals.c.publication_id == publications.c.id)
            .where(publications.c.id == publication_id)
            .order_by(arrivals.c.id.desc())
        )
        row = connection.execute(asked.limit(1)).mappings().one()
        here = current_readings.c.publication_id == publication_id
        return cls(
            id=publication_id,
            added=row["added_at"][:10],
            current=connection.scalar(select(current_readings.c.reading_id).where(here)),
            readings=readings_of(connection, publication_id),
            standing=read_standing(connection, [row[texts.c.sha256]]),
            unread=make_unread_row(row["title"], row["publisher"], row["text"]),
        )

    def placed(self) -> Iterator[Placed]:
        """Yield the rows; none that stood for less than a day, unless they stand now."""
        shown = self._shown()
        first = shown[0].read_at[:10] if shown else None
        if first is None or self.added < first:
            yield Placed(self.unread, self.id, None, self.added, first)
        for place, reading in enumerate(shown, start=1):
            start = reading.read_at[:10]
            end = shown[place].read_at[:10] if place < len(shown) else None
            if end is None or start < end:
                yield from self._of_reading(reading, start, end)

    def _shown(self) -> list[StoredReading]:
        """Return the readings that were ever the current one, as far as that can be known."""
        shown: list[StoredReading] = []
        for reading in self.readings:
            shown.append(reading)
            if reading.id == self.current:
                return shown
        return []

    def _of_reading(self, reading: StoredReading, start: str, end: str | None) -> Iterator[Placed]:
        """Yield the rows of one reading, by what was decided until each day."""
        later = {_day(entry) for entry in self.standing.entries.values()}
        days = [start, *sorted(day for day in later if start < day and (end is None or day < end))]
        standing: dict[SearchRow, str] = {}
        for day in days:
            rows = make_rows(self._as_of(reading, None if end is None and day == days[-1] else day))
            for row in [row for row in standing if row not in set(rows)]:
                yield Placed(row, self.id, reading.id, standing.pop(row), day)
            for row in rows:
                standing.setdefault(row, day)
        for row, since in standing.items():
            yield Placed(row, self.id, reading.id, since, end)

    def _as_of(self, reading: StoredReading, day: str | None) -> StandingReading:
        entries = self.standing.entries.values()
        known = [entry for entry in entries if day is None or _day(entry) <= day]
        if not known:
            return StandingReading(reading.reading)
        return stand_as_carried(reading.reading, carry(reading.reading, Standing.of(known)))


def _day(entry: Recorded) -> str:
    return entry.judgement.time.date().isoformat()


_Identity = tuple[Value, ...]
_SAME = [column.name for column in search_rows.c if column.name not in {"id", "known_to", "is_now"}]


def _identity(columns: dict[str, Value]) -> _Identity:
    return tuple(columns[name] for name in _SAME)


def _known(connection: Connection, publication_id: int) -> dict[_Identity, list[Row[tuple[Value]]]]:
    found: dict[_Identity, list[Row[tuple[Value]]]] = defaultdict(list)
    asked = select(search_rows).where(search_rows.c.publication_id == publication_id)
    for row in connection.execute(asked.order_by(search_rows.c.id)):
        found[_identity(row._asdict())].append(row)
    return found


def _settle(connection: Connection, row: Row[tuple[Value]], placed: Placed) -> None:
    if (row.known_to, row.is_now) != (placed.known_to, int(placed.is_now)):
        _let_stand(connection, row, placed.known_to, is_now=placed.is_now)


def _let_stand(
    connection: Connection, row: Row[tuple[Value]], known_to: str | None, *, is_now: bool
) -> None:
    changed = update(search_rows).where(search_rows.c.id == row.id)
    connection.execute(changed.values(known_to=known_to, is_now=int(is_now)))


def _add(connection: Connection, placed: Sequence[Placed]) -> None:
    """Add rows with their words; writers take turns, so the next ids are ours."""
    if not placed:
        return
    last = connection.scalar(_LAST) or 0
    ids = range(last + 1, last + 1 + len(placed))
    rows = [{"id": id_, **one.columns} for id_, one in zip(ids, placed, strict=True)]
    add_rows(connection, search_rows, rows)
    words = [(id_, one.row.words) for id_, one in zip(ids, placed, strict=True)]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_ADD_TEXT, words)
    else:
        lists = [{"id": id_, "words": said.split(" ")} for id_, said in words]
        connection.execute(_ADD_WORDS, lists)
