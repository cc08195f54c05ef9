"""The verbs of a Python user who keeps a ledger."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.corroboration.casebook_checks import CASES
from accordingto.engine.adding import Added, ReadToKeep, Result, add_all, foresee_all
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.fetching import open_fetch_into
from accordingto.engine.retrying import retry_all
from accordingto.errors import AccordingtoError, IngestError, ReadingError, StoreError
from accordingto.ingest.inputs import Given, Skipped
from accordingto.ingest.mapping import NO_OPTIONS, TableOptions, load_mapping
from accordingto.ingest.reports import read_reports
from accordingto.ledger.checks import Fault
from accordingto.ledger.heads import parse_heads
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.storing import News
from accordingto.ledger.verify import verify_ledger

__all__ = ["AddSummary", "add", "verify"]

_LOG = logging.getLogger("accordingto")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSummary:
    """What came of adding: how many reports of each kind."""

    new: int = 0
    versions: int = 0
    """Other texts on pages that were known."""
    read_anew: int = 0
    """Known texts, with another title or date, or not read before."""
    known: int = 0
    refused: int = 0
    """In quarantine now, but for paths that do not exist."""
    failed: int = 0
    """Kept, but not read to their end; in quarantine."""
    skipped: int = 0
    cases: int = 0
    """That are new."""
    cases_grown: int = 0
    """That were known, and of which a report that came tells."""


def add(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    sources: Iterable[str | Path],
    ledger: str | Path,
    *,
    jobs: int = 1,
    published: str | None = None,
    publisher: str = "",
    reader: str = "network",
    mapping: str | Path | None = None,
    fetch: bool = False,
    retry: bool = False,
    dry_run: bool = False,
    corroborate: bool = True,
    on_refused: Callable[[AccordingtoError], None] | None = None,
) -> AddSummary:
    """Read reports and keep them in a ledger, which is made where there is none.

    Adding is idempotent: what is known is passed by. Each report is kept whole or not at all; what
    cannot be read is given to `on_refused`, or else logged as a warning, and put into quarantine,
    which `retry` takes up. Then, unless `corroborate` is false, reports are linked into cases. A
    `dry_run` writes nothing and tells what would be added.

    Raises StoreError when the ledger cannot be opened, or takes nothing any more.
    """
    tables = TableOptions(load_mapping(Path(mapping))) if mapping else NO_OPTIONS
    given, paths = Given(published, publisher), [str(one) for one in sources]
    opened = _open(ledger, is_dry_run=dry_run)
    with opened or nullcontext():
        fetch_url = open_fetch_into(opened, is_wanted=fetch)
        new = read_reports(paths, given, tables=tables, fetch=fetch_url)
        again = retry_all(opened, tables, fetch_url) if retry and opened else ()
        items = chain(again, new)
        if dry_run or opened is None:
            results = foresee_all(items, opened)
        else:
            work = ReadToKeep(ReaderChoice(reader))
            results = add_all(items, opened, work, given=given, jobs=jobs)
        with closing(results):
            summary = _summary(results, on_refused or _log_refused)
        if not corroborate or dry_run or opened is None:
            return summary
        settled = corroborate_pending(opened)
        return replace(summary, cases=settled.new, cases_grown=settled.grown)


def verify(ledger: str | Path, *, head: str | Path | None = None) -> tuple[Fault, ...]:
    """Read everything in a ledger again; return all that is not as it was kept, nothing if all is.

    `head` is a file of heads of the chains of decisions that was kept elsewhere: with it, a tail
    that was cut is seen too. Raises StoreError when the ledger cannot be opened.
    """
    pinned = parse_heads(Path(head).read_bytes(), str(head)) if head else ()
    with Ledger.open(ledger) as opened:
        return tuple(verify_ledger(opened, pinned, more=[CASES]))


def _open(ledger: str | Path, *, is_dry_run: bool) -> Ledger | None:
    try:
        return Ledger.open(ledger, Opening.LOOK if is_dry_run else Opening.MAKE)
    except StoreError as error:
        if is_dry_run and error.code in {"not_found", "empty"}:
            return None
        raise


def _summary(results: Iterable[Result], refuse: Callable[[AccordingtoError], None]) -> AddSummary:
    counts: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Added):
            counts[_FIELDS[result.news]] += 1
        elif isinstance(result, Skipped):
            counts["skipped"] += 1
            _LOG.info("skipped %s: %s", result.path, result.reason)
        elif isinstance(result, IngestError) and result.code == "duplicate":
            counts["known"] += 1
        else:
            counts["failed" if isinstance(result, ReadingError) else "refused"] += 1
            refuse(result)
    return AddSummary(**counts)


_FIELDS = {
    News.NEW: "new",
    News.VERSION: "versions",
    News.READ_ANEW: "read_anew",
    News.KNOWN: "known",
}


def _log_refused(error: AccordingtoError) -> None:
    _LOG.warning("refused: %s", error)
