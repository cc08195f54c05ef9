"""From a ledger to what corroboration needs: readings as they stand, and what people decided."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from sqlalchemy import Connection, select

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.corroboration.linking import Decided, RefPair
from accordingto.ledger.as_it_stands import load_touched, stand
from accordingto.ledger.copying import in_parts
from accordingto.ledger.linking import DecidedLink, LinkStatus, read_links
from accordingto.ledger.readings import StoredReading, as_stored, select_readings
from accordingto.ledger.reviewing import reviewed_readings
from accordingto.ledger.store_tables import current_readings, readings
from accordingto.records.cases import AccountRef
from accordingto.records.judgements import Target
from accordingto.records.kinds import RecordKind

AT_ONCE = 200
"""Readings that are held at a time."""
_OF_KEY = 12


def key_of(stored: StoredReading) -> ReportKey:
    """Return what tells a report from all others: its id, with the start of its key.

    The same in every ledger, and whatever else is in it.
    """
    return report_key(stored.reading.id, stored.publication)


def report_key(reading: str, publication: str) -> ReportKey:
    """Return the key of the report with this reading's id and this publication's key."""
    return f"{reading}~{publication[:_OF_KEY]}"


def condense_readings(connection: Connection, ids: Iterable[int]) -> Iterator[tuple[int, Digest]]:
    """Yield what is kept of readings, as they stand after decisions, with their rows."""
    for part in in_parts(ids, AT_ONCE):
        touched = load_touched(connection, part)
        asked = select_readings().where(readings.c.id.in_(part)).order_by(readings.c.id)
        for row in connection.execute(asked).mappings().all():
            stored = as_stored(row)
            standing = stand(stored.reading, touched.get(stored.id, ()))
            yield stored.id, condense(standing.reading, key_of(stored))


def current_ids(connection: Connection) -> Sequence[int]:
    """Return the rows of all current readings, in order of publication."""
    asked = select(current_readings.c.reading_id).order_by(current_readings.c.publication_id)
    return connection.scalars(asked).all()


def read_decided(connection: Connection) -> Decided:
    """Return what people decided about pairs of accounts.

    What is disputed counts as neither. Where a text was published by several, each has the account.
    """
    links = [one for one in read_links(connection) if one.ends[0].kind is RecordKind.INCIDENT]
    ends = _Ends(connection)
    found: dict[LinkStatus, set[RefPair]] = {status: set() for status in LinkStatus}
    for link in links:
        found[link.status].update(ends.pairs(link))
    return Decided(
        same=frozenset(found[LinkStatus.LINKED]), different=frozenset(found[LinkStatus.UNLINKED])
    )


class _Ends:
    """Accounts at the ends of links, by the words that these name."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._of_text: dict[str, list[tuple[ReportKey, dict[Target, str]]]] = {}

    def pairs(self, link: DecidedLink) -> Iterator[RefPair]:
        """Yield the pairs of accounts that a link is between."""
        one, other = map(self._accounts, link.ends)
        yield from product(one, other)

    def _accounts(self, target: Target) -> list[AccountRef]:
        if target.sha256 not in self._of_text:
            self._of_text[target.sha256] = [
                (key_of(reviewed.stored), dict(reviewed.carried.at))
                for reviewed in reviewed_readings(self._connection, target.sha256)
            ]
        known = self._of_text[target.sha256]
        return [AccountRef(key, at[target]) for key, at in known if target in at]
