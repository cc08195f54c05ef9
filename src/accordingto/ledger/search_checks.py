"""Is everything found as it stands? The rows to search by, made again and compared."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, func, select, text

from accordingto.errors import AccordingtoError
from accordingto.ledger.checks import Fault
from accordingto.ledger.rows import Row, Value, stream
from accordingto.ledger.search_index import as_signed, hash_word, place_rows
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import publications

_BESIDE = frozenset({"id", "publication_id"})
"""Columns that say where a row stands, and not what it says."""
_SAID = tuple(column.name for column in search_rows.c if column.name not in _BESIDE)
_INSTANCES = text("SELECT term, doc FROM search_instances")
_WORD = itemgetter(0)
_STRAY = "they belong to no row"
_AT_ONCE = 2000
"""Words that are held at a time."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """The first row of a publication that is not what readings and decisions make it."""

    publication: str
    """Key of the publication."""
    row: str
    """What the row is of."""
    why: str


def check_search(connection: Connection) -> Iterator[Fault]:
    """Yield rows to search by, and words of them, that are not what they are made from."""
    for fault in check_rows(connection):
        yield Fault("search row", f"{fault.publication} {fault.row}", fault.why)
    yield from check_words(connection)


def check_rows(connection: Connection) -> Iterator[RowFault]:
    """Yield the publications whose rows are not what readings and decisions make them."""
    # Numbers alone are held: keys of a hundred thousand publications would be 20 MB.
    ids = select(publications.c.id).order_by(publications.c.id)
    for publication_id in connection.scalars(ids).all():
        fault = _first_fault(connection, publication_id)
        if fault is not None:
            asked = select(publications.c.key).where(publications.c.id == publication_id)
            yield RowFault(connection.execute(asked).scalar_one(), *fault)


def _first_fault(connection: Connection, publication_id: int) -> tuple[str, str] | None:
    """Return which row of a publication is the first that is wrong, and why."""
    try:
        wanted = [placed.columns for placed in place_rows(connection, publication_id)]
    except (AccordingtoError, ValueError) as error:
        return "rows", f"they cannot be made again ({error})"
    return _first_difference(wanted, _known(connection, publication_id))


def check_words(connection: Connection) -> Iterator[Fault]:
    """Yield the rows whose words are not in the index as they were put there, each once."""
    last = connection.scalar(select(func.max(search_rows.c.id))) or 0
    sums = array("Q", bytes(8 * (last + 1)))
    # Words come in their order, a thousand times a report: each is hashed once.
    held: dict[str, int] = {"yield_per": _AT_ONCE}
    for word, found in groupby(connection.execute(_INSTANCES, execution_options=held), _WORD):
        number = hash_word(word)
        for _, place in found:
            if not 0 < place <= last:
                yield Fault("search words", str(place), _STRAY)
                return
            sums[place] = (sums[place] + number) % 2**64
    asked = select(search_rows.c.id, search_rows.c.words_hash).order_by(search_rows.c.id)
    for row in stream(connection, asked):
        if as_signed(sums[row["id"]]) != row["words_hash"]:
            yield Fault("search words", str(row["id"]), "they are not those of the row")
        sums[row["id"]] = 0
    for place, total in enumerate(sums):
        if total:
            yield Fault("search words", str(place), _STRAY)


def _known(connection: Connection, publication_id: int) -> list[Row]:
    """Return the rows of a publication but for those that stood for less than a day."""
    here = search_rows.c.publication_id == publication_id
    rows = connection.execute(select(search_rows).where(here).order_by(search_rows.c.id))
    return [row._asdict() for row in rows if row.known_from != row.known_to]


def _first_difference(wanted: Sequence[Row], known: Sequence[Row]) -> tuple[str, str] | None:
    """Return which row is the first that differs, and why; None when all are as they should be."""
    left = Counter(map(_whole, known))
    for row in wanted:
        if not left[_whole(row)]:
            return _name(row), _why(row, known)
        left[_whole(row)] -= 1
    for row in known:
        if left[_whole(row)]:
            return _name(row), "nothing in readings and decisions makes it"
    return None


def _whole(row: Row) -> tuple[Value, ...]:
    return tuple(row[name] for name in _SAID)


def _name(row: Mapping[str, Value]) -> str:
    return f"{row['what']!s} {row['record']!s}".rstrip()


def _why(row: Row, known: Sequence[Row]) -> str:
    """Tell in what the row that comes nearest differs."""
    alike = [one for one in known if _name(one) == _name(row)]
    apart = [[name for name in _SAID if one[name] != row[name]] for one in alike]
    if not any(apart):
        return "it is missing"
    return f"made again, it has another {min(filter(None, apart), key=len)[0]}"
