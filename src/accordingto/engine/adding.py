"""Reports into a ledger: what is new is read and kept, and what cannot be is kept for later."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial

from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.limits import NO_LIMITS, Limits
from accordingto.engine.outcomes import Done, MakeWork, Outcome, Work
from accordingto.engine.retrying import Mended
from accordingto.errors import IngestError, ReadingError, StoreError
from accordingto.ingest.inputs import Given, Incoming, Item, Skipped
from accordingto.ingest.seen import Seen
from accordingto.ledger.identities import head_of, identify
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.publications import Need, find_need
from accordingto.ledger.quarantine import bytes_of_refused, hold_refused, resolve_items
from accordingto.ledger.readings import ReadyReading, make_ready
from accordingto.ledger.storing import (
    News,
    refuse_unstorable,
    store_known,
    store_report,
    store_unread,
)
from accordingto.records.readings import Reading

NO_ITEM = frozenset({"duplicate", "needs_fetch", "no_report", "not_found"})
"""Codes of refusals that are no bad items: nothing is there, or it is known."""
_FOR_ONE = "failed"
"""Code of a store's error that concerns one report; all others would meet the next one too."""


@dataclass(frozen=True, slots=True)
class ReadToKeep:
    """Makes the work of adding: a report is read, and its reading made ready to be kept."""

    choice: ReaderChoice

    def __call__(self) -> Work[ReadyReading]:
        """Load the reader."""
        return partial(_read_to_keep, self.choice())


def _read_to_keep(read: Work[Reading], incoming: Incoming) -> ReadyReading:
    return make_ready(read(incoming))


@dataclass(frozen=True, slots=True)
class Added:
    """A report that is in the ledger, or would be."""

    incoming: Incoming
    news: News
    problems: tuple[str, ...] = ()
    """Codes of its reading's problems."""


Result = Added | IngestError | ReadingError | Skipped


@dataclass(frozen=True, slots=True)
class _Known(Skipped):
    """A report that needs no reading, on its way past those that do."""

    added: Added


@dataclass(frozen=True, slots=True)
class _Adding:
    """The way of reports into one ledger; those being read wait here whole."""

    ledger: Ledger
    given: Given
    waiting: deque[Incoming] = field(default_factory=deque)
    """In their order, which is that of what comes of them."""

    def sift(self, items: Iterable[Item]) -> Iterator[Item]:
        """Hand on what is to be read, without its bytes; note what is known."""
        for item in items:
            yield self._sift(item) if isinstance(item, Incoming) else item

    def _sift(self, incoming: Incoming) -> Item:
        refused = refuse_unstorable(incoming)
        if refused is not None:
            return refused
        with self.ledger.look() as connection:
            need = find_need(connection, incoming)
        if need is Need.NOTE:
            with self.ledger.change(in_bulk=True) as connection:
                store_known(connection, incoming, self.ledger.now())
        if need in {Need.NOTE, Need.NOTHING}:
            added = Added(incoming, News.KNOWN)
            return _Known(incoming.path, News.KNOWN, added)
        self.waiting.append(incoming)
        return replace(incoming, provenance=None)

    def settle(self, outcome: Outcome[ReadyReading]) -> Result | None:
        """Keep what came of one item; nothing is told of what leaves the quarantine."""
        if isinstance(outcome, Mended):
            with self.ledger.change(in_bulk=True) as connection:
                resolve_items(connection, outcome.ids, self.ledger.now())
            return None
        if isinstance(outcome, _Known):
            return outcome.added
        if isinstance(outcome, Done):
            return self._settle_read(self.waiting.popleft(), outcome.value)
        if isinstance(outcome, ReadingError):
            incoming = self.waiting.popleft()
            with self.ledger.change(in_bulk=True) as connection:
                store_unread(connection, incoming, outcome, self.ledger.now())
        elif isinstance(outcome, IngestError):
            self._hold(outcome)
        return outcome

    def _settle_read(self, incoming: Incoming, reading: ReadyReading) -> Result:
        try:
            with self.ledger.change(in_bulk=True) as connection:
                news = store_report(connection, incoming, reading, self.ledger.now())
        except StoreError as error:
            if error.code != _FOR_ONE:
                raise
            refused = _refused_by_store(incoming, error)
            self._hold(refused)
            return refused
        return Added(incoming, news, reading.problems)

    def _hold(self, error: IngestError) -> None:
        if error.code in NO_ITEM:
            return
        raw = bytes_of_refused(error)
        with self.ledger.change(in_bulk=True) as connection:
            hold_refused(connection, error, self.given, raw, self.ledger.now())


def add_all(
    items: Iterable[Item],
    ledger: Ledger,
    make_work: MakeWork[ReadyReading],
    *,
    given: Given,
    jobs: int = 1,
    limits: Limits = NO_LIMITS,
) -> Generator[Result]:
    """Read and keep what is new, and yield what came of each item, in their order, once it is kept.

    A report is kept in one transaction, whole or not at all. What is known is passed by; what is
    refused, or cannot be read to its end, is put into quarantine, and the rest goes on.

    Raises StoreError when the ledger takes nothing any more, as on a full disk: all that was
    yielded before is kept. Raises ConfigurationError when the reader cannot be loaded.
    """
    adding = _Adding(ledger, given)
    with closing(read_all(adding.sift(items), make_work, jobs, limits)) as outcomes:
        for outcome in outcomes:
            result = adding.settle(outcome)
            if result is not None:
                yield result


def foresee_all(items: Iterable[Item], ledger: Ledger | None) -> Generator[Result]:
    """Yield what would come of each item, up to its reading; nothing is written.

    Without a ledger, as into an empty one.
    """
    keys, heads, pages = Seen(), Seen(), Seen()
    for item in items:
        if not isinstance(item, Incoming):
            if not isinstance(item, Mended):
                yield item
            continue
        refused = refuse_unstorable(item)
        if refused is not None:
            yield refused
            continue
        identity = identify(item)
        is_new = heads.add(identity.key + head_of(item.report).sha256)
        news = _foresee(item, ledger) if is_new else News.KNOWN
        # What this very run would have added by now is not in the ledger.
        if not keys.add(identity.key) and news in {News.NEW, News.VERSION}:
            news = News.READ_ANEW
        if not pages.add(identity.page) and news is News.NEW:
            news = News.VERSION
        yield Added(item, news)


def _foresee(incoming: Incoming, ledger: Ledger | None) -> News:
    if ledger is None:
        return News.NEW
    with ledger.look() as connection:
        need = find_need(connection, incoming)
    return {
        Need.READING_OF_NEW: News.NEW,
        Need.READING_OF_VERSION: News.VERSION,
        Need.READING: News.READ_ANEW,
    }.get(need, News.KNOWN)


def _refused_by_store(incoming: Incoming, error: StoreError) -> IngestError:
    refused = IngestError(
        f"the ledger did not take it: {error.message}",
        path=incoming.path,
        line=incoming.line,
        code="not_stored",
    )
    came = incoming.provenance
    return refused.holding(came.raw, came.media_type) if came else refused
