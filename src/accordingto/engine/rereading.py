"""The reports of a ledger, read again by another reader, or by a later version of the same."""

from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.engine.limits import NO_LIMITS, Limits
from accordingto.engine.outcomes import Done
from accordingto.errors import ReadingError
from accordingto.ingest.inputs import Incoming, Skipped
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.readings import find_reading
from accordingto.ledger.rereading import (
    Reread,
    Rereadable,
    compare_with_current,
    find_rereadable,
    keep_rereading,
    load_rereadable,
)
from accordingto.records.readings import ReaderInfo, Reading

_AT_ONCE = 50
"""Reports that are taken out of the ledger at a time."""


@dataclass(frozen=True, slots=True)
class _Known(Skipped):
    """A report that this reader has read before, on its way past those to be read."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class RereadAll:
    """Reads the reports of a ledger whose current reading is not this reader's."""

    ledger: Ledger
    choice: ReaderChoice
    jobs: int = 1
    limits: Limits = NO_LIMITS
    keep: bool = True
    """Keep the readings; otherwise only tell what would change."""
    waiting: deque[Rereadable] = field(default_factory=deque, init=False)

    def count(self) -> int:
        """Return how many publications are to be read again."""
        return len(self._ids())

    def __call__(self) -> Generator[Reread | ReadingError]:
        """Yield what became of each publication, once it is kept, in the order they were added.

        A report that cannot be read to its end keeps its current reading, and is told. Raises
        ConfigurationError when the reader cannot be loaded, StoreError when the ledger fails.
        """
        with closing(read_all(self._items(), self.choice, self.jobs, self.limits)) as outcomes:
            for outcome in outcomes:
                rereadable = self.waiting.popleft()
                if isinstance(outcome, _Known):
                    yield self._settle(rereadable, outcome.reading)
                elif isinstance(outcome, Done):
                    yield self._settle(rereadable, outcome.value)
                elif isinstance(outcome, ReadingError):
                    yield outcome

    @property
    def _info(self) -> ReaderInfo:
        return open_reader(self.choice).info

    def _ids(self) -> list[int]:
        with self.ledger.look() as connection:
            return find_rereadable(connection, self._info)

    def _items(self) -> Iterator[Incoming | _Known]:
        ids = self._ids()
        for first in range(0, len(ids), _AT_ONCE):
            with self.ledger.look() as connection:
                part = list(load_rereadable(connection, ids[first : first + _AT_ONCE], self._info))
            for rereadable in part:
                self.waiting.append(rereadable)
                yield self._item(rereadable)

    def _item(self, rereadable: Rereadable) -> Incoming | _Known:
        if rereadable.known_id is not None:
            with self.ledger.look() as connection:
                known = find_reading(connection, rereadable.known_id)
            if known is not None:
                return _Known(rereadable.path, "read before", known.reading)
        return Incoming(
            report=rereadable.report,
            path=rereadable.path,
            line=rereadable.line,
            size=0,
            problems=rereadable.problems,
        )

    def _settle(self, rereadable: Rereadable, reading: Reading) -> Reread:
        if not self.keep:
            with self.ledger.look() as connection:
                return compare_with_current(connection, rereadable, reading)
        with self.ledger.change() as connection:
            return keep_rereading(connection, rereadable, reading, self.ledger.now())
